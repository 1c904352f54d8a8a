"""Waits as long as a server asks: Retry-After in seconds or as a date, with 429 and 503."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from spiders.requests import FAILURE, purpose_of
from spiders.slots import empty_slot, pause_slot
from spiders.tally import count_failure

ASKING = {429, 503}


class LeftAloneError(IgnoreRequest):
    """The server asked for more time than a crawl has."""


class RetryAfterMiddleware(RetryMiddleware):
    """Retries what may get better. A host that asks for more time than a crawl has is left alone until the next one."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler.settings)
        self.crawler = crawler
        self._longest = crawler.settings.getfloat("RETRY_AFTER_LONGEST")
        self._default = crawler.settings.getfloat("RETRY_AFTER_DEFAULT")
        self._left_alone: dict[str, str] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes it."""
        made = cls(crawler)
        # Told before the next request to that host is taken from the queue.
        crawler.signals.connect(made.note_response, signal=signals.response_downloaded)
        return made

    def process_request(self, request: Request) -> None:
        """`LeftAloneError` for a host that asked for it."""
        if reason := self._left_alone.get(self._host(request)):
            raise LeftAloneError(reason)

    def _host(self, request: Request) -> str:
        return self.crawler.engine.downloader.get_slot_key(request)

    def note_response(self, response: Response, request: Request) -> None:
        """Hold back all requests to a host that asks for time."""
        if response.status not in ASKING:
            return
        asked = read_retry_after(response.headers.get("Retry-After"), datetime.now(UTC))
        wait = self._default * 2 ** request.meta.get("retry_times", 0) if asked is None else asked
        host = self._host(request)
        if wait <= self._longest:
            pause_slot(self.crawler, host, until=monotonic() + wait)
            return
        self._left_alone[host] = f"the server asked to be left alone for {wait:.0f} s (HTTP {response.status})"
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
