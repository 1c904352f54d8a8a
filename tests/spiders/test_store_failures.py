"""What comes cannot be kept: the crawl ends, the publisher is unhealthy, and the next crawl makes good for it."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from clausewatch.ledger import open_ledger
from clausewatch.settings import Settings
from spiders.run import crawl_publishers
from tests.spiders.conftest import crawl_once, environment, find_fetch, make_settings
from tests.spiders.local_web import LocalWeb, Reply, Route, feed, page

PAGES = [f"/{number}" for number in range(5)]


@pytest.fixture
def web() -> Iterator[LocalWeb]:
    site: dict[str, Route] = {"/feed.xml": feed(PAGES), **{path: page(f"Page {path}.") for path in PAGES}}
    with LocalWeb({"quiet": site}) as served, environment("CLAUSEWATCH_TEST_PORT", served.port):
        yield served


def block_archive(settings: Settings) -> Path:
    """A file where the archive's folder should be."""
    settings.data.mkdir(exist_ok=True)
    file = settings.data / "archive"
    file.write_text("in the way", encoding="utf-8")
    return file


def forbid_pages(settings: Settings) -> None:
    """A ledger that takes lists and no page, as one does that fills up on the way."""
    open_ledger(settings.database_url).close()
    with sqlite3.connect(settings.data / "ledger.db") as database:
        database.execute(
            "CREATE TRIGGER full BEFORE INSERT ON fetches WHEN NEW.page BEGIN SELECT abs(-9223372036854775808); END"
        )
    database.close()


def allow_pages(settings: Settings) -> None:
    with sqlite3.connect(settings.data / "ledger.db") as database:
        database.execute("DROP TRIGGER full")
    database.close()


def test_a_blocked_archive_ends_the_crawl_with_a_reason(web: LocalWeb, tmp_path: Path) -> None:
    settings = make_settings(tmp_path)
    blocking = block_archive(settings)
    [result] = crawl_publishers(["quiet"], settings)
    assert result.reason is not None
    assert result.reason.startswith("nothing more could be kept: archive ")
    assert web.asked_of("quiet") == ["/robots.txt", "/feed.xml"]
    blocking.unlink()
    [mended] = crawl_publishers(["quiet"], settings)
    assert (mended.reason, mended.fresh) == (None, len(PAGES))


def test_a_ledger_that_fills_up_on_the_way_ends_the_crawl_with_a_reason(web: LocalWeb, tmp_path: Path) -> None:
    settings = make_settings(tmp_path)
    forbid_pages(settings)
    tally = crawl_once("quiet", settings)
    assert (tally.fresh, tally.lists) == (0, 1)
    assert "integer overflow" in tally.store_failures[0]
    allow_pages(settings)
    again = crawl_once("quiet", settings)
    assert (again.fresh, again.store_failures, again.finish_reason) == (len(PAGES), [], "finished")
    assert [path for path in PAGES if find_fetch(settings, f"http://quiet.localhost:{web.port}{path}") is None] == []


def test_the_last_pages_of_a_crawl_are_not_lost_without_a_word(web: LocalWeb, tmp_path: Path) -> None:
    """One page waits for others until the crawl ends; only then does it turn out that it cannot be kept."""
    web.sites["quiet"] = {"/feed.xml": feed(["/last"]), "/last": page("The last page."), "/robots.txt": Reply(b"")}
    settings = make_settings(tmp_path)
    forbid_pages(settings)
    tally = crawl_once("quiet", settings)
    assert tally.finish_reason == "finished"
    assert len(tally.store_failures) == 1
    assert tally.fresh == 0
