"""Retry-After and one connection a host, as the web's recorder saw them."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from spiders.settings import CONCURRENT_REQUESTS, CONCURRENT_REQUESTS_PER_DOMAIN
from tests.spiders.conftest import crawl_once, environment, make_settings
from tests.spiders.local_web import LocalWeb, Reply, Route, feed, page
from tests.spiders.sites.waiting import WAYS

PAGES = ("/1", "/2", "/3", "/4")
SECONDS = 1


def ask_for_time(name: str) -> Route:
    """A page that is busy once, as the site's name says."""
    _, status, way = name.split("-")

    def answer(before: int) -> Reply:
        # Dates have whole seconds, so that a part of the last one is lost.
        at = format_datetime(datetime.now(UTC) + timedelta(seconds=SECONDS + 1), usegmt=True)
        asked = str(SECONDS) if way == "seconds" else at
        return page("Here you are.") if before else Reply(b"", int(status), {"Retry-After": asked})

    return answer


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalWeb]:
    pages: dict[str, Route] = {path: page(f"Page {path}.") for path in PAGES}
    sites: dict[str, dict[str, Route]] = {
        name: {"/feed.xml": feed(PAGES), **pages, "/2": ask_for_time(name)} for name in WAYS
    }
    with LocalWeb(sites) as served, environment("CLAUSEWATCH_TEST_PORT", served.port):
        settings = make_settings(tmp_path_factory.mktemp("waiting"))
        for name in WAYS:
            assert crawl_once(name, settings).fresh == len(PAGES)
        yield served


@pytest.mark.parametrize("name", WAYS)
def test_the_whole_host_is_left_alone_as_long_as_it_asks(web: LocalWeb, name: str) -> None:
    asked = [request for request in web.asked if request.host == name]
    busy = next(request for request in asked if request.path == "/2")
    assert min(request.at - busy.at for request in asked if request.at > busy.at) >= SECONDS * 0.95


@pytest.mark.parametrize("name", WAYS)
def test_what_was_refused_is_asked_once_more_and_nothing_else_twice(web: LocalWeb, name: str) -> None:
    asked = web.asked_of(name)
    assert {path: asked.count(path) for path in PAGES} == {path: 1 + (path == "/2") for path in PAGES}


def test_one_request_at_a_time_goes_to_a_host_though_nothing_else_holds_it_back(tmp_path: Path) -> None:
    slow = {path: Reply(b"<p>Slow.</p>", headers={"Content-Type": "text/html"}, drip=0.02) for path in PAGES}
    lists: dict[str, Route] = {"/feed.xml": feed(PAGES[:2]), "/other.xml": feed(PAGES[2:])}
    with LocalWeb({"slow": {**lists, **slow}}) as web, environment("CLAUSEWATCH_TEST_PORT", web.port):
        assert crawl_once("slow", make_settings(tmp_path)).fresh == len(PAGES)
    assert {request.at_once for request in web.asked} == {1}
    assert len(web.asked) == 3 + len(PAGES)


def test_the_recorder_sees_requests_at_once_where_there_are_some() -> None:
    slow = Reply(b"Slow.", drip=0.2)
    with LocalWeb({"slow": {"/": slow}}) as web, ThreadPoolExecutor(2) as pool:
        ask = Request(f"http://127.0.0.1:{web.port}/", headers={"Host": "slow.localhost"})
        list(pool.map(lambda _: urlopen(ask).read(), range(2)))  # noqa: S310
    assert sorted(request.at_once for request in web.asked) == [1, 2]


def test_one_connection_a_host_is_the_default() -> None:
    assert CONCURRENT_REQUESTS_PER_DOMAIN == 1 < CONCURRENT_REQUESTS
