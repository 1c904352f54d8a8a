"""Who holds an office now, as the list of posts says."""

from pathlib import Path
from typing import Any

import pytest

from nlp.components.speakers.registry import load_registry
from nlp.speakers_update.differences import Difference
from nlp.speakers_update.holders import find_new_holders, find_person
from nlp.speakers_update.members import read_member
from nlp.speakers_update.records import Holder, PostKind
from nlp.speakers_update.written import read_written
from tests.nlp.speakers_update.comparing import SECRETARY, day, write_person
from tests.official_registers import answers
from tests.official_registers.registry import FILES, TODAY


def hold(
    name: str, title: str = SECRETARY, since: str = "2025-09-05", kind: PostKind = "government", number: int = 44
) -> Holder:
    member = read_member(answers.member(number, name))
    return Holder(kind=kind, title=title, department=None, member=member, since=day(since))


def find(*holders: Holder, compared: tuple[str, ...] = (), folder: Path = FILES) -> list[Difference]:
    return list(find_new_holders(load_registry(folder), read_written(folder), holders, compared, TODAY))


def values(differences: list[Difference]) -> list[Any]:
    return [edit.value for each in differences for edit in each.edits]


def test_a_holder_whom_nobody_knows_becomes_a_person_beside_the_one_before() -> None:
    (found,) = find(hold("Rt Hon Dame Cleo Marsh"))
    assert found.file == "people.yaml"
    assert values([found]) == [
        {
            "id": "cleo-marsh",
            "name": "Cleo Marsh",
            "honorifics": ["Dame"],
            "gender": "female",
            "category": "parliament",
            "parliament": 44,
            "roles": [{"office": "signals-secretary", "since": day("2025-09-05")}],
            "source": "Parliament Members API",
        }
    ]


def test_a_peer_keeps_the_rank_as_a_title() -> None:
    (value,) = values(find(hold("Baroness Marsh of Fen")))
    assert (value["id"], value["name"], value["honorifics"]) == (
        "baroness-marsh-of-fen",
        "Baroness Marsh of Fen",
        ["Baroness"],
    )


def test_a_name_whose_identifier_is_taken_gets_the_number_too(tmp_path: Path) -> None:
    write_person(tmp_path, "name: Ann Lowe, parliament: 1")
    (value,) = values(find(hold("Signals Ministry"), folder=tmp_path))
    assert value["id"] == "signals-ministry-44"


def test_a_known_person_who_could_not_be_compared_gets_the_role() -> None:
    (found,) = find(hold("Mira Vale"))
    assert found.entry == "mira-vale"
    assert values([found]) == [{"office": "signals-secretary", "since": day("2025-09-05")}]


def test_a_known_person_who_was_compared_or_has_the_role_is_left_to_that() -> None:
    assert find(hold("Mira Vale"), compared=("mira-vale",)) == []
    assert find(hold("Mr Ben Okafor", since="2022-06-01")) == []


def test_a_post_outside_of_the_registry_or_to_come_is_no_concern() -> None:
    assert find(hold("Cleo Marsh", "Minister for Fish"), hold("Cleo Marsh", since="2099-01-01")) == []


def test_a_post_that_is_listed_twice_counts_once() -> None:
    assert len(find(hold("Cleo Marsh"), hold("Cleo Marsh"))) == 1


def test_a_shadow_gets_the_shadow_office() -> None:
    (value,) = values(find(hold("Cleo Marsh", "Shadow Secretary of State for Signals", kind="opposition")))
    assert value["roles"][0]["office"] == "shadow-signals-secretary"


@pytest.mark.parametrize(
    ("fields", "number", "found"),
    [
        ("name: Ann Lowe, parliament: 44", 44, True),
        ("name: Ann Lowe, parliament: 44", 45, False),
        ("name: Ann Lowe", 45, True),
        ("name: Ann Marsh, parliament: 45", 45, True),
        ("name: Ann Marsh", 45, False),
    ],
)
def test_a_number_counts_for_more_than_a_name(tmp_path: Path, fields: str, number: int, *, found: bool) -> None:
    registry = load_registry(write_person(tmp_path, fields))
    assert (find_person(registry, read_member(answers.member(number, "Ann Lowe"))) is not None) is found
