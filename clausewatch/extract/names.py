"""Bylines to the names of people: without 'By', roles, addresses and organisations."""

import re
from collections.abc import Iterable
from html import unescape
from itertools import islice

LONGEST = 60
LONGEST_BYLINE = 1000
"""Characters that are read of a byline."""
MOST_BYLINES = 200
MOST_WORDS = 6
PARTICLES = frozenset({
    "de", "da", "do", "dos", "das", "du", "di", "del", "della", "der", "den", "van", "von", "zu", "zur", "und", "y",
    "e", "la", "le", "les", "el", "al", "bin", "ibn", "ben", "ap", "af", "av", "ter", "ten", "st", "of",
})  # fmt: skip
PREFIX = re.compile(
    r"^(?:(?:article|story|post|posted|written|words|report|reporting|review|reviewed|analysis|interview|text|"
    r"published|"
    r"edited|created|submitted|photography|exclusive|opinion|comment)\s*(?:and \w+ )?(?:by|:)|by(?=\s|:)|"
    r"from(?=\s)|von(?=\s)|"
    r"par(?=\s)|por(?=\s)|author[s]?\s*:|autor(?:in)?\s*:|words\s*:|exclusive\s+by|text\s*:|de\s*:)\s*:?\s*",
    re.IGNORECASE,
)
SPLIT = re.compile(
    r"\s*(?:;|\||/|•|·|\u2022|\n|\t|&amp;|&|\+|\b(?:and|And|AND)\b(?!\s+(?:Technology|Culture|Health))|\bund\b|\bet\b|"
    r"\bwith\b(?=\s+[A-Z]))\s*"
)
TAIL = re.compile(
    r"\s+(?:in|for|at|of|from|is|has|was|reports|writes|on|covers)\s+.*$|\s*[-–—]\s+.*$|\s*\(.*?\)\s*|"
    r"\s*\[.*?\]\s*|\s*:.*$"
    r"|\s+(?:mon|tues|wednes|thurs|fri|satur|sun)day\b.*$|\s*@\w+.*$|\s*\d.*$|\s*\bupdated\b.*$|\s*\bpublished\b.*$",
    re.IGNORECASE,
)
ADDRESS = re.compile(
    r"https?://\S+|www\.\S+|[^\s@]+@[^\s@]+\.\w+|(?<!\w)@\w+|\S+\.(?:com|co\.uk|org|net|html?)\b\S*", re.IGNORECASE
)
ROLE = re.compile(
    r"\b(?:editors?|reporters?|correspondents?|journalists?|writers?|columnists?|producers?|presenters?|contributors?|"
    r"analysts?|director|manager|officer|secretary|minister|professor|lecturer|head|chief|deputy|assistant|"
    r"senior|intern|"
    r"freelance|photographer|commentator|critic|researcher|policy|chair|president|founder|chief executive|ceo|author|"
    r"redakteur(?:in)?|redaktion|autor(?:in)?|team|desk|staff|newsroom|agencies|agency|admin|administrator|webmaster|"
    r"guest|moderator|editorial|board|bureau|wires?|service|live|online|archive|follow|contact|email|view|profile|more|"
    r"political|politics|technology|business|sports?|health|science|security|international|foreign|home affairs)\b",
    re.IGNORECASE,
)
ORGANISATION = re.compile(
    r"\b(?:news|newspapers?|media|press|times|post|herald|guardian|telegraph|independent|mirror|express|"
    r"standard|journal|"
    r"tribune|gazette|chronicle|magazine|review|reuters|bloomberg|bbc|itv|cnn|afp|upi|dpa|pa|ap|association|foundation|"
    r"institute|university|college|office|department|ministry|council|committee|group|ltd|limited|inc|plc|llc|"
    r"gmbh|company|"
    r"corporation|trust|charity|society|union|alliance|network|centre|center|authority|commission|government|"
    r"blog|podcast|"
    r"tv|radio|channel|studio|productions?|partners?|international|global|limited|wikipedia|wordpress|getty|images|"
    r"facebook|twitter|linkedin|youtube|instagram|pr|communications|agency|lab|labs|technologies|software|club|party|"
    r"campaign|coalition|federation|the)\b",
    re.IGNORECASE,
)
OUTLET = re.compile(r"\b(?:News|Newspapers?|BBC|ITV|CNN|Reuters|Media|Magazine|Times|Agency|Service|Radio|TV)\b")
TITLES = re.compile(r"^(?:(?:Dr|Prof|Professor|Mr|Mrs|Ms|Miss|Sir|Dame|Rev|Revd|The Rt Hon|Rt Hon)\.?\s+)+(?=\S+\s+\S)")
SUFFIX = re.compile(r",?\s+(?:PhD|MD|MBE|OBE|CBE|KC|QC|MP|MSP|MS|MEP|Esq|BSc|MSc|MA|BA)\.?$")
WORD = re.compile(r"[^\W\d_][\w'’.\-]*\.?")
TAG = re.compile(r"<[^<>]+>")
BLANKS = re.compile(r"[ \u00a0]+")
BY = re.compile(r"\s+[Bb]y\s+(?=[A-Z])")
RUN_WORDS = re.compile(r"\w+")


