"""Every address that came with validators is asked for with them, and answers of 304 are counted."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from clausewatch.crawls import CrawlResult
from spiders.run import crawl_publishers
from tests.spiders.conftest import environment, make_settings
from tests.spiders.local_web import Asked, LocalWeb, Reply, Route, feed, page

SINCE = "Tue, 04 Mar 2025 09:00:00 GMT"
TAG, DATE = {"ETag": '"v1"'}, {"Last-Modified": SINCE}
BOTH = TAG | DATE
PAGES: dict[str, dict[str, str]] = {"/both": BOTH, "/tag": TAG, "/date": DATE, "/none": {}}


def validated(reply: Reply, headers: dict[str, str]) -> Route:
    """An answer that is 304 later, where it has validators."""
    first = Reply(reply.body, headers=reply.headers | headers)
    return lambda before: Reply(b"", 304) if before and headers else first


class Twice(NamedTuple):
    results: list[CrawlResult]
    second: dict[str, Asked]


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Twice]:
    site = {path: validated(page(f"Page {path}."), headers) for path, headers in PAGES.items()}
    site |= {"/robots.txt": validated(Reply(b"User-agent: *\nDisallow: /shut\n"), BOTH)}
    site |= {"/feed.xml": validated(feed(PAGES), BOTH)}
    settings = make_settings(tmp_path_factory.mktemp("tagged"))
    with LocalWeb({"tagged": site}) as web, environment("CLAUSEWATCH_TEST_PORT", web.port):
        first = list(crawl_publishers(["tagged"], settings))
        before = len(web.asked)
        second = list(crawl_publishers(["tagged"], settings))
        yield Twice([*first, *second], {request.path: request for request in web.asked[before:]})


def test_robots_txt_lists_and_pages_are_asked_with_all_the_validators_they_came_with(twice: Twice) -> None:
    headers = PAGES | {"/robots.txt": BOTH, "/feed.xml": BOTH}
    asked = {path: (request.condition, request.since) for path, request in twice.second.items()}
    assert asked == {path: (given.get("ETag"), given.get("Last-Modified")) for path, given in headers.items()}


def test_rules_that_changed_hold_from_the_next_crawl_on(tmp_path: Path) -> None:
    strict = Reply(b"User-agent: *\nDisallow: /tag\n")
    robots: Route = lambda before: strict if before else Reply(b"", headers=TAG)  # noqa: E731
    site: dict[str, Route] = {"/robots.txt": robots, "/feed.xml": feed(["/tag", "/date"])}
    with LocalWeb({"tagged": site}) as web, environment("CLAUSEWATCH_TEST_PORT", web.port):
        for _ in range(2):
            list(crawl_publishers(["tagged"], make_settings(tmp_path)))
    assert web.asked_of("tagged") == ["/robots.txt", "/feed.xml", "/tag", "/date", "/robots.txt", "/feed.xml", "/date"]


def test_answers_of_304_are_counted_with_the_requests(twice: Twice) -> None:
    counts = [(result.not_modified, result.requests) for result in twice.results]
    assert counts == [(0, 6), (5, 6)]


def test_what_did_not_change_is_still_seen(twice: Twice) -> None:
    assert [(result.fresh, result.unchanged, result.reason) for result in twice.results] == [(4, 0, None), (0, 4, None)]
