"""Asks known pages again, for some days and official ones for ever, as no list tells of edits and withdrawals."""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider, NotConfigured
from sqlalchemy.orm import Session

from clausewatch.errors import StoreError
from clausewatch.ledger import open_ledger
from clausewatch.ledger.fetches import urls_long_known, urls_to_revisit
from clausewatch.ledger.spent import read_spent
from clausewatch.models import Publisher
from clausewatch.settings import Settings
from spiders.bases.publisher import PublisherSpider
from spiders.requests import make_page_request
from spiders.spellings import find_plain
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
        urls = self._list_known(spider)
        for url in urls:
            self._crawler.engine.crawl(make_page_request(url))
        if urls:
            raise DontCloseSpider

    def _find_most(self, session: Session, spider: Spider) -> int | None:
        """How many may be asked again: half of what is left of the day, so that new pages never go without."""
        publisher = getattr(spider, "publisher", None)
        if not isinstance(publisher, Publisher):
            return None
        left = publisher.requests_a_day - read_spent(session, publisher.name, datetime.now(UTC).date())
        return max(left // 2, 0)

    def _list_known(self, spider: Spider) -> list[str]:
        publisher = getattr(spider, "publisher", None)
        if isinstance(publisher, Publisher) and publisher.headlines_only:
            # Somebody may have handed pages in.
            return []
        if isinstance(spider, PublisherSpider) and spider.until is not None:
            # Days of the past are asked for, and what is known of them is known.
            return []
        now, recent = datetime.now(UTC), timedelta(days=self._settings.revisit_days)
        try:
            with closing(open_ledger(self._settings.database_url)) as ledger, ledger.read() as session:
                urls = urls_to_revisit(session, spider.name, now, now - recent, exclude=_find_answered(spider))
                # The newest first, as most edits are early.
                urls.reverse()
                if isinstance(publisher, Publisher) and publisher.kind == "official":
                    # What a body said is withdrawn years later, and then no search names it any more.
                    urls += urls_long_known(session, spider.name, now, recent)
                plain = [url for url in urls if find_plain(session, url) is None]
                return plain[: self._find_most(session, spider)]
        except StoreError as error:
            note(self._crawler.stats, "store_failures", str(error))
            return []


def _find_answered(spider: Spider) -> frozenset[str]:
    """What a crawl that was cut off came to a short time ago."""
    return spider.earlier.answered if isinstance(spider, PublisherSpider) else frozenset()
