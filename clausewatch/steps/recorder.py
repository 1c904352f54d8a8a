"""Responses that did not come by a crawl, into archive and ledger as if they had."""

import hashlib
from collections.abc import Callable
from contextlib import ExitStack

from sqlalchemy.orm import Session

from clausewatch.archive import ArchiveWriter
from clausewatch.errors import ArchiveError
from clausewatch.extract.overrides import PUBLISHED, TITLE
from clausewatch.ledger.fetches import find_fetches, record_fetch
from clausewatch.ledger.queue import retry_failed
from clausewatch.models import RawResponse, RecordAddress
from clausewatch.steps.local_files import Found
from clausewatch.steps.stores import Stores
from spiders.runs import new_run

OVERRIDES = (TITLE, PUBLISHED)
Note = Callable[[Session, bool], None]
"""Is told in which transaction, and whether the response is new."""


class Recorder:
    """Writes responses: one archive file a publisher, made when something new comes."""

    def __init__(self, stores: Stores, stack: ExitStack) -> None:
        self._stores, self._stack = stores, stack
        self._run = new_run()
        self._writers: dict[str, ArchiveWriter] = {}

    def record(self, item: Found, publisher: str, also: Note | None = None) -> bool:
        """Whether the response is new. The body goes to the archive first: after a kill it is ingested again. `also`:
        what is written in the same transaction.
        """
        with self._stores.ledger.read() as session:
            number = self._find(session, item, publisher)
        if number is not None:
            with self._stores.ledger.begin() as session:
                retry_failed(session, "extract", str(number))
                if also is not None:
                    also(session, False)
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
            if also is not None:
                also(session, True)
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
