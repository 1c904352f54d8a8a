"""The category of somebody outside the registry, by the words for their role and organisation."""

import re
from collections.abc import Iterable

from clausewatch.models import Category

_WORDS: dict[Category, str] = {
    "news": r"""
    journalist|reporter|editor|columnist|correspondent|broadcaster|newspaper|presenter|bbc|reuters|times|
    guardian|news|commentator
    """,
    "parliament": r"""
    mps?|msps?|meps?|mlas?|mpps?|senators?|congress(?:man|woman|men|women)?|peers?|lords?|lady|baroness|
    viscount|earl|shadow|backbench(?:er|ers)?|lawmakers?|legislators?|opposition|parliament|senate|member for|prelate|
    (?:noble|hon\.?|honourable)[ ](?:and[ ]\w+[ ])?(?:friend|lord|lady|gentleman|member|earl|viscount|baroness)|
    labour|tory|tories|conservatives?|liberals?|democrats?|republicans?|committee chair|sen|rep|councillors?
    """,
    "child-safety": r"""
    child(?:ren|ren's|'s)?[ -](?:safety|protection|charit\w+|welfare|online)|children's charit\w+|survivors?
    """,
    "regulator": r"""
    regulators?|watchdogs?|ombudsman|information commissioner|ofcom|authority
    """,
    "government": r"""
    ministers?|ministerial|secretary of state|home secretary|prime minister|premier|
    president of the (?:us|united)|governments?|governor|mayor|ministry|minister's|department|home office|
    downing|whitehall|police|sheriff|constable|sergeant|detective|superintendent|chief constable|army|navy|
    (?<!director[ -])(?<!secretary[ -])general(?! (?:public|secretary|manager|practitioner|counsel|election))|
    colonel|ambassador|attorney general|chancellor|
    (?:foreign|defence|education|health|technology|culture|energy|treasury|justice|finance) secretary|
    civil servants?|fbi|cia|nsa|pentagon|nato|officials?|council|(?:us|u\.s\.) president|white house|
    intelligence|commissioner
    """,
    "expert": r"""
    professors?|prof|dr|doctor|researchers?|scientists?|academics?|experts?|analysts?|economists?|
    cryptographers?|lecturers?|universit\w+|institute|scholars?|historians?|epidemiologists?|think tank|fellow|
    lawyers?|barristers?|engineers?|cyber chief
    """,
    "civil-society": r"""
    campaigners?|activists?|charit\w+|trust|foundation|union|rights|privacy|advocates?|ngos?|non-profit|
    nonprofit|protesters?|volunteers?|church|bishop|archbishop|liberty|coalition|alliance
    """,
    "platform": r"""
    tech (?:firms?|companies|giants?)|platforms?|messaging|messengers?|chat|apps?|social (?:media|network)|
    (?:internet|software) \w+|encrypted (?:messaging|email)
    """,
}
"""Words and phrases of each category; the first category that fits is taken."""
_BREAK = re.compile(r"\n *")
_PATTERNS = tuple(
    (category, re.compile(rf"\b(?:{_BREAK.sub('', words)})\b", re.IGNORECASE)) for category, words in _WORDS.items()
)


def read_category(phrases: Iterable[str | None]) -> Category:
    """The first category that one of the phrases has a word of; `other` where none has."""
    for phrase in phrases:
        if phrase:
            plain = phrase.replace("’", "'")
            for category, pattern in _PATTERNS:
                if pattern.search(plain):
                    return category
    return "other"
