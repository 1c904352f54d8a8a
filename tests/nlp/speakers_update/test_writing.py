"""Differences written into the files of a registry."""

import os
from pathlib import Path

import pytest

from clausewatch.errors import SpeakerFileError
from nlp.components.speakers.registry import load_registry
from nlp.speakers_update.differences import Difference, Edit, Value
from nlp.speakers_update.writing import make_changes, show_changes, write_changes
from tests.nlp.speakers_update.comparing import day
from tests.official_registers.registry import FILES, write_registry

UNTIL: tuple[str | int, ...] = ("roles", 0, "until")
PEOPLE = "people.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_registry(tmp_path)


def differ(
    path: tuple[str | int, ...], value: Value, entry: str | None = "ben-okafor", *, append: bool = False
) -> Difference:
    edit = Edit(entry=entry, file=PEOPLE, path=path, value=value, append=append)
    return Difference(file=PEOPLE, entry=str(entry), field="f", ours=None, theirs="t", reason="r", edits=(edit,))


def test_a_difference_is_one_line() -> None:
    made = differ(UNTIL, day("2025-09-05"))
    assert made.describe() == "people.yaml: ben-okafor: f: none, now t: r"
    told = made.model_copy(update={"edits": (), "theirs": "not found"})
    assert told.describe() == "people.yaml: ben-okafor: f: not found: r"


def test_a_change_is_shown_and_nothing_is_written(folder: Path) -> None:
    changes = make_changes(folder, [differ(UNTIL, day("2025-09-05"))])
    assert show_changes(changes)[3:] == [
        "-      - {office: signals-secretary, since: 2022-06-01}  # goes on",
        "+      - {office: signals-secretary, since: 2022-06-01, until: 2025-09-05}  # goes on",
    ]
    assert (folder / PEOPLE).read_bytes() == (FILES / PEOPLE).read_bytes()


def test_a_written_change_is_read_by_the_next_who_loads_the_registry(folder: Path) -> None:
    assert load_registry(folder).people["ben-okafor"].roles[0].until is None
    write_changes(folder, make_changes(folder, [differ(UNTIL, day("2025-09-05"))]))
    assert load_registry(folder).people["ben-okafor"].roles[0].until == day("2025-09-05")
    assert sorted(path.name for path in folder.iterdir()) == ["offices.yaml", "people.yaml"]
    assert (folder / "offices.yaml").read_bytes() == (FILES / "offices.yaml").read_bytes()


def test_the_permissions_of_a_file_stay(folder: Path) -> None:
    (folder / PEOPLE).chmod(0o640)
    write_changes(folder, make_changes(folder, [differ(("parliament",), 12)]))
    assert (folder / PEOPLE).stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    ("path", "value", "reason"),
    [
        (UNTIL, day("2000-01-01"), "since 2022-06-01 is after until 2000-01-01"),
        (("parliament",), 0, "greater than 0"),
        (("govuk",), "../x", "should match pattern"),
    ],
)
def test_a_change_that_makes_no_registry_is_an_error(
    folder: Path, path: tuple[str | int, ...], value: Value, reason: str
) -> None:
    with pytest.raises(SpeakerFileError, match=reason):
        make_changes(folder, [differ(path, value)])


def test_a_role_at_an_unknown_office_is_an_error(folder: Path) -> None:
    with pytest.raises(SpeakerFileError, match="the office 'tide-minister' is not in the registry"):
        make_changes(folder, [differ(("roles",), {"office": "tide-minister"}, append=True)])


def test_a_change_that_reaches_another_entry_is_an_error(folder: Path) -> None:
    text = "people:\n  - &ben {id: ben, name: Ben, aliases: &names [B], category: parliament, source: s}\n"
    text += "  - {id: ned, name: Ned, aliases: *names, category: parliament, source: s}\n"
    (folder / "shared.yaml").write_text(text, encoding="utf-8")
    edit = Edit(entry="ben", file="shared.yaml", path=("aliases",), value="C", append=True)
    difference = differ(UNTIL, 1).model_copy(update={"edits": (edit,)})
    with pytest.raises(SpeakerFileError, match="the update would also change ned; nothing was written"):
        make_changes(folder, [difference])


def test_a_file_that_somebody_changed_meanwhile_is_left_to_them(folder: Path) -> None:
    changes = make_changes(folder, [differ(UNTIL, day("2025-09-05"))])
    theirs = (folder / PEOPLE).read_text(encoding="utf-8") + "# mine\n"
    (folder / PEOPLE).write_text(theirs, encoding="utf-8")
    with pytest.raises(SpeakerFileError, match=r"people\.yaml: was changed meanwhile"):
        write_changes(folder, changes)
    assert (folder / PEOPLE).read_text(encoding="utf-8") == theirs


def test_a_folder_that_cannot_be_written_says_what_to_do(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changes = make_changes(folder, [differ(UNTIL, day("2025-09-05"))])

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, os.strerror(13))

    # Whoever runs the tests may be root, whom no permission stops.
    monkeypatch.setattr("pathlib.Path.replace", refuse)
    with pytest.raises(SpeakerFileError, match="copy the folder and name the copy in the setting `speakers`"):
        write_changes(folder, changes)
    assert sorted(path.name for path in folder.iterdir()) == ["offices.yaml", "people.yaml"]


def test_no_difference_is_no_change(folder: Path) -> None:
    assert make_changes(folder, []) == {}
    assert show_changes({}) == []
