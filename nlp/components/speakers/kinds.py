"""Tells people from bodies, where their names do not, by the words around them."""

import re
from collections.abc import Iterable

from nlp.components.speakers.figures import Figure, Mention
from nlp.components.speakers.lexicon import (
    CLOSED,
    FUNCTION,
    HONORIFICS,
    ORGANISATIONS,
    PLACES,
    is_given_name,
    is_person_noun,
    is_plural_of_persons,
)
from nlp.components.speakers.sentences import is_verb_at
from nlp.components.speakers.words import Word, fold_words, read_words

LOOKED_AT = 6
"""Mentions of a figure whose surroundings are read."""
REACH = 240
"""Code points after a name in which a pronoun may still mean it."""
CERTAIN = 3
"""What a phrase weighs that says outright what a name is: `Quillchat, a start-up,`."""
_APPOSED = re.compile(r"(?:,|\s[–—-])\s(?:an?|the|its|their|one of the)\s(?=\w)|\s(?:is|was)\s(?:an?|the)\s(?=\w)")
_PLACED = re.compile(r"\b(?:of|from|in|at|near|to|with)\s(?:[A-Z]\w+\s)?$")
_RELATIVE = re.compile(r",?\s(which|whose|who|whom)\b")
_HEAD_END = re.compile(
    r"[,.;:()\n\"“”]|\s(?:of|for|in|at|on|with|from|by|to|that|which|who|whose|based|run|owned|founded|said|says|"
    r"has|had|is|was|and)\b"
)
_OWNED = re.compile(r"(?:[’']s|(?<=s)[’'])?((?:\s[\w-]+){1,4})")
_LED = re.compile(r"\b([\w-]+)\s(?:of|at)\s(?:the\s)?$")
_IN = re.compile(r"\b(?:in|near|across|throughout|outside|around|within)\s(?:the\s)?$", re.IGNORECASE)
_WORKS = re.compile(r"\b([\w-]+)(?:\sof\s[\w-]+(?:\sand\s[\w-]+)?)?\sat\s(?:the\s)?$")
_AFFILIATED = re.compile(r"\s(?:of|from|at)\s(?:the\s)?[A-Z]")
_COUNTED = re.compile(
    r"\s(?:now\s|already\s|also\s)?(?:has|have|had|counts|claims)\s"
    r"(?:(?:about|around|over|nearly|almost|more than|some)\s)?"
    r"(?:\d[\d,.]*|an?|one|two|three|four|five|six|seven|eight|nine|ten|fifty|forty|millions of|thousands of)\s?"
    r"(?:m|bn|million|billion|thousand|hundred)?\s?(?:\w+\s)?"
    r"(?:users|customers|members|subscribers|employees|staff|downloads|stores|shops|engineers|workers|offices)\b"
)
_WILLED = re.compile(
    r"\s(?:has\s|had\s|have\s|also\s|later\s)*(?:said|says|say|warned|warns|insisted|insists|added|adds|announced|"
    r"announces|confirmed|denied|claimed|claims|promised|threatened|told\s[^.,;“\"]{1,40}?)(?:\son\s\w+)?\s(?:that\s)?"
    r"it\s(?:would|will|could|may|might|can|does|did|has|had|was|is)\s?(?:not|never|no longer|rather|also|already)?\s?"
    r"(?:leave|comply|stay|appeal|fight|withdraw|close|challenge|refuse|quit|exit|pull|consider\w*|review\w*|oppose\w*|"
    r"support\w*|welcome\w*|no plans?|plans|been asked|been told|written|disappointed|sorry|pleased|aware|committed|"
    r"confident|looking|working|hiring|sack|hire|sell|launch)\b"
)
_ANAPHOR = re.compile(
    r"\b(?:([Hh]e|[Hh]is|himself|[Ss]he|herself|[Hh]er(?= [a-z]))|([Ii]ts|itself)|"
    r"(It(?= (?:has|had|makes|made|runs|ran|sells|sold|plans|employs|said|says|added|also|denied|declined|called|urged|"
    r"warned|told|opened|launched|operates|offers|serves)\b)))\b"
)
_SAID = re.compile(r"\b(?:said|says|added|adds|warned|argued)\s$")
_SEVERAL = re.compile(r"(?:\b(?:the|a|an|many|most|some|few|all|these|those|other|more)|\d)\s$", re.IGNORECASE)
_NAMED_ANEW = re.compile(r"(?<=[\w,;] )[A-Z][a-z]|[“\"‘«\n]")
_THE_BODY = re.compile(
    r"(?:^|[.!?][”\"’']?\s+|\n\s*)(?:But |And |Now |Today |However, )?(?:The|This) ([\w-]+)(?: ([\w-]+))?"
)
_LEADERS = CLOSED["leaders"]
_OWNED_BY_BODIES = CLOSED["owned-by-bodies"]
_NO_COMPANY = ORGANISATIONS - CLOSED["company-endings"] - CLOSED["company-words"] - CLOSED["company-nouns"]
_OBJECTS = _OWNED_BY_BODIES | ORGANISATIONS


