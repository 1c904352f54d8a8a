"""Versions of the index: each its own on the server, one of them searched, switched by aliases at once."""

from typing import Any, NamedTuple

from elasticsearch import BadRequestError, Elasticsearch

from clausewatch.index.elastic.names import Names
from clausewatch.index.elastic.templates import digest_templates, put_templates
from clausewatch.index.protocol import Capability

EXISTS = "resource_already_exists_exception"


class Version(NamedTuple):
    """One index on the server, with all its statements."""

    number: int
    name: str
    """Of the index."""
    is_live: bool
    """It is the one that is searched."""
    is_written: bool
    """It follows the ledger: the live one, the one being filled, and one that is kept to go back to."""
    is_building: bool
    """It is not yet whole."""


def list_versions(client: Elasticsearch, names: Names) -> tuple[Version, ...]:
    """Those on the server, oldest first."""
    answer = client.indices.get_alias(index=f"{names.read}-*", expand_wildcards="open").body
    found = []
    for index, facts in answer.items():
        number = names.number(index)
        if number is not None:
            aliases = facts["aliases"]
            has = (names.read in aliases, names.writes(index) in aliases, names.building in aliases)
            found.append(Version(number, index, *has))
    return tuple(sorted(found))


def create_first(client: Elasticsearch, names: Names) -> None:
    """A first version, empty and live; somebody else may make it at the same time."""
    aliases: dict[str, Any] = {names.read: {}, names.write: {"is_write_index": True}}
    try:
        create(client, names, 1, aliases)
    except BadRequestError as error:
        if error.error != EXISTS:
            raise


def create(client: Elasticsearch, names: Names, number: int, aliases: dict[str, Any]) -> str:
    """A new version that is written but not yet searched; its index."""
    form = put_templates(client, names)
    index = names.version(number)
    meta = {"capabilities": sorted(form.capabilities), "digest": digest_templates()}
    client.indices.create(
        index=index, mappings={"_meta": meta}, aliases={names.writes(index): {}, **aliases}, wait_for_active_shards=1
    )
    return index


def ensure_control(client: Elasticsearch, names: Names) -> None:
    """The index of who rebuilds."""
    if client.indices.exists(index=names.control):
        return
    # A version that somebody made by hand needed no templates.
    put_templates(client, names)
    try:
        client.indices.create(index=names.control)
    except BadRequestError as error:
        if error.error != EXISTS:
            raise


def read_meta(client: Elasticsearch, index: str) -> dict[str, Any]:
    """What was noted of a version when it was made."""
    answer = client.indices.get_mapping(index=index).body
    (facts,) = answer.values()
    meta: dict[str, Any] = facts["mappings"].get("_meta", {})
    return meta


def read_capabilities(meta: dict[str, Any]) -> frozenset[Capability]:
    """What the server could do when a version was made."""
    return frozenset(meta.get("capabilities", ()))


def switch(client: Elasticsearch, names: Names, versions: tuple[Version, ...], index: str) -> None:
    """Make a version the one that is searched, at once."""
    actions: list[dict[str, Any]] = [
        {"remove": {"index": version.name, "alias": alias, "must_exist": False}}
        for version in versions
        for alias in (names.read, names.write)
        if version.name != index
    ]
    actions.append({"remove": {"index": index, "alias": names.building, "must_exist": False}})
    actions.append({"add": {"index": index, "alias": names.read}})
    actions.append({"add": {"index": index, "alias": names.write, "is_write_index": True}})
    client.indices.update_aliases(actions=actions)


def drop(client: Elasticsearch, index: str) -> None:
    """Take a version off the server."""
    client.indices.delete(index=index, ignore_unavailable=True)
