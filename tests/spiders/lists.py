"""Feeds and sitemaps with dates, for the sites of the tests."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from tests.spiders.local_web import Reply

FIRST = datetime(2025, 3, 1, 9, tzinfo=UTC)
XML = {"Content-Type": "application/xml"}


def day(number: int) -> datetime:
    """Nine o'clock on a day of March 2025, and on."""
    return FIRST + timedelta(days=number - 1)


def dated_feed(numbers: Iterable[int], base: str = "") -> Reply:
    """A feed of pages by number, each published on its day; `base`: where they are, if elsewhere."""
    items = "".join(
        f"<item><link>{base}/{n}</link><pubDate>{format_datetime(day(n), usegmt=True)}</pubDate></item>"
        for n in numbers
    )
    return Reply(f"<rss><channel>{items}</channel></rss>".encode(), headers=XML)


def news_sitemap(base: str, numbers: Iterable[int]) -> Reply:
    """A news sitemap of such pages."""
    entries = "".join(
        f"<url><loc>{base}/{n}</loc><news:news><news:publication_date>{day(n).isoformat()}</news:publication_date>"
        f"<news:title>Page {n}</news:title></news:news></url>"
        for n in numbers
    )
    return Reply(f"<urlset xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'>{entries}</urlset>".encode())


def sitemap(base: str, pages: Mapping[str, datetime | None]) -> Reply:
    """A sitemap of paths with the times of their last changes."""
    return _make("urlset", "url", base, pages)


def index(base: str, sitemaps: Mapping[str, datetime | None]) -> Reply:
    """An index of sitemaps with the times of their last changes."""
    return _make("sitemapindex", "sitemap", base, sitemaps)


def _make(root: str, name: str, base: str, places: Mapping[str, datetime | None]) -> Reply:
    changed = {path: f"<lastmod>{at.isoformat()}</lastmod>" if at else "" for path, at in places.items()}
    entries = "".join(f"<{name}><loc>{base}{path}</loc>{changed[path]}</{name}>" for path in places)
    return Reply(f"<{root}>{entries}</{root}>".encode(), headers=XML)