def may_be_company(figure: Figure) -> bool:
    """Whether a body may be a company: none that its name, its entry or the text calls something else."""
    if figure.entry is not None:
        return figure.entry.category == "platform"
    if figure.called and figure.called.split()[-1].casefold() in _NO_COMPANY:
        return False
    return figure.key[-1:] != () and figure.key[-1] not in _NO_COMPANY and not set(figure.key) & PLACES


def tell_kinds(text: str, figures: Iterable[Figure]) -> None:
    """Make each figure outside the registry a person or a body where the text says so; those told before stay."""
    for figure in figures:
        if figure.entry is None and not figure.told and figure.kind in ("unknown", "person", "organisation"):
            _tell(text, figure)


def _tell(text: str, figure: Figure) -> None:
    body = person = 0
    for mention in figure.mentions[:LOOKED_AT]:
        figure.called = figure.called or _find_called(text, mention)
        if mention.quoted:
            continue
        for_body, for_person = _weigh(text, mention)
        whole = fold_words(text[mention.start : mention.end]) == figure.key
        body += for_body if whole else 0
        person += for_person if whole and not _is_no_person(text, mention) else 0
    if any(set(fold_words(m.title)) & HONORIFICS.keys() for m in figure.mentions[:LOOKED_AT]):
        person += CERTAIN
    if not body and not person and figure.kind != "person":
        figure.placed = bool(figure.mentions) and all(_is_in(text, one) for one in figure.mentions[:LOOKED_AT])
    if figure.kind == "person":
        # A name that looks like a person's is one unless the text says outright that it is a body.
        if body >= CERTAIN and not person:
            figure.kind, figure.gender, figure.told = "organisation", None, True
        figure.told = figure.told or person > body
    elif person > body and (figure.kind == "unknown" or len(figure.key) == 1 or is_given_name(figure.key[0])):
        figure.kind, figure.told = "person", True
    elif body > person:
        figure.kind, figure.told = "organisation", True


def _is_in(text: str, mention: Mention) -> bool:
    """`in Thornby`, `across the Fens`."""
    return _IN.search(text, max(0, mention.start - 16), mention.start) is not None


def _is_no_person(text: str, mention: Mention) -> bool:
    """`the Europeans, who`, `the FBI said he`: a word alone with an article, or an acronym."""
    if len(mention.figure.key) > 1:
        return False
    word = text[mention.start : mention.end]
    return word.isupper() or _SEVERAL.search(text, max(0, mention.start - 8), mention.start) is not None


def _weigh(text: str, mention: Mention) -> tuple[int, int]:
    """What the words around one mention say for a body and for a person."""
    said = _read_apposed(text, mention) or _read_before(text, mention) or _read_owned(text, mention)
    if said is None:
        said = _read_anaphor(text, mention)
    body, person = said or (0, 0)
    if _COUNTED.match(text, mention.end) or _WILLED.match(text, mention.end):
        body += 1
    if not person and body < CERTAIN and _is_called_body(text, mention):
        body += 2
    return body, person


def _read_apposed(text: str, mention: Mention) -> tuple[int, int] | None:
    """`Quillchat, which`, `Quillchat, a messaging app,`, `Zolta Quy, a baker,`, `Zolta Quy, who`."""
    relative = _RELATIVE.match(text, mention.end)
    if relative and relative.group(1) != "whose":
        if _PLACED.search(text, max(0, mention.start - 24), mention.start):
            return None  # `a baker from Little Soke, who`
        return (CERTAIN, 0) if relative.group(1) == "which" and text[mention.end] == "," else (0, CERTAIN)
    words = _words_apposed(text, mention)
    return _read_noun(words[-1].folded) if words else None


def _words_apposed(text: str, mention: Mention) -> list[Word]:
    """What stands after the name to say what it is, up to the noun: `messaging app` of `, a messaging app for all,`."""
    apposed = _APPOSED.match(text, mention.end)
    if apposed is None:
        return []
    end = _HEAD_END.search(text, apposed.end(), apposed.end() + 80)
    return read_words(text, apposed.end(), end.start() if end else min(len(text), apposed.end() + 80))


