"""Processes that are started together, watched, and stopped by their ids."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

LINES = 20
SECONDS_TO_KILL = 10
LOOK_S = 0.02
ZOMBIE = "Z"


class Child:
    """A process in a session of its own, so that Ctrl-C reaches only us and we end what it started, too."""

    def __init__(
        self, name: str, command: Sequence[str], environment: Mapping[str, str], logs: Path, folder: Path
    ) -> None:
        """Run it in a folder; what it says goes to NAME.log in the folder of logs."""
        self.name = name
        self.log = logs / f"{name}.log"
        with self.log.open("wb") as output:
            self._process = subprocess.Popen(  # noqa: S603
                command,
                env=environment,
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        """Also the id of its session."""
        return self._process.pid

    @property
    def status(self) -> int | None:
        """How it ended; none while it runs."""
        return self._process.poll()

    @property
    def last_lines(self) -> list[str]:
        """The end of what it said."""
        return self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-LINES:]

    def end(self) -> None:
        """Ask it to end; it may take its time."""
        if self.status is None:
            self._process.terminate()

    def wait(self, seconds: float) -> bool:
        """Whether it has ended by then."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(max(seconds, 0))
        return self.status is not None

    def kill(self) -> None:
        """End it at once, with everything in its session."""
        until = time.monotonic() + SECONDS_TO_KILL
        while (pids := list_session(self.pid)) and time.monotonic() < until:
            for pid in pids:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            self._process.poll()
            time.sleep(LOOK_S)
        self._process.wait(SECONDS_TO_KILL)


def stop_children(children: Iterable[Child], patience: float) -> None:
    """Ask all to end, wait, and kill what is still there then."""
    children = list(children)
    for child in children:
        child.end()
    until = time.monotonic() + patience
    try:
        for child in children:
            child.wait(until - time.monotonic())
    finally:
        # Also when Ctrl-C is pressed once more.
        for child in children:
            child.kill()


def list_session(session: int) -> list[int]:
    """Ids of the processes in a session, where the system shows them (/proc); else only its leader's group."""
    if not Path("/proc/self/stat").exists():
        with contextlib.suppress(ProcessLookupError):
            os.killpg(session, signal.SIGKILL)
        return []
    return [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit() and _session_of(path) == session]


def _session_of(process: Path) -> int | None:
    """None where it has ended by now, though nobody may have asked yet how."""
    try:
        # The name, in brackets, may hold anything; then state, parent, group, session.
        fields = (process / "stat").read_text().rpartition(")")[2].split()
        return None if fields[0] == ZOMBIE else int(fields[3])
    except (FileNotFoundError, ProcessLookupError):
        return None
