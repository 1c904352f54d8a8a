"""Asks only for what changed, and has every answer written to archive and ledger: a list before its spider reads it,
so that the crawl after a kill comes to the same pages; a page with the next ones.
"""

import asyncio
import contextlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from time import monotonic
from typing import Self, TypeVar, cast

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http import Response
from scrapy.responsetypes import responsetypes

from clausewatch.errors import ArchiveError, StoreError
from clausewatch.ledger.fetches import Fetch, Outcome
from clausewatch.settings import Settings
from spiders.expected import ExpectedPages
from spiders.failures import explain_failure
from spiders.lost_pages import LostPages
from spiders.recorder import NOT_MODIFIED, OK, Answer, Recorder, make_raw
from spiders.requests import ASIDE, FAILURE, HEADLINES, KNOWN, MAY_MISS, RESERVED, Purpose, forget_known, purpose_of
from spiders.reservations import PREFIX, is_known_reserved, name_reservation
from spiders.runs import new_run
from spiders.tally import count, count_failure, count_reserved, note, read_count

AT_ONCE = 8
"""Pages written in one transaction. A kill loses no more than these and those that Scrapy has in hand meanwhile."""
LARGEST_WAITING = 8_000_000
"""Bytes."""
LONGEST_WAIT = 1.0
"""Seconds that a page waits for others, at most until the next answer."""
Result = TypeVar("Result")


