"""Text to a tree of elements, within bounds that hold whatever the page is."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from clausewatch.errors import CrawlError, ExtractError
from clausewatch.lists.tags import check_tags

MOST_ELEMENTS = 75_000
"""Of a page; the libraries that read it take a time that grows with the square of more."""
MANY_ELEMENTS = 27_000
LEAST_BYTES = 40
"""Of a page for each of its elements where it has many, as their number sets the time that it takes."""
MOST_CHILDREN = 25_000
"""Of one element, for the same reason."""
MOST_MARKS = 1_000_000
"""Of `<` in a page: more are not parsed, for the memory that it would take."""
FEW_MARKS = 10_000
"""Up to which its elements need not be counted: the parser adds a few of its own to what is marked."""
DEEPEST = 250
"""Levels; the parser drops what lies deeper than 255."""
PREFIXED = re.compile(rb"<[a-zA-Z][^\s<>/:]*:")
"""A name with a colon: an office's `<o:p>`, an address in angle brackets."""
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
EMPTY_ROOT = re.compile(r"(<html\b[^<>]*?)\s*/(?=>)", re.IGNORECASE)
"""A root that is closed as it opens, which browsers take for an open one and the parser for the whole page."""
BEGINNING = 4096
"""Characters in which the root opens."""
ONE_CLASS = etree.ElementDefaultClassLookup(element=HtmlElement)
"""Forms and their fields are elements like all others here: the parser's own way asks Python for the class of each."""


def parse_page(text: str) -> HtmlElement:
    """The tree of a page, without comments; `ExtractError` when it is none or too large a one."""
    parser = _make_parser()
    beginning = EMPTY_ROOT.sub(r"\1", DECLARATION.sub("", text[:BEGINNING], count=1), count=1)
    body = f"{beginning}{text[BEGINNING:]}".encode(errors="replace")
    marks = body.count(b"<")
    if marks > MOST_MARKS:
        raise ExtractError(f"the page has over {MOST_MARKS:,} tags")
    try:
        check_tags(body)
        tree = document_fromstring(body, parser=parser)
    except (CrawlError, etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ExtractError(f"the page cannot be parsed: {error}") from error
    if marks > FEW_MARKS:
        _check_size(tree, len(body))
    if PREFIXED.search(body):
        _drop_prefixes(tree)
    return tree


def _make_parser() -> HTMLParser:
    parser = HTMLParser(collect_ids=False, remove_comments=True, remove_pis=True, encoding="utf-8")
    parser.set_element_class_lookup(ONE_CLASS)
    return parser


def _drop_prefixes(tree: HtmlElement) -> None:
    """Elements with a colon in their names, of which others cannot be made, become plain ones."""
    for element in list(tree.iter()):
        if ":" in str(element.tag):
            element.tag = "span"


def _check_size(tree: HtmlElement, length: int) -> None:
    """`ExtractError` where the elements of a page of so many bytes would take too long to be read."""
    most = min(MOST_ELEMENTS, max(MANY_ELEMENTS, length // LEAST_BYTES))
    number = sum(1 for _ in islice(tree.iter(), most + 1))
    if number > most:
        raise ExtractError(f"the page has too many elements for its size: over {most:,} in {length:,} bytes")
    if number > MOST_CHILDREN and any(len(element) > MOST_CHILDREN for element in tree.iter()):
        raise ExtractError(f"an element of the page holds over {MOST_CHILDREN:,} others")


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
    parser = _make_parser()
    wrapped = f"<html><body><div>{markup}</div></body></html>".encode(errors="replace")
    try:
        check_tags(wrapped)
    except CrawlError as error:
        raise ExtractError(f"the markup cannot be parsed: {error}") from error
    body = document_fromstring(wrapped, parser=parser).find("body")
    if body is None:
        raise ExtractError("the markup cannot be parsed")
    return body
