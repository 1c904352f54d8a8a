"""Who is filling a new version, how far they are, and which documents others wrote meanwhile."""

import os
import socket
import time
import uuid
from collections.abc import Iterator, Mapping
from typing import Any

from elasticsearch import ConflictError, Elasticsearch, NotFoundError

from clausewatch.errors import SearchStoreError
from clausewatch.index.elastic.conditions import Json

LEASE_S = 60
LOCK, PROGRESS = "rebuild", "progress"
PAGE = 1000


class LockLostError(SearchStoreError):
    """Another process goes on in our place."""


class RebuildLock:
    """One rebuild at a time; a dead one's lock runs out by itself."""

    def __init__(self, client: Elasticsearch, control: str, address: str) -> None:
        self._client = client
        self._control = control
        self._address = address
        self._owner = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"
        self._seq_no, self._term = 0, 0
        """Place of the lock as we wrote it last: what another has written since is not ours."""

    def take(self) -> None:
        """`SearchStoreError` where another process has it."""
        try:
            answer = self._client.create(index=self._control, id=LOCK, document=self._lease(), refresh=True)
        except ConflictError:
            self._take_over()
        else:
            self._note(answer.body)

    def _take_over(self) -> None:
        try:
            held = self._client.get(index=self._control, id=LOCK).body
        except NotFoundError:
            # It was given back a moment ago.
            self.take()
            return
        if held["_source"]["until"] > _now_ms():
            who = held["_source"]["owner"]
            raise SearchStoreError(f"index {self._address}: another process ({who}) is rebuilding it")
        self._note(held)
        self._write("another process has just begun to rebuild it")

    def renew(self) -> None:
        """Hold it for another minute; `LockLostError` where it ran out and another process has it by now."""
        self._write("another process has begun to rebuild it, as this one was held up for too long")

    def _write(self, lost: str) -> None:
        try:
            answer = self._client.index(
                index=self._control,
                id=LOCK,
                document=self._lease(),
                if_seq_no=self._seq_no,
                if_primary_term=self._term,
            )
        except ConflictError as error:
            raise LockLostError(f"index {self._address}: {lost}") from error
        self._note(answer.body)

    def give_back(self) -> None:
        """Let the next one rebuild, unless another has it already."""
        self._client.options(ignore_status=(404, 409)).delete(
            index=self._control, id=LOCK, if_seq_no=self._seq_no, if_primary_term=self._term
        )

    def _note(self, answer: Mapping[str, Any]) -> None:
        self._seq_no, self._term = answer["_seq_no"], answer["_primary_term"]

    def _lease(self) -> Json:
        return {"kind": "lock", "owner": self._owner, "until": _now_ms() + LEASE_S * 1000}


def _now_ms() -> int:
    return int(time.time() * 1000)


def save_progress(client: Elasticsearch, control: str, index: str, document: str) -> None:
    """All documents up to this one are in a new version."""
    client.index(index=control, id=PROGRESS, document={"kind": "progress", "owner": index, "document": document})


def read_progress(client: Elasticsearch, control: str, index: str) -> str | None:
    """The last document that a new version holds all documents up to."""
    try:
        kept = client.get(index=control, id=PROGRESS).body["_source"]
    except NotFoundError:
        return None
    return kept["document"] if kept["owner"] == index else None


def clear(client: Elasticsearch, control: str) -> None:
    """Forget progress and what was written meanwhile."""
    client.options(ignore_status=404).delete(index=control, id=PROGRESS)
    operations = [{"delete": {"_index": control, "_id": hit["_id"]}} for hit in iterate_touched(client, control)]
    for start in range(0, len(operations), PAGE):
        client.bulk(operations=operations[start : start + PAGE])


def iterate_touched(client: Elasticsearch, control: str) -> Iterator[dict[str, Any]]:
    """What was written while a version was filled."""
    client.indices.refresh(index=control)
    after: Json = {}
    while True:
        asked = {"query": {"term": {"kind": "touched"}}, "sort": [{"document": "asc"}], "size": PAGE, **after}
        found = client.search(index=control, body=asked).body["hits"]["hits"]
        yield from found
        if len(found) < PAGE:
            return
        after = {"search_after": found[-1]["sort"]}
