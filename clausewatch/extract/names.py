"""Bylines to the names of people: without 'By', roles, addresses and organisations."""

import re
from collections.abc import Iterable
from html import unescape
from itertools import islice

from clausewatch.extract.job_titles import TITLE_PATTERN, without_job_title
from clausewatch.extract.people import ORGANISATION, ROLE, is_name
from clausewatch.extract.text_blocks import fold_words
from clausewatch.extract.times import MONTH

LONGEST_BYLINE = 1000
"""Characters that are read of a byline."""
MOST_BYLINES = 200
PREFIX = re.compile(
    r"^(?:(?:article|story|post|posted|written|words|report|reporting|review|reviewed|analysis|interview|text|"
    r"perspective|column|commentary|essay|"
    r"published|edited|created|submitted|exclusive|opinion|comment|erstellt|eingestellt|veröffentlicht|verfasst|"
    r"geschrieben|publiziert|beitrag|artikel|rezept|pressemitteilung|publié|publicado|escrito|artículo)"
    r"\s*(?:and \w+ )?(?:by|von|par|por|:)|by(?=\s|:)|(?:from|vo[mn]|par|por|über)(?=\s)|authors?\s*[:,]|"
    r"(?:author|autor(?:in|en)?|auteure?)(?:\s*:|\s(?=[A-Z]))|words\s*:|exclusive\s+(?:by\b)?|as told to\s|"
    r"text\s*:|de\s*:)\s*:?\s*",
    re.IGNORECASE,
)
CREDIT = re.compile(
    r"[\s.;,(|]*\b(?:photo(?:graph)?(?:s|y|er|ed)?|styled|modell?ed|pictures?|images?|illustrat(?:ions?|ed)|fotos?|video|edit(?:ed|ing)|"
    r"additional reporting|medically reviewed|fact[- ]?checked)"
    r"\s*(?:by\b|von\b|par\b|por\b|:).*$",
    re.IGNORECASE | re.DOTALL,
)
"""Whoever took the pictures, helped or read the copy, behind whom no author stands."""
NO_TITLE = rf"(?!\s+(?:Technology|Culture|Health)\b|\s+(?i:{TITLE_PATTERN}))"
"""Behind 'and' inside of a job title."""
SPLIT = re.compile(
    rf"\s*(?:;|\||/|•|·|\u2022|\n|\t|(?:&amp;|&){NO_TITLE}|\+|\b(?:and|And|AND)\b{NO_TITLE}|\bund\b|\bet\b|"
    r"\bwith\b(?=\s+[A-Z])|\bas told to\b|"
    r"\b(?:im gespräch mit|in conversation with)\b|(?<=[^\W\d_]\s)[ye](?=\s+[^\W\d_][\w.]*\s+[^\W\d_]))\s*"
)
TAIL = re.compile(
    r"\s+(?:in|for|at|of|from|is|has|was|reports|writes|on|covers)\s+.*$|\s*[-–—]\s+.*$|\s*\(.*?\)\s*|"
    r"\s*\[.*?\]\s*|\s*:.*$|[\s.,]+special to\s.*$"
    r"|\s+envoyée?s? spécia\w+.*$|\s+(?:mon|tues|wednes|thurs|fri|satur|sun)day\b.*$|\s*@\w+.*$|\s*\d.*$|"
    rf"\s+(?:{MONTH})\b\.?,?\s+\d.*$|\s+(?:read(?:ing)? time|lesezeit|temps de lecture)\b.*$|"
    r"\s*\b(?:updated|published|stand|aktualisiert|publicado)\b.*$",
    re.IGNORECASE,
)
STATUS = re.compile(
    r"(?<=\S)\s*[/|•·]?\s*\b(?:last )?(?:updated|published|modified)\b\W*(?:on|at)?\W*(?=.{0,30}\d)(?!.*\bby\b).*$",
    re.IGNORECASE | re.DOTALL,
)
"""When it was published or changed, and what buttons stand behind that."""
WITHIN = re.compile(r"(?<=\S)\s*\([^()]*\)\s*(?=\w)")
"""A nickname or a further name in the middle of a name."""
ADDRESS = re.compile(
    r"https?://\S+|www\.\S+|[^\s@]+@[^\s@]+\.\w+|"
    r"(?<!\w)@\w+(?:\s+(?:[^\W\d_]+\s+){0,5}(?:director|manager|lead|head|officer)\b)?|"
    r"\S+\.(?:com|co\.uk|org|net|html?)\b\S*",
    re.IGNORECASE,
)
OUTLET = re.compile(r"\b(?:News|Newspapers?|BBC|ITV|CNN|Reuters|Media|Magazine|Times|Agency|Service|Radio|TV)\b")
OF_AGENCY = re.compile(
    r"(?<=[^\W\d_]{2})\s+(?:Reuters|Bloomberg|AFP|(?:The )?Associated Press|PA Media|PA|AP|UPI|dpa|SWNS|LDRS|"
    r"Press Association|Local Democracy Reporting Service|BBC(?: [^\W\d_]+){0,3}|Sky (?:News|Sports)|ITV(?: News)?|"
    r"(?:Channel 4|GB|STV) News)$"
)
"""Whose a person's report is, behind a name of two words or more."""
OF_PRESS = re.compile(r"\b(?:reporter|correspondent|writer)\s*$", re.IGNORECASE)
"""Roles behind which in a list another author stands."""
JUNIOR = re.compile(r",\s+(?=[JS]r\b)")
LONE = re.compile(r"(?=.*[^\W\d_])\w[\w'’.\-]{1,29}")
NO_LONE = re.compile(r"admin$|\.[^\W\d_]{2,3}$|\.(?:info|news|blog|online)$|^www\.", re.IGNORECASE)
ACCOUNT = re.compile(r"[^\W\d_]{3,}\.[^\W\d_]{4,}")
"""How systems write a person's account: the first name, a dot, the last."""
FOR_WHOM = re.compile(r"^([a-z][\w.-]*) for [A-Z].*$")
"""The name of an account, and for whom it writes."""
DATE_TAIL = re.compile(r"(?:\s+(?:am|on|at|um|le|el)|\s*[·|,])?\s+\d.*$", re.IGNORECASE)
TITLES = re.compile(r"^(?:(?:Dr|Prof|Professor|Mr|Mrs|Ms|Miss|Sir|Dame|Rev|Revd|The Rt Hon|Rt Hon)\.?\s+)+(?=\S+\s+\S)")
SUFFIX = re.compile(r",?\s+(?:PhD|MD|MBE|OBE|CBE|KC|QC|MP|MSP|MS|MEP|Esq|BSc|MSc|MA|BA)\.?$")
TAG = re.compile(r"<[^<>]+>")
PRONOUNS = re.compile(r"\s*\((?:she|he|they)\b[^()]*\)", re.IGNORECASE)
BUTTONS = re.compile(
    r"(?<=\S\s)(\S+)\s+"
    r"(?:social links|view (?:\S+ )?profile|\+?\s*follow|share|subscribe|see all|more from|read more)\b.*$",
    re.IGNORECASE,
)
"""What stands on buttons behind a name of two words or more."""
IN_BRACKETS = re.compile(r"^\(([^()]+)\)$")
"""What is left of an address with its owner's name behind it."""
BLANKS = re.compile(r"[ \u00a0]+")
BY = re.compile(r"\s+[Bb]y\s+(?=[A-Z])")


