"""Refuses requests to addresses that are not the publisher's own, before anything is asked."""

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest

from spiders.addresses import explain_refusal
from spiders.requests import purpose_of
from spiders.tally import count_offsite, note_failed_list


class OwnAddressesMiddleware:
    """Only http and https, on the publisher's domains, at public addresses. What a name stands for is looked at when
    the connection is made, by `spiders.resolver`.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._allow_loopback = crawler.settings.getbool("ALLOW_LOOPBACK")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes it."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """`IgnoreRequest` where the address is not to be asked."""
        domains = tuple(getattr(self._crawler.spider, "allowed_domains", None) or ())
        if reason := explain_refusal(request.url, domains, allow_loopback=self._allow_loopback):
            count_offsite(self._crawler.stats, request.url, reason)
            if purpose_of(request) == "list":
                note_failed_list(self._crawler.stats, request.url, reason)
            raise IgnoreRequest(f"{request.url}: {reason}")
