"""Ctrl-C reaches the tests and what they start, also where a shell started them in the background."""

import subprocess
import sys
from pathlib import Path

TEST = """
import signal
import subprocess
import sys

HANDLER = "import signal; print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)"


def test_interrupts() -> None:
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    assert subprocess.check_output([sys.executable, "-c", HANDLER], text=True) == "True\\n"
"""
IGNORE = "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_IGN); os.execv(sys.executable, sys.argv[1:])"


def run_ignoring_interrupts(folder: Path) -> int:
    """The status of pytest over a folder, started as from a script's background."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", str(folder), str(folder)]
    return subprocess.run([sys.executable, "-c", IGNORE, *command], capture_output=True, check=False).returncode


def test_tests_and_their_children_can_be_interrupted_when_started_in_the_background(tmp_path: Path) -> None:
    (tmp_path / "test_inner.py").write_text(TEST, encoding="utf-8")
    assert run_ignoring_interrupts(tmp_path) == 1
    (tmp_path / "conftest.py").write_bytes((Path(__file__).parent / "conftest.py").read_bytes())
    assert run_ignoring_interrupts(tmp_path) == 0
