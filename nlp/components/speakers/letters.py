"""Who signed the letters and columns of a text, so that `I` in them is somebody."""

import re
from dataclasses import dataclass

from nlp.components.speakers.lexicon import HONORIFICS
from nlp.components.speakers.names import Name, find_runs, read_name
from nlp.components.speakers.words import fold_words

LONGEST_LINE = 90
"""Code points of a line that may be a signature."""
LONGEST_TEXT = 200_000
"""Code points of a text in which signatures are looked for."""
_LINE = re.compile(r"[^\n]+")
_DASH = re.compile(r"\s*[—–-]\s*")
_ENDED = re.compile(r"[.!?…][\"”’')\]]{0,2}\s*$|^\s*(?:Yours|Sincerely|Faithfully|Regards|Best wishes)\b.{0,30}$")
_OPENING = re.compile(
    r"^[ \t]{0,8}(?:SIR|Sir|MADAM|Madam|Dear\b[^\n]{0,40}|To the Editor|Letters?\b[^\n]{0,40}|Editor)[ \t]?[,:;–—\n-]",
    re.MULTILINE,
)
_BYLINE = re.compile(r"(?:By|Words by|Written by)[ :]+(?=[A-Z])")
_SENTENCE = re.compile(
    r"(?<!\b[A-Z])(?<!\b[MDS][rst])(?<!\bMrs)(?<!\bRev)(?<!\bProf)[.!?;:]\s+\S|\b(?:said|says|is|was|has|had|are|were)\b"
)


@dataclass(frozen=True, slots=True)
class Signature:
    """A signed part of a text: the code points from its begin to the name, and the name."""

    start: int
    end: int
    name: Name


def read_signatures(text: str, title: str = "") -> tuple[Signature, ...]:
    """The signed letters of a text in order; one name alone below a text counts only if it reads like a letter."""
    lines = [(m.start(), m.end()) for m in _LINE.finditer(text[:LONGEST_TEXT]) if m.group().strip()]
    found: list[Signature] = []
    begin = 0
    for number, (start, end) in enumerate(lines):
        name = _read_signature(text, start, end) if number and _is_closed(text, lines, number) else None
        if name is not None:
            found.append(Signature(begin, name.start, name))
            begin = end
    letters = _OPENING.search(text[:LONGEST_TEXT]) is not None or "letter" in title.casefold()
    return tuple(found) if letters or len(found) > 1 else ()


def find_byline(text: str) -> str | None:
    """The author whom one of the first lines names: `By Ada Moor`."""
    for line in text[:600].splitlines()[:5]:
        by = _BYLINE.match(line.strip())
        if by and len(line) <= LONGEST_LINE:
            rest = line.strip()[by.end() :]
            names = [name for run in find_runs(rest) if (name := read_name(rest, run)) is not None]
            if len(names) == 1 and _is_person(names[0]) and names[0].start <= len(names[0].title) + 1:
                return names[0].text
    return None


def _is_closed(text: str, lines: list[tuple[int, int]], number: int) -> bool:
    """Whether the line before ends a sentence or a letter, and the text goes on with an address, a gap or nothing."""
    before, here = text[slice(*lines[number - 1])], lines[number]
    if not _ENDED.search(before[-LONGEST_LINE:]):
        return False
    if number + 1 == len(lines) or text.count("\n", here[1], lines[number + 1][0]) > 1:
        return True
    after = text[slice(*lines[number + 1])].strip()
    return len(after) <= LONGEST_LINE and after[-1:] not in ".!?:" and not _SENTENCE.search(after)


def _read_signature(text: str, start: int, end: int) -> Name | None:
    line = text[start:end]
    if end - start > LONGEST_LINE or _SENTENCE.search(line) or line.rstrip()[-1:] in ("!", "?", ":", ";", "”", '"'):
        return None
    dash = _DASH.match(line)
    skipped = dash.end() if dash else len(line) - len(line.lstrip())
    for run in find_runs(line):
        name = read_name(line, run)
        if name is None or not _is_person(name):
            return None
        first = name.start - (len(name.title) + 1 if name.title else 0)
        after = line[name.end :].strip()
        if first == skipped and (not after or after[0] in ",(" or after in ("MP", "MBE", "OBE")):
            return Name(name.start + start, name.end + start, name.text, name.key, name.kind, name.title, name.gender)
        return None
    return None


def _is_person(name: Name) -> bool:
    if set(fold_words(name.title)) & HONORIFICS.keys():
        return True
    return len(name.key) in (2, 3, 4) and name.kind in ("person", "unknown")
