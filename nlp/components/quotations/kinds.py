"""Whether the words of a statement stand in quotation marks: all (direct), some (mixed) or none (indirect)."""

from clausewatch.models import Span, StatementKind

_OPENING, _CLOSING, _STRAIGHT = "“«„‟‘‹", "”»’›", "\"'"
_APOSTROPHES = "’'"


def kind_of(text: str, content: tuple[Span, ...]) -> StatementKind:
    """The kind of a statement with these spans of the text."""
    quoted = plain = 0
    for start, end in content:
        inside, outside = _count_letters(text, start, end)
        quoted += inside
        plain += outside
    if not quoted:
        return "indirect"
    return "mixed" if plain else "direct"


def _count_letters(text: str, start: int, end: int) -> tuple[int, int]:
    """Letters and digits of a span inside and outside of quotation marks."""
    mark = _mark_before(text, start)
    inside = mark != ""
    counts = [0, 0]
    for place in range(start, end):
        character = text[place]
        if character.isalnum():
            counts[0 if inside else 1] += 1
        elif inside and _ends(text, place, mark):
            inside = False
        elif not inside and (character in _OPENING or (character in _STRAIGHT and _opens(text, place))):
            inside, mark = True, character
    return counts[0], counts[1]


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


def _ends(text: str, place: int, mark: str) -> bool:
    """Whether the character closes a quotation that `mark` opened; an apostrophe in a word does not."""
    character = text[place]
    if mark in '“«„‟"':
        return character in "”»" or (character == '"' and mark in '"“')
    if character not in _CLOSING and character != "'":
        return False
    return not (character in _APOSTROPHES and text[place + 1 : place + 2].isalnum())
