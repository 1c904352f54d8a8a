"""Whether words are the name of a person, and not of an outlet, a role, a place or a button."""

import re

LONGEST = 60
MOST_WORDS = 6
PARTICLES = frozenset({
    "de", "da", "do", "dos", "das", "du", "di", "del", "della", "der", "den", "van", "von", "zu", "zur", "und", "y",
    "e", "la", "le", "les", "el", "al", "dela", "bin", "bint", "ibn", "ben", "ap", "af", "av", "ter", "ten", "st",
    "of",
})  # fmt: skip
UNFINISHED = frozenset({"of", "von", "by", "par", "und", "y", "de", "del", "der", "zu"})
"""Words with which no name ends."""
ROLE = re.compile(
    r"\b(?:editors?|reporters?|correspondents?|journalists?|writers?|columnists?|producers?|presenters?|contributors?|"
    r"analysts?|director|manager|officer|secretary|minister|professor|lecturer|head|chief|deputy|assistant|"
    r"senior|intern|"
    r"freelance|photographer|commentator|critic|researcher|policy|chair|president|founder|chief executive|ceo|cto|vp|"
    r"author|scientists?|engineers?|economists?|strategists?|consultants?|fellow|lawyer|barrister|solicitor|"
    r"redakteur(?:in)?|redaktion|autor(?:in)?|team|desk|staff|newsroom|agencies|agency|admin|administrator|webmaster|"
    r"\w*leiter(?:in)?|\w*sprecher(?:in)?|korrespondent(?:in)?|chefredakteur(?:in)?|"
    r"autoren|herausgeber(?:in)?|publisher|unknown|anonymous|newsdesk|affairs|reporting|trainee|"
    r"articles|posts|comments|replies|kommentare?|beiträge|artikel|alle|keine|minutes|"
    r"letters|obituar(?:y|ies)|leading article|voice|lead|"
    r"guest|moderator|editorial|board|bureau|wires?|service|live|online|archive|follow|contact|email|view|profile|more|"
    r"political|politics|technology|business|sports?|health|science|security|international|foreign|home affairs)\b",
    re.IGNORECASE,
)
ORGANISATION = re.compile(
    r"\b(?:news|newspapers?|media|press|times|post|herald|guardian|telegraph|independent|mirror|express|"
    r"standard|journal|"
    r"tribune|gazette|chronicle|magazine|review|reuters|bloomberg|bbc|itv|cnn|afp|upi|dpa|epa|swns|ldrs|showbiz|pa|ap|association|foundation|"
    r"institute|university|college|office|department|ministry|council|committee|group|ltd|limited|inc|plc|llc|"
    r"gmbh|company|"
    r"corporation|corp|division|forum|academy|hospital|museum|trust|(?<=\s)charity|society|union|alliance|network|centre|center|authority|commission|government|"
    r"blog|podcast|"
    r"tv|radio|channel|studio|productions?|partners?|international|global|limited|wikipedia|wordpress|getty|images|"
    r"facebook|twitter|linkedin|youtube|instagram|pr|communications|agency|lab|labs|technologies|software|club|party|"
    r"campaign|coalition|federation|presse|zeitung|rundfunk|ediciones|usa today|the)\b",
    re.IGNORECASE,
)
ARTICLE = re.compile(r"(?:Die|Der|Das|Los|Las)\s|Les\s.*\s(?:de|des|du|la)\s|(?:El|Il)\s\S+$")
"""How the names of outlets and groups begin."""
PLACE = re.compile(
    r"(?:New (?:York|Delhi|Orleans|Zealand|Jersey)|Hong Kong|San (?:Francisco|Diego|Jose)|Los Angeles|Las Vegas|"
    r"Washington D\.?C\.?|Silicon Valley|Tel Aviv|Buenos Aires|Cape Town|Mexico City|Northern Ireland|"
    r"South (?:Africa|Korea)|(?:North|South|East|West|Central) (?:London|Wales|America|Asia|Africa)|Saudi Arabia|"
    r"Sri Lanka|The Hague|Abu Dhabi|Middle East|Asia Pacific|United (?:States|Kingdom)|Great Britain|St Petersburg|"
    r"Kuala Lumpur)"
)
INTERFACE = re.compile(
    r"(?:log|sign) (?:in|up|out)|super user|link copied|(?:text|font) size|share (?:this|link|article)|"
    r"member list|read (?:next|later)|get link|other apps|"
    r"(?:daily|evening) \w+|.* edition|save article|load comments|copy link|add comment|"
    r"(?:first|last|full|your|user) names?|(?:end|power) users?|.*[^\W\d_]['’]s\s.*",
    re.IGNORECASE,
)
"""Buttons beside a byline, fields of forms, what is somebody's, and names of papers that nothing else tells."""
STOPPED = re.compile(
    r"\b(?:a|an|my|our|your|us|we|you|i|it|this|to|no|not|all|and|or|von|by|user|test|default)\b", re.IGNORECASE
)
QUOTES = '"“”‘’'
"""Around a nickname."""
OF_PAPERS = re.compile(
    r"(?:associated|canadian|daily|evening|morning|sunday|weekly|washington|huffington|jam|jerusalem|bangkok|denver|houston|boston|miami|"
    r"yorkshire|lancashire|liverpool|birmingham|bristol|glasgow|oxford|cambridge|belfast|new|south|north)\s.*",
    re.IGNORECASE,
)
"""What stands before 'Post' or 'Herald' in the names of papers."""
SURNAMES = frozenset({"herald", "post", "press", "college", "club", "party", "lab", "council", "getty", "bloomberg"})
ROLE_SURNAMES = frozenset({"chair", "guest", "head", "senior", "service", "more", "board", "chief"})
WORD = re.compile(r"[^\W\d_][\w'’.\-]*\.?")
CAPITAL = re.compile(r"(?:[dl]['’]|de|di|du|mac|van't)?[A-Z]")


def is_name(name: str, *, sure: bool) -> bool:
    """Whether it may be a person's; `sure`: it is said to be one, so that a single word or a small letter will do."""
    words = name.split()
    if not words or len(name) > LONGEST or len(words) > MOST_WORDS or any(c.isdigit() for c in name):
        return False
    if not sure and len(words) == 1:
        return False
    if PLACE.fullmatch(name) or ARTICLE.match(name) or INTERFACE.fullmatch(name):
        return False
    if ROLE.search(name) and not _could_be_surname(words, ROLE_SURNAMES, ROLE):
        return False
    if ORGANISATION.search(name.replace(" ap ", " ")) and not _could_be_surname(words, SURNAMES, ORGANISATION):
        return False
    if not all(WORD.fullmatch(word.strip(QUOTES)) for word in words):
        return False
    if words[-1].casefold() in UNFINISHED:
        return False
    weighty = [word.strip(QUOTES) for word in words if word.casefold() not in PARTICLES]
    # Some write themselves with a small letter.
    is_person = sure and len(words) == len(weighty) == 2 and not STOPPED.search(name)
    return bool(weighty) and (is_person or all(CAPITAL.match(word) or not word.isascii() for word in weighty))


def _could_be_surname(words: list[str], surnames: frozenset[str], other: re.Pattern[str]) -> bool:
    """Some words of outlets and roles are surnames too: Emma Press may be a person, Harbour News is none."""
    is_last = len(words) in (2, 3) and words[-1].casefold() in surnames and not OF_PAPERS.match(" ".join(words))
    return is_last and not any(other.fullmatch(word) for word in words[:-1])
