"""YAML in which a key may stand only once in a mapping."""

from collections.abc import Hashable
from typing import Any

import yaml


class StrictLoader(yaml.CSafeLoader):
    """A repeated key is an error where plain YAML would keep the last."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Hashable, Any]:
        """The mapping; `ConstructorError` names the key that stands twice and its line."""
        seen: set[str] = set()
        for key in (key for key, _ in node.value if isinstance(key, yaml.ScalarNode)):
            if key.value in seen:
                reason = f"the key {key.value!r} stands twice"
                raise yaml.constructor.ConstructorError(None, None, reason, key.start_mark)
            seen.add(key.value)
        mapping: dict[Hashable, Any] = super().construct_mapping(node, deep=deep)
        return mapping


def read_yaml(text: str) -> Any:
    """The content; `yaml.YAMLError` when it is not valid."""
    try:
        return yaml.load(text, Loader=StrictLoader)  # noqa: S506
    except (ValueError, LookupError, AttributeError) as error:  # how PyYAML fails on 2023-13-45 and on `!!bool maybe`
        raise yaml.YAMLError(f"a value that is none of its type: {error}") from error
