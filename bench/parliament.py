"""What we rely on of Parliament's APIs, beside their OpenAPI documents, which are no part of the project.

Usage: python -m bench.parliament FOLDER of the documents. Exit status 1 where something differs.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tests.spiders.parliament.specification import APIS, Kind

FILES = {
    "hansard-api": "hansard-api.json",
    "questions-statements-api": "writtenquestions-api.json",
    "bills-api": "bills-api.json",
    "committees-api": "committees-api.json",
}
Document = dict[str, Any]


def compare(api: str, document: Document) -> Iterator[str]:
    """What the document does not have, or has otherwise."""
    for path, relied_on in APIS[api].items():
        operation = document["paths"].get(path, {}).get("get")
        if operation is None:
            yield f"{api} {path}: it does not exist"
            continue
        known = {one["name"]: read_kind(document, one.get("schema", one)) for one in operation["parameters"]}
        for name, kind in relied_on["parameters"].items():
            if known.get(name) != kind:
                yield f"{api} {path}: {name} is {known.get(name)}, not {kind}"
        needed = {one["name"] for one in operation["parameters"] if one.get("required")}
        for name in needed - relied_on["parameters"].keys():
            yield f"{api} {path}: {name} is required and not sent"
        shape = read_answer(operation)
        for field in relied_on["reads"]:
            if not has_field(document, shape, field.split(".")):
                yield f"{api} {path}: answers have no {field}"


def read_kind(document: Document, schema: Document) -> Kind:
    """A parameter's kind as `apis.yaml` writes it."""
    schema = follow(document, schema)
    if "enum" in schema:
        return list(schema["enum"])
    return "date" if schema.get("format") == "date-time" else str(schema.get("type"))


def read_answer(operation: Document) -> Document:
    """The schema of the good answer, in OpenAPI 2 or 3."""
    good = operation["responses"]["200"]
    schema: Document = good["schema"] if "schema" in good else good["content"]["application/json"]["schema"]
    return schema


def follow(document: Document, schema: Document) -> Document:
    """The schema that a reference is to, or it itself; of a list that of its items."""
    while "$ref" in schema or schema.get("type") == "array":
        if "$ref" in schema:
            part: Any = document
            for key in schema["$ref"].removeprefix("#/").split("/"):
                part = part[key]
            schema = part
        else:
            schema = schema["items"]
    return schema


def has_field(document: Document, schema: Document, names: list[str]) -> bool:
    """Whether an answer has a field within fields and lists."""
    for name in names:
        properties = follow(document, schema).get("properties", {})
        if name not in properties:
            return False
        schema = properties[name]
    return True


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare all and say what differs; 1 where something does."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args(arguments).folder
    if missing := [file for file in FILES.values() if not (folder / file).is_file()]:
        parser.error(f"no {', '.join(missing)} in {folder}")
    found = [
        line
        for api, file in FILES.items()
        for line in compare(api, json.loads((folder / file).read_text(encoding="utf-8")))
    ]
    for line in found:
        print(line)
    count = sum(len(one["parameters"]) + len(one["reads"]) for paths in APIS.values() for one in paths.values())
    print(f"{count} parameters and fields compared, {len(found)} differ")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
