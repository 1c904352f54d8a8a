"""Asks only the lists that are due, where the order says so, and learns from every crawl how often each changes."""

from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime
from typing import Any, Self

import httpx
from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response

from clausewatch.errors import CrawlError, StoreError
from clausewatch.ledger import open_ledger
from clausewatch.ledger.polls import Poll, read_polls, record_polls
from clausewatch.settings import Settings
from spiders.bases.publisher import PublisherSpider
from spiders.polling import Look, is_due, learn
from spiders.tally import FINISHED, count, note, read_tally
from spiders.watching.answers import Answer
from spiders.watching.entries import digest_entries

PLACE = "clausewatch_place"
"""Of the list among those that the crawl asks first."""


class PollingMiddleware:
    """What was seen is kept only when the crawl has come to its end: one that was stopped is to ask again."""

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings.get("CLAUSEWATCH")
        if not isinstance(settings, Settings):
            raise NotConfigured
        self._crawler, self._settings = crawler, settings
        self._only_due = crawler.settings.getbool("CLAUSEWATCH_ONLY_DUE")
        self._known: dict[int, Poll] = {}
        self._asked: dict[int, str] = {}
        self._digests: dict[int, str] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes it."""
        made = cls(crawler)
        # When the recorder, too, has counted all.
        crawler.signals.connect(made.keep, signal=signals.engine_stopped)
        return made

    async def process_start(self, start: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """The first requests, without lists that are not due."""
        self._known = self._read_known()
        place = 0
        async for request in start:
            if isinstance(request, Request):
                request.meta[PLACE] = place
                place += 1
                if self._only_due and not is_due(self._known.get(place - 1), request.url, datetime.now(UTC)):
                    count(self._crawler.stats, "not_due")
                    continue
                self._asked[place - 1] = request.url
            yield request

    def process_spider_input(self, response: Response) -> None:
        """See what a list lists. What is wrong with it, its spider tells."""
        place, spider = response.meta.get(PLACE), self._crawler.spider
        if place is None or not isinstance(spider, PublisherSpider):
            return
        headers = httpx.Headers({"Content-Type": (response.headers.get("Content-Type") or b"").decode("latin-1")})
        try:
            self._digests[place] = digest_entries(
                type(spider), Answer(response.url, response.status, headers, response.body)
            )
        except CrawlError:
            self._digests.pop(place, None)

    def keep(self) -> None:
        """Keep what was learned, for the next crawl."""
        spider, tally = self._crawler.spider, read_tally(self._crawler.stats)
        if not isinstance(spider, PublisherSpider) or spider.since or tally.finish_reason != FINISHED:
            return
        is_whole = not (tally.failed or tally.over_budget or tally.spider_errors)
        at = datetime.now(UTC)
        looks = [Look(place, url, at, self._digests.get(place), is_whole) for place, url in self._asked.items()]
        polls = [poll for look in looks if (poll := learn(self._known.get(look.place), look))]
        try:
            with closing(open_ledger(self._settings.database_url)) as ledger, ledger.begin() as session:
                record_polls(session, spider.name, polls)
        except StoreError as error:
            note(self._crawler.stats, "store_failures", str(error))

    def _read_known(self) -> dict[int, Poll]:
        spider = self._crawler.spider
        if spider is None:
            return {}
        try:
            with closing(open_ledger(self._settings.database_url)) as ledger, ledger.read() as session:
                return read_polls(session, spider.name)
        except StoreError as error:
            note(self._crawler.stats, "store_failures", str(error))
            return {}
