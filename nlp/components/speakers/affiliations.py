"""The body that a text names beside a person without saying what the person does there."""

import re
from itertools import islice

from nlp.components.speakers.cast import Cast
from nlp.components.speakers.figures import Figure, Mention
from nlp.components.speakers.kinds import may_be_company
from nlp.components.speakers.lexicon import CLOSED, PLACES
from nlp.components.speakers.names import has_form_of_body
from nlp.components.speakers.schema import Organisation
from nlp.components.speakers.words import fold_words

_AFTER = re.compile(
    r"(?:,?\s(?P<of>of|from|at|with|for)\s(?:the\s)?(?:[a-z][\w-]*\s){0,4}|\s?\((?:the\s)?|,\s(?:the\s)?)$"
)
_NOUN = r"(?:[Ii]ts|[Tt]he\s(?:\w+\s)?(?P<noun>[a-z-]+)[’']s)\s"
_OWN_BEFORE = re.compile(rf"\b{_NOUN}(?:[a-z][\w-]*,?\s){{1,6}}$")
_OWN_AFTER = re.compile(rf",\s{_NOUN}(?=[a-z])")
NAMED_WITHIN = 12
"""Names before a person among which the body is looked for that `its founder` speaks of."""
_VAGUE = frozenset(("group", "agency", "body", "organisation", "organization", "network", "association"))
"""Nouns that any body may be called by."""
FARTHEST_LINES = 4
"""Line ends that may stand between that body and the person."""
_STATE = re.compile(r"[A-Z]{1,3}-[A-Z]")
"""A party and a state: `(D-Corve)`."""
_END = re.compile(r"[’']s?\s?$")


def find_affiliation(text: str, cast: Cast, person: Figure, looked_at: int) -> Figure | None:
    """The body beside one of the first mentions: `Ada Moor of Quillchat`, `Ada Moor (Quillchat)`, `Quillchat’s Ada
    Moor`; a town after `of` or `from` is none.
    """
    for mention in person.mentions[:looked_at]:
        found = (
            _find_after(text, cast, mention) or _find_before(text, cast, mention) or _find_owner(text, cast, mention)
        )
        if found is not None:
            return found
    return None


def _find_after(text: str, cast: Cast, mention: Mention) -> Figure | None:
    for other in cast.within(mention.end + 1, mention.end + 60):
        between = _AFTER.fullmatch(text[mention.end : other.start])
        if other.start <= mention.end or between is None:
            continue
        after = text[other.end : other.end + 1]
        if between.group("of"):
            return other.figure if _is_body(other.figure, at=between.group("of") == "at") else None
        closed = after == ")" if "(" in between.group() else after in (",", "", "\n", ".", ":", ";")
        # A signature or a label, `Ada Moor, Quillchat:`; in a list such as `Ada Moor, Quillchat and` it is no member.
        labelled = after == ":" and len(other.figure.key) > 2 and other.figure.kind == "organisation"
        return other.figure if closed and (labelled or _is_body(other.figure)) else None
    return None


def _find_before(text: str, cast: Cast, mention: Mention) -> Figure | None:
    """`Quillchat’s Ada Moor`, but not `the week’s Ada Moor`."""
    begin = mention.start - (len(mention.title) + 1 if mention.title else 0)
    for other in cast.within(max(0, begin - 4), begin):
        if other.end <= begin and _END.fullmatch(text[other.end : begin]) and text[other.end : begin].strip():
            return other.figure if _is_body(other.figure) else None
    return None


def _find_owner(text: str, cast: Cast, mention: Mention) -> Figure | None:
    """The body that `its founder, Ada Moor` and `Ada Moor, the firm’s founder` work for: the one named last before."""
    begin = mention.start - (len(mention.title) + 1 if mention.title else 0)
    own = _OWN_BEFORE.search(text, max(0, begin - 70), begin) or _OWN_AFTER.match(text, mention.end)
    if own is None:
        return None
    noun = (own.group("noun") or "").casefold()
    noun = "" if noun in _VAGUE else noun
    for other in islice(cast.before(begin), NAMED_WITHIN):
        figure = other.figure
        if figure.kind not in ("organisation", "unknown") or figure.is_place or other.quoted:
            continue
        if text.count("\n", other.start, begin) <= FARTHEST_LINES and (not noun or _is_called(figure, noun)):
            return figure
    return None


def _is_called(figure: Figure, noun: str) -> bool:
    """Whether a body may be `the firm` or `the charity`."""
    if noun in CLOSED["company-nouns"]:
        return may_be_company(figure)
    nouns = figure.entry.nouns if isinstance(figure.entry, Organisation) else (figure.called,)
    return noun in figure.key or any(noun in fold_words(one) for one in nouns)


def _is_body(figure: Figure, at: bool = False) -> bool:
    """Whether a name is a body's; after `at` any name that is no person's or town's is one."""
    if figure.kind not in ("organisation", "unknown") or figure.is_place or not figure.key:
        return False
    if _STATE.match(figure.name):
        return False
    if figure.entry is not None or figure.told or has_form_of_body(figure.key):
        return True
    return (at and not set(figure.key) & PLACES) or (figure.name.isupper() and len(figure.name) > 2)
