"""What Parliament's APIs take, and whether a request is one of those: they ignore what they do not know, silently."""

import re
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import yaml

Kind = str | list[str]
"""`string`, `integer`, `boolean`, `date`, or the words that are taken."""
APIS: dict[str, dict[str, dict[str, Any]]] = yaml.safe_load(
    Path(__file__).with_name("apis.yaml").read_text(encoding="utf-8")
)
BOOLEANS = ("true", "false")


def find_api(url: str) -> str | None:
    """The API by its host: `bills-api.parliament.uk`, or `bills-api.localhost` in tests."""
    name = (urlsplit(url).hostname or "").partition(".")[0]
    return name if name in APIS else None


def find_path(api: str, url: str) -> tuple[str, dict[str, str]] | None:
    """The path of the specification that an address is of, and what stands in its braces."""
    path = unquote(urlsplit(url).path)
    for template in APIS[api]:
        pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/.]+)", re.escape(template))
        if match := re.fullmatch(pattern, path):
            return template, match.groupdict()
    return None


def explain(url: str) -> list[str]:
    """What is wrong with a request; nothing where the specification has all of it."""
    api = find_api(url)
    found = find_path(api, url) if api else None
    if api is None or found is None:
        return [f"{url} is no address of the APIs"]
    template, values = found
    known = APIS[api][template]["parameters"]
    sent = [*values.items(), *parse_qsl(urlsplit(url).query, keep_blank_values=True, strict_parsing=False)]
    wrong = [f"{template}: {name} does not exist" for name, _ in sent if name not in known]
    wrong += [f"{template}: {name} is sent twice" for name in {n for n, _ in sent if [m for m, _ in sent].count(n) > 1}]
    return wrong + [
        f"{template}: {name}={value} is no {known[name]}"
        for name, value in sent
        if name in known and not is_kind(value, known[name])
    ]


def is_kind(value: str, kind: Kind) -> bool:
    """Whether a value as it is sent is of a kind."""
    if isinstance(kind, list):
        return value in kind
    if kind == "date":
        try:
            return bool(date.fromisoformat(value))
        except ValueError:
            return False
    return {"integer": value.isdecimal(), "boolean": value in BOOLEANS, "string": bool(value)}[kind]
