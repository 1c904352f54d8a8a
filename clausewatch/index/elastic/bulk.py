"""Writes in bulk: sent again while the server is too busy or away, and each item's fate told."""

import json
from collections.abc import Iterator, Sequence
from typing import Any, Literal, NamedTuple

from elasticsearch import ApiError, Elasticsearch

from clausewatch.index.elastic.failures import ANSWERED, ItemError, read_reason
from clausewatch.index.elastic.patience import Patience

Fate = Literal["written", "stale", "gone", "refused"]
"""Stale: something newer was there. Gone: the version it was meant for is no longer written."""
LARGEST_BYTES = 5_000_000
"""Of one request."""
MOST = 2000
"""Operations of one request."""
STALE, MISSING, TOO_LARGE = 409, 404, 413
NOT_OF_THE_BODY = frozenset({401, 403, 429})
"""Statuses below 500 that say nothing about what was to be written."""


class Operation(NamedTuple):
    """One write, as lines of newline-delimited JSON."""

    action: bytes
    body: bytes | None
    subject: str
    """Document that it is about."""
    alias: str = ""
    """Through which it is written."""


class Outcome(NamedTuple):
    """What became of an operation."""

    operation: Operation
    fate: Fate
    reason: str = ""


def put(alias: str, name: str, revision: int, body: bytes, subject: str) -> Operation:
    """Write a statement unless the index holds a newer one."""
    return Operation(_describe("index", alias, name, revision), body, subject, alias)


def remove(alias: str, name: str, revision: int, subject: str) -> Operation:
    """Take a statement out unless the index holds a newer one."""
    return Operation(_describe("delete", alias, name, revision), None, subject, alias)


def _describe(action: str, alias: str, name: str, revision: int) -> bytes:
    facts: dict[str, Any] = {"_index": alias, "_id": name, "version": revision, "version_type": "external_gte"}
    return json.dumps({action: facts | {"require_alias": True}}).encode()


def send(client: Elasticsearch, operations: Sequence[Operation], patience_s: float) -> Iterator[Outcome]:
    """Send all, and again what the server could not take while patience lasts; then the last error is raised."""
    patience = Patience(patience_s)
    for chunk in cut(operations):
        yield from _send_chunk(client, chunk, patience)


def cut(operations: Sequence[Operation]) -> Iterator[list[Operation]]:
    """Parts that make one request each."""
    chunk: list[Operation] = []
    size = 0
    for operation in operations:
        length = len(operation.action) + len(operation.body or b"") + 2
        if chunk and (size + length > LARGEST_BYTES or len(chunk) == MOST):
            yield chunk
            chunk, size = [], 0
        chunk.append(operation)
        size += length
    if chunk:
        yield chunk


def _send_chunk(client: Elasticsearch, chunk: list[Operation], patience: Patience) -> Iterator[Outcome]:
    pending = chunk
    while pending:
        try:
            items = _request(client, pending)
        except ANSWERED as error:
            if _is_too_large(error):
                yield from _send_smaller(client, pending, patience)
                return
            patience.bear(error)
            continue
        failed: list[Operation] = []
        for operation, item in zip(pending, items, strict=True):
            if _fails_by_server(item["status"]):
                failed.append(operation)
                problem = ItemError(item["status"], read_reason(item))
            else:
                yield _tell(operation, item)
        if len(failed) < len(pending):
            patience.renew()
        pending = failed
        if failed:
            patience.bear(problem)


def _send_smaller(client: Elasticsearch, chunk: list[Operation], patience: Patience) -> Iterator[Outcome]:
    """In halves: what stands before a server may take less than the server does."""
    if len(chunk) == 1:
        yield Outcome(chunk[0], "refused", f"{TOO_LARGE}: the server takes no request of this size")
        return
    half = len(chunk) // 2
    for part in (chunk[:half], chunk[half:]):
        yield from _send_chunk(client, part, patience)


def _is_too_large(error: Exception) -> bool:
    return isinstance(error, ApiError) and error.meta.status == TOO_LARGE


def _request(client: Elasticsearch, operations: list[Operation]) -> list[dict[str, Any]]:
    # The client's types know mappings only, its serializer takes lines as they are.
    lines: list[Any] = [line for one in operations for line in (one.action, one.body) if line is not None]
    answer = client.bulk(body=lines).body
    return [next(iter(item.values())) for item in answer["items"]]


def _fails_by_server(status: int) -> bool:
    return status >= 500 or status in NOT_OF_THE_BODY


def _tell(operation: Operation, item: dict[str, Any]) -> Outcome:
    status = item["status"]
    if status < 300 or (status == MISSING and "error" not in item):
        return Outcome(operation, "written")
    if status == STALE:
        return Outcome(operation, "stale")
    if status == MISSING:
        return Outcome(operation, "gone")
    return Outcome(operation, "refused", f"{status}: {read_reason(item)}")
