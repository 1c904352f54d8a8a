"""Spiders of sites that always have one more page of their list."""

from clausewatch.models import Publisher
from spiders.bases.govuk import GovUkSpider
from spiders.bases.listing import ListingSpider
from spiders.bases.sitemap import SitemapSpider
from tests.spiders.sites import PORT

BUDGET = 12
BASE = f"http://{{}}.localhost:{PORT}"


def describe(name: str) -> Publisher:
    """A publisher with a small budget."""
    return Publisher(
        name=name, title=name, kind="coverage", category="news", domains=(f"{name}.localhost",), budget=BUDGET
    )


class EndlessSearch(GovUkSpider):
    """A search that says that there are a million results."""

    publisher = describe("endless-search")
    base = BASE.format("endless-search")
    delay = 0
    most = 1_000_000


class EndlessList(ListingSpider):
    """A list whose next page is itself under another number."""

    publisher = describe("endless-list")
    lists = (BASE.format("endless-list") + "/list?1",)
    pages = r"/news/\d+"
    next_link = "a.next"
    most_lists = 1_000_000
    delay = 0


class EndlessIndex(SitemapSpider):
    """A sitemap index that names a thousand others."""

    publisher = describe("endless-index")
    sitemaps = (BASE.format("endless-index") + "/index.xml",)
    delay = 0
