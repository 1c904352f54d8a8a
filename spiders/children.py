"""The crawl processes: started, waited for, and stopped together."""

import signal
import subprocess
import sys
import tempfile
from threading import Lock
from typing import IO

from pydantic import ValidationError

from spiders.orders import CrawlOrder
from spiders.tally import Tally

LONGEST = 2400
"""Seconds; a crawl ends by itself before (CLOSESPIDER_TIMEOUT)."""
SECONDS_TO_STOP = 10
COMMAND = (sys.executable, "-m", "spiders.process")


class Children:
    """Crawl processes of one run. Threads may share it."""

    def __init__(self, command: tuple[str, ...] = COMMAND, longest: float = LONGEST) -> None:
        self._command, self._longest = command, longest
        self._lock = Lock()
        self._running: set[subprocess.Popen[bytes]] = set()
        self._is_closed = False

    def run(self, order: CrawlOrder) -> tuple[Tally, str | None]:
        """Run a crawl to its end: what it counted, and what was wrong with the process, if anything was."""
        with tempfile.TemporaryFile() as errors:
            child = self._start(errors)
            if child is None:
                return Tally(), "the run was stopped before this crawl began"
            output, reason = self._wait(child, order)
            with self._lock:
                self._running.discard(child)
            return _read_tally(output, reason or explain_end(child.returncode, errors))

    def _start(self, errors: IO[bytes]) -> subprocess.Popen[bytes] | None:
        with self._lock:
            if self._is_closed:
                return None
            pipe = subprocess.PIPE
            child = subprocess.Popen(self._command, stdin=pipe, stdout=pipe, stderr=errors)  # noqa: S603
            self._running.add(child)
            return child

    def _wait(self, child: subprocess.Popen[bytes], order: CrawlOrder) -> tuple[bytes, str | None]:
        """Its output, and why it had to be stopped. Its standard input stays open: the child ends when that closes."""
        stdin, stdout = child.stdin, child.stdout
        if stdin is None or stdout is None:
            raise TypeError("a crawl process without pipes")
        with stdin, stdout:
            try:
                stdin.write(order.model_dump_json().encode() + b"\n")
                stdin.flush()
            except BrokenPipeError:
                # It died before it read; how, its end will tell.
                child.wait()
                return b"", None
            try:
                child.wait(self._longest)
            except subprocess.TimeoutExpired:
                stop(child)
                return b"", f"the crawl took longer than {self._longest:.0f} s and was stopped"
            return stdout.read(), None

    def close(self) -> None:
        """Stop what still runs, and start nothing any more."""
        with self._lock:
            self._is_closed = True
            running = list(self._running)
        for child in running:
            child.terminate()


def stop(child: subprocess.Popen[bytes]) -> None:
    """End a process, in good order if it can."""
    child.terminate()
    try:
        child.wait(SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def explain_end(status: int, errors: IO[bytes]) -> str | None:
    """What is wrong with a process that ended so; none for a good end."""
    if status == 0:
        return None
    if status < 0:
        return f"the crawl process was killed ({signal.Signals(-status).name})"
    errors.seek(0)
    lines = errors.read().decode(errors="replace").strip().splitlines()
    return f"the crawl process ended with status {status}: {lines[-1] if lines else 'it said nothing'}"


def _read_tally(output: bytes, reason: str | None) -> tuple[Tally, str | None]:
    if reason is not None:
        return Tally(), reason
    try:
        return Tally.model_validate_json(output), None
    except ValidationError:
        return Tally(), "the crawl process gave no result"
