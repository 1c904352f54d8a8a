"""A feed or news sitemap to documents, one an entry, of publishers whose terms allow headlines and summaries only."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from lxml import etree

from clausewatch.errors import CrawlError, ExtractError
from clausewatch.extract.addresses import normalise_url
from clausewatch.extract.fragments import read_fragment
from clausewatch.extract.languages import find_language
from clausewatch.extract.names import clean_names
from clausewatch.extract.summaries import HEADLINE, cut_summary
from clausewatch.extract.times import Dated, is_plausible, parse_time
from clausewatch.identifiers import address_key, is_address
from clausewatch.lists.addresses import is_on_domains, join_address
from clausewatch.lists.feeds import find_link, is_feed, list_entries
from clausewatch.lists.sitemaps import SitemapEntry, is_index, read_sitemap
from clausewatch.lists.xml import child_text, children, local_name, read_xml
from clausewatch.models import Document, Publisher, RawResponse

GZIP = b"\x1f\x8b"
ROOT = re.compile(rb"<(?:[\w.-]{1,40}:)?(?:rss|RDF|feed|urlset|sitemapindex)[\s>]")
HTML = re.compile(rb"<(?:!doctype\s+)?html\b", re.IGNORECASE)
HEAD = 10_000
"""Bytes in which the root of a list begins."""
NO_LINK, NO_TITLE = "link: there is none", "title: there is none"
Tell = Callable[[str], None]
"""Is told of what was left out."""


class Headline(NamedTuple):
    """What a list says of one page, as it is written there."""

    link: str
    title: str
    summary: str = ""
    published: str = ""
    updated: str = ""
    authors: tuple[str, ...] = ()
    language: str = ""


class SkippedError(ExtractError):
    """An entry gives no document: its field, and what is wrong with it."""


def is_list(body: bytes) -> bool:
    """Whether a body may be a feed or a sitemap, gzipped or not; a page of HTML is none."""
    head = body[:HEAD]
    return head.startswith(GZIP) or (ROOT.search(head) is not None and HTML.search(head) is None)


def read_headlines(response: RawResponse, publisher: Publisher, tell: Tell) -> tuple[Document, ...]:
    """A document for each entry, the first of each page; none of a list without entries. Entries on other sites are
    left out, as a crawl leaves them out.

    `tell` is told once how many entries are malformed, by the field that is wrong and the reason. `ExtractError` where
    the list cannot be read or where no entry is of use.
    """
    try:
        entries = list(_list_headlines(read_xml(response.body)))
    except CrawlError as error:
        raise ExtractError(f"the list cannot be read: {error}") from error
    found: dict[str, Document] = {}
    skipped: Counter[str] = Counter()
    for entry in entries:
        try:
            document = _make_document(entry, response, publisher)
        except SkippedError as error:
            skipped[str(error)] += 1
            continue
        if is_on_domains(urlsplit(document.url).hostname or "", publisher.domains):
            found.setdefault(address_key(document.url), document)
    if entries and not found:
        raise ExtractError(_count(skipped, len(entries)) or f"no entry is on {', '.join(publisher.domains)}")
    if skipped:
        tell(_count(skipped, len(entries)))
    return tuple(found.values())


def _count(skipped: Counter[str], entries: int) -> str:
    reasons = "; ".join(f"{reason} ({number})" for reason, number in skipped.most_common())
    return f"{skipped.total()} of {entries} entries were left out: {reasons}" if skipped else ""


def _list_headlines(root: etree._Element) -> Iterator[Headline]:
    if is_index(root):
        raise CrawlError("it names sitemaps and no pages")
    if not is_feed(root):
        yield from map(_from_sitemap, read_sitemap(root))
        return
    channel = next(children(root, "channel"), root)
    language = child_text(channel, "language") or root.get("{http://www.w3.org/XML/1998/namespace}lang", "")
    for element in list_entries(root):
        yield _from_feed(element, language)


def _from_sitemap(entry: SitemapEntry) -> Headline:
    published = entry.published.isoformat() if entry.published else ""
    return Headline(entry.url, entry.title, published=published, language=entry.language)


def _from_feed(element: etree._Element, language: str) -> Headline:
    return Headline(
        link=find_link(element),
        title=_own_text(element, "title"),
        # Never `content`, which may be the whole article.
        summary=_own_text(element, "description", "summary"),
        published=child_text(element, "pubDate", "published", "date"),
        updated=child_text(element, "updated", "modified"),
        authors=tuple(_list_authors(element)),
        language=language,
    )


def _own_text(element: etree._Element, *names: str) -> str:
    """The text of a child in the entry's own vocabulary: others describe its pictures by the same names."""
    space = etree.QName(element).namespace
    for child in element:
        if local_name(child) in names and etree.QName(child).namespace == space:
            return "".join(map(str, child.itertext())).strip()
    return ""


def _list_authors(element: etree._Element) -> Iterator[str]:
    for child in element:
        if local_name(child) in ("creator", "author"):
            # RSS has an address of mail, and the name behind it in brackets.
            text = child_text(child, "name") or "".join(map(str, child.itertext())).strip()
            yield re.sub(r"^\S+@\S+\s+\((.*)\)$", r"\1", text)


def _make_document(entry: Headline, response: RawResponse, publisher: Publisher) -> Document:
    url = _find_address(entry.link, response.url)
    title = " ".join(_read_text(entry.title).split())
    if not title:
        raise SkippedError(NO_TITLE)
    text = cut_summary(_read_text(entry.summary)) or title
    published = _read_time(entry.published, response)
    updated = _read_time(entry.updated, response)
    if published is None and updated is not None:
        published = updated._replace(confidence="low")
    return Document(
        url=url,
        title=title,
        text=text,
        publisher=publisher.name,
        kind=publisher.kind,
        language=find_language(None, entry.language or publisher.language, text),
        authors=clean_names(entry.authors, (publisher.title, publisher.name)),
        published_at=published.at if published else None,
        published_precision=published.precision if published else None,
        published_confidence=published.confidence if published else None,
        modified_at=updated.at if updated and published and updated.at > published.at else None,
        document_type=HEADLINE,
    )


def _find_address(link: str, base: str) -> str:
    """`SkippedError` where it is no page of the web."""
    if not link:
        raise SkippedError(NO_LINK)
    url = normalise_url(join_address(base, link))
    if not url.startswith(("http://", "https://")) or not is_address(url):
        raise SkippedError("link: it is no address of the web")
    return url


def _read_text(markup: str) -> str:
    """Text without tags and entities, which feeds have inside their XML; paragraphs are separated by a blank line."""
    return "\n\n".join(read_fragment(markup)) if markup else ""


def _read_time(text: str, response: RawResponse) -> Dated | None:
    dated = parse_time(text)
    return dated if dated and is_plausible(dated.at, response.fetched_at) else None
