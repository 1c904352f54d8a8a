"""Saved searches as the server keeps them: each under the digest of its JSON, mapped beside what it searches."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

from elasticsearch import BadRequestError, Elasticsearch

from clausewatch.index.elastic.bulk import Operation, send
from clausewatch.index.elastic.conditions import Json
from clausewatch.index.elastic.names import Names
from clausewatch.index.elastic.search import KEEP_ALIVE, hold_still
from clausewatch.index.elastic.templates import read_template
from clausewatch.index.elastic.versions import EXISTS

NO_PATIENCE_S = 0
"""There are others who can answer."""
TURNS = 5
"""How often searches are sent that others take away again."""


class Held(NamedTuple):
    """The kept searches as they were at one point in time, whatever others keep or remove meanwhile."""

    point: str
    missing: frozenset[str]
    """Digests of searches that the server does not hold, for instance because it refused them."""


class SavedSearches:
    """The searches of one prefix on a server, in an index that is made where it is missing."""

    page = 10_000
    """Searches that are listed at once."""

    def __init__(self, client: Elasticsearch, names: Names, analysis: str) -> None:
        self._client = client
        self._names = names
        self._body = _describe_index(names, analysis)
        self.index = f"{names.rules}-{make_digest(self._body)[:16]}"
        """Of another mapping it is another index."""

    @contextmanager
    def hold(self, searches: Mapping[str, Json]) -> Iterator[Held]:
        """Keep exactly these, by their digests: only those are sent that are not there yet."""
        refused: set[str] = set()
        self._make()
        for turn in range(1, TURNS + 1):
            with hold_still(self._client, self.index) as point:
                known = self._list(point)
                missing = searches.keys() - known
                if missing <= refused or turn == TURNS:
                    self._remove(known - searches.keys())
                    yield Held(point, frozenset(missing))
                    return
            refused |= self._send({digest: searches[digest] for digest in missing})

    def _make(self) -> None:
        if self._client.indices.exists(index=self.index):
            return
        try:
            aliases: Json = {self._names.writes(self.index): {}}
            self._client.indices.create(index=self.index, body=self._body | {"aliases": aliases})
        except BadRequestError as error:
            if error.error != EXISTS:
                raise
        kept = self._client.indices.get_alias(index=f"{self._names.rules}-*").body
        for index in set(kept) - {self.index}:
            self._client.indices.delete(index=index, ignore_unavailable=True)

    def _list(self, point: str) -> set[str]:
        known: set[str] = set()
        after: Json = {}
        while True:
            asked = {"pit": {"id": point, "keep_alive": KEEP_ALIVE}, "sort": [{"id": "asc"}], "size": self.page}
            found = self._client.search(body={**asked, "_source": False, **after}).body["hits"]["hits"]
            known.update(hit["_id"] for hit in found)
            if len(found) < self.page:
                return known
            after = {"search_after": found[-1]["sort"]}

    def _send(self, searches: Mapping[str, Json]) -> set[str]:
        """Digests of those that the server refused."""
        operations = [
            Operation(self._act("index", digest), json.dumps({"id": digest, "query": search}).encode(), digest)
            for digest, search in searches.items()
        ]
        outcomes = list(send(self._client, operations, NO_PATIENCE_S))
        self._client.indices.refresh(index=self.index)
        return {outcome.operation.subject for outcome in outcomes if outcome.fate == "refused"}

    def _remove(self, digests: set[str]) -> None:
        operations = [Operation(self._act("delete", digest), None, digest) for digest in sorted(digests)]
        for _ in send(self._client, operations, NO_PATIENCE_S):
            pass

    def _act(self, action: str, digest: str) -> bytes:
        # Through an alias, as the server makes a missing index by itself, but no missing alias.
        facts = {"_index": self._names.writes(self.index), "_id": digest, "require_alias": True}
        return json.dumps({action: facts}).encode()


def _describe_index(names: Names, analysis: str) -> Json:
    """Whatever a search asks of a statement must be mapped as the statements are."""
    parts = [read_template("component_templates", part, names)["template"] for part in ("settings", analysis, "rule")]
    parts.append(read_template("index_templates", "statements", names)["template"])
    settings = {name: value for part in parts for name, value in part.get("settings", {}).items()}
    mappings = [part["mappings"] for part in parts if "mappings" in part]
    fields = {name: field for one in mappings for name, field in one.get("properties", {}).items()}
    return {"settings": settings, "mappings": {"dynamic": "strict", "properties": fields}}


def make_digest(value: Json) -> str:
    """Of JSON, whatever the order of its keys, in 64 hexadecimal digits."""
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()
