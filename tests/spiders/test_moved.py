"""A page that leads to a front page is gone, and what it leads to is no document."""

from collections.abc import Iterator
from typing import NamedTuple

import pytest

from clausewatch.crawls import CrawlResult
from clausewatch.ledger.fetches import Fetch
from spiders.moved import is_door, is_front
from spiders.run import crawl_publishers
from tests.spiders.conftest import environment, find_fetch, make_settings
from tests.spiders.local_web import LocalWeb, Reply, Route, feed, page

SITE = "https://courier.example"


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/story", "/"),
        ("/news/2031/story", ""),
        ("/news/story", "/index.html"),
        ("/news/2031/story", "/news"),
        ("/News/2031/story/", "/news/"),
        ("/news/story", "/en"),
        ("/?p=17", "/"),
        ("/story?id=17", "/"),
    ],
)
def test_a_front_page_is_known(path: str, target: str) -> None:
    assert is_front(f"{SITE}{path}", f"{SITE}{target}")
    assert is_front(f"http://www.courier.example{path}", f"{SITE}{target}")


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/", "/index.html"),
        ("/index.html", "/"),
        ("", "/"),
        ("/story", "/story/"),
        ("/story/amp", "/story"),
        ("/news/story/amp", "/news/story"),
        ("/news/old-name", "/news/new-name"),
        ("/2031/03/story", "/story"),
        ("/story", "/?p=17"),
        ("/?p=17", "/story"),
        ("/story", "/uk"),
    ],
)
def test_another_form_of_a_page_is_no_front_page(path: str, target: str) -> None:
    assert not is_front(f"{SITE}{path}", f"{SITE}{target}")


def test_a_door_is_known_by_a_part_of_its_path() -> None:
    assert is_door(f"{SITE}/story", f"{SITE}/account/login?return=/story")
    assert is_door(f"{SITE}/story", f"{SITE}/subscribe/")
    assert not is_door(f"{SITE}/story", f"{SITE}/news/how-to-subscribe")
    assert not is_door(f"{SITE}/login/help", f"{SITE}/login")


def to(place: str, status: int = 301) -> Reply:
    return Reply(b"", status, {"Location": place})


MOVED: dict[str, Reply] = {
    "/lost": to("/"),
    "/news/2031/lost": to("/news", 308),
    "/away": to("/", 302),
    "/closed": to("/login?return=/closed"),
    "/renamed": to("/new-name"),
    "/nowhere": Reply(b"", 301),
}
PLACES: dict[str, Route] = {place: page(f"Words of {place}.") for place in ("/", "/news", "/new-name")}


class Twice(NamedTuple):
    web: LocalWeb
    second: CrawlResult
    fetches: dict[str, Fetch | None]


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Twice]:
    """Pages that are there on the first visit and redirect on the second."""

    def change(path: str, later: Reply) -> Route:
        return lambda before: later if before else page(f"Page {path}.")

    settings = make_settings(tmp_path_factory.mktemp("moved"))
    site = PLACES | {"/feed.xml": feed(MOVED)} | {path: change(path, later) for path, later in MOVED.items()}
    with LocalWeb({"quiet": site}) as web, environment("CLAUSEWATCH_TEST_PORT", web.port):
        for _ in range(2):
            [result] = crawl_publishers(["quiet"], settings)
        base = f"http://quiet.localhost:{web.port}"
        yield Twice(web, result, {path: find_fetch(settings, f"{base}{path}") for path in (*MOVED, *PLACES)})


@pytest.mark.parametrize(("path", "status"), [("/lost", 301), ("/news/2031/lost", 308)])
def test_a_page_that_leads_to_a_front_page_for_good_is_gone(twice: Twice, path: str, status: int) -> None:
    fetch = twice.fetches[path]
    assert fetch is not None
    assert (fetch.outcome, fetch.status, fetch.reason) == ("gone", status, f"HTTP {status}")
    assert twice.second.gone == 2


@pytest.mark.parametrize(
    ("path", "reason"), [("/away", "a front page"), ("/closed", "a page to log in or subscribe"), ("/nowhere", "301")]
)
def test_one_that_does_so_for_now_or_leads_to_a_door_failed_and_is_not_gone(
    twice: Twice, path: str, reason: str
) -> None:
    fetch = twice.fetches[path]
    assert fetch is not None
    assert fetch.outcome == "failed"
    assert reason in (fetch.reason or "")
    assert fetch.address is not None


def test_no_front_page_is_asked_for_and_another_name_is_followed(twice: Twice) -> None:
    asked = twice.web.asked_of("quiet")
    assert [place for place in PLACES if place in asked] == ["/new-name"]
    renamed = twice.fetches["/new-name"]
    assert renamed is not None
    assert renamed.outcome == "fresh"
