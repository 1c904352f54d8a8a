"""A bar on a terminal for what takes longer than a second, and on nothing else."""

import os
import pty
import re
import sys
import threading
from pathlib import Path
from subprocess import DEVNULL, Popen

import pytest

from clausewatch.cli.progress import show_progress

SCRIPT = """
import sys, time
import click
from clausewatch.cli.progress import show_progress, warn

seconds, beside, fails = float(sys.argv[1]), sys.argv[2] == "beside", sys.argv[3:] == ["fails"]
try:
    with show_progress("counting", 2, beside_results=beside) as progress:
        progress.advance("one")
        time.sleep(seconds)
        warn("line 3: bad")
        print("result")
        progress.note("last")
        time.sleep(0.3)
        if fails:
            raise ValueError("no more")
except ValueError as error:
    click.echo(f"Error: {error}", err=True)
"""
CODES = re.compile(rb"\x1b\[[0-9;?]*[A-Za-z]")


def run_on_terminal(seconds: float, *rest: str, out: Path | None = None) -> bytes:
    """What a terminal gets from standard error, and from standard output where no file is named; without colours."""
    ours, theirs = pty.openpty()
    with (out or Path(os.devnull)).open("wb") as file:
        command = [sys.executable, "-c", SCRIPT, str(seconds), *(rest or ("alone",))]
        environment = os.environ | {"TERM": "xterm", "COLUMNS": "100"}
        with Popen(command, stdin=DEVNULL, stdout=file if out else theirs, stderr=theirs, env=environment) as child:
            os.close(theirs)
            content = _read_all(ours)
    os.close(ours)
    assert child.returncode == 0, content
    return CODES.sub(b"", content)


def _read_all(terminal: int) -> bytes:
    content = b""
    while True:
        try:
            block = os.read(terminal, 1 << 16)
        except OSError:
            return content
        if not block:
            return content
        content += block


def test_a_long_task_shows_a_bar_with_what_is_done_and_the_results_stay_clean(tmp_path: Path) -> None:
    shown = run_on_terminal(1.4, out=tmp_path / "out")
    assert b"counting one" in shown
    assert b"counting: last" in shown
    assert b"1/2" in shown
    assert (tmp_path / "out").read_bytes() == b"result\n"


def test_a_message_meanwhile_has_a_line_of_its_own(tmp_path: Path) -> None:
    lines = re.split(rb"[\r\n]+", run_on_terminal(1.4, out=tmp_path / "out"))
    assert b"line 3: bad" in [line.strip() for line in lines]


def test_a_short_task_shows_no_bar(tmp_path: Path) -> None:
    assert run_on_terminal(0.1, out=tmp_path / "out").split() == [b"line", b"3:", b"bad"]


def test_results_on_the_terminal_are_progress_enough(tmp_path: Path) -> None:
    assert b"counting" not in run_on_terminal(1.4, "beside")
    assert b"counting one" in run_on_terminal(1.4, "beside", out=tmp_path / "out")


@pytest.mark.parametrize("seconds", [0.0, 1.4], ids=["before-the-bar", "under-the-bar"])
def test_a_task_that_fails_leaves_the_terminal_to_its_error(seconds: float, tmp_path: Path) -> None:
    shown = run_on_terminal(seconds, "alone", "fails", out=tmp_path / "out")
    assert shown.rstrip().splitlines()[-1].endswith(b"Error: no more")


def test_without_a_terminal_nothing_is_shown_and_no_thread_is_left(capsys: pytest.CaptureFixture[str]) -> None:
    before = threading.active_count()
    with show_progress("counting", 3) as progress:
        progress.advance()
        progress.note("more")
        assert threading.active_count() == before
    assert capsys.readouterr() == ("", "")
