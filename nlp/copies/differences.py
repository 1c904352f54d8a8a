"""What two texts of nearly the same words do not share, and whether it may make a difference."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from nlp.copies.words import Token

SHORTEST_TYPO = 5
"""Letters of a word that may be misspelt."""


class Differences(NamedTuple):
    """How many words two texts share, and how many others each has; `inside`: of these, neither first nor last."""

    shared: int
    one: int
    other: int
    inside: int


def find_differences(one: Sequence[Token], other: Sequence[Token]) -> Differences | None:
    """What is different; none where a word decides that the two say something else.

    A word may be spelt in another way, left out or put in, but not be replaced by another; a name, a number, a
    negation, an opposite or a condition must stand in both.
    """
    matcher = SequenceMatcher(None, [token.key for token in one], [token.key for token in other], autojunk=False)
    shared, inside = 0, 0
    lost: list[str] = []
    gained: list[str] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        here, there = one[a:b], other[c:d]
        if tag == "equal" or (here and there and is_variant(here, there)):
            shared += b - a
        elif (here and there) or any(token.decides for token in (*here, *there)):
            return None
        else:
            lost += [token.key for token in here]
            gained += [token.key for token in there]
            is_edge = not (a or c) or (b == len(one) and d == len(other))
            inside += 0 if is_edge else b - a + d - c
    # Words that only stand in another place may say who does what to whom.
    return None if set(lost) & set(gained) else Differences(shared, len(lost), len(gained), inside)


def is_variant(one: Sequence[Token], other: Sequence[Token]) -> bool:
    """Whether it is the same in another spelling: parted words, a letter too many, too few or wrong."""
    if "".join(token.key for token in one) == "".join(token.key for token in other):
        return True
    return len(one) == len(other) and all(a.key == b.key or _is_typo(a, b) for a, b in zip(one, other, strict=True))


def _is_typo(one: Token, other: Token) -> bool:
    is_plain = not (one.decides or other.decides) and one.key[0] == other.key[0]
    return is_plain and min(len(one.key), len(other.key)) >= SHORTEST_TYPO and _is_one_letter_off(one.key, other.key)


def _is_one_letter_off(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    same = next((place for place, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) == len(long):
        return short[same + 1 :] == long[same + 1 :]
    return short[same:] == long[same + 1 :]
