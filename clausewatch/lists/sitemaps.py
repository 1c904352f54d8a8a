"""Sitemaps, news sitemaps and indexes of sitemaps: what they say of each page."""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from lxml import etree

from clausewatch.errors import CrawlError
from clausewatch.lists.addresses import join_address
from clausewatch.lists.times import read_time
from clausewatch.lists.xml import check_number, child_text, children, local_name

DEEPEST = 2
"""Sitemap indexes below each other."""
SLACK = timedelta(hours=1)
"""By which a clock or a cache may be wrong."""
DAY_SLACK = timedelta(hours=36)
"""After its midnight in UTC a day is over everywhere."""
NEVER = datetime.min.replace(tzinfo=UTC)
DAY_LENGTH = len("2025-03-04")


class SitemapEntry(NamedTuple):
    """What a sitemap says of one page or of another sitemap."""

    url: str
    published: datetime | None = None
    """From `news:news`."""
    modified: datetime | None = None
    """From `lastmod`."""
    is_day: bool = False
    """Whether only the day of what is newest is known."""
    title: str = ""
    language: str = ""
    keywords: str = ""
    """All three from `news:news`."""

    @property
    def at(self) -> datetime | None:
        """When it last changed, as far as it is known."""
        return max((at for at in (self.published, self.modified) if at), default=None)

    @property
    def latest(self) -> datetime:
        """The end of the time in which it last changed; long ago where nothing is known."""
        if self.at is None or not 1970 < self.at.year < 2200:
            return self.at or NEVER
        return self.at + (DAY_SLACK if self.is_day else SLACK)


def is_index(root: etree._Element) -> bool:
    """Whether it names sitemaps, not pages."""
    return local_name(root) == "sitemapindex"


def read_sitemap(root: etree._Element, base: str = "") -> list[SitemapEntry]:
    """The entries of a sitemap or sitemap index in their order; `CrawlError` where it is neither. `base`: its address,
    from which those that are no whole addresses are seen, though sitemaps.org asks for whole ones.
    """
    names = {"urlset": "url", "sitemapindex": "sitemap"}
    if (name := names.get(local_name(root))) is None:
        is_feed = local_name(root) in {"rss", "RDF", "feed"}
        raise CrawlError(
            "it is a feed and no sitemap" if is_feed else f"it is no sitemap: its root is <{local_name(root)}>"
        )
    elements = list(children(root, name))
    check_number(len(elements))
    return [_read_entry(element, base) for element in elements if child_text(element, "loc")]


def _read_entry(element: etree._Element, base: str) -> SitemapEntry:
    url = child_text(element, "loc")
    if base and not url.startswith("http"):
        url = join_address(base, url)
    news = next(children(element, "news"), None)
    modified = child_text(element, "lastmod")
    if news is None:
        return SitemapEntry(url, None, read_time(modified), _is_day(modified))
    published = child_text(news, "publication_date")
    publication = next(children(news, "publication"), None)
    return SitemapEntry(
        url=url,
        published=read_time(published),
        modified=read_time(modified),
        is_day=_is_day(modified or published),
        title=child_text(news, "title"),
        language="" if publication is None else child_text(publication, "language"),
        keywords=child_text(news, "keywords"),
    )


def _is_day(text: str) -> bool:
    return len(text) <= DAY_LENGTH
