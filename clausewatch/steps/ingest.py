"""Files that a person hands in to fetched responses, as if they had been crawled."""

from collections.abc import Sequence
from contextlib import ExitStack
from types import TracebackType
from typing import Self

from clausewatch.archive import Place
from clausewatch.errors import SettingsError
from clausewatch.ledger.ingests import RecordCounts
from clausewatch.models import Model, Publisher
from clausewatch.steps.local_files import Entry, Facts, Found, Unreadable, read_file
from clausewatch.steps.page_filter import PageFilter
from clausewatch.steps.publishers import choose_publisher
from clausewatch.steps.recorder import Recorder
from clausewatch.steps.stores import Stores
from clausewatch.steps.warc_files import Selection, Tell, WarcIngester
from clausewatch.steps.warc_sources import WarcSource


class Ingested(Model):
    """How many responses were new and how many known already, and what could not be read: place and reason."""

    fresh: int = 0
    known: int = 0
    failures: tuple[tuple[str, str], ...] = ()
    """Of the faulty records of a WARC file the first."""
    records: RecordCounts = RecordCounts()
    """Of all WARC files, also of what a killed run before read of them."""
    finished: int = 0
    """WARC files that were read to their end before, and were not opened."""


class Ingester:
    """Keeps each response in the archive and the ledger, where it waits for "extract"; to be used in a `with`. What is
    known costs nothing new: only what failed before waits again.
    """

    def __init__(
        self,
        stores: Stores,
        publishers: Sequence[Publisher],
        facts: Facts,
        wanted: PageFilter | None = None,
        *,
        again: bool = False,
        tell: Tell | None = None,
    ) -> None:
        """`wanted`: which pages of WARC files are taken; none: all. `again`: files that were read to their end, too."""
        self._stack = ExitStack()
        self._publishers, self._facts = publishers, facts
        self._recorder = Recorder(stores, self._stack)
        selection = Selection(publishers=publishers, facts=facts, wanted=wanted, again=again)
        self._warcs = WarcIngester(stores, self._recorder, selection, tell)
        self._result = Ingested()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    @property
    def result(self) -> Ingested:
        """What was done so far."""
        return self._result

    def take(self, entry: Entry | Place | Unreadable) -> None:
        """One file; what is wrong with it is in the result."""
        if isinstance(entry, Unreadable):
            self._fail(entry)
        elif isinstance(entry, Place) or entry.is_warc:
            self._take_warc(WarcSource.of(entry))
        else:
            for item in read_file(entry, self._facts):
                self._take_page(item)

    def _take_page(self, item: Found | Unreadable) -> None:
        if isinstance(item, Unreadable):
            self._fail(item)
            return
        try:
            publisher = find_owner(item, self._publishers, self._facts)
        except SettingsError as error:
            self._fail(Unreadable(item.place, str(error)))
            return
        is_new = self._recorder.record(item, publisher.name)
        self._add(fresh=int(is_new), known=int(not is_new))

    def _take_warc(self, source: WarcSource) -> None:
        report = self._warcs.ingest(source)
        self._add(fresh=report.counts.fresh, known=report.counts.known, finished=int(report.finished))
        self._result = self._result.model_copy(update={"records": self._result.records + report.counts})
        faults = [Unreadable(source.shown, report.fault)] if report.fault else []
        for failure in (*report.failures, *faults):
            self._fail(failure)

    def _fail(self, failure: Unreadable) -> None:
        failures = (*self._result.failures, (failure.place, failure.reason))
        self._result = self._result.model_copy(update={"failures": failures})

    def _add(self, **numbers: int) -> None:
        sums = {name: getattr(self._result, name) + number for name, number in numbers.items()}
        self._result = self._result.model_copy(update=sums)


def find_owner(item: Found, publishers: Sequence[Publisher], facts: Facts) -> Publisher:
    """The publisher that the person named, else the file, else the one whose domain the address has; `SettingsError`
    where that is no name of a publisher.
    """
    return choose_publisher(publishers, item.response.url, facts.publisher or item.publisher)
