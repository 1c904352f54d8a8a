"""A crawl that is killed in the middle is gone on with: nothing is missed, and what came is not asked again."""

import os
import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from clausewatch.crawls import CrawlResult
from clausewatch.ledger import open_ledger
from clausewatch.ledger.visits import answered_pages
from clausewatch.settings import Settings
from spiders.journal import Journal
from spiders.middlewares.recording import AT_ONCE
from spiders.run import crawl_publishers
from spiders.settings import CONCURRENT_REQUESTS
from tests.spiders.conftest import environment, make_settings
from tests.spiders.local_web import LocalWeb, Reply, feed, page
from tests.spiders.test_killed_crawls import crawl_processes

NAME = "long"
PAGES = [f"/{number}" for number in range(60)]
KILLED_AT = 35
KEPT, ADDED = PAGES[:5], ["/new-1", "/new-2"]


class Visits(NamedTuple):
    """A crawl that was killed, the one after it, and a third."""

    settings: Settings
    results: list[CrawlResult]
    asked: list[Counter[str]]
    unfinished: list[int]


def kill_crawls(before: int) -> Reply:
    """Kill whoever asks for the first time."""
    if before == 0:
        for pid in crawl_processes():
            os.kill(pid, signal.SIGKILL)
    return page("Deadly once.")


@pytest.fixture(scope="module")
def visits(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visits]:
    settings = make_settings(tmp_path_factory.mktemp("long"))
    site = {path: page(f"Page {path}.") for path in (*PAGES, *ADDED)}
    made = Visits(settings, [], [], [])
    with LocalWeb({}) as web, environment("CLAUSEWATCH_TEST_PORT", web.port):
        web.sites[NAME] = {**site, f"/{KILLED_AT}": kill_crawls, "/feed.xml": feed(PAGES)}
        for visit in range(3):
            if visit == 1:
                # Most of what the killed crawl was to ask is in no list any more.
                web.sites[NAME]["/feed.xml"] = feed([*ADDED, *KEPT])
            before = len(web.asked)
            made.results.extend(crawl_publishers([NAME], settings))
            made.asked.append(Counter(request.path for request in web.asked[before:]))
            made.unfinished.append(len(Journal(settings.data, NAME).read()))
        yield made


def test_a_killed_crawl_is_told_and_remembered(visits: Visits) -> None:
    assert visits.results[0].reason == "the crawl process was killed (SIGKILL)"
    assert visits.asked[0][f"/{KILLED_AT}"] == 1
    assert visits.unfinished == [1, 0, 0]


def test_what_it_had_kept_is_counted(visits: Visits) -> None:
    killed, *later = visits.results
    with closing(open_ledger(visits.settings.database_url)) as ledger, ledger.read() as session:
        kept = answered_pages(session, NAME, [killed.run], killed.started_at)
    assert 0 < len(kept) <= KILLED_AT
    assert (killed.cut_off, killed.kept, killed.fresh) == (True, len(kept), len(kept))
    assert [result.cut_off for result in later] == [False, False]


def test_no_page_is_missed_though_the_list_names_it_no_more(visits: Visits) -> None:
    asked = visits.asked[0] + visits.asked[1]
    assert [path for path in (*PAGES, *ADDED) if not asked[path]] == []
    assert visits.results[1].healthy


def test_nothing_is_asked_twice_but_what_was_under_way(visits: Visits) -> None:
    asked = visits.asked[0] + visits.asked[1]
    twice = [path for path in PAGES if asked[path] > 1]
    # Some are written at once, and what Scrapy has in hand waits for that.
    assert len(twice) <= AT_ONCE + CONCURRENT_REQUESTS + 1
    assert max(asked[path] for path in PAGES) <= 2
    assert visits.results[1].known > 0
    assert len(PAGES) + len(ADDED) <= visits.results[1].fresh + KILLED_AT + 1


def test_after_a_crawl_that_came_to_its_end_all_is_as_usual(visits: Visits) -> None:
    assert visits.results[2].healthy
    # The known pages are asked again, to see edits and withdrawals.
    assert [path for path in (*PAGES, *ADDED) if visits.asked[2][path] != 1] == []
    assert visits.results[2].known == 0


def test_a_crawl_that_is_stopped_by_its_budget_leaves_the_rest_to_the_next(tmp_path: Path) -> None:
    site = {f"/{number}": page(f"{number}.") for number in range(9)}
    settings = make_settings(tmp_path)
    with LocalWeb({}) as web, environment("CLAUSEWATCH_TEST_PORT", web.port):
        web.sites["frugal"] = {**site, "/feed.xml": feed(site)}
        [first] = crawl_publishers(["frugal"], settings)
        web.sites["frugal"]["/feed.xml"] = feed(["/0", "/1", "/2"])
        results = [result for _ in range(3) for result in crawl_publishers(["frugal"], settings)]
        asked = {request.path for request in web.asked}
    assert first.left > 0
    assert set(site) <= asked
    assert all(result.healthy for result in results)
