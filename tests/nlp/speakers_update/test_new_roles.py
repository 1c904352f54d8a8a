"""Posts that the registry has not got, and those that it has under another name."""

from pathlib import Path

import pytest

from tests.nlp.speakers_update.comparing import SECRETARY, compare, day, list_changes, post, record

ANN = "name: Ann Lowe"


def test_an_office_becomes_a_role_without_the_title(tmp_path: Path) -> None:
    found = compare(tmp_path, ANN, record("Ann Lowe", post(SECRETARY, "2025-09-05")))
    assert list_changes(found) == {"roles": {"office": "signals-secretary", "since": day("2025-09-05")}}


@pytest.mark.parametrize(
    "title",
    ["Minister of State (Minister for Wires)", "Minister for Wires, Cables and Poles", "The Minister for Wires"],
)
def test_an_office_is_found_in_a_longer_title(tmp_path: Path, title: str) -> None:
    changes = list_changes(compare(tmp_path, ANN, record("Ann Lowe", post(title, "2025-09-05"))))
    assert changes["roles"]["office"] == "wires-minister"


def test_a_post_at_a_department_of_the_registry_becomes_a_title_without_its_name(tmp_path: Path) -> None:
    title = "Minister of State (Ministry of Signals)"
    found = compare(tmp_path, ANN, record("Ann Lowe", post(title, "2023-02-07", "2024-07-05", of=None)))
    assert list_changes(found)["roles"] == {
        "title": "Minister of State",
        "organisation": "signals-ministry",
        "since": day("2023-02-07"),
        "until": day("2024-07-05"),
    }


def test_a_post_elsewhere_is_no_concern(tmp_path: Path) -> None:
    found = compare(tmp_path, ANN, record("Ann Lowe", post("Minister for Fish", "2023-02-07", of="Ministry of Fish")))
    assert list_changes(found) == {}


def test_a_post_that_ended_before_the_debate_is_no_concern(tmp_path: Path) -> None:
    assert list_changes(compare(tmp_path, ANN, record("Ann Lowe", post(SECRETARY, "2015-01-01", "2019-01-01")))) == {}


def test_a_post_that_both_registers_have_is_added_once(tmp_path: Path) -> None:
    govuk = record("Ann Lowe", post("Minister of State", "2023-02-07"))
    title = "Minister of State (Ministry of Signals) (Poles)"
    parliament = record("Ann Lowe", post(title, "2023-02-09", register="Parliament"), register="Parliament")
    found = compare(tmp_path, ANN, parliament, govuk)
    roles = [edit.value for each in found.differences for edit in each.edits if edit.path == ("roles",)]
    assert roles == [{"title": "Minister of State", "organisation": "signals-ministry", "since": day("2023-02-07")}]


def test_a_post_that_a_role_already_says_in_other_words_is_not_added(tmp_path: Path) -> None:
    fields = f"{ANN}, roles: [{{office: wires-minister, since: 2023-02-07, until: 2024-07-05}}]"
    other = post(
        "Parliamentary Under-Secretary (Ministry of Signals)", "2023-02-07", "2024-07-05", register="Parliament"
    )
    found = compare(tmp_path, fields, record("Ann Lowe", other, register="Parliament"))
    assert list_changes(found) == {}


def test_a_title_of_the_same_rank_is_compared_and_not_added(tmp_path: Path) -> None:
    fields = (
        f"{ANN}, roles: [{{title: Minister of State, organisation: signals-ministry, since: 2023-02, until: 2024-07}}]"
    )
    found = compare(
        tmp_path, fields, record("Ann Lowe", post("Minister of State for Poles", "2023-02-07", "2024-07-05"))
    )
    assert list_changes(found) == {"roles/0/since": day("2023-02-07"), "roles/0/until": day("2024-07-05")}


def test_a_handover_on_one_day_hides_no_new_role(tmp_path: Path) -> None:
    fields = f"{ANN}, roles: [{{office: wires-minister, since: 2023-02-07, until: 2024-07-05}}]"
    posts = (post("Minister for Wires", "2023-02-07", "2024-07-05"), post("Minister of State", "2024-07-05"))
    assert list_changes(compare(tmp_path, fields, record("Ann Lowe", *posts)))["roles"]["title"] == "Minister of State"


def test_a_role_that_ended_hides_none_that_followed_at_the_same_department(tmp_path: Path) -> None:
    fields = f"{ANN}, roles: [{{office: wires-minister, since: 2023-02-07}}]"
    posts = (post("Minister for Wires", "2023-02-07", "2024-07-05"), post("Minister of State", "2024-07-08"))
    changes = list_changes(compare(tmp_path, fields, record("Ann Lowe", *posts)))
    assert changes["roles/0/until"] == day("2024-07-05")
    assert changes["roles"]["title"] == "Minister of State"


def test_a_title_that_is_nothing_but_its_department_stays(tmp_path: Path) -> None:
    found = compare(tmp_path, ANN, record("Ann Lowe", post("(Ministry of Signals)", "2024-07-08", of=None)))
    assert list_changes(found)["roles"]["title"] == "(Ministry of Signals)"


def test_who_shadows_a_department_speaks_for_the_party(tmp_path: Path) -> None:
    shadow = post("Shadow Minister (Ministry of Signals)", "2024-07-19", None, None, "opposition", "Parliament")
    found = compare(tmp_path, ANN, record("Ann Lowe", shadow, register="Parliament", party="Harbour"))
    assert list_changes(found)["roles"] == {
        "title": "Shadow Minister",
        "organisation": "harbour-party",
        "since": day("2024-07-19"),
    }


def test_a_shadow_of_a_party_outside_the_registry_is_left_out(tmp_path: Path) -> None:
    shadow = post("Shadow Minister (Ministry of Signals)", "2024-07-19", None, None, "opposition", "Parliament")
    assert list_changes(compare(tmp_path, ANN, record("Ann Lowe", shadow, register="Parliament", party="Tide"))) == {}


def test_a_shadow_office_is_not_taken_for_the_office(tmp_path: Path) -> None:
    shadow = post("Shadow Secretary of State for Signals", "2024-07-19", None, None, "opposition", "Parliament")
    found = compare(tmp_path, ANN, record("Ann Lowe", shadow, register="Parliament"))
    assert list_changes(found)["roles"]["office"] == "shadow-signals-secretary"


def test_a_committee_is_no_role(tmp_path: Path) -> None:
    seat = post("Signals Committee", "2020-01-14", None, "Ministry of Signals", "committee", "Parliament")
    assert list_changes(compare(tmp_path, ANN, record("Ann Lowe", seat, register="Parliament"))) == {}
