"""The parts of the Members API's description that are relied on, and whether an answer has their shape."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import yaml

FILE = Path(__file__).with_name("members_api.yaml")
SPECIFICATION: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
TYPES: dict[str, type | tuple[type, ...]] = {"string": str, "integer": int, "boolean": bool}


def find_path(url: str) -> str:
    """The path of the specification that an address is of."""
    path = urlsplit(url).path
    for template in sorted(SPECIFICATION["paths"], key=len, reverse=True):
        if re.fullmatch(re.escape(template).replace(r"\{id\}", "[0-9]+"), path):
            return str(template)
    raise AssertionError(f"{path} is no path of the API")


def read_parameters(url: str) -> dict[str, str]:
    """The parameters of an address's query."""
    return dict(parse_qsl(urlsplit(url).query, strict_parsing=True)) if urlsplit(url).query else {}


def explain(answer: Any, shape: Any, place: str = "answer") -> list[str]:
    """Where an answer is of another shape; everything may be null."""
    if answer is None:
        return []
    if isinstance(shape, list):
        if not isinstance(answer, list):
            return [f"{place} is no list"]
        return [found for n, item in enumerate(answer) for found in explain(item, shape[0], f"{place}[{n}]")]
    if shape in TYPES:
        return [] if isinstance(answer, TYPES[shape]) else [f"{place} is no {shape}"]
    fields = SPECIFICATION["schemas"].get(shape)
    if fields is None:
        return []
    unknown = [f"{place}.{name} does not exist" for name in answer if name not in fields]
    return unknown + [
        found
        for name, value in answer.items()
        if name in fields
        for found in explain(value, fields[name], f"{place}.{name}")
    ]
