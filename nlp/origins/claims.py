"""Whether two sentences may claim the same: their numbers, their negations and opposites must agree."""

import re
from collections.abc import Sequence

from nlp.components.targets.stems import stem
from nlp.origins.lexicon import BEFORE_MONTHS, DATES, DENIALS, NUMBERS, SIDES
from nlp.origins.words import Word, content_of, is_negation, list_content, read_words

_NUMBER = re.compile(r"\d[\d.]*")
_PAIRS = {("fail", "to"), ("rath", "than")}
"""Stem of a word that turns a claim round before the other."""
SCOPE = 3
"""Content words after a negation that it turns round."""


def read_numbers(words: Sequence[Word]) -> frozenset[str]:
    """Numbers, dates and parts of a whole, however they are written: `£21m`, `21 million`, `twenty`, `16 March`."""
    found = set()
    for number, word in enumerate(words):
        before = words[number - 1].key if number else ""
        beside_number = before[:1].isdigit()
        if _NUMBER.fullmatch(word.key):
            found.add(word.key)
        elif word.key in NUMBERS and word.key != "one" and (beside_number or len(word.key) > 1):
            found.add(NUMBERS[word.key])
        elif word.key in DATES or (word.key == "may" and (beside_number or before in BEFORE_MONTHS)):
            found.add(word.key)
    return frozenset(found)


def find_negations(words: Sequence[Word]) -> list[int]:
    """Numbers of the words that turn a claim round; `fail to` and `rather than` are each one."""
    keys = [word.key for word in words]
    following = [*keys, ""][1:]
    return [
        number
        for number, (key, then) in enumerate(zip(keys, following, strict=True))
        if is_negation(key) or (stem(key), then) in _PAIRS
    ]


def count_negations(words: Sequence[Word], wanted: frozenset[str] | None = None) -> int:
    """How often a claim is turned round; where stems are `wanted`, only where what is turned is among them."""
    found = find_negations(words)
    if wanted is None:
        return len(found)
    return sum(bool(wanted & _find_scope(words, number)) for number in found)


def _find_scope(words: Sequence[Word], negation: int) -> set[str]:
    """Stems of what a negation turns round: the next content words of its clause."""
    if words[negation].is_last:
        return set()
    end = next((number for number in range(negation + 1, len(words)) if words[number].is_last), len(words))
    return set(list_content(words[negation + 1 : end + 1])[:SCOPE])


def count_opposites(one: Sequence[Word], other: Sequence[Word]) -> int:
    """Pairs of opposites of which each text has another side, and none has both."""
    here, there = ({side for stem in list_content(words) for side in SIDES.get(stem, ())} for words in (one, other))
    same = {pair for pair, _ in here & there}
    return len({pair for pair, side in here if (pair, 1 - side) in there and pair not in same})


def agree_in_numbers(said: Sequence[Word], primary: Sequence[Word]) -> bool:
    """Whether every number of what is said to have been said is in the primary statement."""
    return read_numbers(said) <= read_numbers(primary)


def agree_in_direction(said: Sequence[Word], primary: Sequence[Word], *, denied: bool = False) -> bool:
    """Whether neither turns round what the other claims; a negation and an opposite together are none.

    What the primary statement denies counts where the other speaks of it. `denied`: the report is of a denial.
    """
    here, there = count_negations(said) + denied, count_negations(primary, content_of(said))
    opposites = count_opposites(said, primary)
    return (here + there + opposites) % 2 == 0 if opposites else here == there


def is_turned_nowhere(said: Sequence[Word], primary: Sequence[Word]) -> bool:
    """The same where nothing may be turned twice, as in quoted words."""
    same = count_negations(said) == count_negations(primary, content_of(said))
    return same and not count_opposites(said, primary)


def is_denied(cue: str) -> bool:
    """Whether a cue, such as `has denied`, says that what follows is not what the speaker claims."""
    return any(stem(word.key) in DENIALS for word in read_words(cue).words)
