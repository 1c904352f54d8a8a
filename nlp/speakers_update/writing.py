"""Applies differences to the registry's files: checked as a whole first, then each file replaced at once."""

import difflib
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from clausewatch.errors import SpeakerFileError
from nlp.components.replacing import replace_file
from nlp.components.speakers.registry import Registry, load_registry
from nlp.speakers_update.differences import Difference, Edit
from nlp.speakers_update.editing import edit_yaml


def make_changes(folder: Path, differences: Sequence[Difference]) -> dict[str, tuple[str, str]]:
    """Old and new text of each file that would change, by name; `SpeakerFileError` where the result were no registry.

    Only the entries that the differences name may come out differently: anything else is an error, too.
    """
    edits = [edit for difference in differences for edit in difference.edits]
    texts: dict[str, tuple[str, str]] = {}
    for name in sorted({edit.file for edit in edits}):
        text = _read(folder / name)
        texts[name] = (text, edit_yaml(name, text, [edit for edit in edits if edit.file == name]))
    if texts:
        _check(folder, texts, edits)
    return texts


def show_changes(texts: Mapping[str, tuple[str, str]]) -> list[str]:
    """The changes as a unified diff, without line ends."""
    lines: list[str] = []
    for name, (old, new) in texts.items():
        lines += difflib.unified_diff(old.splitlines(), new.splitlines(), name, name, n=0, lineterm="")
    return lines


def write_changes(folder: Path, texts: Mapping[str, tuple[str, str]]) -> None:
    """Replace the files; `SpeakerFileError` where one cannot be written or was changed by somebody meanwhile."""
    for name, (old, _) in texts.items():
        if _read(folder / name) != old:
            raise SpeakerFileError(f"{name}: was changed meanwhile; run the update again")
    for name, (_, new) in texts.items():
        _replace(folder / name, new)
    load_registry.cache_clear()


def _read(path: Path) -> str:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise SpeakerFileError(f"{path.name}: cannot be read: {error}") from error


def _replace(path: Path, text: str) -> None:
    try:
        replace_file(path, text)
    except OSError as error:
        reason = error.strerror or error
        raise SpeakerFileError(
            f"{path.name}: cannot be written ({reason}); copy the folder and name the copy in the setting `speakers`"
        ) from error


def _check(folder: Path, texts: Mapping[str, tuple[str, str]], edits: Sequence[Edit]) -> None:
    with tempfile.TemporaryDirectory() as place:
        for path in folder.glob("*.yaml"):
            text = texts[path.name][1] if path.name in texts else _read(path)
            (Path(place) / path.name).write_text(text, encoding="utf-8", newline="")
        # Not by the cache, which would keep a registry of a folder that is gone.
        after = load_registry.__wrapped__(Path(place))
    before = load_registry.__wrapped__(folder)
    named = {edit.entry for edit in edits if edit.entry}
    added = {str(edit.value["id"]) for edit in edits if edit.entry is None and isinstance(edit.value, dict)}
    wrong = _list_changed(before, after) - named - added
    if wrong:
        raise SpeakerFileError(f"the update would also change {', '.join(sorted(wrong))}; nothing was written")


def _list_changed(before: Registry, after: Registry) -> set[str]:
    """Ids of the entries that are not the same in both."""
    changed: set[str] = set()
    for old, new in (
        (before.people, after.people),
        (before.organisations, after.organisations),
        (before.offices, after.offices),
    ):
        changed |= {key for key in {*old, *new} if old.get(key) != new.get(key)}
    return changed
