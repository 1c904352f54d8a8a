"""What a local Airflow that runs has told of itself, in a file of its folder; one Airflow a folder."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from clausewatch.errors import ServerError
from clausewatch.models import Model
from scripts.airflow_stack.children import list_session

FILE = "running.json"
LOCK = "lock"
NAME = b"airflow"


class Running(Model):
    """Of the Airflow that runs now."""

    pid: int
    port: int
    demo_port: int
    """0: no fictional web."""
    children: dict[str, int]
    """Ids of its processes by name; each is also that of a session."""


@contextmanager
def own_folder(folder: Path) -> Iterator[None]:
    """Have the folder to ourselves; `ServerError` where another Airflow, or what is left of one, runs on it."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ServerError(f"an Airflow runs on {folder}; stop it, or choose another with --folder") from error
        if left := find_left(folder):
            pids = " ".join(map(str, left))
            raise ServerError(f"an Airflow on {folder} was killed and left processes; end them with: kill {pids}")
        yield


def find_left(folder: Path) -> list[int]:
    """Ids of the processes of an Airflow whose launcher was killed."""
    try:
        sessions = read_running(folder).children.values()
    except ServerError:
        return []
    return [pid for session in sessions for pid in list_session(session) if NAME in _read_command(pid)]


def _read_command(pid: int) -> bytes:
    """Empty where it has ended; after a restart of the machine an id may be anybody's."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""


@contextmanager
def announce(folder: Path, port: int, demo_port: int, children: dict[str, int]) -> Iterator[None]:
    """Tell it while it runs."""
    running = Running(pid=os.getpid(), port=port, demo_port=demo_port, children=children)
    new = folder / f".{FILE}"
    new.write_text(running.model_dump_json(indent=2), encoding="utf-8")
    new.replace(folder / FILE)
    try:
        yield
    finally:
        (folder / FILE).unlink(missing_ok=True)


def read_running(folder: Path) -> Running:
    """`ServerError` where none runs."""
    try:
        return Running.model_validate_json((folder / FILE).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ServerError(f"no Airflow runs on {folder}; start it with make airflow") from error
