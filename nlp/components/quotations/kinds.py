"""Whether the words of a statement stand in quotation marks: all (direct), some (mixed) or none (indirect)."""

import re
from itertools import islice

from clausewatch.models import Span, StatementKind

_OPENING, _CLOSING, _STRAIGHT = "“«„‟‘‹", "”»’›", "\"'"
_APOSTROPHES = "’'"
_SINGLE, _DOUBLE_OPENING, _DOUBLE_CLOSING = "‘’‹›'", "“«„‟", '”»"'
_STOPS = ",.!?…"
_MOST_AHEAD = 8
"""Marks that are looked at behind one that may be none."""
_MARK = re.compile(f"[{_OPENING}{_CLOSING}{_STRAIGHT}]")
_LETTER = re.compile(r"[^\W_]")


def kind_of(text: str, content: tuple[Span, ...]) -> StatementKind:
    """The kind of a statement with these spans of the text."""
    quoted = plain = False
    for start, end in content:
        inside, outside = _find_letters(text, start, end)
        quoted |= inside
        plain |= outside
        if quoted and plain:
            return "mixed"
    return "direct" if quoted else "indirect"


def _find_letters(text: str, start: int, end: int) -> tuple[bool, bool]:
    """Whether a span has letters or digits inside and outside of quotation marks."""
    mark = _mark_before(text, start)
    inside = mark != ""
    within = quoted = plain = False
    begun = start
    for match in _MARK.finditer(text, start, end):
        place, character = match.start(), match[0]
        if inside:
            quoted = quoted or _has_letter(text, begun, place)
            if mark in _SINGLE and _opens_double(text, place):
                within = True
            elif within and character in _DOUBLE_CLOSING:
                within = False
            else:
                inside = not _ends(text, place, mark) or _is_no_mark(text, place, end)
        else:
            plain = plain or _has_letter(text, begun, place)
            if character in _OPENING or (character in _STRAIGHT and _opens(text, place)):
                inside, within, mark = True, False, character
        if quoted and plain:
            break
        begun = place + 1
    last = _has_letter(text, begun, end)
    return quoted or (inside and last), plain or (last and not inside)


def _has_letter(text: str, start: int, end: int) -> bool:
    return _LETTER.search(text, start, end) is not None


def _mark_before(text: str, start: int) -> str:
    """The mark that opens a quotation just before a span, perhaps with a space between; empty where there is none."""
    place = start - 1 if text[start - 1 : start].strip() else start - 2
    if place < 0:
        return ""
    mark, is_apart = text[place], place < start - 1
    if mark in _STRAIGHT:
        opens = not text[max(place - 1, 0) : place].strip() if is_apart else _opens(text, place)
        return mark if opens else ""
    return mark if mark in _OPENING else ""


def _opens(text: str, place: int) -> bool:
    """Whether a straight mark stands where an opening one would: before a word and after none."""
    before, after = text[place - 1 : place] if place else "", text[place + 1 : place + 2]
    return not before.isalnum() and before not in (".", ",", "!", "?") and after.strip() != ""


def _opens_double(text: str, place: int) -> bool:
    return text[place] in _DOUBLE_OPENING or (text[place] == '"' and _opens(text, place))


def _ends(text: str, place: int, mark: str) -> bool:
    """Whether the character closes a quotation that `mark` opened; an apostrophe in a word does not."""
    character = text[place]
    if mark in '“«„‟"':
        return character in "”»" or (character == '"' and mark in '"“') or (character == "“" and mark == "„")
    if character not in _CLOSING and character != "'":
        return False
    return not (character in _APOSTROPHES and text[place + 1 : place + 2].isalnum())


def _is_no_mark(text: str, place: int, end: int) -> bool:
    """Whether a mark that seems to close, as in `'My parents' house,'` or `"A 40" wall,"`, is an apostrophe or stands
    for inches: then the next one of its sort that is neither closes behind a comma or a full stop.
    """
    is_single = text[place] in _SINGLE
    for match in islice(_MARK.finditer(text, place, end), _MOST_AHEAD):
        if (match[0] in _SINGLE) == is_single and not _may_be_none(text, match.start()):
            return match.start() > place and text[match.start() - 1] in _STOPS
    return False


def _may_be_none(text: str, place: int) -> bool:
    before, after = text[place - 1 : place], text[place + 1 : place + 3]
    if text[place] in _APOSTROPHES:
        return after[:1].isalnum() or (before in ("s", "S") and after[:1] == " " and after[1:].islower())
    return before.isdigit() and after[:1] == " " and after[1:].islower()
