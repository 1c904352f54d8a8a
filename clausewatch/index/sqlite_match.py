"""A search text as full-text expressions of SQLite; every word in them is quoted, so that none can be an operator."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice, product
from typing import NamedTuple

from clausewatch.index.query_text import Term, read_terms
from clausewatch.index.sqlite_scratch import Scratch
from clausewatch.index.sqlite_synonyms import Segment, Synonyms

MOST_VARIANTS = 64
"""Of one phrase, with synonyms in the place of its parts."""


class TextMatch(NamedTuple):
    """What to find in which table: "words" in any form, "spelling" as spelt. An empty expression asks nothing."""

    marked: dict[str, str]
    """What to mark in a found text, by table."""
    words: str = ""
    spelling: str = ""
    excluded_words: str = ""
    excluded_spelling: str = ""
    is_hopeless: bool = False
    """There was text, but not one word in it."""


def match_text(text: str, synonyms: Synonyms, scratch: Scratch) -> TextMatch:
    """The expressions for a search text; no text makes it fail."""
    terms = _keep_words(read_terms(text), scratch)
    wanted = [term for term in terms if not term.is_excluded]
    words = _unique(_match_words([term for term in wanted if not term.is_prefix], synonyms, scratch))
    prefixes = _unique(_quote_term(term) for term in wanted if term.is_prefix)
    marked = {"words": " OR ".join(words), "spelling": " OR ".join(prefixes)}
    return TextMatch(
        words=" AND ".join(words),
        spelling=" AND ".join(prefixes),
        excluded_words=" OR ".join(_quote_term(term) for term in terms if term.is_excluded and not term.is_prefix),
        excluded_spelling=" OR ".join(_quote_term(term) for term in terms if term.is_excluded and term.is_prefix),
        marked={table: expression for table, expression in marked.items() if expression},
        is_hopeless=bool(text.strip()) and not terms,
    )


def _keep_words(terms: Sequence[Term], scratch: Scratch) -> list[Term]:
    """Without those in which SQLite, whose letters are those of an older Unicode, sees no word."""
    stems = scratch.stem([" ".join(term.chunks) for term in terms])
    return [term for term, found in zip(terms, stems, strict=True) if found]


def _unique(expressions: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(expressions))


def _match_words(terms: Sequence[Term], synonyms: Synonyms, scratch: Scratch) -> Iterator[str]:
    """One expression a phrase, and one a word or group of words that has synonyms."""
    for is_phrase, run in groupby(terms, lambda term: term.is_phrase):
        if is_phrase:
            for term in run:
                yield _match_phrase(list(_divide(term.chunks, synonyms, scratch)))
        else:
            chunks = [chunk for term in run for chunk in term.chunks]
            yield from map(_match_segment, _divide(chunks, synonyms, scratch))


def _divide(chunks: Sequence[str], synonyms: Synonyms, scratch: Scratch) -> Iterator[Segment]:
    return synonyms.divide(list(zip(chunks, scratch.stem(chunks), strict=True)))


def _match_segment(segment: Segment) -> str:
    together = " AND ".join(map(_quote, segment.chunks))
    if not segment.synonyms:
        return together
    return f"(({together}) OR {' OR '.join(map(_quote, segment.synonyms))})"


def _match_phrase(segments: Sequence[Segment]) -> str:
    choices = [(" ".join(segment.chunks), *segment.synonyms) for segment in segments]
    variants = [_quote(" ".join(parts)) for parts in islice(product(*choices), MOST_VARIANTS)]
    return f"({' OR '.join(variants)})"


def _quote_term(term: Term) -> str:
    return _quote(" ".join(term.chunks)) + (" *" if term.is_prefix else "")


def _quote(text: str) -> str:
    return f'"{text}"'
