"""Asks known pages again for some days, to notice edits and withdrawals that no feed tells."""

from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from clausewatch.ledger import open_ledger
from clausewatch.ledger.fetches import urls_to_revisit
from clausewatch.settings import Settings
from spiders.requests import REVISIT_PRIORITY, make_page_request


class RevisitMiddleware:
    """Adds the known pages after the spider's own requests; a page that is listed too is asked once."""

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings.get("CLAUSEWATCH")
        if not isinstance(settings, Settings) or settings.revisit_days == 0:
            raise NotConfigured
        self._crawler, self._settings = crawler, settings

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes it."""
        return cls(crawler)

    async def process_start(self, start: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """The spider's requests, then the pages to see again."""
        async for request in start:
            yield request
        for url in self._list_known():
            yield make_page_request(url, priority=REVISIT_PRIORITY)

    def _list_known(self) -> list[str]:
        since = datetime.now(UTC) - timedelta(days=self._settings.revisit_days)
        name = self._crawler.spider.name if self._crawler.spider else ""
        with closing(open_ledger(self._settings.database_url)) as ledger, ledger.read() as session:
            return urls_to_revisit(session, name, since)
