"""What stands in index_mappings, and what of it a model asks for."""

import json
from collections.abc import Iterator
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import AwareDatetime, BaseModel

from clausewatch.index.elastic.conditions import Json
from clausewatch.index.elastic.templates import FOLDER
from clausewatch.index.protocol import IndexEntry
from clausewatch.models import Span

FITTING: dict[Any, frozenset[str]] = {
    str: frozenset({"keyword", "text"}),
    int: frozenset({"integer", "long"}),
    float: frozenset({"float"}),
    AwareDatetime: frozenset({"date"}),
    Literal: frozenset({"keyword"}),
}
"""Types of a server's field by that of a model."""


class Wanted(NamedTuple):
    """A field of a model."""

    path: str
    types: frozenset[str]


def list_files() -> list[Path]:
    """Every JSON file that is shipped for servers."""
    return sorted(FOLDER.rglob("*.json"))


def read(name: str) -> Json:
    """One of them, by its path in the folder."""
    found: Json = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    return found


def read_statement_mapping() -> Json:
    """The fields of a statement, with its vector."""
    statements = read("index_templates/clausewatch-statements.json")["template"]["mappings"]
    vectors = read("component_templates/clausewatch-vectors.json")["template"]["mappings"]
    return {**statements, "properties": statements["properties"] | vectors["properties"]}


def list_levels(mapping: Json, path: str = "") -> Iterator[tuple[str, Json]]:
    """The mapping itself and each object in it that has fields of its own."""
    yield path, mapping
    for name, field in mapping["properties"].items():
        if "properties" in field:
            yield from list_levels(field, f"{path}{name}.")


def list_fields(mapping: Json, path: str = "") -> Iterator[tuple[str, Json]]:
    """Each field at any depth; an object comes before its own, what a field has beside it is left out."""
    for name, field in mapping["properties"].items():
        yield f"{path}{name}", field
        if "properties" in field:
            yield from list_fields(field, f"{path}{name}.")


def list_texts(mapping: Json) -> Iterator[tuple[str, Json]]:
    """Each field of type text, and each that stands beside another field."""
    for path, field in list_fields(mapping):
        beside = {f"{path}.{name}": sub for name, sub in field.get("fields", {}).items()}
        yield from ((name, one) for name, one in {path: field, **beside}.items() if one.get("type") == "text")


def find_type(field: Json) -> str:
    """An object need not say that it is one; one that is kept as it is has another name here."""
    return "kept" if field.get("enabled") is False else str(field.get("type", "object"))


def list_wanted(model: type[BaseModel], path: str = "") -> Iterator[Wanted]:
    """Each field of a model at any depth."""
    for name, field in model.model_fields.items():
        kind, is_many = _unpack(field.annotation)
        if kind is IndexEntry:
            yield Wanted(path + name, frozenset({"kept"}))
        elif isinstance(kind, type) and issubclass(kind, BaseModel):
            yield Wanted(path + name, frozenset({"nested" if is_many else "object"}))
            yield from list_wanted(kind, f"{path}{name}.")
        elif kind is float and is_many:
            yield Wanted(path + name, frozenset({"dense_vector"}))
        else:
            yield Wanted(path + name, FITTING[kind])


def _unpack(kind: Any) -> tuple[Any, bool]:
    """The type of one value, and whether there may be many."""
    if kind == Span:
        return int, True
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _unpack(parts[0])
    if origin in (Union, UnionType):
        (one,) = (part for part in parts if part is not NoneType)
        return _unpack(one)
    if origin is Literal:
        return Literal, False
    if origin is tuple:
        return _unpack(parts[0])[0], True
    return kind, False
