"""Tells the language of a passage: by py3langid, or by its common words where it is plainly English."""

import math
import re

import py3langid

ENGLISH = "en"
SURE, SURE_BY_LENGTH = 30.0, 4.0
"""By how much the logarithm of another language's likelihood must be above that of English: in all, and for the square
root of the code points. Markup and lists of names come up to 24 and 3.6; sentences of five words in French or Welsh
begin at 54 and 6.
"""
READ = 2000
"""Code points of a passage that are looked at: of a longer one a third each from its begin, middle and end."""
FEWEST = 3
"""Words of which a language can be told."""
_COMMON = frozenset(
    (
        *("the", "and", "that", "with", "it", "they", "from", "said", "says", "which", "his", "would"),
        *("this", "who", "she", "their", "been", "were", "not", "what", "there"),
    )
)
"""Words that are common in English and in no other language. They spare most texts the library, whose model takes half
a second to load.
"""
_ONE_IN = 12
_NO_LANGUAGE = frozenset(("zxx", "ext", "pcm"))
"""What the library calls codes and markup, and Nigerian Pidgin, which headlines in English pass for."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"|«[^«»]*»")


def count_words(passage: str) -> int:
    """Words of letters."""
    return sum(1 for _ in _WORD.finditer(passage))


def tell_language(passage: str) -> str | None:
    """The code (ISO 639) of the language that a passage is in; none where that is not clear.

    What somebody is quoted with in another language makes no passage foreign whose own words are English.
    """
    read = _sample(passage)
    words = [match[0].casefold() for match in _WORD.finditer(read)]
    if len(words) < FEWEST:
        return None
    if sum(word in _COMMON for word in words) * _ONE_IN >= len(words):
        return ENGLISH
    told = _ask(read)
    if told is not None and told != ENGLISH:
        around = _QUOTED.sub(" ", read)
        if len(around) < len(read) and count_words(around) and _is_english(around):
            return ENGLISH
    return told


def _sample(passage: str) -> str:
    if len(passage) <= READ:
        return passage
    third, middle = READ // 3, len(passage) // 2
    return f"{passage[:third]} {passage[middle : middle + third]} {passage[-third:]}"


def _ask(passage: str) -> str | None:
    told: str = py3langid.classify(passage)[0]
    if told == ENGLISH or told in _NO_LANGUAGE:
        return ENGLISH if told == ENGLISH else None
    scores = dict(py3langid.rank(passage))
    least = max(SURE, SURE_BY_LENGTH * math.sqrt(len(passage)))
    return told if scores[told] - scores[ENGLISH] >= least else None


def _is_english(passage: str) -> bool:
    is_plain = any(match[0].casefold() in _COMMON for match in _WORD.finditer(passage))
    return is_plain or py3langid.classify(passage)[0] == ENGLISH
