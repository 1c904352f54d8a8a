"""Names in a text: runs of capitalised words, their titles apart, told as people or bodies by their words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from nlp.components.speakers.lexicon import (
    CLOSED,
    FUNCTION,
    HONORIFICS,
    ORGANISATIONS,
    PEERAGE,
    PLACES,
    RANKS,
    SURNAMES,
    gender_of_name,
    is_given_name,
    is_person_noun,
    is_plural_of_persons,
)
from nlp.components.speakers.schema import Gender
from nlp.components.speakers.words import LONGEST_WORD, fold_word

NameKind = Literal["person", "organisation", "title", "unknown"]
_UPPER = "".join(letter for letter in map(chr, (*range(0x530), *range(0x1E00, 0x1F00))) if letter.isupper())
"""Latin, Greek and Cyrillic, accents included."""
_ABBREVIATION = (
    r"(?:Mr|Mrs|Ms|Dr|Prof|Rev|Hon|Sen|Rep|Gov|Pres|Lt|Col|Gen|Maj|Capt|Cpl|Sgt|Cst|Const|Det|Insp|Supt|Cllr|Coun|Adm|"
    r"St|Jr|Sr|Mme)\."
)
_CAPITAL = (
    rf"(?:{_ABBREVIATION}|(?:[{_UPPER}]\.)++|(?:[a-z]{{1,2}}(?=[{_UPPER}][a-z]))?"
    rf"[{_UPPER}]\w*+(?:['’](?![sS]\b)\w++|[-‐‑](?=[{_UPPER}\d])\w++|&\w++)*+(?![-‐‑]\w))"
)
_PARTICLE = (
    r"(?:of the|of|for|de la|de|da|di|du|del|della|dos|das|van der|van den|van|von der|von|der|den|la|le|el|al|bin|ibn|"
    r"ter|ten)"
)
_RUN = re.compile(rf"(?<!\w)(?<!\w['’\-‐‑.&]){_CAPITAL}(?:[ \xa0](?:(?:{_PARTICLE}|&)[ \xa0])?{_CAPITAL}){{0,11}}+")
_TOKEN = re.compile(r"[^ \xa0]+")
_SURNAMES_TOO = CLOSED["surnames-too"]
_WORDS_TOO = frozenset(
    ("will", "grant", "may", "mark", "april", "june", "grace", "faith", "hope", "joy", "dean", "rose")
)
"""Given names that are other words too; they need a surname that is no place."""
_NO_SURNAMES = CLOSED["no-surnames"]
_POSTNOMINALS = CLOSED["postnominals"]
_INNER = CLOSED["inner-words"]
_PRODUCTS = CLOSED["product-endings"]
_JOINING = frozenset(("of", "for", "the"))


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it stands, without the title before it; places are code points of the text."""

    start: int
    end: int
    text: str
    key: tuple[str, ...]
    """Its folded words."""
    kind: NameKind
    title: str = ""
    """The words before it that address or describe: `Prime Minister`, `Mr`."""
    gender: Gender | None = None
    owner: bool = False
    """Whether it stands after the name of a person: `Quillchat` in `Ada Moor of Quillchat`."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a run."""

    start: int
    end: int
    text: str
    folded: str


def find_runs(text: str) -> Iterator[list[Token]]:
    """The runs of capitalised words, each of at most twelve and the particles between; linear in the length."""
    for match in _RUN.finditer(text):
        if match.end() - match.start() <= 12 * LONGEST_WORD:
            tokens = [
                Token(match.start() + one.start(), match.start() + one.end(), one.group(), fold_word(one.group())[0])
                for one in _TOKEN.finditer(match.group())
            ]
            yield from _split_pair(tokens)


def _split_pair(tokens: list[Token]) -> Iterator[list[Token]]:
    """`Ada Moor & Tom Quarles` are two names, `Moor & Sons` is one."""
    at = next((n for n, token in enumerate(tokens) if token.text == "&"), 0)
    if at and is_given_name(tokens[at + 1].folded):
        yield tokens[:at]
        yield from _split_pair(tokens[at + 1 :])
    else:
        yield tokens


def read_name(text: str, tokens: list[Token]) -> Name | None:
    """The name that a run is, its titles apart; none where nothing is left without function words."""
    tokens = _trim(tokens)
    if not tokens:
        return None
    at = 0 if any(token.text == "&" for token in tokens) else _split_title(tokens)
    title, words = tokens[:at], tokens[at:]
    if not words:
        return _make(text, tokens, [], "title")
    if title and title[-1].folded in PEERAGE:
        return _make(text, [title[-1], *words], title[:-1], "person", HONORIFICS[title[-1].folded])
    if words[0].folded in PEERAGE and len(words) > 1 and (words[0].folded != "earl" or words[1].folded == "of"):
        return _make(text, words, title, "person", HONORIFICS[words[0].folded])
    words = _cut_place(words, bool(title))
    if not title:
        at = _skip_party(words)
        title, words = words[:at], words[at:]
    kind = _kind_of(words, bool(title))
    gender = next((HONORIFICS[t.folded] for t in title if HONORIFICS.get(t.folded)), None)
    if kind == "organisation" or (kind == "unknown" and title):
        return _make(text, tokens, [], kind)
    return _make(text, words, title, kind, gender or (gender_of_name(words[0].folded) if kind == "person" else None))


def _make(text: str, words: list[Token], title: list[Token], kind: NameKind, gender: Gender | None = None) -> Name:
    start, end = words[0].start, words[-1].end
    before = text[title[0].start : title[-1].end] if title else ""
    return Name(start, end, text[start:end], tuple(w.folded for w in words if w.text != "&"), kind, before, gender)


