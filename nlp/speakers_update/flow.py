"""Writes values as YAML on one line."""

import datetime as dt
import json
import re
from collections.abc import Mapping, Sequence

_PLAIN = re.compile(r"^[A-Za-zÀ-ÖØ-öø-ÿ][\w .&/’'()-]*(?<! )$")
_NOT_WORDS = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}


def write_value(value: object) -> str:
    """`{office: home-secretary, since: 2024-07-05}`; words with marks that YAML would read stand in quotes."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        is_plain = _PLAIN.match(value) and value.casefold() not in _NOT_WORDS
        return value if is_plain else json.dumps(value, ensure_ascii=False)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {write_value(each)}" for key, each in value.items()) + "}"
    if isinstance(value, Sequence):
        return "[" + ", ".join(write_value(each) for each in value) + "]"
    raise TypeError(f"{type(value).__name__} is not written in a registry")
