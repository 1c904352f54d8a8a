"""Text to a tree of elements, within bounds that hold whatever the page is."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from clausewatch.errors import CrawlError, ExtractError
from clausewatch.lists.tags import check_tags

MOST_ELEMENTS = 300_000
DEEPEST = 250
"""Levels; the parser drops what lies deeper than 255."""
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def parse_page(text: str) -> HtmlElement:
    """The tree of a page, without comments; `ExtractError` when it is none or too large a one."""
    parser = HTMLParser(collect_ids=False, remove_comments=True, remove_pis=True, encoding="utf-8")
    body = DECLARATION.sub("", text, count=1).encode(errors="replace")
    try:
        check_tags(body)
        tree = document_fromstring(body, parser=parser)
    except (CrawlError, etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ExtractError(f"the page cannot be parsed: {error}") from error
    if any(place >= MOST_ELEMENTS for place, _ in enumerate(tree.iter())):
        raise ExtractError(f"the page has over {MOST_ELEMENTS:,} elements")
    return tree


@contextmanager
def hold_elements(tree: HtmlElement) -> Iterator[None]:
    """Keep the objects of a tree's elements meanwhile, as else each walk over the tree makes them anew."""
    held = list(tree.iter())
    try:
        yield
    finally:
        held.clear()


def is_too_deep(tree: HtmlElement) -> bool:
    """Whether tags are nested so deep that the parser may have dropped what is below."""
    return bool(tree.xpath(f"//*[count(ancestor::*) >= {DEEPEST}][1]"))


def parse_fragment(markup: str) -> HtmlElement:
    """A piece of markup as one element; empty where nothing is in it."""
    parser = HTMLParser(collect_ids=False, remove_comments=True, remove_pis=True, encoding="utf-8")
    wrapped = f"<html><body><div>{markup}</div></body></html>".encode(errors="replace")
    try:
        check_tags(wrapped)
    except CrawlError as error:
        raise ExtractError(f"the markup cannot be parsed: {error}") from error
    body = document_fromstring(wrapped, parser=parser).find("body")
    if body is None:
        raise ExtractError("the markup cannot be parsed")
    return body
