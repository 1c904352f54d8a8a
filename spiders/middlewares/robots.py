"""Obeys robots.txt: what it forbids is not asked, and its crawl delay is kept."""

import asyncio
from datetime import UTC, datetime
from math import inf
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.httpobj import urlparse_cached

from spiders.failures import NO_ANSWER, explain_failure
from spiders.requests import PURPOSE, purpose_of
from spiders.robots import OFF_HOURS, Robots, read_robots
from spiders.slots import slow_slot
from spiders.tally import count, count_failure, note, note_failed_list

ROBOTS_PRIORITY = 1000


class RobotsMiddleware:
    """One robots.txt for each scheme, host and port, asked for once a crawl."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._known: dict[str, asyncio.Task[Robots]] = {}
        self._longest = crawler.settings.getfloat("CLOSESPIDER_TIMEOUT") or inf
        """Seconds that the crawl lasts."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes it."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """`IgnoreRequest` where robots.txt forbids the address, cannot be read, or asks for other hours or for a delay
        after which the crawl is over.
        """
        if purpose_of(request) == "robots" or not self._crawler.settings.getbool("ROBOTSTXT_OBEY"):
            return
        parts = urlparse_cached(request)
        base = f"{parts.scheme}://{parts.netloc}"
        if base not in self._known:
            self._known[base] = asyncio.ensure_future(self._ask(base, parts.hostname or ""))
        robots = await self._known[base]
        if robots.closed_for(datetime.now(UTC)):
            if purpose_of(request) != "terms":
                count(self._crawler.stats, "off_hours")
            raise IgnoreRequest(f"{request.url}: {OFF_HOURS}")
        if not robots.allows(request.url):
            reason = "robots.txt cannot be read" if robots.is_unreadable else "robots.txt forbids it"
            if purpose_of(request) != "terms":
                count(self._crawler.stats, "robots_unreadable" if robots.is_unreadable else "disallowed")
            if purpose_of(request) == "list":
                note_failed_list(self._crawler.stats, request.url, reason)
            raise IgnoreRequest(f"{request.url}: {reason}")
        if (delay := robots.crawl_delay or 0.0) > self._longest:
            # Waited for, it would hold up all that comes after the crawl, and then not be asked either.
            reason = f"robots.txt asks for {delay:g} s between two requests, longer than a crawl lasts"
            if purpose_of(request) != "terms":
                count_failure(self._crawler.stats, request.url, reason, is_list=purpose_of(request) == "list")
            raise IgnoreRequest(f"{request.url}: {reason}")

    async def _ask(self, base: str, host: str) -> Robots:
        robots = await self._read(f"{base}/robots.txt")
        if robots.crawl_delay:
            slow_slot(self._crawler, host, robots.crawl_delay)
        return robots

    async def _read(self, url: str) -> Robots:
        request = Request(url, priority=ROBOTS_PRIORITY, callback=NO_CALLBACK, meta={PURPOSE: "robots"})
        try:
            response = await self._crawler.engine.download_async(request)
        except (*NO_ANSWER, IgnoreRequest) as error:
            self._note_unreadable(url, explain_failure(error))
            return read_robots(None)
        robots = read_robots(response.status, response.body)
        if robots.is_unreadable:
            self._note_unreadable(url, f"HTTP {response.status}")
        return robots

    def _note_unreadable(self, url: str, reason: str) -> None:
        note(self._crawler.stats, "robots_failures", f"{url} cannot be read, so that all is forbidden: {reason}")
