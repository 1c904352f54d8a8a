"""All that a crawl would ask of Parliament's APIs, without a crawl."""

from collections import deque
from collections.abc import Callable
from typing import Any, NamedTuple

from scrapy import Request
from scrapy.utils.test import get_crawler

from clausewatch.settings import Settings
from spiders.bases.publisher import PublisherSpider
from spiders.requests import purpose_of
from spiders.run import list_spiders
from tests.spiders.making import answer as respond
from tests.spiders.parliament.serving import answer

MOST = 1500
"""Lists asked for before a walk is taken for endless."""
REGISTERS = (
    "bills",
    "hansard-commons",
    "hansard-lords",
    "select-committees",
    "written-questions",
    "written-statements",
)
SPIDERS = {spider.publisher.name: spider for spider in list_spiders(Settings())}


class Walked(NamedTuple):
    """The addresses asked for, in their order and once each, and the spider that asked."""

    lists: list[str]
    pages: list[str]
    spider: PublisherSpider


def make(name: str, since: str | None = None, until: str | None = None, **attributes: Any) -> PublisherSpider:
    """A shipped spider as Scrapy makes it, with some attributes changed."""
    kind: Any = type(name, (SPIDERS[name],), attributes)
    spider: PublisherSpider = kind.from_crawler(get_crawler(kind), since=since, until=until)
    return spider


def walk(spider: PublisherSpider, serve: Callable[[str], str] = answer) -> Walked:
    """Follow all lists to their end, as Scrapy does: no address is asked for twice."""
    waiting: deque[Request] = deque(spider.ask_lists())
    lists: dict[str, None] = {}
    pages: dict[str, None] = {}
    while waiting:
        request = waiting.popleft()
        if purpose_of(request) == "page":
            pages[request.url] = None
        elif request.url not in lists:
            lists[request.url] = None
            if len(lists) > MOST:
                raise AssertionError(f"after {MOST} lists there is still {request.url}")
            callback: Any = request.callback
            waiting.extend(callback(respond(serve(request.url), request.url), **request.cb_kwargs))
    return Walked(list(lists), list(pages), spider)
