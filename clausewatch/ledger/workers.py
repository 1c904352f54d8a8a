"""Who has claimed something, and whether that process still lives."""

import os
import socket
from collections.abc import Iterable
from functools import cache
from pathlib import Path


@cache
def _host() -> str:
    """Host name with the process id namespace, as containers may share a name but not their process ids."""
    try:
        space = f"/{Path('/proc/self/ns/pid').stat().st_ino}"
    except OSError:
        space = ""
    return socket.gethostname() + space


def _start_time(pid: int) -> str:
    """Clock ticks between boot and the start of a process, which tells a reused process id; empty if unknown."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    # The command name, in brackets, may hold spaces and brackets itself; start time is field 22, state field 3.
    state, *fields = stat.rpartition(")")[2].split()
    return "" if state in "ZX" else fields[18]


def worker_id(pid: int | None = None) -> str:
    """`host:pid:start` of a process of this host; this one where none is named."""
    number = os.getpid() if pid is None else pid
    return f"{_host()}:{number}:{_start_time(number)}"


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def is_dead(worker: str) -> bool:
    """Whether a worker is surely a dead process of this host; one elsewhere, or of another form, is not known to be."""
    host, _, rest = worker.partition(":")
    pid, _, start = rest.partition(":")
    if host != _host() or not pid.isdecimal():
        return False
    return not _exists(int(pid)) or _start_time(int(pid)) != start


def find_dead(workers: Iterable[str | None]) -> list[str]:
    """Those of the workers that are surely dead."""
    return [worker for worker in workers if worker is not None and is_dead(worker)]
