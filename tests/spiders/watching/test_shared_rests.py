"""What a server asked of a crawl holds for the watch, and the other way round."""

import asyncio
import logging
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from clausewatch.ledger import open_ledger
from clausewatch.ledger.fetches import list_failures, record_fetch
from clausewatch.settings import Settings
from spiders.rests import explain_rest, read_rests
from spiders.run import crawl_publishers
from spiders.settings import RETRY_AFTER_LONGEST
from spiders.watching.rests import SharedRests
from spiders.watching.watcher import Watcher
from tests.spiders.conftest import environment, make_settings
from tests.spiders.local_web import LocalWeb, Reply, Route, feed, page
from tests.spiders.watching.watching import look, make_feed

HOUR = 3600


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return make_settings(tmp_path)


def busy(seconds: float, status: int = 429) -> Reply:
    return Reply(b"", status, {"Retry-After": f"{seconds:.0f}"})


@pytest.fixture
def sites() -> dict[str, dict[str, Route]]:
    pages: dict[str, Route] = {f"/{number}": page(f"Page {number}.") for number in range(1, 5)}
    return {name: {"/feed.xml": feed([*pages]), **pages} for name in ("later", "beside")}


@pytest.fixture
def web(sites: dict[str, dict[str, Route]]) -> Iterator[LocalWeb]:
    with LocalWeb(sites) as served, environment("CLAUSEWATCH_TEST_PORT", served.port):
        yield served


def watch(web: LocalWeb, settings: Settings, name: str = "later", rounds: int = 1) -> tuple[str, ...]:
    """The publishers that are troubled after some rounds."""

    async def run() -> tuple[str, ...]:
        async with Watcher([make_feed(web, name)], settings, rests=SharedRests(settings)) as watcher:
            for _ in range(rounds):
                await look(watcher)
            return watcher.troubled

    return asyncio.run(run())


def rests(settings: Settings, *publishers: str) -> dict[str, datetime]:
    with closing(open_ledger(settings.database_url)) as ledger, ledger.read() as session:
        return read_rests(session, publishers or ("later",), datetime.now(UTC))


@pytest.mark.parametrize("path", ["/feed.xml", "/robots.txt"])
@pytest.mark.parametrize("status", [429, 503])
def test_a_crawl_asks_nothing_of_a_host_that_asked_the_watch_for_an_hour(
    web: LocalWeb, sites: dict[str, dict[str, Route]], settings: Settings, path: str, status: int
) -> None:
    sites["later"][path] = busy(HOUR, status)
    assert watch(web, settings) == ("later",)
    before = len(web.asked)
    [crawled] = crawl_publishers(["later"], settings)
    assert (len(web.asked), crawled.requests) == (before, 0)
    assert "the server asked to be left alone until " in (crawled.reason or "")


def test_the_watch_asks_nothing_of_a_host_that_asked_a_crawl_for_an_hour(
    web: LocalWeb, sites: dict[str, dict[str, Route]], settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    sites["later"]["/1"] = busy(HOUR)
    list(crawl_publishers(["later"], settings))
    before = len(web.asked)
    assert watch(web, settings, rounds=2) == ("later",)
    assert len(web.asked) == before
    assert "later.localhost is left alone for 3" in caplog.text


def test_it_holds_after_a_restart_of_the_watch(
    web: LocalWeb, sites: dict[str, dict[str, Route]], settings: Settings
) -> None:
    sites["later"]["/feed.xml"] = busy(HOUR)
    watch(web, settings)
    before = len(web.asked)
    assert watch(web, settings) == ("later",)
    assert len(web.asked) == before


def test_a_crawl_under_way_leaves_a_host_alone_that_asked_somebody_else_for_an_hour(
    web: LocalWeb, sites: dict[str, dict[str, Route]], settings: Settings
) -> None:
    def answer(_: int) -> Reply:
        told = SharedRests(settings)
        url = f"http://beside.localhost:{web.port}/feed.xml"
        asyncio.run(told.keep("beside", url, 429, HOUR))
        asyncio.run(told.aclose())
        return page("Page 2.")

    sites["beside"]["/2"] = answer
    [crawled] = crawl_publishers(["beside"], settings)
    asked = [path for path in web.asked_of("beside") if path[1:].isdecimal()]
    assert asked == ["/1", "/2"]
    assert (crawled.fresh, crawled.failed) == (2, 2)


@pytest.mark.parametrize("reply", [busy(RETRY_AFTER_LONGEST), busy(HOUR, 500), Reply(b"", 429)])
def test_what_a_crawl_would_wait_for_or_was_not_asked_is_not_kept(
    web: LocalWeb, sites: dict[str, dict[str, Route]], settings: Settings, reply: Reply
) -> None:
    sites["later"]["/feed.xml"] = reply
    assert watch(web, settings) == ("later",)
    assert rests(settings) == {}


def test_a_rest_of_the_watch_is_no_page_and_no_run(settings: Settings) -> None:
    told = SharedRests(settings)
    asyncio.run(told.keep("later", "https://later.example/feed.xml", 503, HOUR))
    asyncio.run(told.aclose())
    begin = datetime.now(UTC) - timedelta(minutes=1)
    with closing(open_ledger(settings.database_url)) as ledger, ledger.read() as session:
        [failure] = list_failures(session, ["later"], begin, "")
    assert (failure.page, failure.status, failure.reason) == (False, 503, explain_rest(HOUR, 503))
    assert set(rests(settings)) == {"later.example"}


def test_rests_of_neighbours_hold_and_are_read_again_after_a_while(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def run() -> list[set[str]]:
        told = SharedRests(settings)
        seen = [set(await told.read("pair-one"))]
        refuse(settings, "pair-two", "https://pair.localhost/two.xml")
        seen.append(set(await told.read("pair-one")))
        monkeypatch.setattr("spiders.watching.rests.SECONDS_TO_KEEP", 0.0)
        seen += [set(await told.read(name)) for name in ("pair-one", "later", "nobody")]
        await told.aclose()
        return seen

    assert asyncio.run(run()) == [set(), set(), {"pair.localhost"}, set(), set()]


def refuse(settings: Settings, publisher: str, url: str) -> None:
    facts = {"status": 429, "outcome": "failed", "run": "r", "reason": explain_rest(HOUR, 429)}
    with closing(open_ledger(settings.database_url)) as ledger, ledger.begin() as session:
        record_fetch(session, publisher=publisher, url=url, fetched_at=datetime.now(UTC), **facts)  # type: ignore[arg-type]


def test_without_a_ledger_the_watch_goes_on_and_says_so_once(
    web: LocalWeb, settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    nowhere = settings.model_copy(update={"database": f"sqlite:///{tmp_path / 'none' / 'a.db'}"})
    (tmp_path / "none").write_text("no folder", encoding="utf-8")
    assert watch(web, nowhere, rounds=2) == ()
    assert web.asked_of("later").count("/feed.xml") == 2
    assert caplog.text.count("What servers asked of crawls is not known to the watch") == 1
