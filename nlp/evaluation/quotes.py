"""Statements found against attributions marked by hand, as the research on quotation attribution measures them."""

import gzip
import json
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from clausewatch.errors import InputError
from clausewatch.models import CueType, Model, Span, StatementKind
from nlp.attribution import Attribution, text_of
from nlp.components.quotations.cues import type_of_cue
from nlp.components.quotations.kinds import kind_of
from nlp.evaluation.alignment import align, letters_of


class GoldAttribution(Model):
    """One attribution marked by hand; spans in code points of the text."""

    content: tuple[Span, ...]
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()


class GoldText(Model):
    """A text with all its attributions."""

    id: str
    text: str
    attributions: tuple[GoldAttribution, ...]


class Miss(Model):
    """One error that a person can read."""

    document: str
    what: str
    """`not found`, `wrong source` or `not in the gold`."""
    kind: StatementKind
    cue_type: CueType | None
    source: str
    cue: str
    content: str


class Tally(Model):
    """Right ones among those marked and those found."""

    right: int = 0
    gold: int = 0
    found: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        """Both counts as one."""
        return Tally(right=self.right + other.right, gold=self.gold + other.gold, found=self.found + other.found)

    @property
    def precision(self) -> float:
        """Share of right ones among those found, 0 to 1."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of right ones among those marked, 0 to 1."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0 to 1."""
        return 2 * self.right / (self.gold + self.found) if self.gold + self.found else 0.0


def read_gold(path: Path) -> Iterator[GoldText]:
    """The texts of a JSON Lines file, which may be gzipped; `InputError` names the file and the line that is wrong."""
    for number, line in enumerate(_read_lines(path), 1):
        try:
            yield GoldText.model_validate(json.loads(line))
        except (json.JSONDecodeError, ValidationError) as error:
            raise InputError(f"{path.name}: line {number}: {str(error).splitlines()[0]}") from error


def _read_lines(path: Path) -> Iterator[str]:
    opened = gzip.open if path.suffix == ".gz" else open
    try:
        with opened(path, "rt", encoding="utf-8") as lines:
            yield from lines
    except (OSError, EOFError, UnicodeDecodeError, zlib.error) as error:
        raise InputError(f"{path.name}: {error}") from error


def score_quotes(
    texts: Sequence[GoldText], found: Sequence[Sequence[Attribution]]
) -> tuple[dict[str, Tally], list[Miss]]:
    """Counts for `all`, each kind and each cue type, and every error; `found` has the attributions of each text.

    A statement is right where its content has a Jaccard index of at least .3 with the marked one and the sources
    share a letter, or neither side has one.
    """
    tallies: dict[str, Tally] = {}
    misses: list[Miss] = []
    for text, attributions in zip(texts, found, strict=True):
        for names, tally, miss in _score_text(text, attributions):
            for name in ("all", *names):
                tallies[name] = tallies.get(name, Tally()) + tally
            misses += [miss] if miss else []
    return tallies, misses


def _score_text(
    text: GoldText, attributions: Sequence[Attribution]
) -> Iterator[tuple[tuple[str, ...], Tally, Miss | None]]:
    gold = [letters_of(text.text, one.content) for one in text.attributions]
    chosen = align(gold, [letters_of(text.text, one.content) for one in attributions])
    for number, one in enumerate(text.attributions):
        marked = _as_attribution(text.text, one)
        other = attributions[chosen[number]] if number in chosen else None
        right = other is not None and _same_source(text.text, one.source, other.source)
        what = "" if right else "not found" if other is None else "wrong source"
        miss = _miss(text, marked, what) if what else None
        yield _names(marked), Tally(right=int(right), gold=1, found=int(other is not None)), miss
    for number in sorted(set(range(len(attributions))) - set(chosen.values())):
        yield _names(attributions[number]), Tally(found=1), _miss(text, attributions[number], "not in the gold")


def _as_attribution(text: str, gold: GoldAttribution) -> Attribution:
    cue_type = type_of_cue(text_of(text, gold.cue))
    return Attribution(kind_of(text, gold.content), gold.content, gold.source, gold.cue, cue_type)


def _names(attribution: Attribution) -> tuple[str, ...]:
    return (attribution.kind, *([attribution.cue_type] if attribution.cue_type else []))


def _same_source(text: str, gold: Sequence[Span], found: Sequence[Span]) -> bool:
    return not (gold or found) or bool(letters_of(text, gold) & letters_of(text, found))


def _miss(text: GoldText, attribution: Attribution, what: str) -> Miss:
    facts: dict[str, Any] = {
        role: text_of(text.text, getattr(attribution, role)) for role in ("source", "cue", "content")
    }
    return Miss(document=text.id, what=what, kind=attribution.kind, cue_type=attribution.cue_type, **facts)