class RecordingMiddleware:
    """Conditional requests by what the ledger knows; a list that did not change is read again from the archive, as a
    crawl may have been stopped before it came to the pages.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        settings = crawler.settings.get("CLAUSEWATCH")
        if not isinstance(settings, Settings):
            raise NotConfigured("there are no settings of Clausewatch: nothing would be kept")
        self._settings = settings
        self._run = crawler.settings.get("CLAUSEWATCH_RUN") or new_run()
        # One thread: neither the archive's file nor the reactor has to wait for the other.
        self._thread = ThreadPoolExecutor(1, "recorder")
        self._waiting: list[Answer] = []
        self._waiting_since = 0.0
        self._writing = asyncio.Lock()
        self._lost = LostPages()
        self._closing: asyncio.Future[None] | None = None
        self._requests_told = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes it."""
        made = cls(crawler)
        crawler.signals.connect(made.open, signal=signals.spider_opened)
        crawler.signals.connect(made.close, signal=signals.spider_closed)
        crawler.signals.connect(made.expect, signal=signals.request_scheduled)
        return made

    def open(self, spider: Spider) -> None:
        """Open archive and ledger."""
        self._recorder = Recorder(self._settings, spider.name, self._run)
        self._expected = ExpectedPages(self._recorder.find_all_known)

    async def close(self, spider: Spider) -> None:
        """Close archive and ledger when all is written."""
        del spider
        with contextlib.suppress(IgnoreRequest):
            await self._settle_lost()
            await self._flush()
        self._thread.shutdown()
        self._recorder.close()

    def expect(self, request: Request) -> None:
        """A request waits for its turn."""
        if KNOWN not in request.meta and purpose_of(request) == "page":
            self._expected.expect(request.url)

    def process_request(self, request: Request) -> None:
        """Ask for the page only if it changed."""
        # What was wrong with an answer says nothing of the next one.
        request.meta.pop(FAILURE, None)
        if KNOWN in request.meta:
            return
        try:
            known = self._find_known(request)
        except StoreError as error:
            self._stop(error)
            raise IgnoreRequest(str(error)) from error
        request.meta[KNOWN] = known
        if self._settings.respect_tdm and is_known_reserved(known):
            count_reserved(self._crawler.stats, name_reservation(known))
            raise IgnoreRequest(f"{request.url}: it reserved itself within the last day")
        if known is None or known.address is None:
            return
        if known.etag:
            request.headers["If-None-Match"] = known.etag.encode("latin-1")
        if known.last_modified:
            request.headers["If-Modified-Since"] = known.last_modified.encode("latin-1")

    def _find_known(self, request: Request) -> Fetch | None:
        is_page = purpose_of(request) == "page"
        return self._expected.take(request.url) if is_page else self._recorder.find_known(request.url)

    async def process_response(self, request: Request, response: Response) -> Request | Response:
        """Write it down; `IgnoreRequest` where the spider cannot use it."""
        if response.status == NOT_MODIFIED:
            count(self._crawler.stats, "not_modified")
        if reservation := request.meta.pop(RESERVED, None):
            await self._keep_failure(request, response.status, f"{PREFIX}{reservation}")
            count_reserved(self._crawler.stats, reservation)
            raise IgnoreRequest(f"{request.url}: {PREFIX}{reservation}")
        if reason := request.meta.get(FAILURE):
            await self._fail(request, response.status, reason)
            raise IgnoreRequest(f"{request.url}: {reason}")
        marks = HEADLINES in request.meta, MAY_MISS in request.meta
        answer = Answer(make_raw(response), purpose_of(request), request.meta.get(KNOWN), *marks)
        if response.status == NOT_MODIFIED and answer.purpose != "page" and answer.has_body:
            return await self._replay(request, response, answer)
        await self._take(answer)
        if answer.purpose == "page" and response.status == NOT_MODIFIED:
            return response
        if answer.purpose not in ASIDE and response.status != OK:
            raise IgnoreRequest(f"{request.url}: HTTP {response.status}")
        return response

    async def _settle_lost(self) -> None:
        """Pages that are not found or lead to a front page are gone, unless that is said of most that are known."""
        fault = self._lost.explain()
        answers = self._lost.take()
        if fault is None:
            self._waiting += answers
            return
        note(self._crawler.stats, "site_faults", f"{fault}, so that none was taken for withdrawn; has the site moved?")
        for url, status in ((answer.response.url, answer.response.status) for answer in answers):
            await self._record_failure(url, status, fault, "page")
            self._count(url, "page", "failed", fault)

    async def _take(self, answer: Answer) -> None:
        self._expected.forget(answer.response.url)
        if self._lost.keep_back(answer):
            return
        self._waiting.append(answer)
        self._waiting_since = self._waiting_since or monotonic()
        if answer.purpose != "page" or self._is_due():
            await self._flush()
            return
        # Not ahead of what is being written: what Scrapy has in hand is bounded, and so is what a kill loses.
        async with self._writing:
            return

    def _is_due(self) -> bool:
        size = sum(len(answer.response.body) for answer in self._waiting)
        is_late = monotonic() - self._waiting_since > LONGEST_WAIT
        return is_late or len(self._waiting) >= AT_ONCE or size > LARGEST_WAITING

    async def _flush(self) -> None:
        """Write down what waits. A crawl that is killed before asks for it again."""
        async with self._writing:
            answers, self._waiting, self._waiting_since = self._waiting, [], 0.0
            requests = self._take_requests()
            if not answers and not requests:
                return
            outcomes = await self._keep(lambda: self._recorder.record(answers, requests))
        for answer, outcome in zip(answers, outcomes, strict=True):
            self._count(answer.response.url, answer.purpose, outcome, f"HTTP {answer.response.status}")

    def _take_requests(self) -> int:
        """How many requests were made since this was asked last."""
        made, before = read_count(self._crawler.stats, "requests"), self._requests_told
        self._requests_told = made
        return made - before

    async def process_exception(self, request: Request, exception: Exception) -> None:
        """Write down that there was no answer."""
        if not isinstance(exception, IgnoreRequest):
            await self._fail(request, None, explain_failure(exception))

    async def _fail(self, request: Request, status: int | None, reason: str) -> None:
        await self._keep_failure(request, status, reason)
        self._count(request.url, purpose_of(request), "failed", reason)

    async def _keep_failure(self, request: Request, status: int | None, reason: str) -> None:
        self._expected.forget(request.url)
        await self._record_failure(request.url, status, reason, purpose_of(request))

    async def _record_failure(self, url: str, status: int | None, reason: str, purpose: Purpose) -> None:
        requests = self._take_requests()
        await self._keep(lambda: self._recorder.record_failure(url, status, reason, purpose, requests))

    def _count(self, url: str, purpose: Purpose, outcome: Outcome, reason: str) -> None:
        stats = self._crawler.stats
        if outcome == "failed" and purpose not in ASIDE:
            count_failure(stats, url, reason, is_list=purpose == "list")
        elif purpose == "list":
            count(stats, "lists")
            if outcome == "gone":
                count(stats, "missing_lists")
        elif purpose == "page":
            count(stats, outcome)

    async def _replay(self, request: Request, response: Response, answer: Answer) -> Request | Response:
        """The body that still holds; the request anew, and unconditional, where the archive has lost it."""
        known = cast(Fetch, answer.known)
        try:
            kept = await self._do(lambda: self._recorder.replay(known))
        except ArchiveError:
            again = request.replace(dont_filter=True)
            forget_known(again)
            again.meta[KNOWN] = None
            return again
        await self._take(answer)
        content_type = (kept.header("Content-Type") or "").encode("latin-1", "replace")
        headers = {b"Content-Type": content_type}
        made = responsetypes.from_args(headers=headers, url=response.url, body=kept.body)
        return made(response.url, status=kept.status, headers=headers, body=kept.body, request=response.request)

    async def _keep(self, work: Callable[[], Result]) -> Result:
        """Write to archive and ledger; where that fails the crawl ends, as nothing more could be kept."""
        try:
            return await self._do(work)
        except StoreError as error:
            self._stop(error)
            raise IgnoreRequest(str(error)) from error

    def _stop(self, error: StoreError) -> None:
        note(self._crawler.stats, "store_failures", str(error))
        if self._closing is None:
            self._closing = asyncio.ensure_future(self._crawler.engine.close_spider_async(reason="store_failure"))

    async def _do(self, work: Callable[[], Result]) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)
