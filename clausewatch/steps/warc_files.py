"""The pages of WARC files to fetched responses: chosen before extraction, and gone on with after a kill."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from clausewatch.archive import BrokenRecord, Passed, WarcReader
from clausewatch.errors import ArchiveError, SettingsError
from clausewatch.extract.overrides import make_headers
from clausewatch.ledger.ingests import Ingest, RecordCounts, find_ingest, keep_ingest
from clausewatch.models import Publisher, RawResponse
from clausewatch.steps.local_files import Facts, Found, Unreadable
from clausewatch.steps.page_filter import PageFilter
from clausewatch.steps.publishers import choose_publisher
from clausewatch.steps.recorder import Recorder
from clausewatch.steps.stores import Stores
from clausewatch.steps.warc_sources import WarcSource, identify, open_source

READABLE = ("text/html", "application/xhtml", "application/json", "text/plain")
"""Media types that may be documents; the others are pictures, scripts and lists."""
KEPT_EVERY = 2000
"""Records after which is kept how far a file was read, where none of them is taken."""
MOST_TOLD = 100
"""Faulty records of a file whose reasons are told; all are counted."""
Tell = Callable[[str, RecordCounts], None]
"""Is told now and then how far a file was read."""


@dataclass(frozen=True)
class Selection:
    """Which pages are taken, and whose they are."""

    publishers: Sequence[Publisher]
    facts: Facts
    wanted: PageFilter | None = None
    """None: all pages."""
    again: bool = False
    """Read files anew that were read to their end before."""

    def key_of(self, name: str) -> str:
        """Of a file and what is taken of it: the same file is read again for another selection."""
        asked = self.wanted.key if self.wanted else self.facts.model_dump_json()
        return hashlib.sha256(json.dumps([name, asked]).encode()).hexdigest()

    def takes_address(self, url: str) -> bool:
        """Whether a page is read at all."""
        return self.wanted is None or self.wanted.takes_address(url)

    def sort(self, response: RawResponse) -> str:
        """What a page counts as that is not taken; empty where it is."""
        if not (response.header("Content-Type") or "text/html").casefold().startswith(READABLE):
            return "read"
        is_wanted = self.wanted is None or self.wanted.takes_body(response.body)
        return "" if is_wanted else "without_keywords"


@dataclass
class WarcReport:
    """What became of one file."""

    counts: RecordCounts = field(default_factory=RecordCounts)
    failures: list[Unreadable] = field(default_factory=list)
    """Of the faulty records the first."""
    fault: str = ""
    """Why the file could not be read to its end, where it could not."""
    finished: bool = False
    """It was read to its end before, and was not opened."""


class WarcIngester:
    """Takes files one after the other. How far each was read is kept in the ledger together with what was taken."""

    def __init__(self, stores: Stores, recorder: Recorder, selection: Selection, tell: Tell | None = None) -> None:
        self._stores, self._recorder, self._selection, self._tell = stores, recorder, selection, tell

    def ingest(self, source: WarcSource) -> WarcReport:
        """One file to its end. What is wrong with it, or with a record, is in the report and costs nothing else."""
        report = WarcReport()
        try:
            before = self._find(source)
            if before is not None and is_finished(before, source) and not self._selection.again:
                known = before.counts.fresh + before.counts.known
                return WarcReport(RecordCounts(known=known), finished=True)
            with open_source(source, self._stores.settings.user_agent) as (file, identity):
                start = Ingest(place=source.name, identity=identity)
                if before is not None and before.identity == identity and not before.is_done:
                    start = before
                reader = WarcReader(source.shown, file, start.offset, self._selection.takes_address)
                _Pass(self._stores, self._recorder, self._selection, source, reader, start, report).run(self._tell)
        except OSError as error:
            report.fault = error.strerror or str(error)
        except (ArchiveError, SettingsError) as error:
            report.fault = str(error).removeprefix(f"{source.url}: ")
        return report

    def plan(self, source: WarcSource) -> int | None:
        """The number that the file has in the ledger from then on; none where it was read to its end before."""
        before = self._find(source)
        if before is not None and is_finished(before, source) and not self._selection.again:
            return None
        with self._stores.ledger.begin() as session:
            return keep_ingest(session, self._selection.key_of(source.name), before or Ingest(place=source.name))

    def _find(self, source: WarcSource) -> Ingest | None:
        with self._stores.ledger.read() as session:
            return find_ingest(session, self._selection.key_of(source.name)) if source.is_kept else None


def is_finished(ingest: Ingest, source: WarcSource) -> bool:
    """Whether the file was read to its end, and is still the same. What lies on another machine is taken to be, as
    archives there never change: asking would cost a request for each of thousands.
    """
    return ingest.is_done and (source.path is None or ingest.identity == identify(source.path))


class _Pass:
    """One reading of one file, from its beginning or from where the last one was stopped."""

    def __init__(
        self,
        stores: Stores,
        recorder: Recorder,
        selection: Selection,
        source: WarcSource,
        reader: WarcReader,
        start: Ingest,
        report: WarcReport,
    ) -> None:
        self._stores, self._recorder, self._selection, self._source = stores, recorder, selection, source
        self._reader, self._start, self._report = reader, start, report
        self._counts = Counter(start.counts.model_dump())

    def run(self, tell: Tell | None) -> None:
        """To the end. Where that cannot be reached, what was counted is in the report all the same."""
        unkept = 0
        try:
            for item in self._reader:
                self._counts["read"] += 1
                self._take(item)
                unkept += 1
                if unkept >= KEPT_EVERY and self._reader.resume_at is not None:
                    unkept = 0
                    self._keep_now()
                    if tell is not None:
                        tell(self._source.shown, self._sum())
            self._keep_now(is_done=True)
        finally:
            self._report.counts = self._sum()

    def _take(self, item: RawResponse | BrokenRecord | Passed) -> None:
        if isinstance(item, BrokenRecord):
            self._counts["faulty"] += 1
            if len(self._report.failures) < MOST_TOLD:
                place = f"{self._source.shown}, record at byte {item.offset}"
                self._report.failures.append(Unreadable(place, item.reason))
        elif isinstance(item, RawResponse):
            self._take_page(item)
        elif item is Passed.ADDRESS:
            self._counts["other_sites"] += 1

    def _take_page(self, response: RawResponse) -> None:
        sort = self._selection.sort(response)
        if sort:
            self._counts[sort] += sort != "read"
            return
        facts = self._selection.facts
        headers = (*response.headers, *make_headers(facts.title, facts.published))
        kept = response.model_copy(update={"headers": headers})
        publisher = choose_publisher(self._selection.publishers, response.url, facts.publisher)
        found = Found(f"{self._source.shown}: {response.url}", kept, is_dated=True)
        self._recorder.record(found, publisher.name, self._note)

    def _note(self, session: Session, is_new: bool) -> None:
        """With the page itself, so that no kill can come between them."""
        self._counts["fresh" if is_new else "known"] += 1
        self._keep(session)

    def _keep_now(self, *, is_done: bool = False) -> None:
        if self._source.is_kept:
            with self._stores.ledger.begin() as session:
                self._keep(session, is_done=is_done)

    def _keep(self, session: Session, *, is_done: bool = False) -> None:
        """How far the file was read, if reading can go on there."""
        offset = self._reader.resume_at
        if not self._source.is_kept or (offset is None and not is_done):
            return
        facts = {"offset": offset or 0, "is_done": is_done, "counts": self._sum()}
        key = self._selection.key_of(self._source.name)
        keep_ingest(session, key, self._start.model_copy(update=facts))

    def _sum(self) -> RecordCounts:
        return RecordCounts.model_validate(self._counts)
