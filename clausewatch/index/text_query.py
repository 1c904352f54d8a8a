"""What a search text asks for, in words that every store can look up: synonyms are in it, operators are not."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice, product
from typing import NamedTuple

from clausewatch.index.query_text import Term, read_terms
from clausewatch.index.scratch import Scratch
from clausewatch.index.synonyms import Segment, Synonyms

MOST_VARIANTS = 64
"""Of one phrase, with synonyms in the place of its parts."""

MOST_WORDS = 256
"""Of all variants of one phrase together: search servers take only so many."""

Alternative = tuple[str, ...]
"""Phrases that must all stand there."""
Choice = tuple[Alternative, ...]
"""At least one of these must hold."""


class TextQuery(NamedTuple):
    """Every choice and every prefix must be there, and nothing that is excluded. Each string is a phrase of words."""

    words: tuple[Choice, ...] = ()
    """To be found in any form."""
    prefixes: tuple[str, ...] = ()
    """To be found as spelt; the last word may go on."""
    excluded_words: tuple[str, ...] = ()
    excluded_prefixes: tuple[str, ...] = ()
    is_hopeless: bool = False
    """There was text, but not one word in it."""


def read_text_query(text: str, synonyms: Synonyms, scratch: Scratch) -> TextQuery:
    """What a person typed; no text is wrong."""
    terms = _keep_words(read_terms(text), scratch)
    wanted = [term for term in terms if not term.is_excluded]
    excluded = [term for term in terms if term.is_excluded]
    return TextQuery(
        words=tuple(dict.fromkeys(_read_choices([t for t in wanted if not t.is_prefix], synonyms, scratch))),
        prefixes=_unique(" ".join(term.chunks) for term in wanted if term.is_prefix),
        excluded_words=_unique(" ".join(term.chunks) for term in excluded if not term.is_prefix),
        excluded_prefixes=_unique(" ".join(term.chunks) for term in excluded if term.is_prefix),
        is_hopeless=bool(text.strip()) and not terms,
    )


def _keep_words(terms: Sequence[Term], scratch: Scratch) -> list[Term]:
    """Without those in which SQLite, whose letters are those of an older Unicode, sees no word."""
    stems = scratch.stem([" ".join(term.chunks) for term in terms])
    return [term for term, found in zip(terms, stems, strict=True) if found]


def _unique(phrases: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(phrases))


def _read_choices(terms: Sequence[Term], synonyms: Synonyms, scratch: Scratch) -> Iterator[Choice]:
    """One choice a phrase, and one a word or group of words that has synonyms."""
    for is_phrase, run in groupby(terms, lambda term: term.is_phrase):
        if is_phrase:
            for term in run:
                yield _vary_phrase(list(_divide(term.chunks, synonyms, scratch)))
        else:
            chunks = [chunk for term in run for chunk in term.chunks]
            for segment in _divide(chunks, synonyms, scratch):
                yield (segment.chunks, *((other,) for other in segment.synonyms))


def _divide(chunks: Sequence[str], synonyms: Synonyms, scratch: Scratch) -> Iterator[Segment]:
    return synonyms.divide(list(zip(chunks, scratch.stem(chunks), strict=True)))


def _vary_phrase(segments: Sequence[Segment]) -> Choice:
    choices = [(" ".join(segment.chunks), *segment.synonyms) for segment in segments]
    words = sum(len(segment.chunks) for segment in segments)
    most = max(1, min(MOST_VARIANTS, MOST_WORDS // words))
    return tuple((" ".join(parts),) for parts in islice(product(*choices), most))
