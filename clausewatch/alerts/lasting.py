"""Whether a change of a page lasts: what of it a second reading, a little later, shows, too.

A page may show something else at each visit: an advertisement, a link to another story, a counter. What an editor
changes stays. Sentences are compared by their words, the title as one of them.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from difflib import SequenceMatcher
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from clausewatch.alerts.differences import SAME_SENTENCE, split_sentences
from clausewatch.ledger.changes import compared_words
from clausewatch.models import Document

Sentence = tuple[str, ...]
"""Its words; those of the title follow a mark."""
TITLE = "\0title"
NEAR = 3
"""Sentences between two differences that are taken for one."""


class Verdict(NamedTuple):
    """Of which changes somebody is to be told."""

    is_first_news: bool
    """From the old version to the first reading."""
    is_second_news: bool
    """From the first reading to the second."""


class PastChange(NamedTuple):
    """An earlier change of the page."""

    before: Document
    after: Document
    is_passing: bool
    """Whether nothing of it stood."""


class Hunk(NamedTuple):
    """Sentences of one text that stand in the place of sentences of another; either may be none."""

    before: range
    after: range


class Comparison:
    """Two readings of a page, each as its sentences; what is asked of them more than once is worked out once."""

    def __init__(self, before: Sequence[Sentence], after: Sequence[Sentence]) -> None:
        self.before, self.after = before, after
        held, holds = Counter(before), Counter(after)
        self.put_in, self.taken_out = holds - held, held - holds

    @cached_property
    def hunks(self) -> list[Hunk]:
        """Where they differ; as one where little stands between: what was shown after one paragraph may be shown after
        the next one.
        """
        hunks: list[Hunk] = []
        matcher = SequenceMatcher(None, self.before, self.after, autojunk=False)
        for kind, a, b, c, d in matcher.get_opcodes():
            if kind == "equal":
                continue
            last = hunks[-1] if hunks else None
            if last is not None and a - last.before.stop <= NEAR:
                hunks[-1] = Hunk(range(last.before.start, b), range(last.after.start, d))
            else:
                hunks.append(Hunk(range(a, b), range(c, d)))
        return hunks

    @property
    def dropped(self) -> set[int]:
        """Places before of the sentences in whose place there are fewer."""
        fewer = (hunk.before for hunk in self.hunks if len(hunk.after) < len(hunk.before))
        return set(chain.from_iterable(fewer))


def judge_readings(old: Document, first: Document, second: Document, past: Sequence[PastChange] = ()) -> Verdict:
    """Judge the changes from what was kept of a page to a reading of it, and from that to another one soon after.

    The first change is news where something of it stands in the second reading, or where the second has old words back
    that were edited or gone. The second one is news where it takes words back, where it touches text that stood still
    until then, or where nothing on the page shows something else at each visit. `past`: earlier changes of the page,
    by which it is known what comes and goes there.
    """
    a, b, c = map(_read, (old, first, second))
    history = [(_read(before), _read(after), is_passing) for before, after, is_passing in past]
    # Without the second part also what is gone since the version that all is held against.
    fickle = _find_gone(history) & _find_gone((after, before, is_passing) for before, after, is_passing in history)
    rotating = _find_gone(change for change in history if change[2])
    once, twice = Comparison(a, b), Comparison(a, c)
    is_lasting, is_reverted = _stands_in_part(once, twice, fickle, rotating), _is_reverted(once, twice, fickle)
    # Where all of it stands, nothing says that the page shows something else at each visit.
    is_steady = is_lasting and _stands_whole(once, twice)
    still = frozenset(a).intersection(b, *(one for before, after, _ in history for one in (before, after))) - fickle
    return Verdict(is_lasting or is_reverted, is_steady or is_reverted or _touches(b, c, still))


def _read(document: Document) -> list[Sentence]:
    title = (TITLE, *compared_words(document.title))
    return [title, *(sentence.words for sentence in split_sentences(document.text) if sentence.words)]


def _find_gone(history: Iterable[tuple[list[Sentence], list[Sentence], bool]]) -> frozenset[Sentence]:
    """Sentences that an earlier change took away."""
    return frozenset(sentence for before, after, _ in history for sentence in set(before).difference(after))


def _stands_whole(once: Comparison, twice: Comparison) -> bool:
    """Whether all that was put in is still there and all that was taken out still gone."""
    return once.put_in <= twice.put_in and once.taken_out <= twice.taken_out


def _stands_in_part(
    once: Comparison, twice: Comparison, fickle: Collection[Sentence], rotating: Collection[Sentence]
) -> bool:
    """Whether a sentence is new in both readings, or gone in both with fewer in its place, or moved alike in both.

    Not one that was there before and went with a passing change; nor does one go that went before and came back.
    """
    if any(sentence not in rotating for sentence in once.put_in & twice.put_in):
        return True
    old, gone = once.before, once.taken_out & twice.taken_out
    if any(old[place] in gone and old[place] not in fickle for place in once.dropped & twice.dropped):
        return True
    return _is_moved(old, once.after, twice.after)


def _is_moved(a: Sequence[Sentence], b: Sequence[Sentence], c: Sequence[Sentence]) -> bool:
    """Whether what all three have once is in another order, the same in both readings."""
    counts = [Counter(one) for one in (a, b, c)]
    once = {sentence for sentence in a if all(count[sentence] == 1 for count in counts)}
    orders = [[sentence for sentence in one if sentence in once] for one in (a, b, c)]
    return orders[0] != orders[1] == orders[2]


def _is_reverted(once: Comparison, twice: Comparison, fickle: Collection[Sentence]) -> bool:
    """Whether a sentence is as it was that was edited or gone meanwhile; not one that is known to come and go, nor one
    in whose place another stood that is not like it.
    """
    back = (once.taken_out - twice.taken_out).keys() - set(fickle)
    for hunk in once.hunks:
        for sentence in {once.before[place] for place in hunk.before} & back:
            instead = [once.after[place] for place in hunk.after]
            if len(instead) < len(hunk.before) or any(_is_like(sentence, other) for other in instead):
                return True
    return False


def _is_like(one: Sentence, other: Sentence) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= SAME_SENTENCE


def _touches(b: list[Sentence], c: list[Sentence], still: Collection[Sentence]) -> bool:
    """Whether a sentence is gone that stood in every reading until then."""
    return any(sentence in still for sentence in Counter(b) - Counter(c))
