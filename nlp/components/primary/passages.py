"""What one would quote of an official document: its sentences, without headings, contact details and notes."""

import re
from collections.abc import Iterator

from clausewatch.models import Span
from nlp.components.speakers.sentences import Sentences

SHORT = 5
"""Words below which a sentence joins the one beside it."""
TOGETHER = 3
"""Most sentences of one passage."""
LONGEST_HEADING = 14
"""Words of a question that stands alone as a heading."""
LONGEST_PASSAGE = 3000
"""Code points; what is longer is no sentence, and nothing that one would quote."""
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_LAST_PART = re.compile(
    r"(?:#+\s*)?(?:-\s*)?(?:notes? (?:to|for) editors?|ends|editor['’]s? notes?|notes|media (?:enquiries|contacts?)|"
    r"press (?:enquiries|contacts?|office)|contacts?(?: us)?|for (?:more|further|press|media) "
    r"(?:information|enquiries).{0,60}|about (?:us|the author)|further information|share this page|related content|"
    r"footnotes|references)\s*[:.]?(?:\s*-)?\s*",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"[\w.+-]{1,64}@[\w-]{1,64}\.|https?://\S+\s*$|^(?:tel|telephone|phone|email|e-mail|call)\b\s?[:.]|"
    r"\b(?:tel|telephone|phone|call)\b\s?[:.]\s?[+(\d]|"
    r"\b0\d{2,4} ?\d{3,4} ?\d{3,4}\b|^(?:published|last updated|posted|updated|photo|image|picture|credit|source|date|"
    r"delivered|location|from|to|subject|ref)\s?:|^(?:share|print|cookies?|skip to)\b.{0,40}$|©|all rights reserved|"
    r"^(?:check against delivery|original script, may differ)",
    re.IGNORECASE,
)
_THANKS = re.compile(r"thank you\b[^.!?]*[.!?]?", re.IGNORECASE)
_BULLET = re.compile(r"(?:[•*–—·-]|\d{1,2}[.)]|\([a-z]\))\s+")
_ENDS = (".", "!", "?", "…", ":", ";")
_CLOSING = "\"'”’»)]"


def read_passages(text: str) -> Iterator[Span]:
    """The passages of a text in order; each lies within a paragraph."""
    sentences = Sentences(text)
    for start, end in _read_paragraphs(text):
        if _LAST_PART.fullmatch(text, start, end):
            return
        bullet = _BULLET.match(text, start, end)
        begin = bullet.end() if bullet else start
        if end - begin > LONGEST_PASSAGE * 20 or not _is_quotable(text[begin:end], bullet is not None):
            continue
        yield from _join_short(text, [_trim(text, span) for span in _sentences_in(sentences, begin, end)])


def _read_paragraphs(text: str) -> Iterator[Span]:
    for match in re.finditer(r"[^\n]+", text):
        start, end = _trim(text, match.span())
        if start < end:
            yield start, end


def _is_quotable(paragraph: str, bullet: bool) -> bool:
    """Whether a paragraph is prose: no heading, no contact detail."""
    head = paragraph[:2000]
    if _CONTACT.search(head) and len(head) < 400:
        return False
    words = len(_WORD.findall(head))
    if head.startswith("#") or (head.endswith("?") and words <= LONGEST_HEADING):
        return False
    return paragraph.rstrip(_CLOSING).endswith(_ENDS) or (bullet and words > SHORT)


def _sentences_in(sentences: Sentences, start: int, end: int) -> Iterator[Span]:
    begins = sentences.starts(start + 1, end)
    yield from zip([start, *begins], [*begins, end], strict=True)


def _join_short(text: str, spans: list[Span]) -> Iterator[Span]:
    """Sentences of few words joined to the one after them, at the end of a paragraph to the one before."""
    held: Span | None = None
    count = 0
    groups: list[Span] = []
    for span in spans:
        held, count = ((held[0], span[1]), count + 1) if held else (span, 1)
        if len(_WORD.findall(text[held[0] : held[1]][:400])) >= SHORT or count == TOGETHER:
            groups.append(held)
            held = None
    if held is not None:
        groups = [*groups[:-1], (groups[-1][0], held[1])] if groups else [held]
    for start, end in groups:
        if end - start <= LONGEST_PASSAGE and _has_substance(text[start:end]):
            yield start, end


def _has_substance(passage: str) -> bool:
    return any(map(str.isalpha, passage)) and _THANKS.fullmatch(passage) is None


def _trim(text: str, span: Span) -> Span:
    start, end = span
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), end - (len(part) - len(part.rstrip()))
