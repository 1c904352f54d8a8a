"""`clausewatch run` and `status` count a page that says that it is gone as what it is, whatever its status."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from clausewatch.cli.main import run
from tests.extract.answers import make_page
from tests.spiders.local_web import LocalWeb, Reply, feed

HTML = {"Content-Type": "text/html"}
NOT_THERE = Reply(
    b"<html><head><title>Page not found</title></head><body><h1>Page not found</h1><p>Try a search.</p></body></html>",
    headers=HTML,
)


@pytest.fixture
def web(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalWeb]:
    story = Reply(make_page().encode(), headers=HTML)
    with LocalWeb({"quiet": {"/feed.xml": feed(["/1", "/2"]), "/1": story, "/2": story}}) as served:
        monkeypatch.setenv("CLAUSEWATCH_TEST_PORT", str(served.port))
        monkeypatch.setenv("CLAUSEWATCH_PUBLISHERS", "tests.spiders.sites")
        monkeypatch.setenv("CLAUSEWATCH_ALLOW_LOOPBACK", "1")
        monkeypatch.setenv("CLAUSEWATCH_DATA", str(tmp_path))
        yield served


def crawl(capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    """Exit status, what is said of the publisher, and the last line."""
    status = run(["run", "--publisher", "quiet", "--now"])
    captured = capsys.readouterr()
    [line] = [line for line in captured.out.splitlines() if line.startswith("quiet  ")]
    return status, line.removeprefix("quiet").strip(), captured.err.splitlines()[-1]


def test_a_known_page_that_says_that_it_is_gone_is_gone_and_no_failure(
    web: LocalWeb, capsys: pytest.CaptureFixture[str]
) -> None:
    assert crawl(capsys)[1].startswith("2 new or changed;")
    web.sites["quiet"]["/1"] = NOT_THERE
    status, line, last = crawl(capsys)
    assert status == 0
    assert line.startswith("1 unchanged, 1 gone;")
    assert last.startswith("0 pages read (1 more says that it is gone), ")
    run(["status"])
    told = capsys.readouterr().out
    [row] = [each for each in told.splitlines() if each.startswith("quiet ")]
    # New, same, gone and failed.
    assert re.search(r"Z +0 +1 +1 +0 ", row)
    assert "\nfailed " not in told
    assert "extract    3 done\n" in told
    assert "1 gone (it says that it is not there)" in told


def test_a_new_page_that_says_that_it_is_not_there_is_a_failure_that_stays(
    web: LocalWeb, capsys: pytest.CaptureFixture[str]
) -> None:
    web.sites["quiet"]["/1"] = NOT_THERE
    status, line, last = crawl(capsys)
    assert status == 3
    assert line.startswith("2 new or changed;")
    assert last.endswith("; 1 failed")
    run(["status"])
    assert "failed     extract: quiet: http://quiet.localhost" in capsys.readouterr().out
