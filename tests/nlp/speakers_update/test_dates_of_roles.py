"""Dates of roles that the registry has, beside those of the registers."""

import datetime as dt
from pathlib import Path

import pytest

from tests.nlp.speakers_update.comparing import SECRETARY, compare, day, list_changes, list_told, post, record

ANN = "name: Ann Lowe, roles: [{office: signals-secretary, since: 2022-06-01%s}]"


def test_a_role_that_ended_gets_its_end(tmp_path: Path) -> None:
    found = compare(tmp_path, ANN % "", record("Ann Lowe MP", post(SECRETARY, "2022-06-01", "2025-09-05")))
    assert list_changes(found) == {"roles/0/until": day("2025-09-05")}
    assert found.confirmed == frozenset()


def test_a_role_that_goes_on_is_confirmed(tmp_path: Path) -> None:
    found = compare(tmp_path, ANN % "", record("Ann Lowe MP", post(SECRETARY, "2022-06-01")))
    assert list_changes(found) == {}
    assert found.confirmed == {0}


def test_an_end_that_only_one_register_knows_counts(tmp_path: Path) -> None:
    stale = record("Ann Lowe MP", post(SECRETARY, "2022-06-01"))
    fresh = record(
        "Ann Lowe", post(SECRETARY, "2022-06-01", "2025-09-05", register="Parliament"), register="Parliament"
    )
    assert list_changes(compare(tmp_path, ANN % "", stale, fresh)) == {"roles/0/until": day("2025-09-05")}


def test_a_date_that_one_register_confirms_is_left_as_it_is(tmp_path: Path) -> None:
    other = record("Ann Lowe MP", post(SECRETARY, "2022-06-03", "2025-09-06"))
    same = record("Ann Lowe", post(SECRETARY, "2022-06-01", "2025-09-05", register="Parliament"), register="Parliament")
    assert list_changes(compare(tmp_path, ANN % ", until: 2025-09-05", other, same)) == {}


def test_where_both_registers_differ_govuk_is_believed_of_ministers_and_both_are_told(tmp_path: Path) -> None:
    govuk = record("Ann Lowe MP", post(SECRETARY, "2022-06-03"))
    parliament = record("Ann Lowe", post(SECRETARY, "2022-06-02", register="Parliament"), register="Parliament")
    found = compare(tmp_path, ANN % "", parliament, govuk)
    assert list_changes(found) == {"roles/0/since": day("2022-06-03")}
    (reason,) = [each.reason for each in found.differences if each.field.endswith("since")]
    assert "GOV.UK has" in reason
    assert "Parliament has" in reason


@pytest.mark.parametrize("written", ["2022", "2022-06"])
def test_a_month_or_year_becomes_the_day_within_it(tmp_path: Path, written: str) -> None:
    fields = f"name: Ann Lowe, roles: [{{office: signals-secretary, since: {written}, until: 2023-01-09}}]"
    found = compare(tmp_path, fields, record("Ann Lowe", post(SECRETARY, "2022-06-14", "2023-01-09")))
    assert list_changes(found) == {"roles/0/since": day("2022-06-14")}


def test_an_end_that_no_register_has_is_only_told(tmp_path: Path) -> None:
    found = compare(tmp_path, ANN % ", until: 2025-09-05", record("Ann Lowe", post(SECRETARY, "2022-06-01")))
    assert list_changes(found) == {}
    assert list_told(found) == ["role signals-secretary: it ended on 2025-09-05, yet goes on"]


def test_the_unknown_end_of_a_former_role_is_filled_in(tmp_path: Path) -> None:
    found = compare(tmp_path, ANN % ", former: true", record("Ann Lowe", post(SECRETARY, "2022-06-01", "2024-01-02")))
    assert list_changes(found) == {"roles/0/until": day("2024-01-02")}


def test_two_times_in_one_office_are_compared_each_with_its_own(tmp_path: Path) -> None:
    fields = (
        "name: Ann Lowe, roles: [{office: signals-secretary, since: 2022-09-06, until: 2022-10-19}, "
        "{office: signals-secretary, since: 2022-10-25, until: 2023-11-12}]"
    )
    times = (post(SECRETARY, "2022-09-06", "2022-10-19"), post(SECRETARY, "2022-10-25", "2023-11-13"))
    assert list_changes(compare(tmp_path, fields, record("Ann Lowe", *times))) == {"roles/1/until": day("2023-11-13")}


