"""Ends a crawl's requests at the publisher's budget."""

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest

from clausewatch.models import Publisher
from spiders.tally import count


class BudgetMiddleware:
    """Counts requests, robots.txt and redirects included; what is over the budget is left for the next crawl."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._made = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes it."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """`IgnoreRequest` where the budget is spent."""
        publisher = getattr(self._crawler.spider, "publisher", None)
        if isinstance(publisher, Publisher) and self._made >= publisher.budget:
            count(self._crawler.stats, "over_budget")
            raise IgnoreRequest(f"{request.url}: the budget of {publisher.budget} requests is spent")
        self._made += 1
