"""Elements to paragraphs of text, in the order in which a reader sees them."""

import re

from lxml.html import HtmlElement

BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html",
    "legend", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th",
    "thead", "tr", "ul",
})  # fmt: skip
UNSEEN = frozenset({
    "script", "style", "noscript", "template", "head", "svg", "iframe", "object", "select", "button",
    "textarea", "input",
})  # fmt: skip
BREAK = "\x1e"
LINE = "\x1f"
PARAGRAPH_END = "\ue000"
"""Stands in a tree, which takes no control characters, for the end of a paragraph between two line breaks."""
UNSEEN_MARKS = re.compile("[\u00ad\u200b\u2060\ufeff]")
"""Soft hyphens and marks without width, which sites put into words or leave out from visit to visit."""
SPACE = re.compile(r"[^\S\x1e\x1f]+")
PARTS = re.compile(rf"(?:[ ]*{LINE}?[ ]*{BREAK}[ ]*{LINE}?[ ]*)+|[ ]*{LINE}[ ]*(?:{LINE}[ ]*)+")
LINES = re.compile(f"[{LINE}{BREAK}]")
WORDS = re.compile(r"\w+")


def list_paragraphs(element: HtmlElement) -> list[str]:
    """The paragraphs under an element, white space made plain; a single line break inside one stays a line break."""
    pieces: list[str] = []
    _collect(element, pieces)
    return split_paragraphs("".join(pieces))


def split_paragraphs(marked: str) -> list[str]:
    """Paragraphs of text in which `BREAK` ends one and `LINE` is a line break; two line breaks end one too."""
    if not marked.isascii():
        marked = UNSEEN_MARKS.sub("", marked.replace(PARAGRAPH_END, BREAK))
    if LINE not in marked:
        return [paragraph for part in marked.split(BREAK) if (paragraph := " ".join(part.split()))]
    plain = SPACE.sub(" ", marked)
    found = []
    for part in PARTS.split(plain):
        lines = [line.strip() for line in LINES.split(part)]
        if paragraph := "\n".join(line for line in lines if line):
            found.append(paragraph)
    return found


def join_paragraphs(paragraphs: list[str]) -> str:
    """Paragraphs as a document's text: one blank line between them."""
    return "\n\n".join(paragraphs)


def inline_text(element: HtmlElement) -> str:
    """All text under an element on one line."""
    pieces: list[str] = []
    _collect(element, pieces)
    # The marks of ends and breaks are white space.
    return " ".join(UNSEEN_MARKS.sub("", "".join(pieces).replace(PARAGRAPH_END, BREAK)).split())


def short_text(element: HtmlElement, longest: int) -> str:
    """All text under an element, a line a block; empty where it is longer than `longest`, which is told cheaply."""
    return "\n".join(list_paragraphs(element)) if 0 < count_up_to(element, longest) <= longest else ""


def count_up_to(element: HtmlElement, longest: int) -> int:
    """Characters of all text under an element; of a longer one it is only told that it is longer."""
    length = 0
    for piece in element.itertext():
        length += len(piece.strip())
        if length > longest:
            break
    return length


def fold_words(text: str) -> str:
    """Its words in small letters, one blank between them, without marks."""
    return " ".join(WORDS.findall(text.casefold()))


def has_marks(quotation: HtmlElement) -> bool:
    """Whether an inline quotation (`q`) begins with quotation marks of its own."""
    return bool(quotation.text_content().lstrip().startswith(("“", '"', "‘", "'")))


def _collect(element: HtmlElement, pieces: list[str]) -> None:
    tag = element.tag
    if tag in UNSEEN or not isinstance(tag, str):
        return
    is_block = tag in BLOCKS
    is_unmarked = tag == "q" and not has_marks(element)
    if is_block:
        pieces.append(BREAK)
    elif tag == "br":
        pieces.append(LINE)
    elif is_unmarked:
        pieces.append("“")
    if element.text:
        pieces.append(element.text)
    for child in element:
        _collect(child, pieces)
        if child.tail:
            pieces.append(child.tail)
    if is_unmarked:
        pieces.append("”")
    elif is_block:
        pieces.append(BREAK)
