"""Changes values in a YAML file and leaves every other character as it is: layout, comments, order, quotes."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import yaml

from clausewatch.errors import SpeakerFileError
from nlp.speakers_update.differences import Edit
from nlp.speakers_update.flow import write_value
from nlp.speakers_update.written import LISTS

LAST_FIELD = "source"
"""New fields go before it, where it stands in a mapping of its own."""


class _Splice(NamedTuple):
    start: int
    end: int
    text: str


def edit_yaml(name: str, text: str, edits: Sequence[Edit]) -> str:
    """The text of a file with the edits made; `SpeakerFileError` where it is not written as these expect."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode):
        raise SpeakerFileError(f"{name}: must be a mapping with people, organisations or offices")
    newline = "\r\n" if "\r\n" in text else "\n"
    editor = _Editor(name, text, newline)
    splices = [splice for edit in _join(edits) for splice in editor.make_splices(root, edit)]
    for splice in sorted(splices, key=lambda splice: splice.start, reverse=True):
        text = text[: splice.start] + splice.text + text[splice.end :]
    return text


class _Group(NamedTuple):
    """What is put at one place: one value, or all that is added to one list."""

    entry: str | None
    path: tuple[str | int, ...]
    values: list[Any]
    append: bool


def _join(edits: Sequence[Edit]) -> list[_Group]:
    """Additions to one list together, as it may not exist yet. In reverse, for splices are made from the end."""
    groups: dict[tuple[object, ...], _Group] = {}
    for edit in edits:
        key = (edit.entry, edit.path, edit.append)
        groups.setdefault(key, _Group(edit.entry, edit.path, [], edit.append)).values.append(edit.value)
    return list(reversed(groups.values()))


class _Editor:
    def __init__(self, name: str, text: str, newline: str) -> None:
        self._name, self._text, self._newline = name, text, newline

    def make_splices(self, root: yaml.MappingNode, group: _Group) -> Iterator[_Splice]:
        """The changes of the text for one group."""
        *parents, field = group.path
        node: yaml.Node = root if group.entry is None else self._find_entry(root, group.entry)
        for part in parents:
            node = self._descend(node, part)
        if not isinstance(node, yaml.MappingNode):
            raise SpeakerFileError(f"{self._name}: {group.entry}: {group.path} is no mapping")
        value = _find_value(node, str(field))
        if value is None or _is_null(value):
            new = write_value(group.values if group.append else group.values[-1])
            yield self._set_missing(node, str(field), value, new)
        elif not group.append:
            yield _Splice(value.start_mark.index, value.end_mark.index, write_value(group.values[-1]))
        elif isinstance(value, yaml.SequenceNode):
            yield self._append(value, [write_value(each) for each in group.values])
        else:
            raise SpeakerFileError(f"{self._name}: {group.entry}: {field} is no list")

    def _find_entry(self, root: yaml.MappingNode, entry: str) -> yaml.MappingNode:
        for kind in LISTS:
            entries = _find_value(root, kind)
            for node in entries.value if isinstance(entries, yaml.SequenceNode) else ():
                identifier = _find_value(node, "id") if isinstance(node, yaml.MappingNode) else None
                if identifier is not None and identifier.value == entry:
                    found: yaml.MappingNode = node
                    return found
        raise SpeakerFileError(f"{self._name}: there is no entry {entry!r} any more")

    def _descend(self, node: yaml.Node, part: str | int) -> yaml.Node:
        child: yaml.Node | None = None
        if isinstance(part, str):
            child = _find_value(node, part) if isinstance(node, yaml.MappingNode) else None
        elif isinstance(node, yaml.SequenceNode) and part < len(node.value):
            child = node.value[part]
        if child is None:
            raise SpeakerFileError(f"{self._name}: {part!r} is not where it was")
        return child

    def _set_missing(self, node: yaml.MappingNode, field: str, null: yaml.Node | None, value: str) -> _Splice:
        if null is not None:
            space = "" if self._text[null.start_mark.index - 1].isspace() else " "
            return _Splice(null.start_mark.index, null.end_mark.index, space + value)
        last = next((key for key, _ in node.value if key.value == LAST_FIELD), None)
        if last is not None:
            between = ", " if node.flow_style else self._newline + " " * last.start_mark.column
            return _insert(last.start_mark.index, f"{field}: {value}{between}")
        if node.flow_style:
            return _insert(_end_of(node), f", {field}: {value}" if node.value else f"{field}: {value}")
        return _insert(self._end_of_line(node), f"{self._newline}{' ' * node.start_mark.column}{field}: {value}")

    def _append(self, node: yaml.SequenceNode, values: list[str]) -> _Splice:
        if node.flow_style:
            return _insert(_end_of(node), (", " if node.value else "") + ", ".join(values))
        # In block style the sequence begins at its first dash.
        begin = f"{self._newline}{' ' * node.start_mark.column}- "
        return _insert(self._end_of_line(node), "".join(begin + value for value in values))

    def _end_of_line(self, node: yaml.Node) -> int:
        """The end of the last line of a block, after a comment there."""
        end = _end_of(node)
        if end and self._text[end - 1] == "\n":
            end -= 1
        stop = self._text.find("\n", end)
        stop = len(self._text) if stop < 0 else stop
        return stop - 1 if self._text[stop - 1 : stop] == "\r" else stop


def _insert(at: int, text: str) -> _Splice:
    return _Splice(at, at, text)


def _find_value(node: yaml.MappingNode, field: str) -> yaml.Node | None:
    return next((value for key, value in node.value if key.value == field), None)


def _is_null(node: yaml.Node) -> bool:
    return node.tag == "tag:yaml.org,2002:null"


def _end_of(node: yaml.Node) -> int:
    """Where the last value within a node ends: that of a block itself is after the comments that follow it."""
    if isinstance(node, yaml.ScalarNode) or not node.value:
        # Of an empty list in brackets, before the bracket.
        index: int = node.end_mark.index
        return index if isinstance(node, yaml.ScalarNode) else index - 1
    last = node.value[-1]
    child = last[1] if isinstance(last, tuple) else last
    end: int = child.end_mark.index if getattr(child, "flow_style", True) else _end_of(child)
    return end
