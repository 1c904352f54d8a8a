"""Phrases that find each other, recognised in a search by the stems of their words."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from clausewatch.index.cleaning import clean_text
from clausewatch.index.scratch import Scratch

Stems = tuple[str, ...]


class Segment(NamedTuple):
    """Chunks of a search that belong together, and what may stand in their place."""

    chunks: tuple[str, ...]
    synonyms: tuple[str, ...] = ()


class Synonyms:
    """Groups of phrases; a phrase of several groups has the synonyms of all."""

    def __init__(self, groups: Sequence[Sequence[str]], scratch: Scratch) -> None:
        self._others: dict[Stems, tuple[str, ...]] = {}
        for group in groups:
            phrases = [clean_text(phrase).replace('"', " ") for phrase in group]
            by_stems = {stems: phrase for stems, phrase in zip(scratch.stem(phrases), phrases, strict=True) if stems}
            for stems in by_stems:
                others = (phrase for other, phrase in by_stems.items() if other != stems)
                self._others[stems] = tuple(dict.fromkeys((*self._others.get(stems, ()), *others)))
        self._longest = max(map(len, self._others), default=0)

    def divide(self, chunks: Sequence[tuple[str, Stems]]) -> Iterator[Segment]:
        """Chunks with their stems as segments: from the left, the longest phrase that has synonyms first."""
        place = 0
        while place < len(chunks):
            length, others = self._find(chunks[place : place + self._longest])
            yield Segment(tuple(chunk for chunk, _ in chunks[place : place + length]), others)
            place += length

    def _find(self, chunks: Sequence[tuple[str, Stems]]) -> tuple[int, tuple[str, ...]]:
        """How many chunks at the beginning make a phrase, and its synonyms."""
        for length in range(len(chunks), 0, -1):
            stems = tuple(stem for _, stems in chunks[:length] for stem in stems)
            if others := self._others.get(stems):
                return length, others
        return 1, ()