def clean_names(texts: Iterable[str], outlets: Iterable[str] = (), *, sure: bool = False) -> tuple[str, ...]:
    """The people named in bylines, in order and once each; `outlets` are names that are no person's.

    `sure`: the texts are said to be persons, so that a single word may be a name.
    """
    found: dict[str, str] = {}
    for text in islice(texts, MOST_BYLINES):
        for part in split_byline(text):
            # Behind a comma one word is a place or a field: "Ada Moor, London".
            if (name := _clean(part)) and is_name(name, sure=sure and "," not in text):
                found.setdefault(fold_words(name), name)
    for outlet in outlets if found else ():
        found.pop(fold_words(outlet), None)
    return tuple(name for key, name in found.items() if not any(_is_part(key, other) for other in found))


def clean_lone_name(text: str, outlets: Iterable[str] = ()) -> str:
    """The name of one word, as many sign on sites of their own, that is a whole byline; empty where it is none."""
    name = FOR_WHOM.sub(r"\1", DATE_TAIL.sub("", PREFIX.sub("", " ".join(text.split())))).strip(" :;,.*|@·-–—")
    # Two or three letters are a mark of the desk, unless they are written as a name is.
    if not LONE.fullmatch(name) or len(name) < 3 or (len(name) == 3 and name != name.capitalize()):
        return ""
    plain = re.sub(r"_|(?<=[a-z])(?=admin)", " ", name)
    if NO_LONE.search(plain) or ROLE.search(plain) or ORGANISATION.search(plain):
        return ""
    if any(_is_outlet(fold_words(name), fold_words(outlet)) for outlet in outlets):
        return ""
    return " ".join(_capitalise_first(word) for word in name.split(".")) if ACCOUNT.fullmatch(name) else name


