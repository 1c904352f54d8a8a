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
UNFINISHED = frozenset({"of", "von", "by", "par", "und", "y", "de", "del", "der", "zu"})
"""Words with which no name ends."""
PREFIX = re.compile(
    r"^(?:(?:article|story|post|posted|written|words|report|reporting|review|reviewed|analysis|interview|text|"
    r"published|edited|created|submitted|exclusive|opinion|comment|erstellt|eingestellt|veröffentlicht|verfasst|"
    r"geschrieben|publiziert|beitrag|artikel|rezept|pressemitteilung|publié|publicado|escrito|artículo)"
    r"\s*(?:and \w+ )?(?:by|von|par|por|:)|by(?=\s|:)|(?:from|vo[mn]|par|por|über)(?=\s)|authors?\s*[:,]|"
    r"(?:author|autor(?:in|en)?|auteure?)(?:\s*:|\s(?=[A-Z]))|words\s*:|exclusive\s+by|text\s*:|de\s*:)\s*:?\s*",
    re.IGNORECASE,
)
CREDIT = re.compile(
    r"[\s;,(]*\b(?:photo(?:graph)?(?:s|y|er)?|pictures?|images?|illustrat(?:ions?|ed)|fotos?|video|edit(?:ed|ing))"
    r"\s*(?:by\b|von\b|par\b|por\b|:).*$",
    re.IGNORECASE | re.DOTALL,
)
"""Whoever took the pictures or read the copy, behind whom no author stands."""
SPLIT = re.compile(
    r"\s*(?:;|\||/|•|·|\u2022|\n|\t|&amp;|&|\+|\b(?:and|And|AND)\b(?!\s+(?:Technology|Culture|Health))|\bund\b|\bet\b|"
    r"\bwith\b(?=\s+[A-Z])|\bas told to\b|"
    r"\b(?:im gespräch mit|in conversation with)\b|(?<=[^\W\d_]\s)[ye](?=\s+[^\W\d_][\w.]*\s+[^\W\d_]))\s*"
)
TAIL = re.compile(
    r"\s+(?:in|for|at|of|from|is|has|was|reports|writes|on|covers)\s+.*$|\s*[-–—]\s+.*$|\s*\(.*?\)\s*|"
    r"\s*\[.*?\]\s*|\s*:.*$"
    r"|\s+(?:mon|tues|wednes|thurs|fri|satur|sun)day\b.*$|\s*@\w+.*$|\s*\d.*$|\s*\b(?:updated|published|stand|aktualisiert|publicado)\b.*$",
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
    r"\w*leiter(?:in)?|\w*sprecher(?:in)?|korrespondent(?:in)?|chefredakteur(?:in)?|"
    r"autoren|herausgeber(?:in)?|publisher|unknown|anonymous|newsdesk|affairs|reporting|trainee|"
    r"articles|posts|comments|replies|kommentare?|beiträge|artikel|alle|keine|minutes|"
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
    r"campaign|coalition|federation|presse|zeitung|the)\b",
    re.IGNORECASE,
)
OUTLET = re.compile(r"\b(?:News|Newspapers?|BBC|ITV|CNN|Reuters|Media|Magazine|Times|Agency|Service|Radio|TV)\b")
ARTICLE = re.compile(r"(?:Die|Der|Das|Les|Los|Las)\s|(?:El|Il)\s\S+$")
"""How the names of outlets and groups begin."""
PLACE = re.compile(
    r"(?:New (?:York|Delhi|Orleans|Zealand|Jersey)|Hong Kong|San (?:Francisco|Diego|Jose)|Los Angeles|Las Vegas|"
    r"Washington D\.?C\.?|Silicon Valley|Tel Aviv|Buenos Aires|Cape Town|Mexico City|Northern Ireland|"
    r"South (?:Africa|Korea)|(?:North|South|East|West|Central) (?:London|Wales|America|Asia|Africa)|Saudi Arabia|"
    r"Sri Lanka|The Hague|Abu Dhabi|Middle East|Asia Pacific|United (?:States|Kingdom)|Great Britain|St Petersburg|"
    r"Kuala Lumpur)"
)
JUNIOR = re.compile(r",\s+(?=[JS]r\b)")
LONE = re.compile(r"(?=.*[^\W\d_])\w[\w'’.\-]{1,29}")
NO_LONE = re.compile(r"admin$|\.[^\W\d_]{2,3}$|\.(?:info|news|blog|online)$|^www\.", re.IGNORECASE)
ACCOUNT = re.compile(r"[^\W\d_]{3,}\.[^\W\d_]{4,}")
"""How systems write a person's account: the first name, a dot, the last."""
DATE_TAIL = re.compile(r"(?:\s+(?:am|on|at|um|le|el)|\s*[·|,])?\s+\d.*$", re.IGNORECASE)
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
            # Behind a comma one word is a place or a field: "Ada Moor, London".
            if (name := _clean(part)) and _is_name(name, sure=sure and "," not in text):
                found.setdefault(_fold(name), name)
    for outlet in outlets if found else ():
        found.pop(_fold(outlet), None)
    return tuple(name for key, name in found.items() if not any(_is_part(key, other) for other in found))


