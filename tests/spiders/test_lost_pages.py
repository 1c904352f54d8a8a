"""A site most of whose known pages are lost at once is at fault, and withdraws none of them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from clausewatch.crawls import CrawlResult
from clausewatch.ledger.fetches import Fetch
from clausewatch.models import RawResponse, RecordAddress
from spiders.lost_pages import MOST_NOT_FOUND, MOST_WITHDRAWN, LostPages
from spiders.recorder import Answer
from spiders.run import crawl_publishers
from tests.spiders.conftest import environment, find_fetch, make_settings
from tests.spiders.local_web import LocalWeb, Reply, Route, feed, page

NOW = datetime(2025, 3, 4, tzinfo=UTC)
HOME = Reply(b"", 301, {"Location": "/"})
NOWHERE, GONE = Reply(b"Not here.", 404), Reply(b"Gone.", 410)
BODY = RecordAddress(file="a.warc.gz", offset=0, length=1, sha256="0" * 64)


class Visits(NamedTuple):
    """The results of visits, and what the ledger knew after each, by path."""

    results: list[CrawlResult]
    known: list[dict[str, Fetch | None]]

    def outcomes(self, visit: int) -> list[str]:
        return [fetch.outcome for fetch in self.known[visit].values() if fetch is not None]


def visit(folder: Path, replies: dict[str, Sequence[Route]], times: int) -> Visits:
    """Crawl a site as often; each page gives its replies in turn, and where there are no more the last."""

    def route(given: Sequence[Route]) -> Route:
        def answer(before: int) -> Reply:
            chosen = given[min(before, len(given) - 1)]
            return chosen(before) if callable(chosen) else chosen

        return answer

    settings = make_settings(folder)
    site: dict[str, Route] = {"/": page("Front."), "/feed.xml": feed(replies)}
    site |= {path: route(given) for path, given in replies.items()}
    results: list[CrawlResult] = []
    known: list[dict[str, Fetch | None]] = []
    with LocalWeb({"quiet": site}) as web, environment("CLAUSEWATCH_TEST_PORT", web.port):
        for _ in range(times):
            results += crawl_publishers(["quiet"], settings)
            base = f"http://quiet.localhost:{web.port}"
            known.append({path: find_fetch(settings, f"{base}{path}") for path in replies})
    return Visits(results, known)


def story(number: int) -> Reply:
    return page(f"Words of the page {number}.")


def test_most_pages_at_once_are_no_withdrawals_but_a_fault_that_is_told_and_passes(tmp_path: Path) -> None:
    replies: dict[str, Sequence[Route]] = {f"/{n}": (story(n), HOME, story(n)) for n in range(5)}
    visits = visit(tmp_path, replies | {"/still": (story(9),)}, 3)
    first, second, third = visits.results
    assert (first.healthy, first.fresh) == (True, 6)
    assert (second.healthy, second.gone, second.failed, second.unchanged) == (False, 0, 5, 1)
    assert second.reason == (
        "5 of 6 known pages lead to a front page for good, so that none was taken for withdrawn; has the site moved?"
    )
    assert sorted(visits.outcomes(1)) == ["failed"] * 5 + ["unchanged"]
    told = visits.known[1]["/0"]
    assert told is not None
    assert (told.status, told.reason) == (301, "5 of 6 known pages lead to a front page for good")
    assert told.address is not None
    assert (third.healthy, third.gone, third.unchanged) == (True, 0, 6)


@pytest.mark.parametrize(("moved", "still"), [(3, 0), (4, 4)])
def test_some_pages_or_less_than_most_are_withdrawn(tmp_path: Path, moved: int, still: int) -> None:
    gone: dict[str, Sequence[Route]] = {f"/{n}": (story(n), HOME) for n in range(moved)}
    visits = visit(tmp_path, gone | {f"/still-{n}": (story(n),) for n in range(still)}, 2)
    assert visits.results[1].gone == moved
    assert sorted(visits.outcomes(1)) == ["gone"] * moved + ["unchanged"] * still


def test_most_pages_not_found_at_once_are_no_withdrawals_until_they_are_fewer(tmp_path: Path) -> None:
    replies: dict[str, Sequence[Route]] = {f"/{n}": (story(n), NOWHERE, story(n)) for n in range(MOST_NOT_FOUND)}
    visits = visit(tmp_path, replies | {"/dead": (story(77), NOWHERE), "/still": (story(99),)}, 3)
    _, second, third = visits.results
    assert (second.healthy, second.gone, second.failed, second.unchanged) == (False, 0, 11, 1)
    assert second.reason == (
        "11 of 12 known pages are not found (404), so that none was taken for withdrawn; has the site moved?"
    )
    assert (third.healthy, third.gone, third.unchanged) == (True, 1, 11)


@pytest.mark.parametrize(("reply", "lost"), [(NOWHERE, MOST_NOT_FOUND), (GONE, MOST_NOT_FOUND + 1)])
def test_a_few_pages_not_found_and_all_that_are_gone_by_410_are_withdrawn(
    tmp_path: Path, reply: Reply, lost: int
) -> None:
    visits = visit(tmp_path, {f"/{n}": (story(n), reply) for n in range(lost)} | {"/still": (story(99),)}, 2)
    assert (visits.results[1].gone, visits.results[1].healthy) == (lost, True)


def answer_of(status: int = 301, *, is_known: bool = True, location: str = "/", purpose: str = "page") -> Answer:
    headers = (("Location", location),) if location else ()
    response = RawResponse(url="https://a.example/1", status=status, headers=headers, body=b"", fetched_at=NOW)
    known = Fetch(
        id=1,
        publisher="a",
        url=response.url,
        status=200,
        outcome="fresh",
        fetched_at=NOW,
        page=True,
        address=BODY if is_known else None,
    )
    return Answer(response, purpose, known)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("answer", "is_kept"),
    [
        (answer_of(), True),
        (answer_of(308), True),
        (answer_of(404, location=""), True),
        (answer_of(410, location=""), False),
        (answer_of(404, is_known=False), False),
        (answer_of(302), False),
        (answer_of(304), False),
        (answer_of(location=""), False),
        (answer_of(is_known=False), False),
        (answer_of(purpose="list"), False),
    ],
)
def test_only_known_pages_that_lead_elsewhere_for_good_or_are_not_found_are_kept_back(
    answer: Answer, is_kept: bool
) -> None:
    pages = LostPages()
    assert pages.keep_back(answer) is is_kept
    assert pages.take() == [answer] * is_kept
    assert pages.take() == []


@pytest.mark.parametrize(
    ("moved", "others", "is_fault"),
    [
        (MOST_WITHDRAWN, 0, False),
        (MOST_WITHDRAWN + 1, 0, True),
        (MOST_WITHDRAWN + 1, MOST_WITHDRAWN, True),
        (MOST_WITHDRAWN + 1, MOST_WITHDRAWN + 1, False),
        (50, 49, True),
        (50, 50, False),
    ],
)
def test_it_is_a_fault_where_they_are_many_and_most(moved: int, others: int, is_fault: bool) -> None:
    pages = LostPages()
    for answer in [answer_of()] * moved + [answer_of(200)] * others:
        pages.keep_back(answer)
    # What nobody knew before, or that could not be had, says nothing.
    pages.keep_back(answer_of(is_known=False))
    assert (pages.explain() is not None) is is_fault


@pytest.mark.parametrize(
    ("missing", "moved", "others", "told"),
    [
        (MOST_NOT_FOUND, 0, 0, None),
        (11, 0, 10, "11 of 21 known pages are not found (404)"),
        (11, 0, 11, None),
        (9, 3, 0, "9 of 12 known pages are not found (404), and 3 lead to a front page for good"),
        (3, 4, 0, "4 of 7 known pages lead to a front page for good"),
    ],
)
def test_pages_not_found_count_with_those_that_moved(missing: int, moved: int, others: int, told: str | None) -> None:
    pages = LostPages()
    given = [answer_of(404, location="")] * missing + [answer_of()] * moved + [answer_of(200)] * others
    assert sum(pages.keep_back(answer) for answer in given) == missing + moved
    assert pages.explain() == told
