"""Primary statements that quotations may come from, read once for many quotations."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from nlp.origins.meaning import measure_share
from nlp.origins.words import Words, read_words

MOST_SENTENCES = 6
"""Neighbours that one quotation spans."""
BESIDE = 10
"""Code points between sentences that stand side by side."""
GRAM = 3
MOST_ALIGNED, MOST_WINDOWS = 24, 64
MOST_ENCODED = 5
"""Statements that are looked at by their words, alone or together with others, and by their meaning."""
WORTH = 0.4
"""Share of the reported words below which meaning alone could not make up for it."""


class Passage(NamedTuple):
    """A primary statement: its id and words, the document version it stands in, and where (code points)."""

    id: str
    text: str
    group: str
    start: int
    end: int


@dataclass(frozen=True)
class Pool:
    """Passages in order of preference, with what finds them: runs of words, and stems."""

    passages: tuple[Passage, ...]
    words: tuple[Words, ...]
    grams: Mapping[tuple[str, ...], Sequence[int]]
    stems: Mapping[str, Sequence[int]]

    def find_windows(self, said: Words) -> Iterator[tuple[int, ...]]:
        """Numbers of passages that share runs of words with a text: each alone, and with neighbours that do, too."""
        hits = Counter(number for gram in set(list_grams(said.keys)) for number in self.grams.get(gram, ()))
        # The commonest first; of equals the one that is preferred.
        best = sorted(sorted(hits), key=lambda number: -hits[number])[:MOST_ALIGNED]
        yield from islice(_list_windows(self._find_runs(sorted(best))), MOST_WINDOWS)

    def _find_runs(self, numbers: Sequence[int]) -> list[list[int]]:
        """Neighbours together; one that is missing between two others is put in."""
        runs: list[list[int]] = []
        for number in numbers:
            last = runs[-1][-1] if runs else None
            if last is not None and number - last <= 2 and all(map(self._is_followed, range(last, number))):
                runs[-1].extend(range(last + 1, number + 1))
            else:
                runs.append([number])
        return runs

    def _is_followed(self, number: int) -> bool:
        one, other = self.passages[number], self.passages[number + 1]
        return one.group == other.group and 0 <= other.start - one.end <= BESIDE

    def read_window(self, numbers: Sequence[int]) -> Words:
        """The words of neighbouring passages as one text."""
        if len(numbers) == 1:
            return self.words[numbers[0]]
        return read_words(" ".join(self.passages[number].text for number in numbers))

    def find_related(self, wanted: frozenset[str]) -> list[tuple[int, float]]:
        """Passages that have the most of these stems, with their share of them, from `WORTH` on; at most
        `MOST_ENCODED`, the best first.
        """
        numbers = {number for stem in wanted for number in self.stems.get(stem, ())}
        shares = {number: measure_share(wanted, self.words[number].content) for number in numbers}
        worth = (number for number in sorted(numbers) if shares[number] >= WORTH)
        best = sorted(worth, key=lambda number: -shares[number])[:MOST_ENCODED]
        return [(number, shares[number]) for number in best]


def _list_windows(runs: Sequence[Sequence[int]]) -> Iterator[tuple[int, ...]]:
    for size in range(1, MOST_SENTENCES + 1):
        for run in runs:
            yield from (tuple(run[first : first + size]) for first in range(len(run) - size + 1))


def pool_passages(passages: Iterable[Passage]) -> Pool:
    """Passages in order of preference; those of a group must stand together, in their order in the document."""
    kept = tuple(passages)
    words = tuple(read_words(passage.text) for passage in kept)
    grams: dict[tuple[str, ...], list[int]] = {}
    stems: dict[str, list[int]] = {}
    for number, one in enumerate(words):
        for gram in dict.fromkeys(list_grams(one.keys)):
            grams.setdefault(gram, []).append(number)
        for stem in one.content:
            stems.setdefault(stem, []).append(number)
    return Pool(kept, words, grams, stems)


def list_grams(keys: Sequence[str]) -> list[tuple[str, ...]]:
    """Each run of three words; of a shorter text the whole."""
    size = min(GRAM, len(keys))
    return [tuple(keys[start : start + size]) for start in range(len(keys) - size + 1)] if size else []
