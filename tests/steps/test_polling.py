"""A regular crawl asks only the lists that are due, says whom it leaves alone, and can be told otherwise."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from clausewatch.crawls import CrawlResult
from clausewatch.ledger.polls import Poll, read_polls, record_polls
from clausewatch.ledger.spent import add_spent
from clausewatch.steps.crawl import crawl
from clausewatch.steps.polling import Resting, find_resting
from clausewatch.steps.stores import Stores, open_stores
from spiders.polling import SHORTEST
from tests.spiders.conftest import environment, make_settings
from tests.spiders.local_web import LocalWeb, Reply, Route, feed, page
from tests.spiders.sites import manners

NAME = "polled"
LISTS = {"/one.xml", "/two.xml"}


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    with open_stores(make_settings(tmp_path)) as opened:
        yield opened


@contextmanager
def serve(**routes: Route) -> Iterator[LocalWeb]:
    pages: dict[str, Route] = {path: page(f"Page {path}.") for path in ("/1", "/2", "/3", "/4")}
    site = {"/one.xml": feed(["/1", "/2"]), "/two.xml": feed(["/3", "/4"]), **pages}
    site |= {f"/{name}": route for name, route in routes.items()}
    with LocalWeb({NAME: site}) as web, environment("CLAUSEWATCH_TEST_PORT", web.port):
        # This process has read the spiders with another port.
        vars(manners)[NAME].feeds = tuple(f"http://{NAME}.localhost:{web.port}{path}" for path in sorted(LISTS))
        yield web


def crawl_due(stores: Stores, *, only_due: bool = True) -> tuple[list[CrawlResult], list[Resting]]:
    resting: list[Resting] = []
    return list(crawl(stores, [NAME], only_due=only_due, tell_resting=resting.append)), resting


def polls_of(stores: Stores) -> dict[int, Poll]:
    with stores.ledger.read() as session:
        return read_polls(session, NAME)


def make_due(stores: Stores, *places: int) -> None:
    """As if the time of some lists had come, and of no other."""
    now = datetime.now(UTC)
    with stores.ledger.begin() as session:
        for place, poll in read_polls(session, NAME).items():
            due_at = now - timedelta(seconds=1) if place in places else now + timedelta(hours=1)
            record_polls(session, NAME, [poll.model_copy(update={"due_at": due_at})])


def asked_lists(web: LocalWeb, since: int) -> set[str]:
    return {request.path for request in web.asked[since:]} & LISTS


def test_a_publisher_of_which_no_list_is_due_is_not_asked_and_the_reason_told(stores: Stores) -> None:
    with serve() as web:
        [first], nobody = crawl_due(stores)
        before = len(web.asked)
        results, [resting] = crawl_due(stores)
        assert len(web.asked) == before
    assert (first.fresh, first.not_due, nobody, results) == (4, 0, [], [])
    due = min(poll.due_at for poll in polls_of(stores).values())
    assert (resting.publisher, resting.until) == (NAME, due)
    assert resting.reason == f"no list is due before {due:%Y-%m-%d %H:%MZ}; by its changes it is asked every 1 h or so"


def test_a_publisher_whose_server_asked_for_time_is_not_crawled_however_it_is_called_for(stores: Stores) -> None:
    busy = Reply(b"", 503, {"Retry-After": "7200"})
    with serve(**{"1": busy}) as web:
        crawl_due(stores)
        before = len(web.asked)
        for only_due in (True, False):
            results, [resting] = crawl_due(stores, only_due=only_due)
            assert (results, resting.publisher) == ([], NAME)
            assert timedelta(hours=1.9) < resting.until - datetime.now(UTC) <= timedelta(hours=2)
            assert resting.reason == f"the server asked to be left alone until {resting.until:%Y-%m-%d %H:%MZ}"
        assert len(web.asked) == before


def test_only_the_lists_that_are_due_are_asked_and_fewer_pages_are_no_illness(stores: Stores) -> None:
    with serve() as web:
        crawl_due(stores)
        make_due(stores, 1)
        before = len(web.asked)
        [result], resting = crawl_due(stores)
        assert asked_lists(web, before) == {"/two.xml"}
    assert (result.not_due, result.reason, resting) == (1, None, [])


def test_asked_for_it_anyway_every_list_is_asked(stores: Stores) -> None:
    with serve() as web:
        crawl_due(stores)
        before = len(web.asked)
        [result], resting = crawl_due(stores, only_due=False)
        assert asked_lists(web, before) == LISTS
    assert (result.not_due, resting) == (0, [])


def test_where_the_setting_is_off_every_list_is_asked(tmp_path: Path) -> None:
    settings = make_settings(tmp_path).model_copy(update={"adaptive_polling": False})
    with serve() as web, open_stores(settings) as stores:
        crawl_due(stores)
        crawl_due(stores)
        assert [request.path for request in web.asked].count("/one.xml") == 2


def test_a_day_that_is_asked_for_asks_every_list_and_teaches_nothing(stores: Stores) -> None:
    with serve() as web:
        list(crawl(stores, [NAME], since=datetime(2025, 1, 1, tzinfo=UTC).date(), only_due=True))
        assert asked_lists(web, 0) == LISTS
    assert polls_of(stores) == {}


def test_what_changes_is_asked_more_often_and_what_does_not_more_seldom(stores: Stores) -> None:
    same = Reply(feed(["/3", "/4"]).body.replace(b"Feed", b"Feed of another minute"))
    with serve() as web:
        crawl_due(stores)
        web.sites[NAME] |= {"/one.xml": feed(["/1", "/2", "/4"]), "/two.xml": same}
        before = polls_of(stores)
        crawl_due(stores, only_due=False)
    after = polls_of(stores)
    assert after[0].interval <= before[0].interval / 2
    assert after[1].interval >= before[1].interval
    assert after[0].digest != before[0].digest
    assert after[1].digest == before[1].digest


def test_a_list_that_failed_stays_due(stores: Stores) -> None:
    with serve(**{"one.xml": Reply(b"", 404), "two.xml": Reply(b"<p>Suspended.</p>")}) as web:
        crawl_due(stores)
        assert polls_of(stores) == {}
        before = len(web.asked)
        [result], resting = crawl_due(stores)
        assert asked_lists(web, before) == LISTS
    assert (result.healthy, resting) == (False, [])


def test_where_pages_failed_the_lists_are_asked_again_soon(stores: Stores) -> None:
    with serve(**{"4": Reply(b"", 403)}):
        crawl_due(stores)
    waits = {(poll.due_at - poll.seen_at).total_seconds() for poll in polls_of(stores).values()}
    assert waits == {SHORTEST}


def test_a_publisher_whose_day_is_spent_is_left_alone_until_midnight_whatever_is_asked(stores: Stores) -> None:
    now = datetime.now(UTC)
    with stores.ledger.begin() as session:
        add_spent(session, NAME, now.date(), 4998)
    with serve() as web:
        results, [resting] = crawl_due(stores, only_due=False)
        assert web.asked == []
    assert results == []
    assert resting.until == datetime(now.year, now.month, now.day, tzinfo=UTC) + timedelta(days=1)
    assert resting.reason.startswith("its 5000 requests a day are spent; it is asked again from ")
    assert find_resting(stores, [NAME, "nobody"], resting.until, only_due=True) == []
