"""What became of a primary statement's words in a quotation, judged by their alignment."""

from collections import Counter
from typing import Literal, NamedTuple

from clausewatch.models import OriginVerdict
from nlp.origins.alignment import Alignment
from nlp.origins.claims import agree_in_numbers, find_negations, is_turned_nowhere
from nlp.origins.words import content_of, is_negation, list_content

FEWEST_WORDS, FEWEST_CONTENT = 3, 2
"""Below, words may agree by chance, unless there are as many as `MANY`."""
MANY = 5
SHORTEST_RUN = 2.0
"""Words that a match is long on average at least; else words were picked, not left out."""
MOST_LEFT_OUT = 2
"""Words left out for each that was kept, where the quotation says so; one where it does not."""
ALIKE, IN_ORDER = 0.7, 0.5
"""Shares that a quotation of changed words has at least: of content words on both sides that are the same, and of its
own words that stand in the order of the primary statement."""
RELATED = 0.6
"""Content words that are the same, below which a statement is not even the nearest."""
CLOSE = 4
"""Words left out at one place among which a negation belongs to the claim that is kept."""
RANKS: dict[OriginVerdict, int] = {"verbatim": 3, "shortened": 2, "changed": 1, "paraphrase": 1, "not-found": 0}


class Judgement(NamedTuple):
    """A verdict with how much of both sides is the same (0 to 1); `not-found` is another claim in like words."""

    verdict: OriginVerdict
    likeness: float
    alignment: Alignment

    @property
    def rank(self) -> tuple[int, float, int]:
        """Which of two judgements is the better; of the same the one that covers less of the primary statement."""
        return RANKS[self.verdict], self.likeness, -len(self.alignment.left_out)


def judge(alignment: Alignment) -> Judgement | None:
    """The verdict by the words alone; none where they have too little in common to tell anything."""
    said, matched = alignment.said, alignment.matched
    fewest = 1 if len(matched) >= MANY else FEWEST_CONTENT
    if len(said.words) < FEWEST_WORDS or len(content_of(matched)) < fewest:
        return None
    likeness = measure_likeness(alignment)
    verdict = _judge_changes(alignment, likeness) if alignment.put_in else _judge_omissions(alignment)
    if verdict == "not-found" and likeness < RELATED:
        return None
    return Judgement(verdict, likeness, alignment)


def measure_likeness(alignment: Alignment) -> float:
    """Share of content words on both sides that are the same, in whatever order (Dice)."""
    said, spoken = Counter(list_content(alignment.said.words)), Counter(list_content(alignment.compared))
    both = said.total() + spoken.total()
    return 2 * (said & spoken).total() / both if both else 0.0


def _judge_changes(alignment: Alignment, likeness: float) -> Literal["changed", "not-found"]:
    said = alignment.said.words
    in_order = len(alignment.matched) / len(said)
    is_same_claim = agree_in_numbers(said, alignment.primary.words) and is_turned_nowhere(said, alignment.compared)
    is_moved = _count_turned_places(alignment) > 1
    return "changed" if is_same_claim and not is_moved and likeness >= ALIKE and in_order >= IN_ORDER else "not-found"


def _judge_omissions(alignment: Alignment) -> Literal["verbatim", "shortened", "not-found"]:
    left_out, kept = len(alignment.left_out), len(alignment.matched)
    if not left_out:
        return "verbatim"
    is_turned = any(
        len(left_out) <= CLOSE and any(is_negation(word.key) for word in left_out) for left_out, _ in alignment.changes
    )
    is_picked = kept / len(alignment.blocks) < SHORTEST_RUN
    is_thin = left_out > MOST_LEFT_OUT * kept or len(alignment.unmarked) > kept
    return "not-found" if is_turned or is_picked or is_thin else "shortened"


def _count_turned_places(alignment: Alignment) -> int:
    """Places where a negation was put in or left out; where it is at two, the claims that were turned round differ."""
    return sum(len(find_negations(left_out)) != len(find_negations(put_in)) for left_out, put_in in alignment.changes)
