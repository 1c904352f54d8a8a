"""Puts what a list names into the queue at once, so that the order of priority holds from the first request on."""

from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator
from typing import Any, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

MOST_AT_ONCE = 1000
"""Requests of one answer that are taken in without a pause, some tenths of a second; the others one by one."""


class SchedulingMiddleware:
    """Scrapy would take in some requests, begin with them and take in the next: a list's known pages, which are to
    come last, would go before new ones. With each page it would also start a task for every item that it might give.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes it."""
        return cls(crawler)

    def process_spider_output(self, response: Response, result: Iterable[Any]) -> Iterator[Any]:
        """What is left when the first requests are in the queue."""
        del response
        left = MOST_AT_ONCE
        for each in result:
            if left and isinstance(each, Request):
                left -= 1
                self._crawler.engine.crawl(each)
            else:
                yield each

    async def process_spider_output_async(self, response: Response, result: AsyncIterable[Any]) -> AsyncIterator[Any]:
        """The same of a spider that waits for something itself."""
        del response
        left = MOST_AT_ONCE
        async for each in result:
            if left and isinstance(each, Request):
                left -= 1
                self._crawler.engine.crawl(each)
            else:
                yield each
