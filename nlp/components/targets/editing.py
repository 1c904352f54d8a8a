"""Adds examples to a target file and leaves every other character as it is: layout, comments, order, quotes."""

import difflib
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import yaml

from clausewatch.errors import TargetError
from clausewatch.models import StanceLabel
from nlp.components.replacing import replace_file
from nlp.components.targets.files import parse_target, read_target_text

Additions = Mapping[StanceLabel, Sequence[str]]
"""New texts of each label."""
STEP = 2
"""Columns by which a new list is set in."""
_UNPRINTABLE = re.compile(r"[^ -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""What YAML does not take as it is, even in quotes."""


class Change(NamedTuple):
    """Old and new text of a file."""

    old: str
    new: str

    def show(self, name: str) -> list[str]:
        """The lines of a unified diff, without line ends."""
        return list(difflib.unified_diff(self.old.splitlines(), self.new.splitlines(), name, name, n=0, lineterm=""))


class _Splice(NamedTuple):
    """Where a text is put in; a new label stands behind what is put in at the same place."""

    at: int
    is_label: bool
    text: str


def change_target(path: Path, additions: Additions) -> Change:
    """The file with more examples; `TargetError` where it is no target, or not written so that this can be done."""
    text = read_target_text(path)
    before = parse_target(path.name, text)
    change = Change(text, add_examples(path.name, text, additions))
    after = parse_target(path.name, change.new)
    labels = dict.fromkeys((*before.examples, *additions))
    examples = {label: (*before.examples.get(label, ()), *additions.get(label, ())) for label in labels}
    if after != before.model_copy(update={"examples": examples}):
        raise TargetError(f"{path.name}: other examples would change with these, too: add them by hand")
    return change


def add_examples(name: str, text: str, additions: Additions) -> str:
    """The text of a file with the additions, each at the end of its label's list."""
    try:
        examples = _find(yaml.compose(text, Loader=yaml.SafeLoader), "examples")
    except yaml.YAMLError as error:
        raise TargetError(f"{name}: is not written so that examples can be added: add them by hand") from error
    if not isinstance(examples, yaml.MappingNode) or not examples.value:
        raise TargetError(f"{name}: examples: is no mapping that stands in the file itself: add them by hand")
    newline = "\r\n" if "\r\n" in text else "\n"
    splices: list[_Splice] = []
    for label, texts in additions.items():
        values, listed = [write_quoted(each) for each in texts], _find(examples, label)
        if isinstance(listed, yaml.SequenceNode):
            splices.append(_append(text, listed, values, newline))
        else:
            splices.append(_add_label(text, examples, label, values, newline))
    for splice in sorted(splices, reverse=True):
        text = text[: splice.at] + splice.text + text[splice.at :]
    return text


def write_quoted(text: str) -> str:
    """A text as YAML takes it, on one line and in double quotes."""
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))


def _append(text: str, listed: yaml.SequenceNode, values: list[str], newline: str) -> _Splice:
    if listed.flow_style:
        if listed.value:
            return _Splice(listed.value[-1].end_mark.index, False, f", {', '.join(values)}")
        return _Splice(listed.end_mark.index - 1, False, ", ".join(values))
    # In block style the list begins at its first dash.
    return _Splice(_end_of_line(text, listed), False, _write_block(values, listed.start_mark.column, newline))


def _add_label(text: str, examples: yaml.MappingNode, label: str, values: list[str], newline: str) -> _Splice:
    if examples.flow_style:
        return _Splice(examples.value[-1][1].end_mark.index, True, f", {label}: [{', '.join(values)}]")
    column = examples.start_mark.column
    key = f"{newline}{' ' * column}{label}:"
    return _Splice(_end_of_line(text, examples), True, key + _write_block(values, column + STEP, newline))


def _write_block(values: list[str], column: int, newline: str) -> str:
    return "".join(f"{newline}{' ' * column}- {value}" for value in values)


def _find(node: yaml.Node | None, key: str) -> yaml.Node | None:
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((value for name, value in pairs if name.value == key), None)


def _end_of_line(text: str, node: yaml.Node) -> int:
    """The end of the last line of a block's last value, after a comment there."""
    last = node
    while isinstance(last, yaml.CollectionNode) and not last.flow_style and last.value:
        last = last.value[-1][1] if isinstance(last, yaml.MappingNode) else last.value[-1]
    # The mark of a text with `|` or `>` is after the empty lines that follow it.
    end = len(text[: last.end_mark.index].rstrip())
    found = re.compile(r"\r?\n|\Z").search(text, end)
    return found.start() if found else len(text)


def write_change(path: Path, change: Change) -> None:
    """Replace the file at once; `TargetError` where it cannot be written or somebody changed it meanwhile."""
    path = path.resolve()
    if read_target_text(path) != change.old:
        raise TargetError(f"{path.name}: was changed meanwhile; run the command again")
    try:
        replace_file(path, change.new)
    except OSError as error:
        raise TargetError(
            f"{path}: cannot be written ({error.strerror or error}); "
            "copy the folder of targets and name the copy in the setting `targets`"
        ) from error