def clean_lone_name(text: str, outlets: Iterable[str] = ()) -> str:
    """The name of one word, as many sign on sites of their own, that is a whole byline; empty where it is none."""
    name = DATE_TAIL.sub("", PREFIX.sub("", " ".join(text.split()))).strip(" :;,.*|@·-–—")
    # Two or three letters are a mark of the desk, unless they are written as a name is.
    if not LONE.fullmatch(name) or len(name) < 3 or (len(name) == 3 and name != name.capitalize()):
        return ""
    plain = re.sub(r"_|(?<=[a-z])(?=admin)", " ", name)
    if NO_LONE.search(plain) or ROLE.search(plain) or ORGANISATION.search(plain):
        return ""
    if any(_fold(name) == _fold(outlet) for outlet in outlets):
        return ""
    return " ".join(_capitalise_first(word) for word in name.split(".")) if ACCOUNT.fullmatch(name) else name


def split_byline(text: str) -> list[str]:
    """The parts of a byline that may be names; addresses are left out."""
    plain = ADDRESS.sub(" ", unescape(TAG.sub(" ", text[:LONGEST_BYLINE])))
    plain = BLANKS.sub(" ", plain).strip()
    plain = re.sub(r"^By(?=[A-Z])", "", PREFIX.sub("", CREDIT.sub("", plain)))
    plain = JUNIOR.sub(" ", plain)
    parts: list[str] = []
    for piece in SPLIT.split(plain):
        for part in piece.split(","):
            # "Ada Moor, Harbour News, New York": what follows the outlet is its place.
            if parts and OUTLET.search(part) and not ROLE.search(part):
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


def _capitalise_first(word: str) -> str:
    return word[:1].upper() + word[1:]


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
    if PLACE.fullmatch(name) or ARTICLE.match(name):
        return False
    if ROLE.search(name) and not _could_be_surname(words, ROLE_SURNAMES, ROLE):
        return False
    if ORGANISATION.search(name) and not _could_be_surname(words, SURNAMES, ORGANISATION):
        return False
    if not all(WORD.fullmatch(word) for word in words):
        return False
    if words[-1].casefold() in UNFINISHED:
        return False
    weighty = [word for word in words if word.casefold() not in PARTICLES]
    return bool(weighty) and all(word[0].isupper() or not word.isascii() for word in weighty)


def _could_be_surname(words: list[str], surnames: frozenset[str], other: re.Pattern[str]) -> bool:
    """Some words of outlets and roles are surnames too: Emma Press may be a person, Harbour News is none."""
    is_last = len(words) in (2, 3) and words[-1].casefold() in surnames
    return is_last and not any(other.fullmatch(word) for word in words[:-1])


SURNAMES = frozenset({"herald", "post", "press", "college", "club", "party", "lab", "council", "getty", "bloomberg"})
ROLE_SURNAMES = frozenset({"chair", "guest", "head", "senior", "service", "more", "board", "chief"})


def _fold(name: str) -> str:
    return " ".join(RUN_WORDS.findall(name.casefold()))


def _is_part(name: str, other: str) -> bool:
    return name != other and f" {name} " in f" {other} "
