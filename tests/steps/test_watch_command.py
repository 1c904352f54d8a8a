"""`clausewatch watch`: from a list that changed to the alert, without Airflow."""

import os
import signal
import subprocess
import sys
import threading
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from clausewatch.cli.main import run
from clausewatch.crawls import CrawlResult
from clausewatch.demo.server import DemoWeb
from clausewatch.demo.settings import SPEAKERS
from tests.spiders.conftest import environment
from tests.spiders.watching.watching import DEMO, serve_demo

START = "import sys; from clausewatch.cli import main; main()"


class Call(NamedTuple):
    """One `clausewatch watch --once`."""

    status: int
    out: str
    err: str
    asked: int
    """Requests that it made."""


def set_environment(folder: Path) -> dict[str, str]:
    named = {"DATA": folder, "PUBLISHERS": DEMO, "SPEAKERS": SPEAKERS, "ALLOW_LOOPBACK": 1}
    return {f"CLAUSEWATCH_{name}": str(value) for name, value in named.items()}


def leave_unmeasured() -> dict[str, str]:
    """The environment without what has a child measured: an interrupt that comes while coverage holds its own lock
    leaves it locked, and the child waits for it for ever.
    """
    return {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}


def watch_once(web: DemoWeb, folder: Path) -> Call:
    before = len(web.requests)
    command = [sys.executable, "-c", START, "watch", "--once", "--publisher", "open-lines"]
    called = subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=240, env=os.environ | set_environment(folder)
    )
    return Call(called.returncode, called.stdout, called.stderr, len(web.requests) - before)


@pytest.fixture(scope="module")
def calls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Call]]:
    """On day one, again, and on day two."""
    folder = tmp_path_factory.mktemp("followed")
    with serve_demo(folder) as (web, _):
        first, again = watch_once(web, folder), watch_once(web, folder)
        web.day = 2
        yield [first, again, watch_once(web, folder)]


@pytest.mark.slow
def test_what_is_new_is_crawled_and_goes_through_to_the_alerts(calls: list[Call]) -> None:
    first, _, day_two = calls
    for call in (first, day_two):
        assert call.status == 0, call.err
        assert call.out.splitlines()[0].startswith("open-lines                   ")
        assert "documents annotated" in call.err
    assert " alerts sent" in day_two.err
    assert ", 0 alerts sent" not in day_two.err


@pytest.mark.slow
def test_without_news_nothing_is_crawled(calls: list[Call]) -> None:
    again = calls[1]
    assert (again.status, again.out) == (0, "")
    assert again.err == "Watching 1 publisher.\n"
    # robots.txt and the feed.
    assert again.asked == 2


@pytest.mark.slow
def test_it_ends_well_on_ctrl_c(tmp_path: Path) -> None:
    with serve_demo(tmp_path) as (web, _):
        command = [sys.executable, "-c", START, "watch", "--interval", "1", "--publisher", "open-lines"]
        with subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=leave_unmeasured() | set_environment(tmp_path),
        ) as child:
            try:
                assert child.stdout is not None
                assert child.stdout.readline().startswith("open-lines")
                child.send_signal(signal.SIGINT)
                _, err = child.communicate(timeout=60)
            finally:
                child.kill()
    assert web.requests_to("openlines")
    assert child.returncode == 0
    assert err.splitlines()[0] == "Watching 1 publisher; Ctrl-C ends it."
    assert err.splitlines()[-1] == "Stopped."


def test_an_interrupt_that_python_drops_ends_it_at_the_next_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in set_environment(tmp_path).items():
        monkeypatch.setenv(name, value)
    dropped: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda each: dropped.append(each.exc_type))

    def crawl_nothing(*_: object) -> list[CrawlResult]:
        last = threading.Event()
        # As any object whose end somebody follows.
        _following = weakref.ref(last, lambda _: signal.raise_signal(signal.SIGINT))
        del last
        return []

    monkeypatch.setattr("clausewatch.cli.commands.watch.run_crawls", crawl_nothing)
    too_late = threading.Timer(60, os.kill, (os.getpid(), signal.SIGINT))
    too_late.start()
    with serve_demo(tmp_path):
        assert run(["watch", "--interval", "1", "--publisher", "open-lines"]) == 0
    assert too_late.is_alive()
    too_late.cancel()
    assert dropped == [KeyboardInterrupt]
    assert capsys.readouterr().err.splitlines()[-1] == "Stopped."


def test_a_publisher_that_cannot_be_watched_is_named_and_makes_it_partly_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for name, value in set_environment(tmp_path).items():
        monkeypatch.setenv(name, value)
    with serve_demo(tmp_path) as (web, _):
        port = web.port
    with environment("CLAUSEWATCH_DEMO_PORT", port):
        assert run(["watch", "--once", "--publisher", "open-lines"]) == 3
    assert "open-lines cannot be watched for now: robots.txt cannot be read" in caplog.text


def test_an_unknown_publisher_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["watch", "--publisher", "gazette", "--data", str(tmp_path)]) == 2
    assert "no publisher 'gazette'" in capsys.readouterr().err


@pytest.mark.parametrize("interval", ["0", "-1", "soon"])
def test_an_interval_that_cannot_be_is_wrong_use(interval: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["watch", "--interval", interval]) == 2
    assert "--interval" in capsys.readouterr().err
