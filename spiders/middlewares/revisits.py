"""Asks known pages again for some days, to notice edits and withdrawals that no feed tells."""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider, NotConfigured

from clausewatch.errors import StoreError
from clausewatch.ledger import open_ledger
from clausewatch.ledger.fetches import urls_to_revisit
from clausewatch.settings import Settings
from spiders.requests import make_page_request
from spiders.tally import note


class RevisitMiddleware:
    """Asks for the known pages when all that the lists name has been asked for, as the budget may end before; a page
    that is listed too is asked once.
    """

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings.get("CLAUSEWATCH")
        if not isinstance(settings, Settings) or settings.revisit_days == 0:
            raise NotConfigured
        self._crawler, self._settings = crawler, settings
        self._has_asked = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes it."""
        made = cls(crawler)
        crawler.signals.connect(made.ask_again, signal=signals.spider_idle)
        return made

    def ask_again(self, spider: Spider) -> None:
        """The pages to see again, once; `DontCloseSpider` where there are some."""
        if self._has_asked:
            return
        self._has_asked = True
        urls = self._list_known(spider.name)
        for url in urls:
            self._crawler.engine.crawl(make_page_request(url))
        if urls:
            raise DontCloseSpider

    def _list_known(self, publisher: str) -> list[str]:
        since = datetime.now(UTC) - timedelta(days=self._settings.revisit_days)
        try:
            with closing(open_ledger(self._settings.database_url)) as ledger, ledger.read() as session:
                # The newest first, as most edits are early.
                return urls_to_revisit(session, publisher, since)[::-1]
        except StoreError as error:
            note(self._crawler.stats, "store_failures", str(error))
            return []
