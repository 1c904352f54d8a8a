"""Words of a text as rough stems, so that `scanned messages` meets `message scanning`'s words in any form."""

import re
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_SUFFIXES = ("ations", "ation", "ings", "ing", "ions", "ion", "ers", "er", "ed", "es", "s", "e")
_SHORTEST = 3
"""Letters that a stem keeps at least."""
LONGEST_WORD = 60
"""Code points; nothing longer is a word of a keyword."""


def read_stems(text: str) -> list[tuple[int, str]]:
    """Where each word starts (code points) and its stem; hyphens, dashes and apostrophes part words."""
    return [(match.start(), stem(match.group()[:LONGEST_WORD])) for match in _WORD.finditer(text)]


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Lower case without an ending of number, tense or agent, and without a doubled last letter."""
    folded = word.casefold()
    if folded.endswith("ies") and len(folded) > _SHORTEST + 1:
        return folded[:-3] + "y"
    for suffix in _SUFFIXES:
        if folded.endswith(suffix) and len(folded) - len(suffix) >= _SHORTEST:
            bare = folded[: -len(suffix)]
            doubled = bare[-1] == bare[-2] and bare[-1] not in "aeiouls"
            return bare[:-1] if doubled and len(bare) > _SHORTEST else bare
    return folded
