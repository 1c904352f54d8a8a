"""Spiders of sites that are visited more than once, with lists that miss something or are by date."""

from clausewatch.models import Publisher
from spiders.archives import DatedArchive
from spiders.bases.feed import FeedSpider
from spiders.bases.sitemap import SitemapSpider
from tests.spiders.sites import PORT


def describe(name: str) -> Publisher:
    """A publisher of one site."""
    return Publisher(name=name, title=name, kind="coverage", category="news", domains=(f"{name}.localhost",), minimum=0)


def at(name: str, path: str) -> str:
    """An address of its site."""
    return f"http://{name}.localhost:{PORT}{path}"


class Gappy(FeedSpider):
    """A feed that is too short, and a news sitemap that is not."""

    publisher = describe("gappy")
    feeds = (at("gappy", "/feed.xml"),)
    gap_sitemaps = (at("gappy", "/news.xml"),)
    delay = 0


class Named(FeedSpider):
    """A feed that is too short, and a robots.txt that names sitemaps."""

    publisher = describe("named")
    feeds = (at("named", "/feed.xml"),)
    delay = 0


class Apart(FeedSpider):
    """A feed that is too short on a host of its own, whose robots.txt names nothing."""

    publisher = describe("apart")
    feeds = (at("feeds.apart", "/feed.xml"),)
    delay = 0


class Poor(FeedSpider):
    """A feed that is too short, and nothing else."""

    publisher = describe("poor")
    feeds = (at("poor", "/feed.xml"),)
    delay = 0


class Undated(FeedSpider):
    """A feed that is too short, and a sitemap that tells no time."""

    publisher = describe("undated")
    feeds = (at("undated", "/feed.xml"),)
    delay = 0


class SameDay(FeedSpider):
    """A feed that is too short, and a sitemap that calls every page new."""

    publisher = describe("sameday")
    feeds = (at("sameday", "/feed.xml"),)
    delay = 0


class Indexed(SitemapSpider):
    """An index of sitemaps with the times of their last changes."""

    publisher = describe("indexed")
    sitemaps = (at("indexed", "/index.xml"),)
    delay = 0


class Dated(FeedSpider):
    """A feed, and archives by day and by month."""

    publisher = describe("dated")
    feeds = (at("dated", "/feed.xml"),)
    archives = (
        DatedArchive(address=at("dated", "/{year}-{month}-{day}.xml")),
        DatedArchive(address=at("dated", "/{year}/{mon}/"), holds="list", links="main a", pages=r"/page/\d+"),
    )
    delay = 0


class Long(FeedSpider):
    """A feed of many pages."""

    publisher = describe("long")
    feeds = (at("long", "/feed.xml"),)
    delay = 0
