"""RSS, Atom and JSON Feed: what a feed says of each page."""

from datetime import datetime
from typing import NamedTuple

from lxml import etree

from clausewatch.errors import CrawlError
from clausewatch.lists.addresses import join_address
from clausewatch.lists.times import read_time
from clausewatch.lists.xml import check_number, child_text, children, local_name, read_xml


class FeedEntry(NamedTuple):
    """What a feed says of one page."""

    url: str
    published: datetime | None


def is_feed(root: etree._Element) -> bool:
    """Whether it is RSS (0.9 to 2.0) or Atom."""
    return local_name(root) in {"rss", "RDF", "feed"}


def list_entries(root: etree._Element) -> list[etree._Element]:
    """The elements of a feed's entries in their order; `CrawlError` where it is no feed."""
    if not is_feed(root):
        name = local_name(root)
        is_sitemap = name in {"urlset", "sitemapindex"}
        raise CrawlError("it is a sitemap and no feed" if is_sitemap else f"it is no feed: its root is <{name}>")
    elements = list(root.iter("{*}item", "{*}entry"))
    check_number(len(elements))
    return elements


def read_feed(body: bytes, base: str) -> list[FeedEntry]:
    """The entries of RSS (0.9 to 2.0), Atom or a JSON Feed that have a link; `CrawlError` where it is no feed."""
    return read_entries(read_xml(body), base)


def read_entries(root: etree._Element, base: str) -> list[FeedEntry]:
    """Those of a feed that was parsed; `CrawlError` where it is none."""
    entries = [_read_entry(element, base) for element in list_entries(root)]
    return [entry for entry in entries if entry is not None]


def _read_entry(element: etree._Element, base: str) -> FeedEntry | None:
    link = find_link(element)
    if not link:
        return None
    published = read_time(child_text(element, "pubDate", "published", "date", "updated"))
    return FeedEntry(join_address(base, link), published)


def find_link(element: etree._Element) -> str:
    """Where an entry's page is. RSS has the address as text, Atom in `href`, of which the alternate is the page, seen
    from its `xml:base`. Empty where there is none.
    """
    # FeedBurner's own link leads over its own host.
    if text := child_text(element, "origLink", "link"):
        return _see_from_base(element, text)
    for link in children(element, "link"):
        if link.get("rel", "alternate") == "alternate" and (href := link.get("href", "").strip()):
            return _see_from_base(link, href)
    guid = next(children(element, "guid"), None)
    is_address = guid is not None and guid.get("isPermaLink", "true") != "false"
    return (guid.text or "").strip() if guid is not None and is_address else ""


def _see_from_base(element: etree._Element, link: str) -> str:
    """As XML Base has it; one that is not absolute is seen from the address of the feed afterwards."""
    base = element.base
    return join_address(base, link) if base else link
