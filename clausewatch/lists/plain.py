"""Lists that are no XML, as the XML that they stand for: JSON Feed as Atom, a sitemap of lines as one of tags."""

import json
import re
from typing import Any

from lxml import etree

from clausewatch.errors import CrawlError

MOST_VALUES = 500_000
"""Commas and brackets of a JSON Feed, of which each costs its reader about a hundred bytes of memory; fifty thousand
entries of six fields have as many.
"""
MOST_LINES = 50_001
"""One more than a list may name, so that it is told where there are too many."""
ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
NO_TEXT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold."""
FIELDS = {"id": "id", "title": "title", "summary": "summary", "published": "date_published", "updated": "date_modified"}
"""Atom's elements, and the fields of JSON Feed 1.1 that say the same."""


def read_plain(body: bytes) -> etree._Element | None:
    """The root of what a JSON Feed or a sitemap of lines stands for; none where it is neither, as with XML.
    `CrawlError` where it is JSON and no JSON Feed.
    """
    start = body[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith((b"{", b"[")):
        return _make_feed(_read_json(body))
    return _make_sitemap(body) if start[:4].lower() == b"http" else None


def _read_json(body: bytes) -> Any:
    if sum(map(body.count, (b",", b"[", b"{"))) > MOST_VALUES:
        raise CrawlError(f"it is JSON of over {MOST_VALUES:,} values")
    try:
        return json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise CrawlError(f"its JSON is broken ({' '.join(str(error).split())})") from error


def _make_feed(found: Any) -> etree._Element:
    items = found.get("items") if isinstance(found, dict) else None
    if not isinstance(items, list) or "jsonfeed.org/version/" not in str(found.get("version")):
        raise CrawlError("it is JSON and no JSON Feed")
    root = etree.Element("feed")
    _add(root, "title", found.get("title"))
    _add(root, "language", found.get("language"))
    for item in items:
        if isinstance(item, dict):
            _add_entry(root, item)
    return root


def _add_entry(root: etree._Element, item: dict[str, Any]) -> None:
    entry = etree.SubElement(root, "entry")
    for name, field in FIELDS.items():
        _add(entry, name, item.get(field))
    if isinstance(url := item.get("url") or item.get("external_url"), str):
        etree.SubElement(entry, "link", href=NO_TEXT.sub("", url))
    authors = item.get("authors")
    for author in authors if isinstance(authors, list) else [item.get("author")]:
        if isinstance(author, dict):
            _add(etree.SubElement(entry, "author"), "name", author.get("name"))


def _add(parent: etree._Element, name: str, value: object) -> None:
    if isinstance(value, str | int) and not isinstance(value, bool):
        etree.SubElement(parent, name).text = NO_TEXT.sub("", str(value))


def _make_sitemap(body: bytes) -> etree._Element | None:
    """Only where each line is an address: else it is a text that begins with one."""
    try:
        lines = body.decode("utf-8-sig").split("\n", MOST_LINES)[:MOST_LINES]
    except UnicodeDecodeError:
        return None
    addresses = [line.strip() for line in lines if line.strip()]
    if not all(map(ADDRESS.fullmatch, addresses)):
        return None
    root = etree.Element("urlset")
    for address in addresses:
        etree.SubElement(etree.SubElement(root, "url"), "loc").text = NO_TEXT.sub("", address)
    return root
