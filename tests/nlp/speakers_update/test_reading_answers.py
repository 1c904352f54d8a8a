"""Answers of the registers as they should be, and as they should not."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.speakers_update import govuk, members
from nlp.speakers_update.records import RecordError, read_day
from tests.nlp.speakers_update.comparing import day
from tests.official_registers import answers

FIELDS = [
    *("value", "items", "id", "name", "nameDisplayAs", "governmentPosts", "houseMemberships", "partyAffiliations"),
    *("startDate", "endDate", "postHolders", "governmentDepartments", "member", "house", "title", "document_type"),
    *("links", "role_appointments", "details", "role", "started_on", "ended_on", "ordered_parent_organisations"),
]
ANSWERS = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=9)
    | st.sampled_from(["person", "2024-07-05T00:00:00"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELDS), inner, max_size=6),
    max_leaves=25,
)
ANN = members.read_member(answers.member(7, "Rt Hon Ann Lowe"))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2024-07-05T00:00:00", "2024-07-05"),
        ("2024-07-05", "2024-07-05"),
        ("2016-07-13T00:00:00+01:00", "2016-07-13"),
        ("2016-07-12T23:00:00Z", "2016-07-13"),
        ("2022-01-04T00:00:00+00:00", "2022-01-04"),
    ],
)
def test_a_day_is_that_of_london(written: str, expected: str) -> None:
    assert read_day(written) == day(expected)


@pytest.mark.parametrize(
    "written", [None, "", "soon", 20240705, "2024-13-01T00:00:00", "0001-01-01T00:00:00+23:00", ["2024"]]
)
def test_what_is_no_day_is_an_error(written: object) -> None:
    with pytest.raises(RecordError, match="is no date"):
        read_day(written)


def test_a_member_has_number_name_and_gender() -> None:
    assert (ANN.key, ANN.name, ANN.gender) == ("7", "Rt Hon Ann Lowe", "female")
    assert members.read_member(answers.member(8, "Ned Vane", "?")).gender is None


@pytest.mark.parametrize(
    "item", [None, [], {}, {"value": None}, {"value": {"id": "7", "nameDisplayAs": "Ann"}}, answers.member(0, "Ann"),
             answers.member(7, " "), {"value": {"id": True, "nameDisplayAs": "Ann"}}, {"value": {"id": 7}}]
)  # fmt: skip
def test_what_is_no_member_is_an_error(item: Any) -> None:
    with pytest.raises(RecordError):
        members.read_member(item)


def test_a_search_leaves_out_what_is_no_member_and_says_so() -> None:
    found, skipped = members.read_search(answers.search(answers.member(7, "Ann Lowe"), {"value": {}}))
    assert [member.key for member in found] == ["7"]
    assert skipped == ["a member: id is no number"]


def test_a_search_that_is_no_list_is_an_error() -> None:
    with pytest.raises(RecordError, match="items is no list"):
        members.read_search({"items": "none"})


def test_a_biography_gives_posts_seats_and_parties() -> None:
    answer = answers.biography(
        governmentPosts=[answers.entry("Secretary", "2022-06-01", "2024-07-05", "Ministry of Signals")],
        oppositionPosts=[answers.entry("Shadow Secretary", "2024-07-08")],
        committeeMemberships=[answers.entry("Wires Committee", "2020-01-01", "2022-05-31")],
        houseMemberships=[answers.entry("Commons", "2010-05-06"), answers.entry("Lords", "2024-09-02", house=2)],
        partyAffiliations=[answers.entry("Harbour", "2010-05-06")],
    )
    record, skipped = members.read_biography(ANN, answer)
    assert skipped == ()
    assert [(post.kind, post.title) for post in record.posts] == [
        ("government", "Secretary"),
        ("opposition", "Shadow Secretary"),
        ("committee", "Wires Committee"),
        ("commons", "Commons"),
        ("lords", "Lords"),
    ]
    assert (record.posts[0].department, record.posts[0].until) == ("Ministry of Signals", day("2024-07-05"))
    assert record.parties[0].name == "Harbour"


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        (answers.entry("", "2022-06-01"), "governmentPosts: name is missing"),
        (answers.entry("Secretary", "soon"), "governmentPosts: 'soonT00:00:00' is no date"),
        (
            answers.entry("Secretary", "2022-06-02", "2022-06-01"),
            "it ends on 2022-06-01, before it begins on 2022-06-02",
        ),
        ("Secretary", "governmentPosts: an entry is no object"),
    ],
)
def test_an_entry_of_another_shape_is_left_out_and_the_rest_is_read(entry: Any, reason: str) -> None:
    answer = answers.biography(governmentPosts=[entry, answers.entry("Minister", "2022-06-01")])
    record, skipped = members.read_biography(ANN, answer)
    assert [post.title for post in record.posts] == ["Minister"]
    assert len(skipped) == 1
    assert reason in skipped[0]


def test_a_section_of_another_shape_is_left_out_and_the_rest_is_read() -> None:
    answer = answers.biography(oppositionPosts=[answers.entry("Shadow", "2022-06-01")])
    answer["value"] |= {
        "governmentPosts": {"0": "Secretary"},
        "houseMemberships": [answers.entry("?", "2022-06-01", house=3)],
    }
    answer["value"]["partyAffiliations"] = [{"name": "Harbour"}]
    record, skipped = members.read_biography(ANN, answer)
    assert [post.title for post in record.posts] == ["Shadow"]
    assert len(skipped) == 3


def test_sections_may_be_missing() -> None:
    assert members.read_biography(ANN, {"value": {"governmentPosts": None}}) == (ANN, ())


def test_only_those_who_hold_a_post_now_are_holders() -> None:
    item = answers.post(
        "Secretary",
        answers.holder(answers.member(7, "Ann Lowe"), "2022-06-01", "2024-07-05"),
        answers.holder(answers.member(8, "Ned Vane"), "2024-07-05"),
        department=(5, "Ministry of Signals"),
    )
    holders, departments, skipped = members.read_holders(
        [item, {"value": {"name": "Odd", "postHolders": 3}}], "government"
    )
    assert [(holder.member.key, holder.department) for holder in holders] == [("8", "Ministry of Signals")]
    assert departments == {5: "Ministry of Signals"}
    assert skipped == ["a post: postHolders is no list"]


def test_a_list_of_posts_that_is_none_is_an_error() -> None:
    with pytest.raises(RecordError, match="the list of posts is no list"):
        members.read_holders({"title": "Bad Request"}, "government")


def test_a_page_gives_appointments_with_their_department() -> None:
    answer = answers.page(
        "The Rt Hon Ann Lowe MP",
        answers.appointment("Secretary of State", "2022-06-01T00:00:00+01:00", None, "Ministry of Signals"),
        answers.appointment("Minister of State", "2020-01-01T00:00:00+00:00", "2022-06-01T00:00:00+01:00"),
    )
    record, skipped = govuk.read_person("ann-lowe", answer)
    assert skipped == ()
    assert [(post.title, post.department, post.until) for post in record.posts] == [
        ("Secretary of State", "Ministry of Signals", None),
        ("Minister of State", None, day("2022-06-01")),
    ]


def test_a_page_without_appointments_is_a_person_all_the_same() -> None:
    assert govuk.read_person("ann-lowe", answers.page("Ann Lowe")).record.posts == ()


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ([], "the answer is no object"),
        (answers.page("Ann Lowe", kind="redirect"), "the page is no person's, but of the type 'redirect'"),
        ({"document_type": "person", "links": {}}, "title is missing"),
        (
            {"document_type": "person", "title": "Ann", "links": {"role_appointments": {}}},
            "role_appointments is no list",
        ),
    ],
)
def test_what_is_no_page_of_a_person_is_an_error(answer: Any, reason: str) -> None:
    with pytest.raises(RecordError, match=reason):
        govuk.read_person("ann-lowe", answer)


@pytest.mark.parametrize(
    "broken",
    [
        {"details": None},
        {"links": {"role": []}},
        {"links": {"role": ["Secretary"]}},
        {"details": {"started_on": None}},
        {"details": {"started_on": "2020-01-01", "ended_on": None, "current": False}},
        {"details": {"started_on": "2020-01-02", "ended_on": "2020-01-01", "current": False}},
    ],
)
def test_an_appointment_of_another_shape_is_left_out_and_the_rest_is_read(broken: Any) -> None:
    whole = answers.appointment("Secretary of State", "2022-06-01T00:00:00+01:00")
    record, skipped = govuk.read_person("ann-lowe", answers.page("Ann Lowe", {**whole, **broken}, whole))
    assert len(record.posts) == 1
    assert len(skipped) == 1


@given(ANSWERS)
def test_whatever_a_register_answers_is_read_or_refused(answer: Any) -> None:
    for read in (
        members.read_search,
        members.read_member,
        lambda given: members.read_biography(ANN, given),
        lambda given: members.read_holders(given, "government"),
        lambda given: govuk.read_person("ann-lowe", given),
    ):
        with suppress(RecordError):
            assert read(answer) is not None


def test_what_a_terminal_would_obey_is_left_out_of_a_name() -> None:
    assert members.read_member(answers.member(7, "Ann\x1b[2J \u202eLowe\n")).name == "Ann[2J Lowe"
    assert len(members.read_member(answers.member(7, "A" * 5000)).name) == 300
