"""The words of a quotation laid beside those of a primary statement: what is the same, left out and put in."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from clausewatch.models import Edit, EditKind, Span
from nlp.origins.words import Word, Words

STRAY = 2
"""Words of a match that counts for nothing when it stands far from the others."""
FAR = 4
"""Words of the primary statement by which a stray match is farther away than in the quotation."""


class Block(NamedTuple):
    """Words that are the same: where they begin in the primary statement and in the quotation, and how many."""

    primary: int
    said: int
    size: int


class Alignment(NamedTuple):
    """A quotation beside a primary statement, of which only the part between its first and last block counts."""

    primary: Words
    said: Words
    blocks: tuple[Block, ...]

    @property
    def matched(self) -> tuple[Word, ...]:
        """Words of the quotation that the primary statement has in this order."""
        return tuple(word for _, at, size in self.blocks for word in self.said.words[at : at + size])

    @property
    def put_in(self) -> tuple[Word, ...]:
        """Words of the quotation that the primary statement has not."""
        kept = {at + number for _, at, size in self.blocks for number in range(size)}
        return tuple(word for number, word in enumerate(self.said.words) if number not in kept)

    @property
    def left_out(self) -> tuple[Word, ...]:
        """Words of the part that the quotation has not."""
        return tuple(word for left_out, _ in self.changes for word in left_out)

    @property
    def unmarked(self) -> tuple[Word, ...]:
        """Those where the quotation does not say that it leaves something out."""
        return tuple(
            word
            for (start, end), (at, until) in self._places()
            if not self.said.gaps & set(range(at, until + 1))
            for word in self.primary.words[start:end]
        )

    @property
    def compared(self) -> tuple[Word, ...]:
        """The part that counts, with as many words before and after it as the quotation has others there."""
        places = list(self._places())
        return self.primary.words[places[0][0][0] : places[-1][0][1]] if places else ()

    @property
    def changes(self) -> tuple[tuple[tuple[Word, ...], tuple[Word, ...]], ...]:
        """Words left out with those put in instead, by place; one of the two may be empty."""
        places = [(self.primary.words[a:b], self.said.words[c:d]) for (a, b), (c, d) in self._places()]
        return tuple((left_out, put_in) for left_out, put_in in places if left_out or put_in)

    def edits(self) -> tuple[Edit, ...]:
        """The compared words with what was left out of them and put into them, in order."""
        found: list[Edit] = []
        for number, (primary, said) in enumerate(self._places()):
            found += _show("left-out", self.primary, primary)
            found += _show("put-in", self.said, said)
            if number < len(self.blocks):
                start, _, size = self.blocks[number]
                found += _show("same", self.primary, (start, start + size))
        return tuple(found)

    def _places(self) -> Iterator[tuple[Span, Span]]:
        """What stands before, between and after the blocks, in the primary statement and in the quotation."""
        if not self.blocks:
            return
        first, last = self.blocks[0], self.blocks[-1]
        end, said_end = last.primary + last.size, last.said + last.size
        after = len(self.said.words) - said_end
        yield (max(0, first.primary - first.said), first.primary), (0, first.said)
        for one, other in pairwise(self.blocks):
            yield (one.primary + one.size, other.primary), (one.said + one.size, other.said)
        yield (end, min(len(self.primary.words), end + after)), (said_end, said_end + after)


def _show(kind: EditKind, words: Words, span: Span) -> list[Edit]:
    start, end = span
    if start == end:
        return []
    return [Edit(kind=kind, text=words.text[words.words[start].start : words.words[end - 1].end])]


def align(primary: Words, said: Words) -> Alignment:
    """The longest matches first; stray words that stand far from the others are no match."""
    found = SequenceMatcher(None, primary.keys, said.keys).get_matching_blocks()
    blocks = _drop_stray([Block(*block) for block in found if block.size], said.gaps)
    return Alignment(primary, said, tuple(_break_at_gaps(blocks, primary, said)))


def _break_at_gaps(blocks: list[Block], primary: Words, said: Words) -> list[Block]:
    """The same with each break where the quotation says that something is left out, if the words allow it: in `only if
    … only when` it is not told which `only` is whose.
    """
    moved = blocks[:1]
    for other in blocks[1:]:
        one = moved.pop()
        for gap in sorted(said.gaps):
            one, other = _move_break(one, other, gap - other.said, primary, said)
        moved += [one, other]
    return moved


def _move_break(one: Block, other: Block, by: int, primary: Words, said: Words) -> tuple[Block, Block]:
    """Two blocks with the break between them some words later, or earlier; as they are where that cannot be."""
    end = one.primary + one.size
    start = end if by > 0 else other.primary + by
    is_within = -one.size < by < other.size and one.said + one.size == other.said and by != 0
    words = said.keys[min(other.said, other.said + by) : max(other.said, other.said + by)]
    if not is_within or primary.keys[start : start + abs(by)] != words:
        return one, other
    return one._replace(size=one.size + by), Block(other.primary + by, other.said + by, other.size - by)


def _drop_stray(blocks: list[Block], gaps: frozenset[int]) -> list[Block]:
    while len(blocks) > 1 and blocks[0].size <= STRAY and _is_far(blocks[0], blocks[1], gaps):
        blocks = blocks[1:]
    while len(blocks) > 1 and blocks[-1].size <= STRAY and _is_far(blocks[-2], blocks[-1], gaps):
        blocks = blocks[:-1]
    return blocks


def _is_far(one: Block, other: Block, gaps: frozenset[int]) -> bool:
    """Whether two blocks are farther apart in the primary statement than in the quotation, which does not say so."""
    distance = (other.primary - one.primary) - (other.said - one.said)
    return distance > FAR and gaps.isdisjoint(range(one.said + one.size, other.said + 1))