def clean_names(texts: Iterable[str], outlets: Iterable[str] = (), *, sure: bool = False) -> tuple[str, ...]:
    """The people named in bylines, in order and once each; `outlets` are names that are no person's.

    `sure`: the texts are said to be persons, so that a single word may be a name.
    """
    found: dict[str, str] = {}
    for text in islice(texts, MOST_BYLINES):
        for part in split_byline(text):
            if (name := _clean(part)) and _is_name(name, sure=sure):
                found.setdefault(_fold(name), name)
    for outlet in outlets if found else ():
        found.pop(_fold(outlet), None)
    return tuple(name for key, name in found.items() if not any(_is_part(key, other) for other in found))


def split_byline(text: str) -> list[str]:
    """The parts of a byline that may be names; addresses are left out."""
    plain = ADDRESS.sub(" ", unescape(TAG.sub(" ", text[:LONGEST_BYLINE])))
    plain = BLANKS.sub(" ", plain).strip()
    plain = re.sub(r"^By(?=[A-Z])", "", PREFIX.sub("", plain))
    parts: list[str] = []
    for piece in SPLIT.split(plain):
        for part in piece.split(","):
            # "Ada Moor, Harbour News, New York": what follows the outlet is its place.
            if parts and OUTLET.search(part):
                break
            # "Ada Moor, Bo Lind By Cy Dorn": several bylines run together.
            parts.extend(BY.split(part))
    return [part.strip() for part in parts if part and part.strip()]


def _clean(part: str) -> str:
    name = PREFIX.sub("", part.strip(" :;,*\"“”‘’'·|-–—\u200b"))
    name = TAIL.sub("", name)
    name = TITLES.sub("", name)
    while SUFFIX.search(name):
        name = SUFFIX.sub("", name)
    name = name.strip(" :;,*\"“”‘’'·|-–—")
    name = name if re.search(r"\b(?:[JS]r|[A-Z])\.$", name) else name.strip(".")
    words = name.split()
    if words and all(word.isupper() for word in words) and len(name) > 4:
        name = " ".join(_capitalise(word) for word in words)
    return " ".join(name.split())


def _capitalise(word: str) -> str:
    if len(word.strip(".")) <= 1:
        return word
    cased = re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize(), word)
    return re.sub(r"^(Mc|O['’])(\w)", lambda m: m[1] + m[2].upper(), cased)


def _is_name(name: str, *, sure: bool) -> bool:
    words = name.split()
    if not words or len(name) > LONGEST or len(words) > MOST_WORDS or any(c.isdigit() for c in name):
        return False
    if not sure and len(words) == 1:
        return False
    if ROLE.search(name) and (not sure or len(words) > 2 or all(ROLE.fullmatch(word) for word in words)):
        return False
    if ORGANISATION.search(name) and not _could_be_surname(words):
        return False
    if not all(WORD.fullmatch(word) for word in words):
        return False
    weighty = [word for word in words if word.casefold() not in PARTICLES]
    return bool(weighty) and all(word[0].isupper() or not word.isascii() for word in weighty)


def _could_be_surname(words: list[str]) -> bool:
    """Some words of outlets are surnames too: Emma Press may be a person, Harbour News is none."""
    last = words[-1].casefold()
    return len(words) in (2, 3) and last in SURNAMES and not any(ORGANISATION.fullmatch(word) for word in words[:-1])


SURNAMES = frozenset({"herald", "post", "press", "college", "club", "party", "lab", "council"})


def _fold(name: str) -> str:
    return " ".join(RUN_WORDS.findall(name.casefold()))


def _is_part(name: str, other: str) -> bool:
    return name != other and f" {name} " in f" {other} "
