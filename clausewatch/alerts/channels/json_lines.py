"""Alerts appended to a JSON Lines file, each once."""

import fcntl
import json
import os
import re
from pathlib import Path

from clausewatch.alerts.channels.content import to_json
from clausewatch.errors import DeliveryError
from clausewatch.ledger.deliveries import Delivery

TAIL = 4 * 1024 * 1024
"""Bytes at the end of the file that are searched for alerts written by other processes."""
ID = re.compile(rb'^\{"id": "([0-9a-f]+)", ', re.MULTILINE)
"""The id stands first in its line, so that no statement's words can be taken for it."""


class JsonLinesFile:
    """A file that several processes may append to, each waiting for the other.

    A line written by a process that was killed before it could say so is found by its id in the last 4 MiB and not
    written again.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: tuple[int, int] | None = None
        self._read = 0
        self._ids: set[bytes] = set()

    def send(self, delivery: Delivery) -> None:
        """Append one line; one that could not be written in full is taken back."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
            try:
                fcntl.flock(file, fcntl.LOCK_EX)
                if not self._has(file, delivery.id):
                    _append(file, delivery)
            finally:
                os.close(file)
        except OSError as error:
            raise DeliveryError(f"file {self._path}: {error.strerror}") from error

    def _has(self, file: int, key: str) -> bool:
        """Whether the file holds the id; reads what was appended since the last look."""
        facts = os.fstat(file)
        if self._file != (facts.st_dev, facts.st_ino) or facts.st_size < self._read:
            self._file, self._read, self._ids = (facts.st_dev, facts.st_ino), max(0, facts.st_size - TAIL), set()
        new = os.pread(file, facts.st_size - self._read, self._read)
        self._read += len(new)
        self._ids.update(ID.findall(new))
        return key.encode() in self._ids


def _append(file: int, delivery: Delivery) -> None:
    size = os.fstat(file).st_size
    # A line cut off by a power failure must not spoil this one.
    mend = "\n" if size and os.pread(file, 1, size - 1) != b"\n" else ""
    line = f"{mend}{json.dumps(to_json(delivery), ensure_ascii=False)}\n".encode()
    if os.write(file, line) < len(line):
        os.ftruncate(file, size)
        raise OSError(0, "there was room for a part of the line only")