def _words_before(text: str, mention: Mention) -> list[Word]:
    """The words of small letters right before the name: `messaging app` of `the messaging app Quillchat`."""
    if not _has_word_before(text, mention):
        return []
    before = text[max(0, mention.start - 60) : mention.start]
    words = read_words(before)
    first = len(words)
    while first and words[first - 1].text.islower() and words[first - 1].folded not in FUNCTION:
        first -= 1
    return words[first:] if words and before.endswith(f"{words[-1].text} ") else []


def _has_word_before(text: str, mention: Mention) -> bool:
    return text[max(0, mention.start - 2) : mention.start - 1].islower()


def _find_called(text: str, mention: Mention) -> str:
    """The phrase beside a mention that ends with a noun for bodies; nothing where there is none."""
    for words in (_words_apposed(text, mention), _words_before(text, mention)):
        if words and len(words) <= 5 and words[-1].folded in ORGANISATIONS:
            return " ".join(word.text for word in words)
    return ""


def _read_noun(word: str) -> tuple[int, int] | None:
    """What a noun that a name is called by says of it; a word for both, such as `developer`, says nothing."""
    body, person = word in ORGANISATIONS, is_person_noun(word)
    if body == person or word in CLOSED["either-nouns"]:
        return None
    return (CERTAIN, 0) if body else (0, CERTAIN)


def _read_before(text: str, mention: Mention) -> tuple[int, int] | None:
    """`the messaging app Quillchat`, `the founder of Quillchat`, `the baker Zolta Quy`."""
    if mention.title or not _has_word_before(text, mention):
        return None
    before = text[max(0, mention.start - 60) : mention.start]
    led = _LED.search(before)
    if led and led.group(1).casefold() in _LEADERS | _OWNED_BY_BODIES:
        return CERTAIN, 0
    works = _WORKS.search(before)
    if works and is_person_noun(works.group(1).casefold()):
        return CERTAIN, 0
    words = _words_before(text, mention)
    # `the Corve police Zolta Quy met`: a plural or mass noun calls nobody by name.
    return _read_noun(words[-1].folded) if words and not is_plural_of_persons(words[-1].folded) else None


def _read_owned(text: str, mention: Mention) -> tuple[int, int] | None:
    """`Quillchat’s chief executive`, `Quillchat users`: what only a body has."""
    owned = _OWNED.match(text, mention.end)
    if owned is None or "\n" in owned.group():
        return None
    words = []
    for word in fold_words(owned.group(1)):
        if word in FUNCTION - {"own"} or word in ("said", "says"):
            break
        words.append(word)
    possessive = owned.group()[:1] in "’'"
    for number, word in enumerate(words):
        last = number + 1 == len(words) or words[number + 1] not in _LEADERS | _OBJECTS
        if last and (word in _LEADERS or word in _OWNED_BY_BODIES):
            return 2, 0
        if last and possessive and word in ("app", "website", "blog", "shares"):
            return 1, 0
    return None


def _read_anaphor(text: str, mention: Mention) -> tuple[int, int] | None:
    """`Quillchat said that its users`, `Zolta Quy left. He`: the first pronoun after a subject, before anybody else is
    named.
    """
    if len(mention.figure.key) > 1 and _AFFILIATED.match(text, mention.end):
        return 0, 1  # `Zolta Quy of the Eel Guild said its members`
    verb = is_verb_at(text, mention.end)
    if not (verb or _SAID.search(text, max(0, mention.start - 12), mention.start)):
        return None
    window = text[mention.end : mention.end + REACH]
    stop = _NAMED_ANEW.search(window)
    found = _ANAPHOR.search(window, 0, stop.start() if stop else len(window))
    if found is None:
        return None
    if found.group(3):
        return 1, 0
    return (0, 2) if found.group(1) else (2, 0)


def _is_called_body(text: str, mention: Mention) -> bool:
    """Whether the next sentences speak of `the company` and nobody else is named that it can be."""
    for found in _THE_BODY.finditer(text, mention.end, mention.end + 2 * REACH):
        words = [word.casefold() for word in found.groups() if word]
        if not CLOSED["commercial"].isdisjoint(
            words[-1:] if len(words) > 1 and words[1] in ORGANISATIONS else words[:1]
        ):
            before = max(0, mention.start - 2 * REACH)
            named = _names_other(text, mention, before, mention.start)
            return not named and not _names_other(text, mention, mention.end, found.start())
    return False


def _names_other(text: str, mention: Mention, start: int, end: int) -> bool:
    return any(
        word.text[:1].isupper() and word.folded not in FUNCTION and word.folded not in mention.figure.key
        for word in read_words(text, start, end)
    )