def test_a_post_that_spans_both_times_changes_neither(tmp_path: Path) -> None:
    fields = (
        "name: Ann Lowe, roles: [{office: signals-secretary, since: 2022-09-06, until: 2022-10-19}, "
        "{office: signals-secretary, since: 2022-10-25, until: 2023-11-13}]"
    )
    found = compare(tmp_path, fields, record("Ann Lowe", post(SECRETARY, "2022-09-06", "2023-11-13")))
    assert list_changes(found) == {}
    assert list_told(found) == []


def test_a_leave_that_splits_a_post_does_not_split_the_role(tmp_path: Path) -> None:
    times = (post(SECRETARY, "2022-06-01", "2023-04-28"), post(SECRETARY, "2023-07-20", "2024-07-05"))
    found = compare(tmp_path, ANN % ", until: 2024-07-05", record("Ann Lowe", *times))
    assert list_changes(found) == {}


def test_a_seat_that_was_left_ends_the_role_of_an_mp(tmp_path: Path) -> None:
    seats = (
        post("Commons", "2010-05-06", "2019-11-06", of=None, kind="commons", register="Parliament"),
        post("Commons", "2019-12-12", "2024-05-30", of=None, kind="commons", register="Parliament"),
    )
    fields = "name: Ann Lowe, roles: [{title: MP for Eastmoor, organisation: harbour-party}]"
    found = compare(tmp_path, fields, record("Ann Lowe", *seats, register="Parliament"))
    assert list_changes(found) == {"roles/0/until": day("2024-05-30")}


def test_a_peer_who_sits_keeps_the_role(tmp_path: Path) -> None:
    seat = post("Lords", "2010-05-06", of=None, kind="lords", register="Parliament")
    fields = "name: Lord Lowe, honorifics: [Lord], roles: [{title: crossbench peer, organisation: harbour-party}]"
    found = compare(tmp_path, fields, record("Lord Lowe", seat, register="Parliament"))
    assert found.confirmed == {0}
    assert list_changes(found) == {}


CHAIR = 'name: Ann Lowe, roles: [{title: "chair of the Signals and Wires Committee", organisation: house-of-commons%s}]'


@pytest.mark.parametrize(
    ("more", "changes"),
    [("", {"roles/0/until": dt.date(2024, 5, 30)}), (", until: 2023-01-31", {})],
    ids=["still in the chair", "left the chair before"],
)
def test_who_left_a_committee_left_its_chair(tmp_path: Path, more: str, changes: dict[str, object]) -> None:
    seat = post("Signals and Wires Committee", "2020-01-14", "2024-05-30", None, "committee", "Parliament")
    found = compare(tmp_path, CHAIR % more, record("Ann Lowe", seat, register="Parliament"))
    assert list_changes(found) == changes
    assert list_told(found) == []


def test_a_chair_that_parliament_dates_is_compared_at_both_ends(tmp_path: Path) -> None:
    seat = post("Signals and Wires Committee", "2015-01-14", None, None, "committee", "Parliament")
    chair = post("Chair, Signals and Wires Committee", "2023-05-10", None, None, "other", "Parliament")
    found = compare(tmp_path, CHAIR % ", since: 2023-05", record("Ann Lowe", seat, chair, register="Parliament"))
    assert list_changes(found) == {"roles/0/since": day("2023-05-10")}
    assert found.confirmed == {0}


def test_a_role_that_the_registers_should_have_but_lack_is_told(tmp_path: Path) -> None:
    found = compare(tmp_path, ANN % "", record("Ann Lowe", post("Chief Whip", "2010-01-01", of="Treasury")))
    assert list_told(found) == ["role signals-secretary: not found"]


def test_a_post_to_come_is_not_believed_yet(tmp_path: Path) -> None:
    ahead = post("Minister for Wires", "2099-01-01")
    found = compare(tmp_path, ANN % "", record("Ann Lowe", post(SECRETARY, "2022-06-01"), ahead))
    assert list_changes(found) == {}
