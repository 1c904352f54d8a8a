"""What a text says somebody is: role and organisation, in words before the name or after it."""

import re
from dataclasses import dataclass

from nlp.components.speakers.lexicon import CLOSED, ORGANISATIONS, PLACES, is_person_noun
from nlp.components.speakers.words import Word, fold_word, fold_words, read_words

REACH = 160
"""Code points around a name in which an apposition stands."""
_AFTER = re.compile(r"\s?(?:,|[–—(]| [-–—])\s*(?=\S)")
_LINK = re.compile(
    r",?\s(?:who\s(?:is|was|has been|had been|became|works as|serves as|served as|worked as)|(?:is|was))\s"
)
_RUNS = re.compile(
    r",?\s?who\s(?:now\s)?(?:runs|ran|leads|led|heads|headed|founded|co-founded|chairs|chaired|owns|manages|directs|edits)\s"
)
_ASIDE = re.compile(r"\s\([^)\n]{1,24}\)(?=,)")
_PLAIN_LINK = re.compile(r"\s(?:is|was)\s(?!(?:a|an|the|one of)\s)")
_END = re.compile(
    r"[,;:()\n\"“”–—]|[.!?](?=\s|$)|\s(?:said|says|told|has said|who|which|where|whose|when|and said|added|adds|has|"
    r"had|was|is|were|will|would|wrote|warned|tweeted|posted|argued|insisted|denied|also|whom)\b"
)
_AGE = re.compile(r"(?:aged\s)?\d{1,3}\b,?\s*")
_DETERMINER = re.compile(r"(?:the|a|an|his|her|their|its|our|one of the|one of its|my|now|also)\s+", re.IGNORECASE)
_JOINT = re.compile(r"\s(?:at|of|for|from|with|in|on the board of)\s(?:the\s)?")
_DESCRIBED = re.compile(r"(?:[a-z][\w-]*\s){0,3}([a-z][\w-]*)\s(?=[A-Z])")
"""What a body is, before its name: `the lung charity Second Wind`."""
_STOPS = CLOSED["role-stops"]
_NO_ROLE = re.compile(
    r"\w+(?:ing|ed)\b|(?:after|in|on|at|with|to|but|and|as|while|if|during|along|like|he|she|it|they|i|we|you|that|this|"
    r"there|not|so|or|because|since|when|by|than|then[- ]\w+ed|according|including|says|said|told)\b",
    re.IGNORECASE,
)
_SIGNED = re.compile(r",\s([A-Z][\w&’'. -]*?)\.?(?:\n|$)")
"""The organisation that ends a signature: `Ada Moor, chief executive, Quillchat`."""
_SEAT = re.compile(
    r"\b(Member for [A-Z][\w’'-]*(?:,? (?:and |the |upon )?[A-Z][\w’'-]*){0,5})(?: \(|, )(?:M[rs]s? |Dr |Sir |Dame )?$"
)
"""How a speech in parliament says who a member is: `the hon. Member for Fen (Ada Moor)`."""
_BODIES = CLOSED["role-bodies"]
_BEFORE_TITLES = CLOSED["before-titles"]
_FORMER = re.compile(r"\b(?:former|formerly|ex|late|one-time|onetime|erstwhile|then)\b[- ]?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Described:
    """A role and an organisation as read; either may be missing."""

    role: str | None = None
    organisation: str | None = None


def read_after(text: str, end: int) -> Described | None:
    """The apposition that follows a name: `, head of policy at Quillchat,`, `, who runs Element,`, ` (Labour)`."""
    window = text[end : end + REACH]
    aside = _ASIDE.match(window)
    window = window[aside.end() :] if aside else window
    runs = _RUNS.match(window)
    if runs:
        return Described(None, _last_name(_until_end(window[runs.end() :])))
    link = None if _PLAIN_LINK.match(window) else _LINK.match(window)
    start = link or _AFTER.match(window)
    if start is None:
        return None
    rest = window[start.end() :]
    age = _AGE.match(rest)
    rest = rest[age.end() :] if age else rest
    phrase = _until_end(rest)
    if _NO_ROLE.match(phrase):
        return None
    if not _is_role(phrase):
        return None
    found = split_role(phrase)
    signed = _SIGNED.match(rest, len(phrase)) if found.organisation is None else None
    return Described(found.role, signed.group(1)) if signed else found


def read_before(text: str, start: int) -> Described | None:
    """The role before a name: `Quillchat’s head of policy, Ada Moor`, `Labour MP Ada Moor`."""
    begin = max(0, start - REACH)
    window = text[begin:start]
    seat = _SEAT.search(window)
    if seat is not None:
        return Described(" ".join(seat.group(1).split()))
    bare = window.rstrip()
    bare = bare[:-1].rstrip() if bare.endswith(",") else bare
    comma = len(bare) < len(window.rstrip())
    cut = max(bare.rfind(mark) for mark in '.;:()\n"“”–—,!?‘')
    while cut > 0 and bare[cut] == "." and re.search(r"\b(?:[A-Z]|U\.S|St|Dr|Mr)$", bare[:cut]):
        cut = max(bare.rfind(mark, 0, cut) for mark in '.;:()\n"“”–—,!?‘')
    dash = max(bare.rfind("-- "), bare.rfind(" - "))
    words = read_words(bare, max(cut + 1, dash + 2 if dash >= 0 else 0))
    if not words or (not words[-1].text.isalnum() and "-" not in words[-1].text):
        return None
    first = _role_begin(words)
    if first is None or (comma and first and not _is_introduced(words, first)):
        return None
    return split_role(bare[words[first].start :])


def _role_begin(words: list[Word]) -> int | None:
    """Number of the first word of the role that the words end with."""
    last = len(words) - 1
    noun = next((n for n in range(last, max(-1, last - 7), -1) if is_person_noun(words[n].folded)), None)
    if noun is None:
        return None
    if noun != last:
        joint = words[noun + 1].folded
        if joint not in {"of", "for", "at"} or any(w.folded in _STOPS - {"the", "and"} for w in words[noun + 2 :]):
            return None
    first = noun
    titled = words[noun].text[:1].isupper()
    while (
        first
        and noun - first < 6
        and words[first - 1].folded not in _STOPS
        and not words[first - 1].folded.endswith("ly")
    ):
        if words[first - 1].folded in {"of", "for", "in", "on", "at"}:
            break
        if titled and not (words[first - 1].text[:1].isupper() or words[first - 1].folded in _BEFORE_TITLES):
            break
        if words[first - 1].possessive or words[first - 1].folded == "its":
            first -= 1
            while first and words[first - 1].text[:1].isupper():
                first -= 1
            break
        first -= 1
    return first


def _is_introduced(words: list[Word], first: int) -> bool:
    return words[first].possessive or words[first - 1].folded in _STOPS or words[first - 1].possessive


def _until_end(phrase: str) -> str:
    match = _END.search(phrase)
    return phrase[: match.start()] if match else phrase


def _is_role(phrase: str) -> bool:
    words = read_words(phrase)[:9]
    if not words:
        return False
    return any(is_person_noun(word.folded) for word in words) or words[0].folded in {"of", "from"}


def split_role(phrase: str) -> Described:
    """Role and organisation of a phrase; a former role says so."""
    phrase = " ".join(phrase.split()).strip(" ,.'‘’\"")
    while match := _DETERMINER.match(phrase):
        phrase = phrase[match.end() :]
    former = _FORMER.search(phrase)
    if former and former.start() < 25:
        phrase = (phrase[: former.start()] + phrase[former.end() :]).strip()
    if phrase.startswith(("of ", "from ", "for ")):
        return Described(None, _name_at_start(re.sub(r"^\w+ (?:the )?", "", phrase)))
    role, organisation = _split_possessive(phrase) or _split_joint(phrase) or _split_leading(phrase)
    plain = role.strip(" ,") or None
    return Described(f"former {plain}" if plain and former else plain, organisation)


def _split_possessive(phrase: str) -> tuple[str, str | None] | None:
    match = re.match(r"((?:[^\W_][\w.&’'-]*\s){0,5}?[^\W_][\w.&-]*)(?:[’']s|(?<=s)[’'])\s(.+)", phrase)
    if match is None or not _is_role(match.group(2)):
        return None
    owner = match.group(1)
    named = owner[:1].isupper() and owner.casefold() not in PLACES
    return match.group(2), owner if named else None


def _split_joint(phrase: str) -> tuple[str, str | None] | None:
    """`head of policy at Quillchat`; `head of policy` and `MP for Hull` stay whole."""
    for match in _JOINT.finditer(phrase):
        rest = phrase[match.end() :]
        head = phrase[: match.start()].split()[-1:]
        described = _DESCRIBED.match(rest)
        if described and described.group(1) in ORGANISATIONS:
            return phrase[: match.start()], _name_at_start(rest[described.end() :])
        if match.group().startswith((" from", " in")) and rest.split()[:1] and fold_word(rest.split()[0])[0] in PLACES:
            return phrase[: match.start()], None
        if match.group().startswith(" in") and rest[:1].isupper() and not _is_body(_name_at_start(rest)):
            return phrase[: match.start()], None
        if (
            rest[:1].isupper()
            and head
            and head[0].casefold() not in {"mp", "secretary", "minister", "senator", "mla", "mpp"}
        ):
            return phrase[: match.start()], _name_at_start(rest)
    return None


def _is_body(name: str) -> bool:
    """Whether a name after `in` is a body's and not a town's."""
    return name.isupper() or any(word in ORGANISATIONS for word in fold_words(name))


def _split_leading(phrase: str) -> tuple[str, str | None]:
    """`Quillchat chief executive` and `secure messaging app Quillchat president`."""
    words = phrase.split()
    size = 0
    while size < len(words) and words[size][:1].isupper():
        size += 1
    if not size or size == len(words) or not words[size][:1].islower():
        return phrase, None
    lead = words[:size]
    while fold_word(words[size])[0] in _BODIES and size + 1 < len(words):
        lead.append(words[size])
        size += 1
    if (
        is_person_noun(lead[-1].casefold())
        or _is_adjective(lead[-1])
        or words[size].casefold() in {"mp", "minister", "of", "for", "leader"}
    ):
        return phrase, None
    return " ".join(words[size:]), " ".join(lead)


def _is_adjective(word: str) -> bool:
    return fold_word(word)[0] in PLACES or word == "U.S." or word.endswith(("ian", "ish", "ese"))


def _name_at_start(rest: str) -> str:
    match = re.match(
        r"(?:[^\W_]*[A-Z0-9][\w.&’'-]*)(?:\s(?:(?:of|for|and|the|on|in|de|&)\s){0,2}[A-Z0-9][\w.&’'-]*)*", rest
    )
    name = match.group() if match else rest
    return re.sub(r"[’']s$|[.,’']+$", "", name)


def _last_name(phrase: str) -> str | None:
    """`the British-based messaging platform Element` names Element."""
    names = [w for w in re.findall(r"[A-Z][\w.&’'-]*(?:\s[A-Z][\w.&’'-]*)*", phrase) if "-based" not in w]
    return re.sub(r"[’']s$|[.,’']+$", "", names[-1]) if names else None
