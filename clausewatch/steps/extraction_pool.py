"""Extraction beside a crawl or an ingest: processes of their own read the pages meanwhile and hold nobody up."""

import os
import signal
from collections.abc import Sequence
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from contextlib import closing
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from threading import Event, Thread
from time import monotonic
from types import TracebackType
from typing import Self

from clausewatch.errors import StoreError
from clausewatch.ledger import Ledger, open_ledger
from clausewatch.ledger.queue import count_free
from clausewatch.models import Publisher
from clausewatch.settings import Settings
from clausewatch.steps.extract import extract_batch
from clausewatch.steps.report import StepReport, repeat_until_done
from clausewatch.steps.stores import SourceStores, open_source_stores
from spiders.run import list_publishers

PAUSE = 1.0
"""Seconds between two looks whether pages wait."""
ENOUGH = 32
"""Pages that wait for which processes are started; to start one takes as long as to read some hundred."""
AT_ONCE = 16
"""Pages that a process claims; what it loses at most where it is killed."""
SLICE = 2.0
"""Seconds for which a process goes on before it opens archive and ledger anew."""
MOST = 8
LOWER_PRIORITY = 10
"""Of Unix: the crawls come first where there are more processes than cores."""


def count_processes(settings: Settings) -> int:
    """As many as the settings say; else one a processor core that we may use, but not more than eight."""
    if settings.extract_processes is not None:
        return settings.extract_processes
    # What a container may use of a machine, where the system tells.
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, MOST)


class ExtractionPool:
    """A block in which pages are read as they come, and at its end those that are left, where it had begun to read.

    Whatever ends a process early costs nothing: what it had in hand is free again, and the step `extract` that follows
    reads what the pool did not. `report` is whole when the block has ended.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._number = count_processes(settings)
        self._is_over, self._is_given_up = Event(), Event()
        self._thread = Thread(target=self._watch, name="extraction", daemon=True)
        self.report = StepReport(step="extract")

    def __enter__(self) -> Self:
        if self._number:
            self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        del error, trace
        if kind is not None:
            self._is_given_up.set()
        self._is_over.set()
        self._join()

    def read_rest(self, stores: SourceStores, publishers: Sequence[Publisher]) -> None:
        """Wait until nothing is being read any more, and read here what still waits: then all of it is known."""
        self._is_over.set()
        self._join()
        self.report += repeat_until_done("extract", lambda: extract_batch(stores, publishers))

    def _join(self) -> None:
        if self._number:
            self._thread.join()

    def _watch(self) -> None:
        try:
            with closing(open_ledger(self._settings.database_url)) as ledger:
                while not self._is_over.wait(PAUSE):
                    if _count_waiting(ledger) >= ENOUGH:
                        self._read_all(ledger)
        except (StoreError, BrokenExecutor):
            # The step that follows meets the same fault, and tells it, if it is still there.
            return

    def _read_all(self, ledger: Ledger) -> None:
        """Read until the block is over and nothing waits any more."""
        context = get_context("spawn")
        with ProcessPoolExecutor(self._number, context, initializer=_step_back) as pool:
            while not self._is_given_up.is_set():
                is_all_there = self._is_over.is_set()
                # Asked here, as each process opens archive and ledger anew.
                if _count_waiting(ledger):
                    asked = [pool.submit(_read_some, self._settings) for _ in range(self._number)]
                    for each in asked:
                        self.report += each.result()
                elif is_all_there:
                    return
                else:
                    self._is_over.wait(PAUSE)


def _count_waiting(ledger: Ledger) -> int:
    with ledger.read() as session:
        return count_free(session, "extract")


def _step_back() -> None:
    """A process begins: crawls come before it, Ctrl-C is the parent's to answer, and it ends with that."""
    os.nice(LOWER_PRIORITY)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A pool whose parent was killed would wait for work for ever."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _read_some(settings: Settings) -> StepReport:
    """Batches for some seconds, or until nothing waits; the index, which may be far away, is not opened for it."""
    until = monotonic() + SLICE
    total = StepReport(step="extract")
    with open_source_stores(settings) as stores:
        publishers = list_publishers(settings)
        is_left = True
        while is_left and monotonic() < until:
            report = extract_batch(stores, publishers, AT_ONCE)
            total += report
            is_left = report.claimed > 0
    return total
