"""`clausewatch run` crawls, processes, and names what failed."""

import os
import re
import signal
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from clausewatch.cli.commands.run import describe, describe_outage, run_crawls
from clausewatch.cli.main import run
from clausewatch.crawls import CrawlResult
from clausewatch.settings import load_settings
from clausewatch.steps.stores import open_stores
from tests.spiders import sites
from tests.spiders.behaviour import make_sites
from tests.spiders.local_web import LocalWeb, Reply, Route, feed, page
from tests.spiders.test_killed_crawls import crawl_processes

AT = datetime(2025, 3, 4, 9, tzinfo=UTC)


@pytest.fixture
def web(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalWeb]:
    with LocalWeb(make_sites()) as served:
        monkeypatch.setenv("CLAUSEWATCH_TEST_PORT", str(served.port))
        monkeypatch.setenv("CLAUSEWATCH_PUBLISHERS", "tests.spiders.sites")
        monkeypatch.setenv("CLAUSEWATCH_ALLOW_LOOPBACK", "1")
        monkeypatch.setenv("CLAUSEWATCH_DATA", str(tmp_path))
        yield served


def make_result(**counts: int) -> CrawlResult:
    return CrawlResult.model_validate(
        {"publisher": "gazette", "run": "r", "started_at": AT, "finished_at": AT} | counts
    )


