"""JSON to values whose strings are plain text, and the shapes in which its facts come."""

import json
from typing import Any

from clausewatch.extract.decoding import CONTROL


def load_json(text: str, *, strict: bool = True) -> Any:
    """A value in whose strings stands no control character and no lone surrogate; errors as those of `json.loads`."""
    value = json.loads(text, strict=strict)
    return clean_value(value) if "\\u" in text else value


def clean_value(value: Any) -> Any:
    """The same value; what its strings may hold by escapes and is no text is left out."""
    if isinstance(value, str):
        return CONTROL.sub("", value)
    if isinstance(value, list):
        return [clean_value(item) for item in value]
    return {clean_value(key): clean_value(item) for key, item in value.items()} if isinstance(value, dict) else value


def as_list(value: Any) -> list[Any]:
    """A value that may be one or several."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def one_line(value: Any) -> str:
    """A string on one line, without what is no text; empty for anything else."""
    return " ".join(CONTROL.sub("", value).split()) if isinstance(value, str) else ""
