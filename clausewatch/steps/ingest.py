"""Files that a person hands in to fetched responses, as if they had been crawled."""

import hashlib
from collections.abc import Iterable, Sequence
from contextlib import ExitStack

from sqlalchemy.orm import Session

from clausewatch.archive import ArchiveWriter
from clausewatch.errors import ArchiveError, SettingsError
from clausewatch.extract.overrides import PUBLISHED, TITLE
from clausewatch.ledger.fetches import find_fetches, record_fetch
from clausewatch.ledger.queue import retry_failed
from clausewatch.models import Model, Publisher, RawResponse, RecordAddress
from clausewatch.steps.local_files import Facts, Found, Unreadable
from clausewatch.steps.publishers import choose_publisher
from clausewatch.steps.stores import Stores
from spiders.runs import new_run

OVERRIDES = (TITLE, PUBLISHED)


class Ingested(Model):
    """How many responses were new and how many known already, and what could not be read: place and reason."""

    fresh: int = 0
    known: int = 0
    failures: tuple[tuple[str, str], ...] = ()


def ingest(
    stores: Stores, found: Iterable[Found | Unreadable], publishers: Sequence[Publisher], facts: Facts
) -> Ingested:
    """Keep each response in the archive and the ledger, where it waits for "extract". What is known costs nothing new:
    only what failed before waits again.
    """
    fresh = known = 0
    failures: list[tuple[str, str]] = []
    with ExitStack() as stack:
        recorder = _Recorder(stores, stack)
        for item in found:
            if isinstance(item, Unreadable):
                failures.append((item.place, item.reason))
                continue
            try:
                publisher = find_owner(item, publishers, facts)
            except SettingsError as error:
                failures.append((item.place, str(error)))
                continue
            if recorder.record(item, publisher.name):
                fresh += 1
            else:
                known += 1
    return Ingested(fresh=fresh, known=known, failures=tuple(failures))


def find_owner(item: Found, publishers: Sequence[Publisher], facts: Facts) -> Publisher:
    """The publisher that the person named, else the file, else the one whose domain the address has; `SettingsError`
    where that is no name of a publisher.
    """
    return choose_publisher(publishers, item.response.url, facts.publisher or item.publisher)


class _Recorder:
    """Writes responses: one archive file a publisher, made when something new comes."""

    def __init__(self, stores: Stores, stack: ExitStack) -> None:
        self._stores, self._stack = stores, stack
        self._run = new_run()
        self._writers: dict[str, ArchiveWriter] = {}

    def record(self, item: Found, publisher: str) -> bool:
        """Whether the response is new. The body goes to the archive first: after a kill it is ingested again."""
        with self._stores.ledger.read() as session:
            number = self._find(session, item, publisher)
        if number is not None:
            with self._stores.ledger.begin() as session:
                retry_failed(session, "extract", str(number))
            return False
        response = item.response
        address = self._writer(publisher).write(response)
        with self._stores.ledger.begin() as session:
            record_fetch(
                session,
                publisher=publisher,
                url=response.url,
                status=response.status,
                outcome="fresh",
                fetched_at=response.fetched_at,
                run=self._run,
                address=address,
            )
        return True

    def _find(self, session: Session, item: Found, publisher: str) -> int | None:
        """Number of the same response as recorded before: a page read anew, or the same record of a WARC file."""
        response = item.response
        sha256 = hashlib.sha256(response.body).hexdigest()
        for fetch in find_fetches(session, response.url, sha256):
            if fetch.publisher != publisher or fetch.address is None:
                continue
            if item.is_dated and fetch.fetched_at != response.fetched_at:
                continue
            if self._read_overrides(fetch.address) == _overrides(response):
                return fetch.id
        return None

    def _read_overrides(self, address: RecordAddress) -> list[str | None] | None:
        """None where the archive has lost the record, which is then kept anew."""
        try:
            return _overrides(self._stores.archive.read(address))
        except ArchiveError:
            return None

    def _writer(self, publisher: str) -> ArchiveWriter:
        if publisher not in self._writers:
            self._writers[publisher] = self._stack.enter_context(self._stores.archive.writer(publisher, self._run))
        return self._writers[publisher]


def _overrides(response: RawResponse) -> list[str | None]:
    return [response.header(name) for name in OVERRIDES]