@pytest.mark.usefixtures("web")
def test_an_ill_publisher_is_named_with_its_reason_and_the_others_are_done(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status = run(["run", "--publisher", "empty", "--publisher", "fine", "--since", "2020-01-01"])
    captured = capsys.readouterr()
    assert status == 3
    assert "fine                         2 new or changed, 1 gone" in captured.out
    assert "empty: unhealthy: 1 of 1 lists listed nothing" in captured.err


@pytest.mark.usefixtures("web")
def test_pages_that_give_no_document_are_named_with_publisher_and_reason(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["run", "--publisher", "fine"]) == 3
    captured = capsys.readouterr()
    assert "extract: fine: http://fine.localhost" in captured.err
    assert "2 failed" in captured.err


SUSPENDED = Reply(
    b"<html><head><title>Account Suspended</title></head><body><h1>This account has been suspended.</h1></body></html>",
    headers={"Content-Type": "text/html"},
)


def test_a_site_that_is_suspended_with_status_200_is_told_at_once_by_an_alert_and_by_status(
    web: LocalWeb, capsys: pytest.CaptureFixture[str]
) -> None:
    web.sites["quiet"] = {"/feed.xml": feed(["/1", "/2"]), "/1": SUSPENDED, "/2": SUSPENDED}
    assert run(["run", "--publisher", "quiet"]) == 3
    captured = capsys.readouterr()
    told = "the last 2 pages gave no document; the newest: quiet: http://quiet.localhost"
    assert f"health: quiet: {told}" in captured.err
    assert "quiet is unhealthy: the last 2 pages gave no document" in captured.out
    assert run(["status"]) == 3
    status = capsys.readouterr()
    assert f"quiet: unhealthy: {told}" in status.err
    assert told in status.out
    assert "implausible body: it is a page that says the site is suspended" in status.out


def test_without_a_network_one_line_and_one_alert_tell_it_and_not_one_a_publisher(
    web: LocalWeb, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    del web
    monkeypatch.setenv("CLAUSEWATCH_PUBLISHERS", "tests.spiders.dark")
    assert run(["run"]) == 3
    captured = capsys.readouterr()
    assert "none of 5 publishers could be reached: is the network down?" in captured.err.splitlines()
    assert "unhealthy" not in captured.err
    assert captured.out.count("5 publishers could not be reached since 20") == 1
    assert "0 publishers judged without a finding (5 more could not be reached)" in captured.err
    assert "unhealthy" not in captured.out
    assert run(["run", "--now"]) == 3
    assert "is the network down?" not in capsys.readouterr().out


def test_a_publisher_of_which_nothing_is_due_is_left_alone_and_named_unless_asked_now(
    web: LocalWeb, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # This process has read the spiders with another port.
    monkeypatch.setattr(vars(sites)["quiet"], "feeds", (f"http://quiet.localhost:{web.port}/feed.xml",))
    web.sites["quiet"] = {"/feed.xml": feed(["/1"]), "/1": page("One.")}
    with open_stores(load_settings()) as stores:
        run_crawls(stores, ["quiet"], None, only_due=True)
        assert "1 new or changed; 0 of 4 requests answered 304" in capsys.readouterr().out
        assert run_crawls(stores, ["quiet"], None, only_due=True) == []
        assert "quiet                        not asked: no list is due before 20" in capsys.readouterr().out
    before = web.asked_of("quiet").count("/feed.xml")
    run(["run", "--publisher", "quiet", "--now"])
    assert web.asked_of("quiet").count("/feed.xml") == before + 1


def test_an_unknown_publisher_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["run", "--publisher", "gazette", "--data", str(tmp_path)]) == 2
    assert "no publisher 'gazette'" in capsys.readouterr().err


def test_pages_that_failed_are_named_with_their_reason_though_their_publisher_is_well(
    web: LocalWeb, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = Reply(b"", status=500)
    web.sites["quiet"] = {"/feed.xml": feed(["/1", "/2", "/3", "/4", "/5", *(f"/b{n}" for n in range(4))])}
    web.sites["quiet"] |= {f"/{n}": page(f"Story {n}.") for n in range(1, 6)} | {f"/b{n}": broken for n in range(4)}
    run(["run", "--publisher", "quiet"])
    named = [line for line in capsys.readouterr().err.splitlines() if line.startswith("quiet: failed: ")]
    assert named[-1] == "quiet: failed: 1 more"
    assert len(named) == 4
    assert all("quiet.localhost" in line and line.endswith("HTTP 500") for line in named[:3])


def test_of_an_outage_it_is_told_how_many_could_not_be_reached() -> None:
    away = [make_result().model_copy(update={"publisher": f"p{n}", "unreachable": n > 0}) for n in range(20)]
    assert describe_outage(away) == "19 of 20 publishers could not be reached: is the network down?"


def test_a_crawl_is_told_in_one_line_without_what_there_was_none_of() -> None:
    assert describe(make_result(fresh=2, disallowed=1)).endswith("2 new or changed, 1 forbidden by robots.txt")
    both = describe(make_result(known=3, disallowed=1, robots_unreadable=2))
    assert both.endswith("3 known already, 1 forbidden by robots.txt, 2 not asked as robots.txt could not be read")
    assert describe(make_result()).endswith("nothing")
    assert describe(make_result(headlines=30, requests=2)).endswith("30 headlines; 0 of 2 requests answered 304")
    assert describe(make_result(headlines=1)).endswith(" 1 headline")
    saved = describe(make_result(unchanged=3, requests=5, not_modified=4, not_due=2))
    assert saved.endswith("3 unchanged, 2 lists not due; 4 of 5 requests answered 304")


def kill_the_crawl(before: int) -> Reply:
    """Kill whoever asks for the first time."""
    if before == 0:
        for pid in crawl_processes():
            os.kill(pid, signal.SIGKILL)
    return page("Deadly once.")


def test_of_a_killed_crawl_it_is_told_what_was_kept_and_that_the_next_goes_on(
    web: LocalWeb, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [f"/{number}" for number in range(40)]
    site: dict[str, Route] = {path: page(f"Page {path}.") for path in paths}
    web.sites["long"] = site | {"/30": kill_the_crawl, "/feed.xml": feed(paths)}
    assert run(["run", "--publisher", "long", "--now"]) == 3
    captured = capsys.readouterr()
    [line] = [line for line in captured.out.splitlines() if line.startswith("long  ")]
    told = re.fullmatch(r"long +(\d+) new or changed, cut off: (\d+) pages are kept, (.+)", line)
    assert told is not None
    assert 0 < int(told[1]) == int(told[2]) <= 30
    assert told[3] == "and the next crawl goes on from there"
    assert "long: unhealthy: the crawl process was killed (SIGKILL)" in captured.err
    run(["status"])
    status = capsys.readouterr().out
    assert re.search(rf"^long .+Z +{told[1]} +0 +0 +0 ", status, re.MULTILINE)
    assert f"cut off: {told[2]} pages are kept, and the next crawl goes on from there" in status
    run(["run", "--publisher", "long", "--now"])
    [line] = [line for line in capsys.readouterr().out.splitlines() if line.startswith("long  ")]
    assert f"{40 - int(told[1])} new or changed" in line
    assert "cut off" not in line


def test_of_a_crawl_that_was_cut_off_before_it_kept_a_page_nothing_is_told_but_its_reason() -> None:
    assert describe(make_result(cut_off=True)).endswith(" nothing")
    assert describe(make_result(cut_off=True, gone=1)).endswith(
        " 1 gone, cut off: 1 page is kept, and the next crawl goes on from there"
    )
