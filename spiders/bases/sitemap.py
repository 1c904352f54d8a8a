"""Publishers with news sitemaps or sitemap indexes."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import ClassVar, NamedTuple

from lxml import etree
from scrapy import Request
from scrapy.http import Response

from clausewatch.errors import CrawlError
from spiders.addresses import host_of, path_of
from spiders.bases.publisher import PublisherSpider
from spiders.requests import make_list_request
from spiders.xml import child_text, children, local_name, read_time, read_xml

DEEPEST = 2
"""Sitemap indexes below each other."""


class SitemapEntry(NamedTuple):
    """What a sitemap says of one page or of another sitemap."""

    url: str
    published: datetime | None = None
    """From `news:news`."""
    modified: datetime | None = None
    """From `lastmod`."""

    @property
    def at(self) -> datetime | None:
        """When it last changed, as far as it is known."""
        return max((at for at in (self.published, self.modified) if at), default=None)


class SitemapSpider(PublisherSpider):
    """Asks the sitemaps, newest of an index first, then the pages that they list, newest first."""

    sitemaps: ClassVar[tuple[str, ...]] = ()
    pages_in: ClassVar[tuple[str, ...]] = ("/",)
    """Beginnings of the paths of pages that are wanted."""
    most: ClassVar[int] = 200
    """Pages taken of one sitemap, and sitemaps of one index."""

    @classmethod
    def addresses(cls) -> tuple[str, ...]:
        """Its sitemaps."""
        return cls.sitemaps

    def ask_lists(self) -> Iterator[Request]:
        """The sitemaps."""
        for url in self.sitemaps:
            yield make_list_request(url, self.parse_sitemap, depth=0)

    def parse_sitemap(self, response: Response, depth: int) -> Iterator[Request]:
        """The pages of a sitemap, or the sitemaps of an index."""
        try:
            root = read_xml(response.body)
            entries = read_sitemap(root)
        except CrawlError as error:
            self.report_broken(response, str(error))
            return
        if not entries:
            self.report_empty(response)
        newest = sorted(entries, key=_by_time, reverse=True)
        if local_name(root) == "sitemapindex":
            yield from self._ask_sitemaps(newest, depth)
            return
        wanted = [entry for entry in newest if self._is_wanted(entry.url)]
        for entry in wanted[: self.most]:
            yield from self.ask_page(entry.url, entry.published or entry.modified)

    def _is_wanted(self, url: str) -> bool:
        """Also where it is no whole address: it is counted among those of other sites."""
        return not host_of(url) or path_of(url).startswith(self.pages_in)

    def _ask_sitemaps(self, entries: list[SitemapEntry], depth: int) -> Iterator[Request]:
        if depth >= DEEPEST:
            return
        for entry in entries[: self.most]:
            yield from self.ask_list(entry.url, entry.modified, self.parse_sitemap, depth=depth + 1)


def _by_time(entry: SitemapEntry) -> datetime:
    return entry.at or datetime.min.replace(tzinfo=UTC)


def read_sitemap(root: etree._Element) -> list[SitemapEntry]:
    """The entries of a sitemap or sitemap index in their order; `CrawlError` where it is neither."""
    names = {"urlset": "url", "sitemapindex": "sitemap"}
    if (name := names.get(local_name(root))) is None:
        raise CrawlError(f"it is no sitemap: its root is <{local_name(root)}>")
    return [_read_entry(element) for element in children(root, name) if child_text(element, "loc")]


def _read_entry(element: etree._Element) -> SitemapEntry:
    news = next(children(element, "news"), None)
    return SitemapEntry(
        url=child_text(element, "loc"),
        published=None if news is None else read_time(child_text(news, "publication_date")),
        modified=read_time(child_text(element, "lastmod")),
    )
