"""Names as registers write them, without what is no part of a name, and whether the registry knows them."""

import re
from typing import NamedTuple

from nlp.components.speakers.registry import surname_of
from nlp.components.speakers.schema import Person
from nlp.components.speakers.words import fold_words

_STYLE = re.compile(r"^(?:the )?(?:rt\.? hon\.?|right honourable|hon\.?|mr|mrs|ms|miss|mx)\s+", re.IGNORECASE)
_LETTERS = re.compile(r"[,\s]+(?:MP|MSP|MS|MLA|KC|QC|PC|[CDKMO]BE|GBE|KG|KCB|CB|DCB|GCMG|KCMG|CMG|CVO|CH|FRS)$")
_HONORIFIC = re.compile(r"^(Sir|Dame|Dr|Prof|Professor)\.?\s+(?=\S)")
_PEER = re.compile(r"^(?:The )?(?:Lord|Lady|Baroness|Viscount|Viscountess|Earl|Countess|Baron|Duke|Marquess)\b")
_PLACE = re.compile(r"^(.+?) of [A-Z].*$")


SHORTEST_WORD = 3
"""Letters of a word that may tell two people apart."""


class Name(NamedTuple):
    """A name, and the titles that stood before it (`Sir`)."""

    words: str
    honorifics: tuple[str, ...] = ()


def read_name(written: str) -> Name:
    """`The Rt Hon Sir Ned Vane KC MP` is Ned Vane with the title Sir; a peer's title belongs to the name."""
    words = " ".join(written.split())
    while (shorter := _LETTERS.sub("", _STYLE.sub("", words))) not in {words, ""}:
        words = shorter
    if words.startswith("the "):
        words = words.removeprefix("the ")
    honorifics: list[str] = []
    while match := _HONORIFIC.match(words):
        honorifics.append(match[1])
        words = _STYLE.sub("", words[match.end() :])
    return Name(words, tuple(honorifics))


def knows_name(person: Person, words: str) -> bool:
    """Whether the registry has the name, as it is or by title and surname."""
    wanted = fold_words(words)
    names = [person.name, *person.aliases]
    titled = [f"{honorific} {surname_of(person)}" for honorific in person.honorifics]
    return any(fold_words(name) == wanted for name in names + titled)


def is_same_person(person: Person, written: str) -> bool:
    """Whether a name of a register is one of the person's own."""
    name = read_name(written)
    return knows_name(person, name.words) or knows_name(person, " ".join([*name.honorifics, name.words]))


def shares_word(person: Person, written: str) -> bool:
    """Whether any word of a register's name is in one of the person's: a mistyped number leads to a stranger."""
    ours = {word for name in (person.name, *person.aliases) for word in fold_words(name)}
    theirs = {word for word in fold_words(_PEER.sub("", read_name(written).words)) if len(word) >= SHORTEST_WORD}
    return bool(ours & theirs)


def list_search_words(person: Person) -> tuple[str, ...]:
    """What to search a register for: the name, and a peer's full title where that is another."""
    words = [name.removeprefix("The ") for name in (person.name, *person.aliases)]
    titles = [name for name in words[1:] if _PEER.match(name) and _PLACE.match(name)]
    return (words[0], *titles[:1])


def find_new_names(person: Person, written: str) -> tuple[str, ...]:
    """Names that the registry lacks: the register's, and a peer's without the place (`Lord Vane of Moor`)."""
    words = read_name(written).words
    if is_same_person(person, written):
        return ()
    short = _PLACE.match(words) if _PEER.match(words) else None
    found = [words, *([short[1]] if short and not short[1].endswith(("Earl", "Duke", "Marquess")) else [])]
    return tuple(name for name in found if not knows_name(person, name))


def find_new_honorifics(person: Person, written: str) -> tuple[str, ...]:
    """Titles before the name that the registry lacks: a knighthood since."""
    known = {honorific.removesuffix(".").casefold() for honorific in person.honorifics}
    known |= {"professor"} if "prof" in known else {"prof"} if "professor" in known else set()
    return tuple(title for title in read_name(written).honorifics if title.casefold() not in known)
