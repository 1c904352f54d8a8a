"""What the index holds of documents, replaced in every version that follows the ledger."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from elasticsearch import Elasticsearch, NotFoundError

from clausewatch.index.elastic.bulk import Operation, Outcome, put, remove, send
from clausewatch.index.elastic.control import iterate_touched
from clausewatch.index.elastic.failures import AliasError
from clausewatch.index.elastic.names import Names
from clausewatch.index.elastic.patience import ask_patiently
from clausewatch.index.elastic.stored import to_stored
from clausewatch.index.elastic.versions import Version, create_first, list_versions
from clausewatch.index.protocol import IndexEntry, Refusal, Replacement

PAGE = 10_000
TERMS = 1000
"""Documents that are asked for at once."""
Held = dict[tuple[str, str], dict[str, int]]
"""The revision of each statement, by version and document."""


def replace(
    client: Elasticsearch, names: Names, replacements: Sequence[Replacement], patience_s: float
) -> tuple[Refusal, ...]:
    """Make these all that the index holds of their documents; searches see it when this returns."""
    written = ask_patiently(lambda: _list_written(client, names), patience_s)
    indices = [version.name for version in written]
    documents = [one.document for one in replacements]
    held = ask_patiently(lambda: find_held(client, indices, documents), patience_s)
    outcomes = list(send(client, list(_list_operations(names, written, replacements, held)), patience_s))
    refreshed = [*indices, names.control]
    ask_patiently(lambda: client.indices.refresh(index=refreshed, ignore_unavailable=True), patience_s)
    if not ask_patiently(lambda: _is_as_written(client, indices, replacements), patience_s):
        _take_out_older(client, names, indices, replacements, patience_s)
    gone = {outcome.operation.subject for outcome in outcomes if outcome.fate == "gone"}
    # A version went while we wrote: there may be another in its place by now.
    moved = [one for one in replacements if one.document in gone]
    again = replace(client, names, moved, patience_s) if moved else ()
    # A kept version may be too old to take what the live one takes.
    kept = {names.writes(version.name) for version in written if not version.is_live and not version.is_building}
    heard = (one for one in outcomes if one.operation.subject not in gone and one.operation.alias not in kept)
    return (*list_refusals(heard), *again)


def _list_written(client: Elasticsearch, names: Names) -> list[Version]:
    """The versions that follow the ledger; the first is made where there is none at all."""
    if not list_versions(client, names):
        create_first(client, names)
    written = [version for version in list_versions(client, names) if version.is_written]
    if not written:
        alias = names.writes(f"{names.read}-NUMBER")
        raise AliasError(f"the alias {alias} is missing, so nothing can be written: run `clausewatch index rebuild`")
    return written


def _is_as_written(client: Elasticsearch, indices: Sequence[str], replacements: Sequence[Replacement]) -> bool:
    """Whether each version holds as many statements of these documents as were written."""
    expected = sum(len({entry.id for entry in one.entries}) for one in replacements)
    query = ask_for([one.document for one in replacements])
    found = (client.count(index=index, query=query, ignore_unavailable=True).body["count"] for index in indices)
    return all(count == expected for count in found)


def _take_out_older(
    client: Elasticsearch, names: Names, indices: Sequence[str], replacements: Sequence[Replacement], patience_s: float
) -> None:
    """Two have written the same document at once: whoever comes last leaves only what is newest."""
    newest = {one.document: one.revision for one in replacements}
    held = ask_patiently(lambda: find_held(client, indices, list(newest)), patience_s)
    operations = []
    for (index, document), revisions in held.items():
        limit = max(newest[document], *revisions.values())
        older = sorted(name for name, revision in revisions.items() if revision < limit)
        operations += [remove(names.writes(index), name, limit, document) for name in older]
    if operations:
        for _ in send(client, operations, patience_s):
            pass
        ask_patiently(lambda: client.indices.refresh(index=list(indices), ignore_unavailable=True), patience_s)


def find_known(client: Elasticsearch, indices: Sequence[str], documents: Sequence[str]) -> dict[str, set[str]]:
    """The statements that any of these versions holds, by document."""
    known: dict[str, set[str]] = {}
    for (_, document), revisions in find_held(client, indices, documents).items():
        known.setdefault(document, set()).update(revisions)
    return known


def find_held(client: Elasticsearch, indices: Sequence[str], documents: Sequence[str]) -> Held:
    """What each of these versions holds of documents."""
    try:
        return _find_held(client, indices, documents)
    except NotFoundError:
        # A version was dropped while it was read; now it is passed over.
        return _find_held(client, indices, documents)


def _find_held(client: Elasticsearch, indices: Sequence[str], documents: Sequence[str]) -> Held:
    client.indices.refresh(index=list(indices), ignore_unavailable=True)
    held: Held = {}
    for start in range(0, len(documents), TERMS):
        for hit in _iterate_held(client, indices, documents[start : start + TERMS]):
            place = (hit["_index"], hit["_source"]["document"]["id"])
            held.setdefault(place, {})[hit["_id"]] = hit["_version"]
    return held


def _iterate_held(client: Elasticsearch, indices: Sequence[str], documents: Sequence[str]) -> Iterator[dict[str, Any]]:
    asked = {
        "query": ask_for(documents),
        "_source": ["document.id"],
        "version": True,
        # Several versions may hold the same statement: none may be passed over at the end of a page.
        "sort": [{"document.id": "asc"}, {"id": "asc"}, {"_index": "asc"}],
        "size": PAGE,
    }
    after: dict[str, Any] = {}
    while True:
        # Part of an answer would leave statements standing that are no more.
        answer = client.search(
            index=list(indices),
            body={**asked, **after},
            ignore_unavailable=True,
            allow_partial_search_results=False,
        )
        found = answer.body["hits"]["hits"]
        yield from found
        if len(found) < PAGE:
            return
        after = {"search_after": found[-1]["sort"]}


def ask_for(documents: Sequence[str]) -> dict[str, Any]:
    """A query for all statements of documents."""
    return {"bool": {"filter": {"terms": {"document.id": list(documents)}}}}


def _list_operations(
    names: Names, written: Sequence[Version], replacements: Iterable[Replacement], held: Held
) -> Iterator[Operation]:
    is_building = any(version.is_building for version in written)
    for one in replacements:
        bodies = {entry.id: make_body(entry) for entry in one.entries}
        ids = set(bodies)
        by_version = {version: held.get((version.name, one.document), {}) for version in written}
        # In each version, also where it is not yet: whoever fills a new one may have it in hand.
        left = sorted({name for revisions in by_version.values() for name in revisions} - ids)
        if is_building:
            yield _note_touched(names, one, ids)
        for version, revisions in by_version.items():
            if one.revision < max(revisions.values(), default=0):
                continue
            alias = names.writes(version.name)
            for name, body in bodies.items():
                yield put(alias, name, one.revision, body, one.document)
            for name in left:
                yield remove(alias, name, one.revision, one.document)


def make_body(entry: IndexEntry) -> bytes:
    """The statement as the server keeps it, on one line."""
    return to_stored(entry).model_dump_json(exclude_defaults=True).encode()


def _note_touched(names: Names, one: Replacement, ids: set[str]) -> Operation:
    """For whoever fills a new version: what this document holds by now, and what it therefore holds no more."""
    facts = {
        "_index": names.control,
        "_id": f"touched:{one.document}",
        "version": one.revision,
        "version_type": "external_gte",
    }
    body = {"kind": "touched", "document": one.document, "revision": one.revision, "ids": sorted(ids)}
    return Operation(json.dumps({"index": facts}).encode(), json.dumps(body).encode(), one.document)


def settle(client: Elasticsearch, names: Names, index: str, patience_s: float) -> None:
    """Take out of a new version what was gone before it got there."""
    for hit in list(iterate_touched(client, names.control)):
        noted = hit["_source"]
        (document, revision) = noted["document"], noted["revision"]
        left = find_known(client, [index], [document]).get(document, set()) - set(noted["ids"])
        operations = [remove(names.writes(index), name, revision, document) for name in sorted(left)]
        for _ in send(client, operations, patience_s):
            pass


def list_refusals(outcomes: Iterable[Outcome]) -> tuple[Refusal, ...]:
    """What the server did not take, one a document with its first reason."""
    refused: dict[str, Refusal] = {}
    for outcome in outcomes:
        if outcome.fate == "refused":
            subject = outcome.operation.subject
            refused.setdefault(subject, Refusal(document=subject, reason=outcome.reason))
    return tuple(refused.values())
