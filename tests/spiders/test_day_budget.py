"""A publisher's requests a day, over all crawls."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from clausewatch.crawls import CrawlResult
from clausewatch.ledger import open_ledger
from clausewatch.ledger.spent import add_spent, read_spent
from clausewatch.models import Publisher
from clausewatch.settings import Settings
from spiders.run import crawl_publishers
from spiders.tally import Tally, judge
from tests.spiders.conftest import environment, make_settings
from tests.spiders.local_web import LocalWeb, Reply, Route, feed, page
from tests.spiders.making import GAZETTE
from tests.spiders.test_revisits import remember

BUDGET = 8
MOVED = Reply(b"", 302, {"Location": "/there"})


def busy_once(before: int) -> Reply:
    return page("Well again.") if before else Reply(b"", 503, {"Retry-After": "0"})


@pytest.fixture
def web() -> Iterator[LocalWeb]:
    pages: dict[str, Route] = {f"/{number}": page(f"Page {number}.") for number in range(20)}
    site = {"/feed.xml": feed(pages), **pages}
    with LocalWeb({"thrifty": site}) as served, environment("CLAUSEWATCH_TEST_PORT", served.port):
        yield served


def crawl(settings: Settings) -> CrawlResult:
    [result] = crawl_publishers(["thrifty"], settings)
    return result


def today() -> date:
    return datetime.now(UTC).date()


def spent(settings: Settings, day: date, publisher: str = "thrifty") -> int:
    with closing(open_ledger(settings.database_url)) as ledger, ledger.read() as session:
        return read_spent(session, publisher, day)


def spend(settings: Settings, day: date, requests: int, publisher: str = "thrifty") -> None:
    with closing(open_ledger(settings.database_url)) as ledger, ledger.begin() as session:
        add_spent(session, publisher, day, requests)


def test_a_crawl_ends_where_the_day_is_spent_and_says_so(web: LocalWeb, tmp_path: Path) -> None:
    settings = make_settings(tmp_path)
    result = crawl(settings)
    assert len(web.asked) == result.requests == spent(settings, today()) == BUDGET
    assert result.over_day == 20 - (BUDGET - 2)
    assert result.healthy


def test_what_earlier_crawls_spent_today_is_gone(web: LocalWeb, tmp_path: Path) -> None:
    settings = make_settings(tmp_path)
    spend(settings, today(), 3)
    result = crawl(settings)
    assert len(web.asked) == BUDGET - 3
    assert (result.fresh, result.reason) == (BUDGET - 5, None)


def test_what_was_spent_yesterday_or_on_others_does_not_count(web: LocalWeb, tmp_path: Path) -> None:
    settings = make_settings(tmp_path)
    spend(settings, today() - timedelta(days=1), 100)
    spend(settings, today(), 100, "somebody-else")
    assert crawl(settings).requests == len(web.asked) == BUDGET


def test_what_is_asked_again_and_redirects_are_counted_too(web: LocalWeb, tmp_path: Path) -> None:
    web.sites["thrifty"] = {"/feed.xml": feed(["/1", "/2"]), "/1": busy_once, "/2": MOVED, "/there": page("There.")}
    settings = make_settings(tmp_path)
    result = crawl(settings)
    assert result.fresh == 2
    assert len(web.asked) == result.requests == spent(settings, today()) == 6


def test_known_pages_are_asked_again_with_half_of_what_is_left_at_most(web: LocalWeb, tmp_path: Path) -> None:
    web.sites["thrifty"] = {"/feed.xml": feed(["/1"]), "/1": page("One.")}
    settings = make_settings(tmp_path)
    old = {f"/old/{days}": (float(days), 200) for days in range(9, 0, -1)}
    remember(settings, web, old, "thrifty")
    crawl(settings)
    # The page itself is not written down yet when the rest is shared out.
    assert web.asked_of("thrifty") == ["/robots.txt", "/feed.xml", "/1", "/old/1", "/old/2", "/old/3"]


@pytest.mark.parametrize(("facts", "requests"), [({}, 5000), ({"budget": 30}, 300), ({"day_budget": 7}, 7)])
def test_without_a_number_of_its_own_a_day_has_ten_crawls(facts: dict[str, int], requests: int) -> None:
    assert Publisher.model_validate(GAZETTE.model_dump() | facts).requests_a_day == requests


def test_fewer_pages_than_usual_are_no_illness_where_the_day_is_spent_or_lists_were_not_due() -> None:
    publisher = GAZETTE.model_copy(update={"minimum": 5})
    tally = Tally(fresh=2, lists=1, finish_reason="finished")
    assert judge(publisher, tally) == "2 pages, fewer than the 5 of a healthy crawl"
    assert judge(publisher, tally.model_copy(update={"over_day": 1})) is None
    assert judge(publisher, tally.model_copy(update={"not_due": 1})) is None
    assert judge(publisher, tally.model_copy(update={"reserved": {"tdmrep.json": 3}})) is None
    assert judge(publisher, tally.model_copy(update={"not_due": 1, "failed_lists": ["a: HTTP 500"]})) is not None
