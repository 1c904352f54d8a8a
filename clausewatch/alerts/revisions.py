"""Which quotations of a page changed with its content."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from clausewatch.identifiers import normalise_words
from clausewatch.models import Document, Model, Statement

SAME_QUOTATION = 0.5
"""Share of equal words (Ratcliff and Obershelp's) from which a new quotation is the old one with other words."""


class QuotationChange(Model):
    """A quotation of the older version whose words are no longer there, or one that only the newer version has."""

    speaker: str | None
    before: str | None
    """None: it is new."""
    after: str | None
    """None: it is gone."""


def is_reworded(old: Document, new: Document) -> bool:
    """Whether any word of title or text is different, marks and white space apart."""
    return normalise_words(f"{old.title} {old.text}") != normalise_words(f"{new.title} {new.text}")


def compare_quotations(
    old: Document, old_statements: Sequence[Statement], new: Document, new_statements: Sequence[Statement]
) -> tuple[QuotationChange, ...]:
    """The quotations that changed: reworded or gone ones in the old order, then those that are new."""
    missing = _not_in(new, old_statements)
    added = _not_in(old, new_statements)
    changes = []
    for statement in missing:
        successor = _find_successor(statement, added)
        if successor is not None:
            added.remove(successor)
        changes.append(_change(statement, successor))
    return (*changes, *(_change(None, statement) for statement in added))


def _not_in(document: Document, statements: Sequence[Statement]) -> list[Statement]:
    words = f" {normalise_words(document.text)} "
    return [s for s in statements if any(f" {normalise_words(part)} " not in words for part in s.text.split(" … "))]


def _find_successor(statement: Statement, candidates: Sequence[Statement]) -> Statement | None:
    words = normalise_words(statement.text).split()
    scored = [
        (SequenceMatcher(None, words, normalise_words(one.text).split(), autojunk=False).ratio(), place, one)
        for place, one in enumerate(candidates)
    ]
    ratio, _, best = max(scored, key=lambda each: (each[0], -each[1]), default=(0.0, 0, None))
    return best if ratio >= SAME_QUOTATION else None


def _change(before: Statement | None, after: Statement | None) -> QuotationChange:
    speakers = (one.speaker.name for one in (before, after) if one is not None and one.speaker is not None)
    return QuotationChange(speaker=next(speakers, None), before=before and before.text, after=after and after.text)
