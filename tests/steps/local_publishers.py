"""Publishers of a local web, good and bad ones, as the checks of publishers meet them."""

import asyncio
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

from clausewatch.steps.check_publishers import PublisherCheck, check_publisher
from spiders.bases.publisher import PublisherSpider
from spiders.watching.asking import Asker
from tests.spiders.conftest import make_settings
from tests.spiders.local_web import Reply

NOW = datetime.now(UTC).replace(microsecond=0)
XML, HTML = {"Content-Type": "application/xml"}, {"Content-Type": "text/html; charset=utf-8"}
STORY = (
    "The harbour board of Little Fenwick voted on Tuesday to keep the old crane by the east quay. "
    "It had planned to take the crane down before the winter, as repairs were thought too dear for a port of its size. "
    "A local joiner, Ada Moor, then offered to mend the wooden parts without pay, and the board accepted at once. "
    "“We are glad that somebody cares for it as much as we do,” said its chair, Tobias Renn, after the vote. "
    "Work begins next month and is to last until the spring, when the first boats come in again from the north."
)


def article(title: str = "The crane stays", at: datetime | None = NOW, text: str = STORY) -> Reply:
    """A page of a story, with or without a date."""
    dated = f"<meta property='article:published_time' content='{at.isoformat()}'>" if at else ""
    head = f"<head><title>{title}</title><meta property='og:title' content='{title}'>{dated}</head>"
    body = f"<body><article><h1>{title}</h1><p>{text}</p></article></body>"
    return Reply(f"<!doctype html><html lang='en'>{head}{body}</html>".encode(), headers=HTML)


def dated_feed(*paths: str, at: datetime = NOW) -> Reply:
    """An RSS feed of paths, each an hour older than the one before."""
    items = "".join(
        f"<item><title>{path}</title><link>{path}</link>"
        f"<pubDate>{format_datetime(at - number * timedelta(hours=1))}</pubDate></item>"
        for number, path in enumerate(paths)
    )
    return Reply(f"<rss version='2.0'><channel><title>Feed</title>{items}</channel></rss>".encode(), headers=XML)


def news_sitemap(base: str, *paths: str, at: datetime = NOW) -> Reply:
    """A news sitemap of paths."""
    spaces = "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'"
    urls = "".join(
        f"<url><loc>{base}{path}</loc><news:news><news:publication_date>{at.isoformat()}</news:publication_date>"
        "</news:news></url>"
        for path in paths
    )
    return Reply(f"<urlset {spaces}>{urls}</urlset>".encode(), headers=XML)


def sitemap_index(*addresses: str) -> Reply:
    """An index of sitemaps."""
    sitemaps = "".join(f"<sitemap><loc>{address}</loc></sitemap>" for address in addresses)
    space = "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'"
    return Reply(f"<sitemapindex {space}>{sitemaps}</sitemapindex>".encode(), headers=XML)


def robots(*lines: str) -> Reply:
    """A robots.txt for all agents."""
    return Reply("\n".join(("User-agent: *", *lines)).encode(), headers={"Content-Type": "text/plain"})


def check(kind: type[PublisherSpider], folder: Path, *, respect_tdm: bool = True) -> PublisherCheck:
    """Look at one publisher of a local web."""

    async def run() -> PublisherCheck:
        asker = Asker(make_settings(folder))
        try:
            return await check_publisher(kind, asker, NOW, respect_tdm=respect_tdm)
        finally:
            await asker.aclose()

    return asyncio.run(run())
