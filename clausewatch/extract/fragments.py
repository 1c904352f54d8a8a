"""Pieces of markup inside an API's answer to paragraphs."""

from lxml.html import HtmlElement

from clausewatch.extract.parsing import parse_fragment
from clausewatch.extract.text_blocks import list_paragraphs

LEFT_OUT = ("figure", "img", "script", "style", "iframe", "video", "audio")
OPENING = ("“", "‘", '"', "'", "«")
CLOSING = ("”", "’", '"', "'", "»")


def read_fragment(markup: str, *, mark_quotations: bool = False) -> list[str]:
    """The paragraphs of a piece of markup, without pictures and their captions.

    `mark_quotations`: give block quotations quotation marks where they have none, each paragraph an opening one and
    the last a closing one, as print does: on such sites the block alone tells that somebody else's words begin.
    """
    body = parse_fragment(markup)
    for element in list(body.iter(*LEFT_OUT)):
        element.drop_tree()
    if mark_quotations:
        for quotation in body.iter("blockquote"):
            _mark(quotation)
    return list_paragraphs(body)


def _mark(quotation: HtmlElement) -> None:
    paragraphs = [p for p in quotation.iter("p", "li") if p.text_content().strip() and not p.findall(".//p")]
    lines = paragraphs or ([quotation] if quotation.text_content().strip() else [])
    if not lines or lines[0].text_content().strip().startswith(OPENING):
        return
    for line in lines:
        _prepend(line, "“")
    if not lines[-1].text_content().strip().endswith(CLOSING):
        _append(lines[-1], "”")


def _prepend(element: HtmlElement, mark: str) -> None:
    element.text = mark + (element.text or "").lstrip()


def _append(element: HtmlElement, mark: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "").rstrip() + mark
    else:
        element.text = (element.text or "").rstrip() + mark
