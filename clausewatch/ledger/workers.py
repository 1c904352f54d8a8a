"""Who has claimed something, and whether that process still lives."""

import os
import socket
from collections.abc import Iterable
from functools import cache
from pathlib import Path

FIRST_SPACE = "4026531836"
"""Linux's number of the process id namespace of a machine itself; a container has another."""


def _read(path: str) -> str:
    """A file of the system's, on one line; empty where it has none."""
    try:
        return Path(path).read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return ""


@cache
def _host() -> str:
    """`name/machine/boot/space`: machines may share a name, and containers both name and machine, but no two the
    same boot and process id namespace. No machine is told from within a container, whose image may have brought it.
    """
    try:
        space = str(Path("/proc/self/ns/pid").stat().st_ino)
    except OSError:
        space = ""
    machine = _read("/etc/machine-id") if space == FIRST_SPACE else ""
    return "/".join((socket.gethostname(), machine, _read("/proc/sys/kernel/random/boot_id"), space))


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
    if not pid.isdecimal():
        return False
    if host != _host():
        return is_before_boot(host, _host())
    return not _exists(int(pid)) or _start_time(int(pid)) != start


def is_before_boot(host: str, here: str) -> bool:
    """Whether a host is this machine before it was started anew."""
    then, now = host.split("/"), here.split("/")
    return len(then) == len(now) == 4 and then[:2] == now[:2] and now[1] != "" and then[2] != now[2]


def find_dead(workers: Iterable[str | None]) -> list[str]:
    """Those of the workers that are surely dead."""
    return [worker for worker in workers if worker is not None and is_dead(worker)]
