"""Word lists that tell names, titles, roles and kinds of sources apart; each list is a plain file of `lexicon/`."""

from functools import lru_cache
from pathlib import Path

from nlp.components.speakers.schema import Gender

_FOLDER = Path(__file__).parent / "lexicon"


def _read(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words of a file before and after its line of dashes."""
    lines = (_FOLDER / f"{name}.txt").read_text("utf-8").splitlines()
    before, _, after = "\n".join(line for line in lines if not line.startswith("#")).partition("\n--\n")
    return frozenset(before.split()), frozenset(after.split())


def _read_closed() -> dict[str, frozenset[str]]:
    """The closed sets of words by name."""
    sets: dict[str, frozenset[str]] = {}
    for paragraph in (_FOLDER / "closed_classes.txt").read_text("utf-8").split("\n\n")[1:]:
        name, _, words = paragraph.partition(":")
        sets[name] = frozenset(words.split())
    return sets


CLOSED = _read_closed()
_UNEVEN = {
    "men": "man",
    "women": "woman",
    "policemen": "policeman",
    "children": "child",
    "wives": "wife",
    "spokesmen": "spokesman",
    "spokeswomen": "spokeswoman",
    "businessmen": "businessman",
    "mps": "mp",
    "persons": "person",
}
HONORIFICS: dict[str, Gender | None] = {
    "mr": "male",
    "sir": "male",
    "lord": "male",
    "baron": "male",
    "viscount": "male",
    "earl": "male",
    "mrs": "female",
    "ms": "female",
    "miss": "female",
    "mme": "female",
    "dame": "female",
    "lady": "female",
    "baroness": "female",
    "viscountess": "female",
    "countess": "female",
    "dr": None,
    "doctor": None,
    "prof": None,
    "professor": None,
    "rev": None,
    "reverend": None,
    "hon": None,
    "justice": None,
    "father": "male",
    "sister": "female",
}
"""Forms of address, folded, with what they say about gender."""
PEERAGE = frozenset(("lord", "lady", "baroness", "baron", "viscount", "viscountess", "earl", "countess"))
"""Titles that belong to the name: without them it names somebody else, or nobody."""
ABBREVIATED = CLOSED["abbreviated"]
"""Abbreviations after which a full stop ends no sentence."""
RANKS = CLOSED["ranks"]
"""Further words that stand before a name as a title."""


FEMALE, MALE, EITHER = _read("female_names")[0], _read("male_names")[0], _read("either_names")[0]
SURNAMES = _read("surnames")[0]
PERSONS = _read("person_nouns")[0]
PROPER_PLURALS = _read("plural_nouns")[1]
PLURALS = _read("plural_nouns")[0] | PROPER_PLURALS
ORGANISATIONS = _read("organisation_nouns")[0]
DOCUMENTS, UTTERANCES = _read("document_nouns")
FUNCTION = _read("function_words")[0]
PLACES = _read("place_words")[0]


def is_given_name(word: str) -> bool:
    """Whether a folded word is a given name, or two of them joined by a hyphen."""
    if word in MALE or word in FEMALE or word in EITHER:
        return True
    first, hyphen, rest = word.partition("-")
    return bool(hyphen) and bool(rest) and (first in MALE or first in FEMALE or first in EITHER)


def gender_of_name(word: str) -> Gender | None:
    """The gender that a folded given name nearly always goes with."""
    first = word if word in MALE or word in FEMALE else word.partition("-")[0]
    return "male" if first in MALE else "female" if first in FEMALE else None


def gender_of_role(role: str) -> Gender | None:
    """What a role says about gender: `chairwoman`, `the father of two`."""
    for word in role.casefold().split():
        if word in _FEMALE_ROLES or word.endswith("woman"):
            return "female"
        if word in _MALE_ROLES or (
            word.endswith("man") and word not in {"human", "german", "roman", "norman", "ombudsman"}
        ):
            return "male"
    return None


_FEMALE_ROLES = CLOSED["female-roles"]
_MALE_ROLES = CLOSED["male-roles"]


@lru_cache(maxsize=4096)
def singular_of(word: str) -> str:
    """The singular of a folded plural noun; the word itself where it has no plural ending."""
    if word in _UNEVEN:
        return _UNEVEN[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def is_person_noun(word: str) -> bool:
    """Whether a folded word means one person."""
    if word in PERSONS:
        return True
    return word.rpartition("-")[2] in PERSONS and "-" in word


def is_plural_of_persons(word: str) -> bool:
    """Whether a folded word means several people or bodies."""
    if word in PLURALS:
        return True
    single = singular_of(word)
    return single != word and (is_person_noun(single) or single in ORGANISATIONS) and word not in ORGANISATIONS
