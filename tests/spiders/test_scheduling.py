"""What a list names is in the queue before the first of it is asked for."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from scrapy import Request
from scrapy.utils.test import get_crawler

from spiders.middlewares import scheduling
from spiders.middlewares.scheduling import SchedulingMiddleware
from spiders.process import make_scrapy_settings
from tests.spiders.conftest import crawl_once, environment, make_settings
from tests.spiders.local_web import LocalWeb, Route, feed, page
from tests.spiders.making import answer, urls
from tests.spiders.test_revisits import remember

NAMED = [f"https://gazette.example/{number}" for number in range(5)]


class Queue:
    """In the place of Scrapy's engine, which takes requests in."""

    def __init__(self) -> None:
        self.taken: list[Request] = []

    def crawl(self, request: Request) -> None:
        self.taken.append(request)


def make_middleware(queue: Queue) -> SchedulingMiddleware:
    crawler: Any = get_crawler()
    crawler.engine = queue
    return SchedulingMiddleware.from_crawler(crawler)


def name_pages() -> Iterator[Any]:
    yield {"title": "An item"}
    yield from map(Request, NAMED)


async def name_pages_later() -> AsyncIterator[Any]:
    for each in name_pages():
        await asyncio.sleep(0)
        yield each


async def collect(found: AsyncIterator[Any]) -> list[Any]:
    return [each async for each in found]


@pytest.mark.parametrize("waits", [False, True])
def test_requests_are_taken_in_and_all_else_goes_on(waits: bool) -> None:
    queue = Queue()
    made = make_middleware(queue)
    if waits:
        left = asyncio.run(collect(made.process_spider_output_async(answer(""), name_pages_later())))
    else:
        left = list(made.process_spider_output(answer(""), name_pages()))
    assert left == [{"title": "An item"}]
    assert urls(queue.taken) == NAMED


@pytest.mark.parametrize("waits", [False, True])
def test_of_a_very_long_list_the_end_goes_the_usual_way(monkeypatch: pytest.MonkeyPatch, waits: bool) -> None:
    monkeypatch.setattr(scheduling, "MOST_AT_ONCE", 3)
    queue = Queue()
    made = make_middleware(queue)
    if waits:
        left = asyncio.run(collect(made.process_spider_output_async(answer(""), name_pages_later())))
    else:
        left = list(made.process_spider_output(answer(""), name_pages()))
    assert urls(queue.taken) == NAMED[:3]
    assert urls(left[1:]) == NAMED[3:]


def test_what_came_before_an_error_is_taken_in() -> None:
    queue = Queue()

    def break_off() -> Iterator[Request]:
        yield Request(NAMED[0])
        raise ValueError("a list that nobody can read")

    with pytest.raises(ValueError, match="nobody can read"):
        list(make_middleware(queue).process_spider_output(answer(""), break_off()))
    assert urls(queue.taken) == NAMED[:1]


def test_it_is_the_last_to_see_what_a_spider_gives(tmp_path: Path) -> None:
    made = make_scrapy_settings(make_settings(tmp_path), "run-7")
    places = {**made["SPIDER_MIDDLEWARES_BASE"], **made["SPIDER_MIDDLEWARES"]}
    first = min((name for name, place in places.items() if place is not None), key=lambda name: int(places[name]))
    assert first.endswith("SchedulingMiddleware")


def test_new_pages_come_first_wherever_a_list_names_them(tmp_path: Path) -> None:
    # Six requests: robots.txt, the feed, and four pages.
    settings = make_settings(tmp_path)
    known = {f"/{number}": (1.0, 200) for number in range(300)}
    new = [f"/new-{number}" for number in range(4)]
    site: dict[str, Route] = {"/feed.xml": feed([*known, *new]), **{path: page(path) for path in new}}
    with LocalWeb({"frugal": site}) as web, environment("CLAUSEWATCH_TEST_PORT", web.port):
        remember(settings, web, known)
        crawl_once("frugal", settings)
        assert web.asked_of("frugal") == ["/robots.txt", "/feed.xml", *new]
