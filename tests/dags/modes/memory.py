"""How much memory processes take: their proportional set sizes, so that what they share is counted once."""

import contextlib
import re
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

EVERY_S = 2.0
PSS = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)


class MemoryWatch:
    """Looks at the sum again and again; `peak` is the largest seen, in bytes."""

    def __init__(self, list_pids: Callable[[], Iterable[int]]) -> None:
        self._list_pids = list_pids
        self._ended = threading.Event()
        self.peak = 0
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def _look(self) -> None:
        while not self._ended.wait(EVERY_S):
            self.peak = max(self.peak, sum(map(read_pss, self._list_pids())))

    def stop(self) -> None:
        """Look no more."""
        self._ended.set()
        self._thread.join()


def read_pss(pid: int) -> int:
    """Bytes; 0 for a process that has ended."""
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        found = PSS.search(Path(f"/proc/{pid}/smaps_rollup").read_text())
        return int(found[1]) * 1024 if found else 0
    return 0
