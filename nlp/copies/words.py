"""Words in the form in which copies are compared: house style, marks and small words make no difference."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from nlp.components.targets.stems import stem
from nlp.origins.lexicon import DATES, DENIALS, FUNCTION_WORDS, NUMBERS, SIDES
from nlp.origins.words import Word, drop_possessive, is_negation, read_words


def _list_words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LIGHT = _list_words(
    "a an the this that these those which who of and so very really quite just simply actually indeed well also too "
    "own per cent percent mr mrs ms miss dr sir"
)
"""A copy may leave them out, put them in or change them."""
QUALIFIERS = _list_words(
    "if unless except until till only but however although though despite even yet some most many few all every each "
    "any both always often sometimes rarely seldom almost nearly barely might may can could would should must shall "
    "will against for before after more less least too ever perhaps possibly probably likely allegedly reportedly "
    "private public illegal unlawful"
)
"""Without one of them, or with it, a sentence claims something else."""
TURNING = frozenset(map(stem, _list_words("fail lack avoid prevent stop cease abandon decline withdraw delay")))
WEEKDAYS = _list_words("monday tuesday wednesday thursday friday saturday sunday")
"""House style puts them in or leaves them out; another in the place of one is a difference all the same."""
_WHOLE = {
    "can't": ("can", "not"),
    "cannot": ("can", "not"),
    "won't": ("will", "not"),
    "shan't": ("shall", "not"),
    "gonna": ("going", "to"),
    "whilst": ("while",),
    "amongst": ("among",),
    "adviser": ("advisor",),
    "advisers": ("advisors",),
    "judgement": ("judgment",),
    "programme": ("program",),
    "programmes": ("programs",),
    "licence": ("license",),
    "defence": ("defense",),
    "offence": ("offense",),
    "offences": ("offenses",),
    "learnt": ("learned",),
}
_IS = _list_words("it's that's there's here's what's he's she's who's")
_ENDINGS = {"'ll": "will", "'ve": "have", "'re": "are", "'m": "am"}
_SPELLINGS = (
    (re.compile(r"([a-z]{3})iz(e[sdr]?|ing|ations?|ers?)$"), r"\1is\2"),
    (re.compile(r"([a-z]{3})yz(e[sdr]?|ing)$"), r"\1ys\2"),
    (re.compile(r"(?<=[bdilmnv])our(?=$|s|ed|ing|ite|able|hood)"), "or"),
    (re.compile(r"(?<=[a-z])ll(ing|ed|ers?)$"), r"l\1"),
    (re.compile(r"(cent|theat|met|lit)re(s?)$"), r"\1er\2"),
)
_AFTER_A_NUMBER = {"m", "mn", "bn", "k"}
_MONEY = re.compile("[£$€¥]")


class Token(NamedTuple):
    """A word by what it is compared by; `decides`: no copy leaves it out, or puts it in."""

    key: str
    decides: bool


@lru_cache(maxsize=4096)
def read_tokens(text: str) -> tuple[Token, ...]:
    """The words of a text but the light ones."""
    words = read_words(text).words
    return tuple(_read(text, words))


def read_money(text: str) -> tuple[str, ...]:
    """The signs of money in a text, which are no words and decide all the same."""
    return tuple(sorted(_MONEY.findall(text)))


def _read(text: str, words: tuple[Word, ...]) -> Iterator[Token]:
    before = ""
    for word in words:
        is_name = text[word.start].isupper() and word.key not in FUNCTION_WORDS | WEEKDAYS
        for key in _spell(word.key, before):
            if key not in LIGHT:
                yield Token(key, is_name or _decides(key))
        before = word.key


def _spell(key: str, before: str) -> tuple[str, ...]:
    """One way to write it: contractions in full, numbers in figures, one of two spellings."""
    if key in _WHOLE:
        return _WHOLE[key]
    if key in _IS:
        return (key.removesuffix("'s"), "is")
    if key.endswith("n't"):
        return (key.removesuffix("n't"), "not")
    for ending, word in _ENDINGS.items():
        if key.endswith(ending):
            return (key.removesuffix(ending), word)
    plain = drop_possessive(key)
    if plain in NUMBERS and (plain not in _AFTER_A_NUMBER or before[:1].isdigit()):
        return (NUMBERS[plain],)
    for found, instead in _SPELLINGS:
        plain = found.sub(instead, plain)
    return (plain,) if plain else ()


def _decides(key: str) -> bool:
    root = stem(key)
    is_number = key[:1].isdigit() or key in DATES - WEEKDAYS or key in {"million", "billion", "half"}
    return is_number or is_negation(key) or key in QUALIFIERS or root in DENIALS or root in SIDES or root in TURNING
