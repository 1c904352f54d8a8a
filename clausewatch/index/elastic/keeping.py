"""The old version after a rebuild: it follows the ledger until it is dropped, so that one can go back to it at once."""

from collections.abc import Iterator
from contextlib import contextmanager

from elasticsearch import Elasticsearch

from clausewatch.errors import SearchStoreError
from clausewatch.index.elastic.control import RebuildLock
from clausewatch.index.elastic.failures import explain
from clausewatch.index.elastic.names import Names
from clausewatch.index.elastic.versions import Version, drop, ensure_control, list_versions, switch
from clausewatch.index.protocol import IndexVersion


class Keeping:
    """The versions of one prefix, changed by one process at a time."""

    def __init__(self, client: Elasticsearch, names: Names, address: str) -> None:
        self._client = client
        self._names = names
        self._address = address

    def describe(self) -> tuple[IndexVersion, ...]:
        """Those on the server, oldest first."""
        return tuple(self._describe(version) for version in list_versions(self._client, self._names))

    def _describe(self, version: Version) -> IndexVersion:
        statements = int(self._client.count(index=version.name).body["count"])
        state = "live" if version.is_live else "building" if version.is_building else "kept"
        return IndexVersion.model_validate({"name": version.name, "statements": statements, "state": state})

    def roll_back(self) -> str:
        """Search the newest version that is kept, and keep the one that was searched."""
        with self._alone():
            kept = self._list_kept()
            if not kept:
                raise SearchStoreError(explain(self._address, "no older version is kept to go back to"))
            switch(self._client, self._names, list_versions(self._client, self._names), kept[-1].name)
        return kept[-1].name

    def drop_kept(self) -> tuple[str, ...]:
        """Take them off the server."""
        with self._alone():
            kept = self._list_kept()
            for version in kept:
                drop(self._client, version.name)
        return tuple(version.name for version in kept)

    def _list_kept(self) -> list[Version]:
        versions = list_versions(self._client, self._names)
        return [version for version in versions if not version.is_live and not version.is_building]

    @contextmanager
    def _alone(self) -> Iterator[None]:
        ensure_control(self._client, self._names)
        lock = RebuildLock(self._client, self._names.control, self._address)
        lock.take()
        try:
            yield
        finally:
            lock.give_back()
