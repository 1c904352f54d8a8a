"""Pieces of markup inside an API's answer to paragraphs."""

from clausewatch.extract.parsing import parse_fragment
from clausewatch.extract.quotations import mark_block_quotations
from clausewatch.extract.text_blocks import list_paragraphs

LEFT_OUT = ("figure", "img", "script", "style", "iframe", "video", "audio")


def read_fragment(markup: str, *, mark_quotations: bool = False) -> list[str]:
    """The paragraphs of a piece of markup, without pictures and their captions.

    `mark_quotations`: give block quotations quotation marks, see `mark_block_quotations`.
    """
    body = parse_fragment(markup)
    for element in list(body.iter(*LEFT_OUT)):
        element.drop_tree()
    if mark_quotations:
        mark_block_quotations(body)
    return list_paragraphs(body)
