"""A publisher with a host for each robots case; a host without rules lists the pages of all the others."""

from collections.abc import Iterator
from datetime import datetime

from scrapy import Request

from clausewatch.models import Publisher
from spiders.bases.feed import FeedSpider
from spiders.requests import make_page_request
from tests.spiders.sites import PORT


class RobotsHosts(FeedSpider):
    """Asks whatever the list says, each address as it is written: one that others would take for the same, too."""

    publisher = Publisher(
        name="robots-hosts",
        title="Robots",
        kind="coverage",
        category="news",
        domains=("robots.localhost",),
        minimum=0,
        budget=5000,
    )
    feeds = (f"http://list.robots.localhost:{PORT}/feed.xml",)
    custom_settings = {  # noqa: RUF012
        "DOWNLOAD_TIMEOUT": 2,
        "RETRY_AFTER_DEFAULT": 0.1,
        "CONCURRENT_REQUESTS": 16,
    }
    delay = 0

    def ask_page(self, url: str, published: datetime | None = None) -> Iterator[Request]:
        """A request for it."""
        del published
        yield make_page_request(url)
