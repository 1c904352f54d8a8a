"""XML from strangers: no entities, no network, bounded depth, and only local names matter."""

import re
import zlib
from collections.abc import Iterator

from lxml import etree

from clausewatch.errors import CrawlError
from clausewatch.lists.beginning import mend_beginning
from clausewatch.lists.plain import read_plain
from clausewatch.lists.references import mend_references

LARGEST = 10_000_000
"""Bytes when decoded."""
MOST_MEMBERS = 300
"""Of a gzipped list; the time for many small ones grows with their square."""
MOST_MARKS = 1_000_000
"""Tags, texts, references and attributes, of which each costs the parser over a hundred bytes of memory; a list of the
largest size that is honest has three in four of them, each tag on a line of its own.
"""
MOST_ENTRIES = 50_000
"""Pages that one list may name, as sitemaps.org has it."""
GZIP = b"\x1f\x8b"
HTML = re.compile(rb"<(?:!doctype\s+)?html\b", re.IGNORECASE)


def read_xml(body: bytes) -> etree._Element:
    """The root of a feed or sitemap, gzipped or not, also where it is no XML but says the same as JSON Feed or as lines
    of text; `CrawlError` where there is none.
    """
    body = unpack(body)
    if not body.strip():
        raise CrawlError("it is empty")
    if (plain := read_plain(body)) is not None:
        return plain
    check_marks(body)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    is_page = HTML.search(body[:1000]) is not None
    try:
        root = etree.fromstring(mend_references(body if is_page else mend_beginning(body)), parser)
    except etree.XMLSyntaxError as error:
        raise CrawlError("it is a page of HTML" if is_page else f"it is not XML ({error.msg})") from error
    if root is None:
        raise CrawlError("it is a page of HTML" if is_page else "it is not XML")
    return root


def unpack(body: bytes) -> bytes:
    """The body as it is where it is not gzipped, else what it holds, in one gzip member or several; `CrawlError` where
    it is broken, cut off or too large.
    """
    content, rest, members = b"", body, 0
    while rest.startswith(GZIP):
        members += 1
        if members > MOST_MEMBERS:
            raise CrawlError(f"it has over {MOST_MEMBERS} gzip members")
        decompressor = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        try:
            content += decompressor.decompress(rest, LARGEST + 1 - len(content))
        except zlib.error as error:
            raise CrawlError(f"its gzip is broken ({error})") from error
        if len(content) > LARGEST:
            raise CrawlError(f"it is over {LARGEST // 1_000_000} MB when decoded")
        if not decompressor.eof:
            raise CrawlError("its gzip is cut off")
        rest = decompressor.unused_data
    return content if body.startswith(GZIP) else body


def check_marks(body: bytes) -> None:
    """`CrawlError` where markup would take too much memory, which is told before it is parsed."""
    # The end of a tag takes none, the text behind it as much as a tag, an attribute twice as much.
    tags = body.count(b"<") - body.count(b"</")
    texts = body.count(b">") - body.count(b"><")
    if tags + texts + body.count(b"&") + 2 * body.count(b"=") > MOST_MARKS:
        raise CrawlError(f"it holds over {MOST_MARKS:,} tags, texts, references and attributes")


def check_number(entries: int) -> None:
    """`CrawlError` where a list names more pages than one may."""
    if entries > MOST_ENTRIES:
        raise CrawlError(f"it lists over {MOST_ENTRIES:,} pages")


def local_name(element: etree._Element) -> str:
    """The name without its namespace; empty for comments, entities and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The children of that local name."""
    return (child for child in element if local_name(child) == name)


def child_text(element: etree._Element, *names: str) -> str:
    """The text of the first child of one of the names, in their order; empty where there is none."""
    for name in names:
        for child in children(element, name):
            if text := "".join(map(str, child.itertext())).strip():
                return text
    return ""
