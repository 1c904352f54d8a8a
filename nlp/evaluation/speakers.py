"""Speakers named against those that a person would name."""

import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from clausewatch.errors import InputError
from clausewatch.identifiers import normalise_words
from clausewatch.models import Document, Model, PublisherKind, Record, Span, Speaker, Statement
from nlp.evaluation.alignment import align, letters_of

_TITLES = frozenset(
    ["the", "a", "an", "of", "mr", "mrs", "ms", "dr", "prof", "professor", "sir", "dame", "lord", "lady", "baroness"]
)


class GoldStatement(BaseModel):
    """One attribution of an article; `speaker` has every name of several speakers, none where nobody is to be named."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    content: Annotated[tuple[Span, ...], Field(min_length=1)]
    speaker: str | tuple[str, ...] | None
    organisation: str | None = None
    stance: tuple[str, ...] = ()
    """Every label that a careful reader would accept."""


class GoldArticle(BaseModel):
    """An article with its attributions; the text stands in a file of its own beside it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    document: str
    target: str = ""
    publisher: str = "unknown"
    kind: PublisherKind = "coverage"
    title: str = ""
    url: str | None = None
    published_at: str | None = None
    record: Record | None = None
    attributions: tuple[GoldStatement, ...]
    text: str = ""


class JudgedSpeaker(Model):
    """One who was named: in which way, how sure, and whether it is the right one."""

    resolved_by: str
    confidence: float
    is_right: bool


class SpeakerScore(Model):
    """How many attributions of an article were found, and how many of these with the right speaker and stance."""

    document: str
    gold: int
    found: int
    right_speaker: int
    right_stance: int
    errors: tuple[str, ...] = ()
    judged: tuple[JudgedSpeaker, ...] = ()


def read_article(path: Path) -> GoldArticle:
    """One article from its JSON file; `InputError` says what is wrong."""
    try:
        raw: Any = json.loads(path.read_text("utf-8"))
        article = GoldArticle.model_validate(raw)
        return article.model_copy(update={"text": (path.parent / article.document).read_text("utf-8")})
    except (json.JSONDecodeError, UnicodeDecodeError, ValidationError) as error:
        raise InputError(f"{path.name}: {str(error).splitlines()[0]}") from error
    except OSError as error:
        raise InputError(f"{error.filename}: {error.strerror}") from error


def make_document(article: GoldArticle) -> Document:
    """The article as the annotator takes it; a day without a zone is one in UTC."""
    published = datetime.fromisoformat(article.published_at) if article.published_at else None
    return Document(
        url=article.url or f"urn:clausewatch:gold:{article.document}",
        title=article.title,
        text=article.text,
        publisher=article.publisher,
        kind=article.kind,
        record=article.record,
        published_at=published.replace(tzinfo=published.tzinfo or UTC) if published else None,
    )


def score_speakers(article: GoldArticle, statements: Sequence[Statement]) -> SpeakerScore:
    """Compare the statements of an article with those marked in it."""
    gold = [letters_of(article.text, one.content) for one in article.attributions]
    chosen = align(gold, [letters_of(article.text, one.content) for one in statements])
    errors, judged, right_speaker, right_stance = [], [], 0, 0
    for number, one in enumerate(article.attributions):
        words = article.text[one.content[0][0] : one.content[-1][1]][:80]
        if number not in chosen:
            errors.append(f"not found: {words}")
            continue
        statement = statements[chosen[number]]
        speaker = statement.speaker
        is_right = is_right_speaker(one, speaker)
        right_speaker += is_right
        if speaker:
            way = JudgedSpeaker(resolved_by=speaker.resolved_by, confidence=speaker.confidence, is_right=is_right)
            judged.append(way)
        if not is_right:
            named = speaker.name if speaker else "nobody"
            errors.append(f"{named} in place of {one.speaker}: {words}")
        label = next((stance.label for stance in statement.stances if stance.target == article.target), "NONE")
        right_stance += label in one.stance
    return SpeakerScore(
        document=article.document,
        gold=len(gold),
        found=len(chosen),
        right_speaker=right_speaker,
        right_stance=right_stance,
        errors=tuple(errors),
        judged=tuple(judged),
    )


class WayFigures(Model):
    """How often a way of finding the speaker is right, beside how sure it says it is (both 0 to 1)."""

    named: int
    right: float
    confidence: float


def measure_ways(judged: Sequence[JudgedSpeaker]) -> dict[str, WayFigures]:
    """The figures of each way in which speakers were found, the commonest first, then of all together."""
    groups: dict[str, list[JudgedSpeaker]] = {}
    for one in judged:
        groups.setdefault(one.resolved_by, []).append(one)
    ordered = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    return {name: _measure(group) for name, group in [*ordered, ("all", list(judged))] if group}


def find_calibration_error(judged: Sequence[JudgedSpeaker], bins: int = 10) -> float:
    """Mean distance (0 to 1) of confidence and share of right ones over bins of confidence, weighed by their sizes.

    The expected calibration error of Naeini et al., AAAI 2015.
    """
    groups: dict[int, list[JudgedSpeaker]] = {}
    for one in judged:
        groups.setdefault(min(int(one.confidence * bins), bins - 1), []).append(one)
    figures = [(len(group), _measure(group)) for group in groups.values()]
    return sum(count * abs(one.right - one.confidence) for count, one in figures) / max(len(judged), 1)


def _measure(group: Sequence[JudgedSpeaker]) -> WayFigures:
    return WayFigures(
        named=len(group),
        right=round(sum(one.is_right for one in group) / len(group), 4),
        confidence=round(sum(one.confidence for one in group) / len(group), 4),
    )


def is_right_speaker(gold: GoldStatement, speaker: Speaker | None) -> bool:
    """Whether a speaker is the one marked: of several two thirds of the names, of a body that speaks also its name."""
    wanted = [gold.speaker] if isinstance(gold.speaker, str) else list(gold.speaker or ())
    if speaker is None or not wanted:
        return speaker is None and not wanted
    given = [speaker.name, *speaker.members]
    if speaker.kind != "person" and speaker.organisation:
        given.append(speaker.organisation)
    named = sum(any(is_same_name(name, other) for other in given) for name in wanted)
    if len(wanted) == 1 and "spokes" in wanted[0] and gold.organisation and speaker.organisation:
        named = max(named, int(is_same_name(gold.organisation, speaker.organisation)))
    return named * 3 >= len(wanted) * 2


def is_same_name(gold: str, given: str) -> bool:
    """Whether the given name has all words of the other, or is a shorter form with the same last word."""
    one, other = _words(gold), _words(given)
    if not one or not other:
        return False
    return set(one) <= set(other) or (set(other) <= set(one) and one[-1] == other[-1])


def _words(name: str) -> list[str]:
    plain = normalise_words(re.sub(r"[’']s\b", "", name))
    return [word for word in plain.split() if word not in _TITLES]
