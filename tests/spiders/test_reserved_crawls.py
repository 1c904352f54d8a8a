"""Pages that a site reserves are not kept, and where the site's file says so not even asked for."""

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from clausewatch.crawls import CrawlResult
from clausewatch.ledger import open_ledger
from clausewatch.ledger.queue import count
from clausewatch.settings import Settings
from spiders.run import crawl_publishers
from tests.spiders.conftest import environment, find_fetch, make_settings
from tests.spiders.local_web import LocalWeb, Reply, Route, feed, page

FILE = "/.well-known/tdmrep.json"
RULES = json.dumps([{"location": "/kept/open", "tdm-reservation": 0}, {"location": "/kept/", "tdm-reservation": 1}])


def with_fields(**fields: str) -> Reply:
    return Reply(page("Words.").body, headers={"Content-Type": "text/html"} | fields)


def with_meta(name: str, content: str) -> Reply:
    body = f'<html><head><meta name="{name}" content="{content}"></head><p>Words.</p></html>'
    return Reply(body.encode(), headers={"Content-Type": "text/html", "ETag": '"m"'})


PAGES: dict[str, Route] = {
    "/free": page("Free."),
    "/kept/1": page("Kept."),
    "/kept/2": page("Kept."),
    "/kept/open": page("Open."),
    "/field": with_fields(**{"tdm-reservation": "1"}),
    "/meta": with_meta("tdm-reservation", "1"),
    "/noai": with_meta("robots", "noai"),
    "/others": with_fields(**{"X-Robots-Tag": "otherbot: noai"}),
    "/pictures": with_meta("robots", "noimageai, noarchive"),
}
BY = {
    "tdmrep.json": 2,
    "tdm-reservation in the header": 1,
    "tdm-reservation in a meta": 1,
    "noai in a meta": 1,
}
UNASKED, LEFT_OUT = {"/kept/1", "/kept/2"}, {"/field", "/meta", "/noai"}
Serve = Callable[..., LocalWeb]


class Visits(NamedTuple):
    web: LocalWeb
    settings: Settings
    results: list[CrawlResult]
    asked: list[list[str]]


def serve(**routes: Route) -> LocalWeb:
    named = {f"/{name}": route for name, route in routes.items()}
    return LocalWeb({"reserved": {"/feed.xml": feed(PAGES), **PAGES, **named}})


def crawl(settings: Settings, web: LocalWeb) -> tuple[CrawlResult, list[str]]:
    before = len(web.asked)
    with environment("CLAUSEWATCH_TEST_PORT", web.port):
        [result] = crawl_publishers(["reserved"], settings)
    return result, [request.path for request in web.asked[before:]]


def respectful(folder: Path) -> Settings:
    return make_settings(folder).model_copy(update={"respect_tdm": True})


@pytest.fixture(scope="module")
def visits(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visits]:
    settings = respectful(tmp_path_factory.mktemp("reserved"))
    web = serve()
    web.sites["reserved"][FILE] = Reply(RULES.encode(), headers={"Content-Type": "application/json"})
    with web:
        results, asked = zip(*(crawl(settings, web) for _ in range(2)), strict=True)
        yield Visits(web, settings, list(results), list(asked))


def test_the_file_of_the_site_is_read_before_its_pages_and_holds(visits: Visits) -> None:
    asked = visits.asked[0]
    assert asked.index(FILE) < min(asked.index(path) for path in set(PAGES) - UNASKED)
    assert UNASKED & set(asked) == set()


def test_what_was_left_out_is_counted_by_its_reason(visits: Visits) -> None:
    assert [result.reserved for result in visits.results] == [BY, BY]
    assert visits.results[0].fresh == len(PAGES) - len(UNASKED) - len(LEFT_OUT)
    assert visits.results[0].failed == 0
    assert [result.reason for result in visits.results] == [None, None]


def test_nothing_of_a_reserved_page_is_kept_but_the_reason(visits: Visits) -> None:
    for path in LEFT_OUT:
        fetch = find_fetch(visits.settings, f"http://reserved.localhost:{visits.web.port}{path}")
        assert fetch is not None
        assert (fetch.address, fetch.outcome) == (None, "failed")
        assert (fetch.reason or "").startswith("rights are reserved: ")
    with closing(open_ledger(visits.settings.database_url)) as ledger, ledger.read() as session:
        assert count(session)[("extract", "waiting")] == visits.results[0].fresh


def test_within_a_day_neither_the_file_nor_what_reserved_itself_is_asked_again(visits: Visits) -> None:
    assert {FILE, *LEFT_OUT, *UNASKED} & set(visits.asked[1]) == set()
    assert set(visits.asked[1]) >= {"/free", "/others", "/pictures", "/kept/open"}


def test_where_the_setting_is_off_all_is_taken_and_no_file_asked_for(tmp_path: Path) -> None:
    with serve() as web:
        result, asked = crawl(make_settings(tmp_path), web)
    assert (result.fresh, result.reserved) == (len(PAGES), {})
    assert FILE not in asked


def test_where_robots_txt_closes_the_folder_the_file_is_not_asked_for(tmp_path: Path) -> None:
    robots = Reply(b"User-agent: *\nDisallow: /.well-known/\n")
    with serve(**{"robots.txt": robots, FILE[1:]: Reply(RULES.encode())}) as web:
        result, asked = crawl(respectful(tmp_path), web)
    assert FILE not in asked
    assert set(asked) >= UNASKED
    assert (result.disallowed, result.reason) == (0, None)


@pytest.mark.parametrize("status", [200, 403, 500], ids=["a page of words", "refused", "broken"])
def test_without_a_file_that_can_be_read_the_site_reserves_nothing(tmp_path: Path, status: int) -> None:
    with serve(**{FILE[1:]: Reply(b"<p>Sorry.</p>", status)}) as web:
        result, asked = crawl(respectful(tmp_path), web)
    assert set(asked) >= UNASKED
    assert (result.failed, result.reason) == (0, None)


def test_where_all_is_reserved_the_publisher_is_unhealthy_and_the_reason_told(tmp_path: Path) -> None:
    everything = json.dumps([{"location": "/", "tdm-reservation": 1}]).encode()
    with serve(**{FILE[1:]: Reply(everything)}) as web:
        result, asked = crawl(respectful(tmp_path), web)
    assert set(asked) == {"/robots.txt", "/feed.xml", FILE}
    assert result.reason == f"all {len(PAGES)} pages have their rights reserved: tdmrep.json"
