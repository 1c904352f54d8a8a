"""`clausewatch backfill` takes what was published on days of the past; `status` and `run` tell what lists missed."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from clausewatch.cli.commands.run import describe
from clausewatch.cli.main import run
from clausewatch.crawls import CrawlResult, ListGap
from clausewatch.ledger.health import record_crawl
from clausewatch.settings import Settings
from clausewatch.steps.crawl import choose_for_backfill
from clausewatch.steps.stores import open_stores
from tests.cli.shell import Shell, settings, shell
from tests.extract.answers import BODY
from tests.spiders.lists import dated_feed, sitemap
from tests.spiders.local_web import LocalWeb, Reply

__all__ = ["settings", "shell"]

NOW = datetime.now(UTC)
GAP = ListGap(url="https://harbour.example/feed", items=12)


@pytest.fixture
def web(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalWeb]:
    with LocalWeb({}) as served:
        base = f"http://dated.localhost:{served.port}"
        markup = f"<html lang='en'><head><title>A debate</title></head><body><article>{BODY}</article></body></html>"
        story = Reply(markup.encode(), headers={"Content-Type": "text/html"})
        empty = Reply(b"<html></html>", headers={"Content-Type": "text/html"})
        served.sites["dated"] = {
            "/feed.xml": dated_feed([19]),
            "/2025/mar/": empty,
            "/2025-03-04.xml": sitemap(base, {"/4": None}),
            "/4": story,
            "/19": story,
        }
        monkeypatch.setenv("CLAUSEWATCH_TEST_PORT", str(served.port))
        monkeypatch.setenv("CLAUSEWATCH_PUBLISHERS", "tests.spiders.sites")
        monkeypatch.setenv("CLAUSEWATCH_ALLOW_LOOPBACK", "1")
        monkeypatch.setenv("CLAUSEWATCH_DATA", str(tmp_path))
        yield served


def test_the_days_asked_for_are_crawled_and_processed(web: LocalWeb, capsys: pytest.CaptureFixture[str]) -> None:
    days = ["--since", "2025-03-04", "--until", "2025-03-04"]
    assert run(["backfill", "--publisher", "dated", *days]) == 0
    assert [path for path in web.asked_of("dated") if path.startswith("/2025")] == ["/2025-03-04.xml", "/2025/mar/"]
    assert "/19" not in web.asked_of("dated")
    captured = capsys.readouterr()
    assert captured.out.startswith("dated                        1 new or changed")
    assert "1 pages read" in captured.err


def test_those_whose_past_can_be_asked_for_are_chosen() -> None:
    chosen = choose_for_backfill(Settings(publishers="tests.spiders.sites"), ())
    assert chosen == ["archive", "bureau", "dated"]
    assert {"ofcom", "gov-uk", "guardian", "the-register"} <= set(choose_for_backfill(Settings(), ()))
    assert "bbc-news" not in choose_for_backfill(Settings(), ())
    assert choose_for_backfill(Settings(), ("bbc-news",)) == ["bbc-news"]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ((), "Missing option '--since'"),
        (("--since", "2025-03-04", "--until", "2025-03-03"), "--until 2025-03-03 is before --since 2025-03-04"),
        (("--since", "2025-03-04", "--publisher", "nobody"), "no publisher 'nobody'"),
    ],
)
def test_wrong_use_is_told(shell: Shell, options: tuple[str, ...], told: str) -> None:
    answer = shell("backfill", *options)
    assert answer.status == 2
    assert told in answer.err


def make_result(**facts: object) -> CrawlResult:
    times = {"started_at": NOW, "finished_at": NOW}
    return CrawlResult.model_validate({"publisher": "harbour", "run": "r1", **times} | facts)


def test_the_status_tells_what_lists_missed_in_the_last_days(shell: Shell, settings: Settings) -> None:
    with open_stores(settings) as stores, stores.ledger.begin() as session:
        record_crawl(session, make_result(gaps=(GAP,) * 12))
        record_crawl(session, make_result(run="r2"))
    answer = shell("status")
    assert answer.status == 0
    lines = answer.out.splitlines()
    told = "gap        harbour: gap of about 12 items in https://harbour.example/feed: no sitemap tells of them"
    assert lines.count(told) == 10
    assert "           and 2 more" in lines


def test_what_is_known_and_what_is_left_is_told_with_a_crawl() -> None:
    assert describe(make_result(fresh=2, known=3, left=4)).startswith(
        "harbour                      2 new or changed, 3 known already, 4 left for the next crawl"
    )
