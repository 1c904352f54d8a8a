"""Elements to paragraphs of text, in the order in which a reader sees them."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
UNSEEN = frozenset("script style noscript template head svg iframe object select button textarea input".split())
BREAK = "\x1e"
LINE = "\x1f"
SPACE = re.compile(r"[^\S\x1e\x1f]+")


def list_paragraphs(element: HtmlElement) -> list[str]:
    """The paragraphs under an element, white space made plain; a single line break inside one is kept as "\\n"."""
    return split_paragraphs("".join(_pieces(element)))


def split_paragraphs(marked: str) -> list[str]:
    """Paragraphs of text in which `BREAK` ends one and `LINE` is a line break; two line breaks end one too."""
    plain = SPACE.sub(" ", marked)
    found = []
    for part in re.split(rf"(?:[ ]*{BREAK}[ ]*)+|[ ]*{LINE}[ ]*(?:{LINE}[ ]*)+", plain):
        lines = [line.strip() for line in re.split(f"[{LINE}{BREAK}]", part)]
        if paragraph := "\n".join(line for line in lines if line):
            found.append(paragraph)
    return found


def join_paragraphs(paragraphs: list[str]) -> str:
    """Paragraphs as a document's text: one blank line between them."""
    return "\n\n".join(paragraphs)


def inline_text(element: HtmlElement) -> str:
    """All text under an element on one line."""
    return " ".join(" ".join(list_paragraphs(element)).split())


def _pieces(element: HtmlElement) -> Iterator[str]:
    tag = element.tag
    if not isinstance(tag, str) or tag in UNSEEN:
        return
    is_block = tag in BLOCKS
    if is_block:
        yield BREAK
    elif tag == "br":
        yield LINE
    elif tag == "q":
        yield "“"
    yield element.text or ""
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""
    if tag == "q":
        yield "”"
    if is_block:
        yield BREAK
