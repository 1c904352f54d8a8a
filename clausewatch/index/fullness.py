"""Why a fragment is no good answer: the same in every store."""

WHOLE = 20
"""Words from which a statement's score is that of the words that were found in it."""
LENIENCE = 5
"""Words that a shorter one has in addition, before its score is cut by the part of `WHOLE` and these that is missing:
"that the clause" matches a search as well as a sentence does, but says nothing.
"""


def count_words(text: str) -> int:
    """What stands between white space."""
    return len(text.split())