def _trim(tokens: list[Token]) -> list[Token]:
    """Without function words at both ends; a name such as `Will Smith` keeps its first word."""
    first, last = 0, len(tokens)
    while first < last and _is_function(tokens[first].folded):
        rest = tokens[first + 1 : last]
        if tokens[first].folded in {"will", "may", "mark", "april", "june"} and len(rest) == 1:
            break
        first += 1
    while last > first and (_is_function(tokens[last - 1].folded) or _is_postnominal(tokens, first, last - 1)):
        last -= 1
    return tokens[first:last]


def _is_function(word: str) -> bool:
    """Function words and contractions: `But`, `I'm`, `Won't`."""
    if word in FUNCTION or word in _JOINING or word == "&" or word.endswith("n't"):
        return True
    return "'" in word and word.partition("'")[0] in FUNCTION


def _is_postnominal(tokens: list[Token], first: int, number: int) -> bool:
    """`Jane Roe MP`, but not `Labour MP`."""
    named = number - first >= 2 and is_given_name(tokens[first].folded)
    return tokens[number].folded in _POSTNOMINALS and (named or tokens[first].folded in HONORIFICS)


def _split_title(tokens: list[Token]) -> int:
    """Where the name begins after its titles: `Ontario Premier | Doug Ford`; the number of tokens: it is all title."""
    at = 0
    for number, token in enumerate(tokens):
        if _is_title(token) and not (number and _takes_surname(tokens[number - 1], token)):
            at = number + 1
    if at == len(tokens) == 1 and tokens[0].folded not in HONORIFICS:
        return 1
    if at < len(tokens) and tokens[at].folded in _JOINING:
        given = (n for n in range(at + 2, len(tokens) - 1) if is_given_name(tokens[n].folded))
        if tokens[at - 1].folded in PEERAGE:
            return 0
        rest = tokens[at + 2 :]
        named = len(rest) == 2 and not any(token.folded in PLACES or token.folded in ORGANISATIONS for token in rest)
        return next(given, at + 2 if named and not _is_title(rest[-1]) else len(tokens))
    return at


def _takes_surname(before: Token, token: Token) -> bool:
    """`Tim Cook` and `Ms Cook` are named Cook, `Mr Justice Cook` is titled twice."""
    if before.folded in HONORIFICS:
        return token.folded not in {"justice", "speaker", "president", "dr", "prof", "professor"}
    return is_given_name(before.folded)


def _is_title(token: Token) -> bool:
    return token.folded in HONORIFICS or token.folded in RANKS or is_person_noun(token.folded)


def _skip_party(words: list[Token]) -> int:
    """`Democrat Ada Moor` and `Corve Conservative Ada Moor` name Ada Moor."""
    if len(words) < 3 or words[-1].folded in ORGANISATIONS or is_given_name(words[0].folded):
        return 0
    for number in range(1, len(words) - 1):
        if words[number - 1].folded in PLACES and is_given_name(words[number].folded):
            return number
    return 0


def _cut_place(words: list[Token], titled: bool) -> list[Token]:
    """`Ada Moor of Quillchat` names Ada Moor."""
    if is_given_name(words[0].folded) or titled or _is_of_body([word.folded for word in words]):
        for number, word in enumerate(words):
            if number and word.folded in _JOINING:
                return words[:number]
    return words


def _is_of_body(key: list[str]) -> bool:
    """`Zolta Quy of the Eel Guild`: two words that no body is called by, and a body or place after `of`."""
    if len(key) < 4 or key[2] != "of" or has_form_of_body(key[:2]):
        return False
    return not any(
        word in PLACES or word in FUNCTION or is_person_noun(word) or is_plural_of_persons(word) for word in key[:2]
    )


def _kind_of(words: list[Token], titled: bool) -> NameKind:
    first, last = words[0].folded, words[-1].folded
    if titled and len(words) <= 4 and last not in ORGANISATIONS and last not in _NO_SURNAMES:
        return "person"
    if any(word.text == "&" for word in words):
        return "organisation"
    if len(words) > 1 and (last in _PRODUCTS or any(w.folded in _INNER for w in words[1:])):
        return "organisation"  # `Quillchat Messenger`, `Save Our Chats`
    if len(words) == 1:
        return "organisation" if _is_acronym(words[0].text) or last in ORGANISATIONS else "unknown"
    named = (
        is_given_name(first)
        or (first in _WORDS_TOO and last not in PLACES)
        or (len(words[0].text) <= 5 and words[0].text.endswith("."))
    )
    if named and words[0].text.upper() != "U.S.":
        if last in ORGANISATIONS and last not in _SURNAMES_TOO:
            return "organisation"
        return "person" if len(words) <= 5 else "unknown"
    if is_plural_of_persons(last) and last not in SURNAMES:
        return "organisation"  # `Kestle Coaches`
    if has_form_of_body([w.folded for w in words]) or any(w.folded in PLACES or w.folded in _JOINING for w in words):
        return "organisation"
    return "unknown"


def has_form_of_body(key: Sequence[str]) -> bool:
    """Whether one of the folded words of a name is what bodies are called by: `Eel Guild`, `Quillchat Messenger`."""
    return key[-1] in CLOSED["company-endings"] | _PRODUCTS or any(word in ORGANISATIONS for word in key)


def _is_acronym(word: str) -> bool:
    return 2 <= len(word.replace(".", "")) <= 7 and word.isupper()
