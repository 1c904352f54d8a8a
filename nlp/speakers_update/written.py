"""The registry's files as they are written: where each entry stands, and its dates with the precision they have."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from clausewatch.errors import SpeakerFileError

LISTS = ("people", "organisations", "offices")


class Written(NamedTuple):
    """One entry: its file, and its fields with every value as text."""

    file: str
    fields: Mapping[str, Any]

    def date_of(self, role: int, end: str) -> str | None:
        """A date of a role: `2023`, `2023-09` or `2023-09-06`."""
        value = self.fields["roles"][role].get(end)
        return None if value is None else str(value)


def read_written(folder: Path) -> dict[str, Written]:
    """Every entry of a folder that `load_registry` reads, by id."""
    found: dict[str, Written] = {}
    for path in sorted(folder.glob("*.yaml")):
        try:
            content = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            raise SpeakerFileError(f"{path.name}: cannot be read: {error}") from error
        for kind in LISTS:
            found |= {fields["id"]: Written(path.name, fields) for fields in content.get(kind) or ()}
    return found
