"""Whether two statements of the same speaker are one, repeated in nearly the same words."""

from itertools import pairwise

from nlp.copies.differences import find_differences
from nlp.copies.minhash import make_keys
from nlp.copies.words import read_money, read_tokens
from nlp.origins.words import LONGEST

BANDS = 8
FEWEST, FEWEST_OF_UNKNOWN = 5, 10
"""Words, without light ones, that say enough to be known again; more where nobody knows whose they are."""
SHARED, SHARED_OF_CUT = 0.75, 0.6
"""Of the words of the longer one that the other has; the less where only its beginning or end was cut."""


def statement_keys(speaker: str | None, text: str) -> tuple[int, ...]:
    """Keys of which nearly the same words of the same speaker have one in common; none of what says too little.

    `speaker` is the speaker's id, else name; none: nobody knows who it is.
    """
    tokens = read_tokens(text)
    fewest = FEWEST_OF_UNKNOWN if speaker is None else FEWEST
    if len(tokens) < fewest or len(text) > LONGEST:
        return ()
    members = {f"{one.key} {other.key}" for one, other in pairwise(tokens)}
    return make_keys(members, BANDS, f"statement\x1f{speaker or ''}")


def is_repeated(one: str, other: str) -> bool:
    """Whether two texts are one statement: at most a few words are left out of either, and none that decides.

    Quotation marks, house style and marks of omission make no difference; a negation, a number, a name or another
    word in the place of one does.
    """
    here, there = read_tokens(one), read_tokens(other)
    if read_money(one) != read_money(other):
        return False
    longest = max(len(here), len(there))
    # First what is quick, as most pairs that are asked about are of different lengths.
    if min(len(here), len(there)) < SHARED_OF_CUT * longest:
        return False
    found = find_differences(here, there)
    if found is None or found.shared < FEWEST:
        return False
    # What is cut off one of them is no more than a shorter quotation; words that only the other has are a new one.
    is_cut = not found.inside and not (found.one and found.other)
    return found.shared >= (SHARED_OF_CUT if is_cut else SHARED) * longest
