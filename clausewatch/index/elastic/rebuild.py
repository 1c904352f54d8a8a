"""A new version beside the live one, filled while others search and write, and the switch; a killed one goes on."""

from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack

from elasticsearch import Elasticsearch

from clausewatch.index.batches import gather
from clausewatch.index.elastic.bulk import Outcome, put, send
from clausewatch.index.elastic.control import LockLostError, RebuildLock, clear, read_progress, save_progress
from clausewatch.index.elastic.failures import ANSWERED
from clausewatch.index.elastic.names import Names
from clausewatch.index.elastic.templates import digest_templates
from clausewatch.index.elastic.versions import (
    create,
    create_first,
    drop,
    ensure_control,
    list_versions,
    read_meta,
    switch,
)
from clausewatch.index.elastic.writing import find_known, list_refusals, make_body, settle
from clausewatch.index.protocol import RebuildSource, Replacement

BATCH = 1000
"""Statements of one request."""
WORKERS = 2
"""Requests on their way at once."""


class NewVersion:
    """A version before the switch, as whoever checks it sees it."""

    def __init__(self, client: Elasticsearch, index: str) -> None:
        self._client = client
        self._index = index

    def count(self) -> int:
        """How many statements it holds."""
        self._client.indices.refresh(index=self._index)
        return int(self._client.count(index=self._index).body["count"])

    def list_ids(self, document: str) -> frozenset[str]:
        """The statements that it holds of a document."""
        return frozenset(find_known(self._client, [self._index], [document]).get(document, set()))


class Rebuild:
    """One rebuild by one process."""

    def __init__(self, client: Elasticsearch, names: Names, address: str, patience_s: float) -> None:
        self._client = client
        self._names = names
        self._address = address
        self._patience_s = patience_s
        self._lock = RebuildLock(client, names.control, address)

    def run(self, source: RebuildSource) -> None:
        """Fill, check and switch; an error of the source or its check takes the new version away again."""
        versions = list_versions(self._client, self._names)
        if not versions:
            create_first(self._client, self._names)
        ensure_control(self._client, self._names)
        self._lock.take()
        try:
            self._run_alone(source)
        finally:
            self._lock.give_back()

    def _run_alone(self, source: RebuildSource) -> None:
        index = self._find_begun() or self._begin()
        after = read_progress(self._client, self._names.control, index)
        with ExitStack() as undo:
            undo.callback(self._discard, index)
            try:
                self._fill(index, source, after)
                settle(self._client, self._names, index, self._patience_s)
                source.check(NewVersion(self._client, index))
                self._finish(index)
            except (*ANSWERED, LockLostError, KeyboardInterrupt):
                # What is there is whole as far as it goes: the next rebuild, or who has the lock, goes on with it.
                undo.pop_all()
                raise
            undo.pop_all()

    def _find_begun(self) -> str | None:
        """A version that a killed process began to fill from the same templates; others like it are taken away."""
        found = None
        for version in list_versions(self._client, self._names):
            if not version.is_building:
                continue
            if read_meta(self._client, version.name).get("digest") == digest_templates():
                found = version.name
            else:
                self._discard(version.name)
        return found

    def _begin(self) -> str:
        clear(self._client, self._names.control)
        number = list_versions(self._client, self._names)[-1].number + 1
        return create(self._client, self._names, number, {self._names.building: {}})

    def _fill(self, index: str, source: RebuildSource, after: str | None) -> None:
        waiting: deque[tuple[str, Future[list[Outcome]]]] = deque()
        with ThreadPoolExecutor(WORKERS) as pool:
            for batch in gather(source.read(after), BATCH):
                waiting.append((batch[-1].document, pool.submit(self._send, index, batch)))
                if len(waiting) > WORKERS:
                    self._await(index, source, *waiting.popleft())
            while waiting:
                self._await(index, source, *waiting.popleft())

    def _send(self, index: str, batch: Sequence[Replacement]) -> list[Outcome]:
        alias = self._names.writes(index)
        operations = [
            put(alias, entry.id, one.revision, make_body(entry), one.document) for one in batch for entry in one.entries
        ]
        return [outcome for outcome in send(self._client, operations, self._patience_s) if outcome.fate != "written"]

    def _await(self, index: str, source: RebuildSource, document: str, future: Future[list[Outcome]]) -> None:
        # Told before it is passed over: whoever goes on for us does not come by again.
        for refusal in list_refusals(future.result()):
            source.refuse(refusal)
        save_progress(self._client, self._names.control, index, document)
        self._lock.renew()

    def _discard(self, index: str) -> None:
        drop(self._client, index)
        clear(self._client, self._names.control)

    def _finish(self, index: str) -> None:
        versions = list_versions(self._client, self._names)
        live = next((version.name for version in versions if version.is_live), None)
        # To go back to an empty one, as the first rebuild on a server finds it, would be to lose everything.
        before = live if live and NewVersion(self._client, live).count() else None
        self._client.indices.refresh(index=index)
        switch(self._client, self._names, versions, index)
        clear(self._client, self._names.control)
        for version in versions:
            if version.name not in (index, before):
                drop(self._client, version.name)
