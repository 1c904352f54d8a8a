"""Contradictions of the registry's own files, and when these were checked."""

import datetime as dt
from pathlib import Path

import pytest

from nlp.components.speakers.registry import Registry, load_registry
from nlp.speakers_update.checking import find_checked, find_contradictions, find_old_files
from tests.official_registers.registry import FILES, TODAY

SHIPPED = Path(__file__).resolve().parents[3] / "nlp" / "speakers"


def load(folder: Path, *people: str) -> Registry:
    """The shared offices, and people in flow style."""
    lines = "".join(f"  - {{category: parliament, source: s, {fields}}}\n" for fields in people)
    (folder / "offices.yaml").write_bytes((FILES / "offices.yaml").read_bytes())
    (folder / "people.yaml").write_text(f"people:\n{lines}", encoding="utf-8")
    return load_registry(folder)


def hold(name: str, dates: str) -> str:
    return f"id: {name}, name: {name.title()}, roles: [{{office: signals-secretary, {dates}}}]"


def test_two_holders_at_a_time_are_a_contradiction(tmp_path: Path) -> None:
    registry = load(tmp_path, hold("ann", "since: 2022-06-01"), hold("ned", "since: 2024-07-05"))
    assert list(find_contradictions(registry)) == [
        "ann and ned: signals-secretary: both held it from 2024-07-05 to now"
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("since: 2022-06-01, until: 2024-07-05", "since: 2024-07-05"),
        ("since: 2022-06, until: 2024-07", "since: 2024-07"),
        ("since: 2022, until: 2024", "since: 2024"),
        ("since: 2022-06-01", "since: 2023-01-01, until: 2023-05-01, source: Stood in while Ann was away"),
        ("since: 2022-06-01, former: true", "since: 2024-07-05"),
        ("until: 2024-07-05", "since: 2023-01-01"),
    ],
    ids=["a day of handover", "a month of handover", "a year of handover", "explained", "end unknown", "start unknown"],
)
def test_what_may_be_so_is_no_contradiction(tmp_path: Path, one: str, other: str) -> None:
    assert list(find_contradictions(load(tmp_path, hold("ann", one), hold("ned", other)))) == []


def test_one_person_twice_in_an_office_at_a_time_is_a_contradiction(tmp_path: Path) -> None:
    roles = "roles: [{office: signals-secretary, since: 2022-06-01}, {office: signals-secretary, since: 2023-06-01}]"
    (line,) = find_contradictions(load(tmp_path, f"id: ann, name: Ann, {roles}"))
    assert line == "ann: signals-secretary: both held it from 2023-06-01 to now"


@pytest.mark.parametrize("field", ["parliament: 12", "govuk: ann"])
def test_two_people_with_one_number_or_slug_are_a_contradiction(tmp_path: Path, field: str) -> None:
    registry = load(tmp_path, f"id: ann, name: Ann, {field}", f"id: ned, name: Ned, {field}")
    assert list(find_contradictions(registry)) == [f"ned: {field} is the one of ann, too"]


def test_the_shipped_registry_does_not_contradict_itself() -> None:
    assert list(find_contradictions(load_registry(SHIPPED))) == []


def test_files_that_nobody_checked_for_a_year_are_told() -> None:
    assert list(find_old_files(FILES, dt.date(2026, 1, 1))) == []
    assert list(find_old_files(FILES, dt.date(2026, 1, 2))) == [
        "offices.yaml: checked: its facts were checked on 2025-01-01, 366 days ago",
        "people.yaml: checked: its facts were checked on 2025-01-01, 366 days ago",
    ]


def test_a_file_without_a_day_is_told(tmp_path: Path) -> None:
    load(tmp_path, hold("ann", "since: 2022-06-01"))
    assert any("nobody has noted" in line for line in find_old_files(tmp_path, TODAY))


def test_a_file_is_checked_when_every_role_without_an_end_was_confirmed() -> None:
    confirmed = {"ben-okafor": frozenset({0}), "mira-vale": frozenset({0})}
    (found,) = find_checked(FILES, confirmed, TODAY)
    assert (found.file, found.ours, found.theirs) == ("people.yaml", "2025-01-01", "2026-06-01")
    assert list(find_checked(FILES, {"ben-okafor": frozenset({0})}, TODAY)) == []
    assert list(find_checked(FILES, confirmed, dt.date(2025, 1, 1))) == []
