"""Pages of a local web that read otherwise are asked a second time: what stands is told, what cannot be had as well."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import func, select

from clausewatch.ledger.alerts import list_alerts
from clausewatch.ledger.events import PASSING, list_events
from clausewatch.ledger.health import latest_crawls
from clausewatch.ledger.polls import read_polls
from clausewatch.ledger.tables import CrawlRow, WorkRow
from clausewatch.steps.crawl import crawl
from clausewatch.steps.extract import extract_batch
from clausewatch.steps.report import StepReport
from clausewatch.steps.second_reading import read_again
from clausewatch.steps.stores import Stores, open_stores
from spiders.journal import FOLDER
from spiders.run import list_publishers
from tests.spiders.conftest import environment, make_settings
from tests.spiders.local_web import HANG_UP, LocalWeb, Reply, Route, feed
from tests.steps.local_publishers import STORY, article, robots
from tests.steps.second_reading_worker import run

EDITED = STORY.replace("without pay", "for a small sum")
TAKES_IT: dict[str, Route] = {"/feed.xml": feed(["/crane"])}


def show(advert: str = "", text: str = STORY, **headers: str) -> Reply:
    """The page of the crane, with an advert that no rule knows."""
    made = article(text=f"{text}</p><p>{advert}" if advert else text)
    return Reply(made.body, headers=made.headers | headers)


def advertise(count: int) -> str:
    return f"Letter {count} from the quay says that {count * 7 + 3} eels were counted there."


def by_count(number: int, before: Reply, after: Reply) -> Route:
    """One answer to the first requests and another one to those after so many."""
    return lambda count: before if count < number else after


def edit_from(visit: int) -> Callable[[int], str]:
    return lambda count: STORY if count < visit else EDITED


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    with open_stores(make_settings(tmp_path)) as opened:
        yield opened


def visit(stores: Stores, pages: dict[str, Route], times: int = 2, site: str = "varied") -> LocalWeb:
    """Run so many times on a site; the web as it was asked."""
    with LocalWeb({site: TAKES_IT | pages}) as web, environment("CLAUSEWATCH_TEST_PORT", web.port):
        for _ in range(times):
            run(stores, site)
    return web


def reasons(stores: Stores) -> list[str | None]:
    """Of the revisions, oldest first."""
    with stores.ledger.read() as session:
        return [event.reason for event in reversed(list_events(session)) if event.kind == "revised"]


def told(stores: Stores) -> int:
    """How many revisions somebody was told of."""
    with stores.ledger.read() as session:
        return sum(alert.kind == "revision" for alert in list_alerts(session, limit=100))


def test_what_is_another_at_each_visit_is_told_to_nobody(stores: Stores) -> None:
    web = visit(stores, {"/crane": lambda count: show(advertise(count))}, times=3)
    assert web.asked_of("varied").count("/crane") == 5, "once, and twice on each later visit"
    assert reasons(stores) == [PASSING] * 4
    assert told(stores) == 0


def test_without_a_second_reading_it_is_told_each_time_and_asked_for_once(tmp_path: Path) -> None:
    settings = make_settings(tmp_path).model_copy(update={"second_reading": False})
    with open_stores(settings) as stores:
        web = visit(stores, {"/crane": lambda count: show(advertise(count))}, times=3)
        assert web.asked_of("varied").count("/crane") == 3
        assert (told(stores), PASSING in reasons(stores)) == (2, False)


def test_an_edit_is_told_once_and_costs_one_request(stores: Stores) -> None:
    text = edit_from(1)
    web = visit(stores, {"/crane": lambda count: show(text=text(count))}, times=3)
    assert web.asked_of("varied").count("/crane") == 4
    assert (reasons(stores), told(stores)) == (["unannounced"], 1)


def test_an_edit_is_told_once_though_the_furniture_around_it_is_another_each_time(stores: Stores) -> None:
    text = edit_from(3)
    visit(stores, {"/crane": lambda count: show(advertise(count), text(count))}, times=4)
    assert reasons(stores) == [PASSING, PASSING, "unannounced", PASSING, PASSING, PASSING]
    assert told(stores) == 1


def test_an_edit_between_the_readings_is_told_at_once(stores: Stores) -> None:
    text = edit_from(2)
    visit(stores, {"/crane": lambda count: show(advertise(count), text(count))})
    assert (reasons(stores), told(stores)) == ([PASSING, "unannounced"], 1)


def test_a_paragraph_that_was_added_between_the_readings_is_told_at_the_next_visit(stores: Stores) -> None:
    added = f"{STORY}</p><p>Nobody spoke against it, the clerk says."
    visit(stores, {"/crane": lambda count: show(advertise(count), STORY if count < 2 else added)}, times=3)
    assert reasons(stores) == [PASSING, PASSING, "unannounced", PASSING]
    assert told(stores) == 1


def test_it_is_told_then_also_where_the_page_has_not_changed_since(stores: Stores) -> None:
    added = f"{STORY}</p><p>Nobody spoke against it, the clerk says."
    with LocalWeb({"varied": TAKES_IT}) as web, environment("CLAUSEWATCH_TEST_PORT", web.port):
        web.sites["varied"] = TAKES_IT | {
            "/crane": lambda count: show(advertise(count), STORY) if count < 2 else show(text=added)
        }
        for number in range(4):
            run(stores)
            assert told(stores) == (number > 1)
    assert reasons(stores) == [PASSING, PASSING, "unannounced"]


def test_an_edit_that_is_taken_back_at_once_is_told_with_its_end(stores: Stores) -> None:
    visit(stores, {"/crane": lambda count: show(text=EDITED if count == 1 else STORY)}, times=3)
    assert (reasons(stores), told(stores)) == (["unannounced", "unannounced"], 2)


FAILURES = {
    "an error": Reply(b"", 500),
    "no answer": Reply(status=HANG_UP),
    "a login": Reply(b"", 302, {"Location": "/login"}),
    "a captcha": Reply(b"<html><body><p>Verify you are human. Ray ID: 8f2</p></body></html>"),
    "too long a wait": Reply(b"", 429, {"Retry-After": "7200"}),
    "not modified": Reply(b"", 304),
}


@pytest.mark.parametrize("name", FAILURES)
def test_where_there_is_no_second_reading_the_change_is_told_as_it_is(name: str, stores: Stores) -> None:
    def answer(count: int) -> Reply:
        return show(advertise(count)) if count < 2 else FAILURES[name]

    visit(stores, {"/crane": answer})
    assert (reasons(stores), told(stores)) == (["unannounced"], 1)
    with stores.ledger.read() as session:
        assert [result.healthy for result in latest_crawls(session)] == [True]


def test_a_page_that_is_gone_by_then_is_told_as_changed_and_as_gone(stores: Stores) -> None:
    visit(stores, {"/crane": lambda count: show(advertise(count)) if count < 2 else Reply(b"", 410)})
    with stores.ledger.read() as session:
        assert sorted(alert.kind for alert in list_alerts(session)) == ["revision", "withdrawal"]


def test_a_robots_txt_that_forbids_it_by_then_is_obeyed(stores: Stores) -> None:
    rules = by_count(2, robots("Disallow:"), robots("Disallow: /crane"))
    web = visit(stores, {"/robots.txt": rules, "/crane": lambda count: show(advertise(count))})
    assert web.asked_of("varied").count("/robots.txt") == 3
    assert web.asked_of("varied").count("/crane") == 2
    assert told(stores) == 1


def test_a_crawl_delay_is_kept_while_pages_are_read_a_second_time(stores: Stores) -> None:
    names = ("/a", "/b", "/c")
    pages: dict[str, Route] = {name: lambda count: show(advertise(count)) for name in names}
    slow = by_count(2, robots(), robots("Crawl-delay: 0.7"))
    web = visit(stores, pages | {"/feed.xml": feed(names), "/robots.txt": slow})
    last = [asked for asked in web.asked if asked.path in names][-3:]
    assert {asked.path for asked in last} == set(names)
    assert all(later.at - earlier.at > 0.65 for earlier, later in pairwise(last))
    assert all(asked.at_once == 1 and asked.user_agent.startswith("Clausewatch/") for asked in web.asked)


def test_of_what_is_left_of_the_day_no_more_than_half_is_taken(stores: Stores) -> None:
    # Sixteen a day: five for each crawl, so that of six left one is half of what is worth a crawl.
    names = ("/a", "/b", "/c")
    pages: dict[str, Route] = {name: lambda count: show(advertise(count)) for name in names}
    web = visit(stores, pages | {"/feed.xml": feed(names)}, site="scant")
    assert [web.asked_of("scant").count(name) for name in names] == [3, 2, 2]
    assert told(stores) == 2


def test_pages_that_were_seldom_passing_come_first(stores: Stores) -> None:
    names = ("/crane", "/quay")
    quay = by_count(2, show(), show(text=EDITED))
    pages: dict[str, Route] = {"/feed.xml": feed(names), "/crane": lambda count: show(advertise(count)), "/quay": quay}
    web = visit(stores, pages, times=3)
    assert [path for path in web.asked_of("varied") if path in names][-2:] == ["/quay", "/crane"]


def test_the_second_reading_is_no_crawl_for_health_lists_and_journal(stores: Stores) -> None:
    with LocalWeb({"varied": TAKES_IT | {"/crane": lambda count: show(advertise(count))}}) as web:
        with environment("CLAUSEWATCH_TEST_PORT", web.port):
            run(stores)
            [result] = crawl(stores, ["varied"])
            extract_batch(stores, list_publishers(stores.settings))
            with stores.ledger.read() as session:
                polls = read_polls(session, "varied")
            assert read_again(stores, list_publishers(stores.settings), ["varied"]).readings.passing == 2
        with stores.ledger.read() as session:
            assert latest_crawls(session) == [result]
            assert session.scalar(select(func.count()).select_from(CrawlRow)) == 2
            assert read_polls(session, "varied") == polls
        assert web.asked_of("varied").count("/feed.xml") == 2
    assert not list((stores.settings.data / FOLDER).glob("*"))


def test_a_page_is_asked_a_second_time_once_whatever_comes_after(stores: Stores) -> None:
    publishers = list_publishers(stores.settings)
    answers = [show(), show(advertise(1)), Reply(b"", 500)]
    site: dict[str, Route] = TAKES_IT | {"/crane": lambda count: answers[min(count, 2)]}
    with LocalWeb({"varied": site}) as web, environment("CLAUSEWATCH_TEST_PORT", web.port):
        run(stores)
        list(crawl(stores, ["varied"]))
        extract_batch(stores, publishers)
        first, second = (read_again(stores, publishers, ["varied"]).readings for _ in range(2))
    assert (first.claimed, first.done, second.claimed) == (1, 0, 0)


def test_publishers_that_were_not_crawled_are_not_asked(stores: Stores) -> None:
    publishers = list_publishers(stores.settings)
    site: dict[str, Route] = TAKES_IT | {"/crane": lambda count: show(advertise(count))}
    with LocalWeb({"varied": site}) as web, environment("CLAUSEWATCH_TEST_PORT", web.port):
        run(stores)
        list(crawl(stores, ["varied"]))
        extract_batch(stores, publishers)
        assert read_again(stores, publishers, ["fine"]).readings == StepReport(step="reread")


def test_what_a_killed_run_had_not_judged_is_told_by_the_next(tmp_path: Path) -> None:
    def answer(count: int) -> Reply:
        return show(advertise(count)) if count < 2 else Reply(b"x" * 400, drip=0.1)

    with LocalWeb({"varied": TAKES_IT | {"/crane": answer}}) as web, environment("CLAUSEWATCH_TEST_PORT", web.port):
        with open_stores(make_settings(tmp_path)) as stores:
            run(stores)
        command = [sys.executable, "-m", "tests.steps.second_reading_worker", str(tmp_path)]
        with subprocess.Popen(command) as child:
            until = time.monotonic() + 240
            while web.asked_of("varied").count("/crane") < 3 and time.monotonic() < until:
                time.sleep(0.02)
            child.kill()
        web.sites["varied"]["/feed.xml"] = feed([])
        web.sites["varied"]["/crane"] = Reply(b"", 500)
        with open_stores(make_settings(tmp_path)) as stores:
            with stores.ledger.read() as session:
                waiting = (WorkRow.step == "alert", WorkRow.state == "waiting", WorkRow.subject.startswith("event:"))
                assert session.scalar(select(func.count()).select_from(WorkRow).where(*waiting)) == 1
            run(stores)
            assert (reasons(stores), told(stores)) == (["unannounced"], 1)
