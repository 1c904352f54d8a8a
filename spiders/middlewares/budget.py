"""Ends a crawl's requests at the publisher's budget for one crawl, and at what is left of its budget for the day."""

from contextlib import closing
from datetime import UTC, datetime
from typing import Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest

from clausewatch.errors import StoreError
from clausewatch.ledger import open_ledger
from clausewatch.ledger.spent import read_spent
from clausewatch.models import Publisher
from clausewatch.settings import Settings
from spiders.tally import count, note


class BudgetMiddleware:
    """Counts requests, robots.txt and redirects included; what is over a budget is left for the next crawl."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._made = 0
        self._left_today: int | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes it."""
        made = cls(crawler)
        crawler.signals.connect(made.open, signal=signals.spider_opened)
        crawler.signals.connect(made.note_made, signal=signals.request_reached_downloader)
        crawler.signals.connect(made.note_answer, signal=signals.response_downloaded)
        return made

    def open(self, spider: Spider) -> None:
        """See what earlier crawls have left of the day's requests."""
        publisher, settings = getattr(spider, "publisher", None), self._crawler.settings.get("CLAUSEWATCH")
        if not isinstance(publisher, Publisher) or not isinstance(settings, Settings):
            return
        try:
            with closing(open_ledger(settings.database_url)) as ledger, ledger.read() as session:
                spent = read_spent(session, publisher.name, datetime.now(UTC).date())
        except StoreError as error:
            note(self._crawler.stats, "store_failures", str(error))
            return
        self._left_today = publisher.requests_a_day - spent

    def note_made(self) -> None:
        """One more request that is really made."""
        count(self._crawler.stats, "requests")

    def note_answer(self) -> None:
        """One more that was answered."""
        count(self._crawler.stats, "answers")

    def process_request(self, request: Request) -> None:
        """`IgnoreRequest` where a budget is spent."""
        publisher = getattr(self._crawler.spider, "publisher", None)
        if isinstance(publisher, Publisher):
            if self._made >= publisher.budget:
                self._refuse(request, f"the budget of {publisher.budget} requests is spent")
            if self._left_today is not None and self._made >= self._left_today:
                a_day = f"the budget of {publisher.requests_a_day} requests a day is spent"
                count(self._crawler.stats, "over_day")
                self._refuse(request, a_day)
        self._made += 1

    def _refuse(self, request: Request, reason: str) -> None:
        count(self._crawler.stats, "over_budget")
        raise IgnoreRequest(f"{request.url}: {reason}")
