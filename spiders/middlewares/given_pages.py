"""Asks for the pages that the order names, in the place of all that the spider would begin with."""

from collections.abc import AsyncIterator
from typing import Any, Self

from scrapy import Request
from scrapy.crawler import Crawler

from spiders.requests import make_page_request


class GivenPagesMiddleware:
    """In force only where an order names pages."""

    def __init__(self, crawler: Crawler) -> None:
        self._pages: tuple[str, ...] = crawler.settings.get("CLAUSEWATCH_PAGES") or ()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes it."""
        return cls(crawler)

    async def process_start(self, start: AsyncIterator[Any]) -> AsyncIterator[Request]:
        """The pages; of what the spider itself would ask nothing is looked at."""
        del start
        for url in self._pages:
            yield make_page_request(url)
