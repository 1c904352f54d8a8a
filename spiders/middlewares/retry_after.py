"""Waits as long as a server asks, also after the crawl: Retry-After in seconds or as a date, with 429 and 503."""

import asyncio
from contextlib import closing
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from clausewatch.errors import StoreError
from clausewatch.ledger import open_ledger
from clausewatch.models import Publisher
from clausewatch.settings import Settings
from spiders.requests import FAILURE, purpose_of
from spiders.rests import explain_rest, read_rests, show_rest
from spiders.run import list_neighbours, list_publishers
from spiders.slots import empty_slot, pause_slot
from spiders.tally import count_failure, note

ASKING = {429, 503}


class LeftAloneError(IgnoreRequest):
    """The server asked for more time than a crawl has."""


class RetryAfterMiddleware(RetryMiddleware):
    """Retries what may get better. A host that asks for more time than a crawl has is left alone for the rest of it,
    and by the crawls that follow until the time has come.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler.settings)
        self.crawler = crawler
        self._longest = crawler.settings.getfloat("RETRY_AFTER_LONGEST")
        self._default = crawler.settings.getfloat("RETRY_AFTER_DEFAULT")
        self._look_every = crawler.settings.getfloat("RETRY_AFTER_LOOK_EVERY")
        self._left_alone: dict[str, str] = {}
        self._resting: dict[str, datetime] = {}
        self._settings: Settings | None = None
        self._names: list[str] = []
        self._read_at = monotonic()
        self._looking: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes it."""
        made = cls(crawler)
        # Told before the next request to that host is taken from the queue.
        crawler.signals.connect(made.note_response, signal=signals.response_downloaded)
        crawler.signals.connect(made.open, signal=signals.spider_opened)
        crawler.signals.connect(made.close, signal=signals.spider_closed)
        return made

    async def open(self, spider: Spider) -> None:
        """See which hosts asked for more time, of an earlier crawl, of one on the same site or of the watch."""
        publisher, settings = getattr(spider, "publisher", None), self.crawler.settings.get("CLAUSEWATCH")
        if not isinstance(publisher, Publisher) or not isinstance(settings, Settings):
            return
        self._settings, self._names = settings, list_neighbours(publisher, list_publishers(settings))
        await self._look(settings)

    async def close(self) -> None:
        """Wait for a look at the ledger that is under way."""
        if self._looking is not None:
            await self._looking

    async def _look(self, settings: Settings) -> None:
        self._read_at, before = monotonic(), self._resting
        try:
            # In a thread, as the ledger may be far away, or held up.
            self._resting = await asyncio.to_thread(self._read_rests, settings)
        except StoreError as error:
            note(self.crawler.stats, "store_failures", str(error))
        for host in self._resting.keys() - before.keys() - self._left_alone.keys():
            empty_slot(self.crawler, host, LeftAloneError(show_rest(self._resting[host])))

    def _read_rests(self, settings: Settings) -> dict[str, datetime]:
        with closing(open_ledger(settings.database_url)) as ledger, ledger.read() as session:
            return read_rests(session, self._names, datetime.now(UTC))

    def process_request(self, request: Request) -> None:
        """`LeftAloneError` for a host that asked for it."""
        host = self._host(request)
        if reason := self._left_alone.get(host):
            raise LeftAloneError(reason)
        until = self._resting.get(host)
        if until is not None and until > datetime.now(UTC):
            raise LeftAloneError(show_rest(until))

    def _host(self, request: Request) -> str:
        return self.crawler.engine.downloader.get_slot_key(request)

    def note_response(self, response: Response, request: Request) -> None:
        """Hold back all requests to a host that asks for time, of this crawl or of anybody else."""
        is_due = monotonic() - self._read_at > self._look_every
        if self._settings is not None and is_due and (self._looking is None or self._looking.done()):
            self._looking = asyncio.ensure_future(self._look(self._settings))
        if response.status not in ASKING:
            return
        asked = read_retry_after(response.headers.get("Retry-After"), datetime.now(UTC))
        wait = self._default * 2 ** request.meta.get("retry_times", 0) if asked is None else asked
        host = self._host(request)
        if wait <= self._longest:
            pause_slot(self.crawler, host, until=monotonic() + wait)
            return
        self._left_alone[host] = explain_rest(wait, response.status)
        empty_slot(self.crawler, host, LeftAloneError(self._left_alone[host]))

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """The request anew, or the response where that has no hope."""
        if response.status in ASKING and (reason := self._left_alone.get(self._host(request))):
            request.meta[FAILURE] = reason
            return response
        return super().process_response(request, response)

    def process_exception(self, request: Request, exception: Exception) -> Request | None:  # type: ignore[override]
        """The request anew where that may help; what was not asked at all is counted."""
        if isinstance(exception, LeftAloneError):
            count_failure(self.crawler.stats, request.url, str(exception), is_list=purpose_of(request) == "list")
            return None
        retried = super().process_exception(request, exception)
        return retried if isinstance(retried, Request) else None


def read_retry_after(value: bytes | None, now: datetime) -> float | None:
    """Seconds to wait, by a number or a date (RFC 9110, 10.2.3); none where it is neither."""
    text = (value or b"").decode("latin-1").strip()
    if text.isdecimal():
        return float(text)
    try:
        at = parsedate_to_datetime(text)
    except (TypeError, ValueError, OverflowError):
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max((at - now).total_seconds(), 0.0)
