"""Reads target files; anything wrong in them is told by file, key and reason."""

from collections.abc import Iterable
from pathlib import Path

import yaml
from pydantic import ValidationError

from clausewatch.errors import TargetError
from nlp.components.strict_yaml import read_yaml
from nlp.components.targets.schema import Target

REASONS = {
    "missing": "is missing",
    "tuple_type": "must be a list",
    "string_type": "is no text: put it in quotation marks",
}
"""What the schema's kinds of error are called here. YAML takes `No`, `12` and `we say: no` for something else."""
PATTERN_OF_ID = "must be small letters, digits and hyphens, such as age-assurance"
PATTERN_OF_WORDS = "must be words on one line, without blanks around them"


def load_targets(folder: Path) -> tuple[Target, ...]:
    """The target of each `*.yaml` or `*.yml` of the folder, by file name; `TargetError` for the first that is wrong."""
    if not folder.is_dir():
        raise TargetError(f"{folder}: is no folder of target files; check the `targets` setting")
    found: dict[str, str] = {}
    targets = []
    for path in _list_files(folder):
        target = read_target(path)
        if target.id in found:
            raise TargetError(f"{path.name}: id: {target.id!r} is the id of {found[target.id]}, too")
        found[target.id] = path.name
        targets.append(target)
    return tuple(targets)


def read_target(path: Path) -> Target:
    """The target of one file."""
    return parse_target(path.name, read_target_text(path))


def read_target_text(path: Path) -> str:
    """The text of a file with its line ends as they are; `TargetError` where it cannot be read."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return file.read()
    except OSError as error:
        raise TargetError(f"{path.name}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise TargetError(f"{path.name}: is not UTF-8 at byte {error.start}") from error


def parse_target(name: str, text: str) -> Target:
    """The target that stands in the text of a file of that name."""
    try:
        content = read_yaml(text)
    except yaml.YAMLError as error:
        raise TargetError(f"{name}: is not valid YAML: {_on_one_line(error)}") from error
    if not isinstance(content, dict):
        raise TargetError(f"{name}: must be a mapping with id, name, proposition and examples")
    try:
        return Target.model_validate(content)
    except ValidationError as error:
        raise TargetError(f"{name}: {_explain(error)}") from error


def _explain(error: ValidationError) -> str:
    """Where and what the first thing wrong is; places in a list are counted from 1."""
    first = error.errors()[0]
    place = (f"number {part + 1}" if isinstance(part, int) else str(part) for part in first["loc"])
    reason = REASONS.get(first["type"], first["msg"].removeprefix("Value error, "))
    if first["type"] == "string_pattern_mismatch":
        reason = PATTERN_OF_ID if first["loc"] == ("id",) else PATTERN_OF_WORDS
    return ": ".join((*place, reason))


def find_target_file(folder: Path, identifier: str) -> Path:
    """The file of the target with that id; `TargetError` names those there are."""
    find_target(load_targets(folder), identifier)
    return next(path for path in _list_files(folder) if read_target(path).id == identifier)


def _list_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix in {".yaml", ".yml"})


def _on_one_line(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    reason = getattr(error, "problem", None) or str(error)
    return f"line {mark.line + 1}: {reason}" if mark else " ".join(reason.split())


def find_target(targets: Iterable[Target], identifier: str) -> Target:
    """The target with that id; `TargetError` names those there are."""
    known = {target.id: target for target in targets}
    if identifier not in known:
        there_are = f"there are {', '.join(sorted(known))}" if known else "the folder has no target files"
        raise TargetError(f"unknown target {identifier!r}: {there_are}")
    return known[identifier]


def synonym_groups(targets: Iterable[Target]) -> tuple[tuple[str, ...], ...]:
    """The groups of phrases of all targets that find each other in a search."""
    return tuple(group for target in targets for group in target.synonyms if len(group) > 1)
