"""Reads the registry's YAML files; anything wrong in them is told by file, entry and reason."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from clausewatch.errors import SpeakerFileError
from nlp.components.speakers.schema import RegistryFile
from nlp.components.strict_yaml import read_yaml


def read_files(folder: Path) -> Iterator[tuple[str, RegistryFile]]:
    """Name and content of each `*.yaml` of the folder, by name; `SpeakerFileError` for the first that is wrong."""
    paths = sorted(folder.glob("*.yaml"))
    if not paths:
        raise SpeakerFileError(f"{folder}: there is no .yaml file of speakers; check the `speakers` setting")
    for path in paths:
        yield path.name, read_file(path)


def read_file(path: Path) -> RegistryFile:
    """The content of one file."""
    try:
        content = read_yaml(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise SpeakerFileError(f"{path.name}: cannot be read: {error}") from error
    except yaml.YAMLError as error:
        raise SpeakerFileError(f"{path.name}: is not valid YAML: {error}") from error
    if not isinstance(content, dict):
        raise SpeakerFileError(f"{path.name}: must be a mapping with people, organisations or offices")
    try:
        return RegistryFile.model_validate(content)
    except ValidationError as error:
        raise SpeakerFileError(_describe(path.name, content, error)) from error


def _describe(name: str, content: dict[str, Any], error: ValidationError) -> str:
    """`people.yaml: people 3 (jane-doe), roles 0, since: reason` of the first error."""
    first = error.errors()[0]
    place: list[str] = []
    entry: Any = content
    for part in first["loc"]:
        known = isinstance(entry, list) and isinstance(part, int) and part < len(entry)
        entry = entry[part] if known else entry.get(part) if isinstance(entry, dict) else None
        if isinstance(part, int) and place:
            label = entry.get("id") if isinstance(entry, dict) else None
            place[-1] += f" {part + 1}" + (f" ({label})" if label else "")
        else:
            place.append(str(part))
    return f"{name}: {', '.join(place) or 'the file'}: {first['msg']}"