def _is_outlet(name: str, outlet: str) -> bool:
    """Whether a name is that of an outlet, or all of it but a word such as 'Magazine'."""
    before, _, last = outlet.rpartition(" ")
    return name == outlet or (name == before and ORGANISATION.fullmatch(last) is not None)


def split_byline(text: str) -> list[str]:
    """The parts of a byline that may be names; addresses are left out."""
    plain = ADDRESS.sub(" ", unescape(TAG.sub(" ", text[:LONGEST_BYLINE])))
    plain = IN_BRACKETS.sub(r"\1", BLANKS.sub(" ", plain).strip())
    plain = re.sub(r"^By(?:by\b\s*|(?=[A-Z]))", "", PREFIX.sub("", CREDIT.sub("", plain)))
    plain = PRONOUNS.sub("", STATUS.sub("", plain))
    plain = JUNIOR.sub(" ", plain)
    parts: list[str] = []
    pieces = SPLIT.split(plain)
    for piece in pieces:
        listed = piece.split(",")
        if len(pieces) == 1 and _ends_with_place(listed):
            listed.pop()
        for part in listed:
            # "Ada Moor, Harbour News, New York": what follows the outlet is its place.
            if parts and OUTLET.search(_without_agency(part)) and not ROLE.search(part):
                break
            # "Ada Moor, Bo Lind By Cy Dorn": several bylines run together.
            parts.extend(BY.split(part))
    return [part.strip() for part in parts if part and part.strip()]


def _without_agency(name: str) -> str:
    """A name of two words or more without whose report it is; any other as it is."""
    rest = OF_AGENCY.sub("", name)
    return rest if " " in rest.strip() else name


def _ends_with_place(listed: list[str]) -> bool:
    """Whether the last of a list is where somebody is what stands before: "Ada Moor, Head of Policy, Quillchat"."""
    are_roles = [bool(ROLE.search(part)) for part in listed[1:]]
    return len(listed) > 2 and are_roles == [True, False] and not OF_PRESS.search(listed[1])


def _clean(part: str) -> str:
    if " " not in part and any(character.isdigit() for character in part):
        # The name of an account.
        return ""
    name = _without_agency(PREFIX.sub("", part.strip(" :;,*\"“”‘’'·|-–—\u200b")))
    name = TAIL.sub("", without_job_title(BUTTONS.sub(r"\1", WITHIN.sub(" ", name))))
    name = TITLES.sub("", name)
    while SUFFIX.search(name):
        name = SUFFIX.sub("", name)
    name = _without_agency(name)
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


def _is_part(name: str, other: str) -> bool:
    return name != other and f" {name} " in f" {other} "
