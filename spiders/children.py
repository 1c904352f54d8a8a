"""The crawl processes: started, waited for, and stopped together."""

import contextlib
import signal
import subprocess
import sys
import tempfile
from threading import Lock
from time import monotonic
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

    def __init__(
        self, command: tuple[str, ...] = COMMAND, longest: float = LONGEST, to_stop: float = SECONDS_TO_STOP
    ) -> None:
        self._command, self._longest, self._to_stop = command, longest, to_stop
        self._lock = Lock()
        self._running: set[subprocess.Popen[bytes]] = set()
        self._is_closed = False

    def run(self, order: CrawlOrder) -> tuple[Tally, str | None]:
        """Run a crawl to its end: what it counted, and what was wrong with the process, if anything was."""
        # Files and not pipes, so that it never waits for somebody to read what it says.
        with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
            child = self._start(output, errors)
            if child is None:
                return Tally(), "the run was stopped before this crawl began"
            reason = self._wait(child, order)
            with self._lock:
                self._running.discard(child)
            return _read_tally(output, reason or explain_end(child.returncode, errors))

    def _start(self, output: IO[bytes], errors: IO[bytes]) -> subprocess.Popen[bytes] | None:
        with self._lock:
            if self._is_closed:
                return None
            child = subprocess.Popen(  # noqa: S603
                self._command, stdin=subprocess.PIPE, stdout=output, stderr=errors, bufsize=0
            )
            self._running.add(child)
            return child

    def _wait(self, child: subprocess.Popen[bytes], order: CrawlOrder) -> str | None:
        """Why it had to be stopped. Its standard input stays open: the child ends when that closes."""
        if child.stdin is None:
            raise TypeError("a crawl process without a pipe")
        with child.stdin as stdin:
            # Where it died before it read, its end will tell how.
            with contextlib.suppress(BrokenPipeError):
                _write_all(stdin, order.model_dump_json().encode() + b"\n")
            try:
                child.wait(self._longest)
            except subprocess.TimeoutExpired:
                child.terminate()
                _end(child, self._to_stop)
                return f"the crawl took longer than {self._longest:.0f} s and was stopped"
            return None

    def close(self) -> None:
        """Stop what still runs, and start nothing any more."""
        with self._lock:
            self._is_closed = True
            running = list(self._running)
        for child in running:
            child.terminate()
        until = monotonic() + self._to_stop
        for child in running:
            _end(child, until - monotonic())


def _end(child: subprocess.Popen[bytes], patience: float) -> None:
    """Wait for a process that was told to end, and kill it where it does not."""
    try:
        child.wait(max(patience, 0))
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def _write_all(pipe: IO[bytes], content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[pipe.write(rest) :]


def explain_end(status: int, errors: IO[bytes]) -> str | None:
    """What is wrong with a process that ended so; none for a good end."""
    if status == 0:
        return None
    if status < 0:
        return f"the crawl process was killed ({signal.Signals(-status).name})"
    errors.seek(0)
    lines = errors.read().decode(errors="replace").strip().splitlines()
    return f"the crawl process ended with status {status}: {lines[-1] if lines else 'it said nothing'}"


def _read_tally(output: IO[bytes], reason: str | None) -> tuple[Tally, str | None]:
    if reason is not None:
        return Tally(), reason
    output.seek(0)
    try:
        return Tally.model_validate_json(output.read()), None
    except ValidationError:
        return Tally(), "the crawl process gave no result"
