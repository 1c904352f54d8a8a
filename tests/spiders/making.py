"""Spiders and answers to try them on, without a crawl."""

from collections.abc import Iterable
from typing import Any, TypeVar

from scrapy import Request
from scrapy.http import HtmlResponse, Response
from scrapy.utils.test import get_crawler

from clausewatch.models import Publisher
from spiders.bases.publisher import PublisherSpider
from spiders.tally import Tally, read_tally

GAZETTE = Publisher(name="gazette", title="Gazette", kind="coverage", category="news", domains=("gazette.example",))
SpiderKind = TypeVar("SpiderKind", bound=PublisherSpider)


def make_spider(kind: type[SpiderKind], **arguments: Any) -> SpiderKind:
    """A spider of the Gazette as Scrapy makes it."""
    named: Any = type("GazetteSpider", (kind,), {"publisher": GAZETTE, "__module__": __name__})
    spider: SpiderKind = named.from_crawler(get_crawler(named), **arguments)
    return spider


def tally_of(spider: PublisherSpider) -> Tally:
    """What a spider has counted so far."""
    return read_tally(spider.crawler.stats)


def answer(body: str | bytes, url: str = "https://gazette.example/list") -> HtmlResponse:
    """An answer with a body."""
    return HtmlResponse(url, body=body.encode() if isinstance(body, str) else body, encoding="utf-8")


def binary_answer(body: bytes, url: str = "https://gazette.example/list") -> Response:
    """An answer that is not text."""
    return Response(url, body=body)


def urls(requests: Iterable[Request]) -> list[str]:
    """The addresses asked for."""
    return [request.url for request in requests]
