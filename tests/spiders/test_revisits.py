"""Known pages are seen again: the newest first, for some days, and not what is gone."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from clausewatch.models import RawResponse
from clausewatch.settings import Settings
from spiders.recorder import Answer, Recorder
from spiders.run import crawl_publishers
from tests.spiders.conftest import crawl_once, environment, make_settings
from tests.spiders.local_web import LocalWeb, feed, page


def remember(settings: Settings, web: LocalWeb, pages: dict[str, tuple[float, int]], name: str = "frugal") -> None:
    """Pages by path: how many days ago they were fetched, and the status they had then."""
    with Recorder(settings, name, "before") as recorder:
        for path, (days, status) in pages.items():
            at = datetime.now(UTC) - timedelta(days=days)
            url = f"http://{name}.localhost:{web.port}{path}"
            recorder.record([Answer(RawResponse(url=url, status=status, body=path.encode(), fetched_at=at), "page")])


def asked_pages(web: LocalWeb, settings: Settings, name: str = "frugal") -> list[str]:
    with environment("CLAUSEWATCH_TEST_PORT", web.port):
        crawl_once(name, settings)
    return web.asked_of(name)[2:]


def test_where_the_budget_ends_the_newest_have_been_seen(tmp_path: Path) -> None:
    # Six requests: robots.txt, the feed, and four pages.
    settings = make_settings(tmp_path)
    with LocalWeb({"frugal": {"/feed.xml": feed(["/new"]), "/new": page("New.")}}) as web:
        remember(settings, web, {f"/{days}": (days, 200) for days in (13, 9, 5, 3, 1)})
        assert asked_pages(web, settings) == ["/new", "/1", "/3", "/5"]


@pytest.mark.parametrize(
    ("pages", "days", "asked"),
    [
        ({"/old": (15, 200), "/young": (13, 200)}, 14, ["/young"]),
        ({"/old": (1.5, 200), "/young": (0.5, 200)}, 1, ["/young"]),
        ({"/gone": (1, 410), "/there": (1, 200)}, 14, ["/there"]),
        ({"/one": (1, 200)}, 0, []),
    ],
    ids=["two weeks", "one day", "gone", "never"],
)
def test_old_pages_and_those_that_are_gone_are_left(
    tmp_path: Path, pages: dict[str, tuple[float, int]], days: int, asked: list[str]
) -> None:
    settings = make_settings(tmp_path).model_copy(update={"revisit_days": days})
    with LocalWeb({"frugal": {"/feed.xml": feed([])}}) as web:
        remember(settings, web, pages)
        assert asked_pages(web, settings) == asked


def test_official_pages_are_asked_for_long_after_when_all_else_was(tmp_path: Path) -> None:
    # Six requests: robots.txt, the feed, and four pages.
    settings = make_settings(tmp_path)
    with LocalWeb({"bureau": {"/feed.xml": feed(["/new"]), "/new": page("New.")}}) as web:
        remember(settings, web, {"/400": (400, 200), "/13": (13, 200), "/500": (500, 200), "/90": (90, 410)}, "bureau")
        assert asked_pages(web, settings, "bureau") == ["/new", "/13", "/500", "/400"]


def test_an_official_page_that_was_looked_at_lately_is_left(tmp_path: Path) -> None:
    settings = make_settings(tmp_path)
    with LocalWeb({"bureau": {"/feed.xml": feed([])}}) as web:
        remember(settings, web, {"/400": (400, 200), "/300": (300, 200)}, "bureau")
        remember(settings, web, {"/400": (20, 200)}, "bureau")
        assert asked_pages(web, settings, "bureau") == ["/300"]


def test_where_days_of_the_past_are_asked_for_no_known_page_is(tmp_path: Path) -> None:
    settings = make_settings(tmp_path)
    with LocalWeb({"bureau": {"/feed.xml": feed([])}}) as web, environment("CLAUSEWATCH_TEST_PORT", web.port):
        remember(settings, web, {"/400": (400, 200), "/1": (1, 200)}, "bureau")
        day = datetime.now(UTC).date()
        [result] = crawl_publishers(["bureau"], settings, day - timedelta(days=3), day)
        assert result.healthy
        assert not {"/400", "/1"} & set(web.asked_of("bureau"))
