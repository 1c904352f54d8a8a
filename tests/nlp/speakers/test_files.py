"""Malformed files of the registry: each is told by file, entry and reason, and none ends in a traceback."""

from pathlib import Path

import pytest

from clausewatch.errors import SpeakerFileError
from nlp.components.speakers.files import read_file, read_files

GOOD = "people: [{id: ada, name: Ada Moor, category: expert, source: made up}]\n"


def write(folder: Path, content: str | bytes, name: str = "a.yaml") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "must be a mapping"),
        ("just words", "must be a mapping"),
        ("42", "must be a mapping"),
        ("people: {", "is not valid YAML"),
        ("people: !!python/object:os.system []", "is not valid YAML"),
        ("checked: 2020-02-31", "is not valid YAML: a value that is none of its type: day"),
        (
            GOOD.replace("source", "roles: [{title: x, since: 2021-02-30}], source"),
            "is not valid YAML: a value that is none of its type: day",
        ),
        ("? [a]\n: b", "is not valid YAML"),
        ("a: *unknown", "is not valid YAML"),
        ("people: 3", "people: Input should be a valid tuple"),
        ("folk: []", "folk: Extra inputs are not permitted"),
        ("1: []", "Keys should be strings"),
        ("people: [3]", "people 1: "),
        ("people: [{}]", "people 1, id: Field required"),
        (GOOD.replace("ada", "Ada!"), r"people 1 \(Ada!\), id: String should match"),
        (GOOD.replace("Ada Moor", "'  '"), r"people 1 \(ada\), name: String should match"),
        (GOOD.replace("Ada Moor", "'!!!'"), r"people 1 \(ada\), name: String should match"),
        (GOOD.replace("Ada Moor", "'Ada '"), r"people 1 \(ada\), name: String should match"),
        (GOOD.replace("expert", "wizard"), r"people 1 \(ada\), category: Input should be"),
        (GOOD.replace("source", "gender: none, source"), r"people 1 \(ada\), gender: Input should be"),
        (GOOD.replace("source", "aliases: Ada, source"), r"people 1 \(ada\), aliases: Input should be a valid tuple"),
        (GOOD.replace("source", "aliases: [Ada, ''], source"), r"people 1 \(ada\), aliases 2: String should"),
        (
            GOOD.replace("source", "roles: [{title: x, since: soon}], source"),
            r"roles 1, since: Input should be a valid",
        ),
    ],
)
def test_a_malformed_file_is_told_by_entry_and_reason(tmp_path: Path, content: str, reason: str) -> None:
    with pytest.raises(SpeakerFileError, match=rf"^a\.yaml: .*{reason}"):
        read_file(write(tmp_path, content))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\xff\xfe\x00", "cannot be read"),
        (b"people: [\x00]", "is not valid YAML"),
        ("people: [{id: \u0007}]".encode(), "is not valid YAML"),
    ],
    ids=["not-utf-8", "nul", "bell"],
)
def test_bytes_that_are_no_yaml_are_an_error_of_the_file(tmp_path: Path, content: bytes, reason: str) -> None:
    with pytest.raises(SpeakerFileError, match=reason):
        read_file(write(tmp_path, content))


def test_a_folder_in_place_of_a_file_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").mkdir()
    with pytest.raises(SpeakerFileError, match=r"a\.yaml: cannot be read"):
        list(read_files(tmp_path))


@pytest.mark.parametrize(
    "content", ["id: a\nid: b", "people: [{id: a, id: b}]", "people: []\norganisations: []\npeople: []"]
)
def test_a_key_may_stand_once_in_each_mapping(tmp_path: Path, content: str) -> None:
    with pytest.raises(SpeakerFileError, match="stands twice"):
        read_file(write(tmp_path, content))


def test_the_first_of_several_errors_names_the_second_person_by_place_and_id(tmp_path: Path) -> None:
    content = GOOD.replace("}]", "}, {id: bo, name: Bo, category: expert}]")
    with pytest.raises(SpeakerFileError, match=r"people 2 \(bo\), source: Field required"):
        read_file(write(tmp_path, content))


def test_files_come_by_name_and_others_are_passed_over(tmp_path: Path) -> None:
    write(tmp_path, GOOD, "b.yaml")
    write(tmp_path, "checked: 2024-01-02", "a.yaml")
    write(tmp_path, "no yaml at all {", "notes.txt")
    write(tmp_path, "no yaml at all {", "c.yml.bak")
    assert [name for name, _ in read_files(tmp_path)] == ["a.yaml", "b.yaml"]


def test_a_folder_that_is_not_there_is_told_with_the_setting_to_check(tmp_path: Path) -> None:
    with pytest.raises(SpeakerFileError, match="check the `speakers` setting"):
        list(read_files(tmp_path / "nowhere"))


def test_names_of_other_scripts_and_with_marks_are_kept_as_written(tmp_path: Path) -> None:
    (person,) = read_file(write(tmp_path, GOOD.replace("Ada Moor", "'Șt. O’Quell-語'"))).people
    assert person.name == "Șt. O’Quell-語"
