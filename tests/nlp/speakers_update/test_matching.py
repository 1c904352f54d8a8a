"""Posts of registers beside offices, bodies and roles of the registry."""

import datetime as dt

import pytest

from nlp.components.speakers.registry import load_registry
from nlp.components.speakers.schema import Role
from nlp.speakers_update.dates import join_posts
from nlp.speakers_update.matching import find_body, find_office, find_organisation, find_party, is_role, overlaps
from nlp.speakers_update.records import PostKind
from tests.nlp.speakers_update.comparing import MINISTRY, SECRETARY, day, post
from tests.official_registers.registry import FILES

REGISTRY = load_registry(FILES)


@pytest.mark.parametrize(
    ("title", "kind", "office"),
    [
        (SECRETARY, "government", "signals-secretary"),
        ("Signals Secretary", "government", "signals-secretary"),
        ("Minister of State (Ministry of Signals) (Minister for Wires)", "government", "wires-minister"),
        ("Shadow Signals Secretary", "opposition", "shadow-signals-secretary"),
        ("Shadow Signals Secretary", "government", None),
        (SECRETARY, "opposition", None),
        (SECRETARY, "committee", None),
        ("Ministry of Signals", "government", None),
        ("Minister of State", "government", None),
        ("(((", "government", None),
    ],
)
def test_an_office_is_found_by_name_alias_or_brackets(title: str, kind: PostKind, office: str | None) -> None:
    assert find_office(REGISTRY, post(title, "2022-06-01", kind=kind)) == office


@pytest.mark.parametrize(
    ("title", "department", "organisation"),
    [
        ("Minister of State", MINISTRY, "signals-ministry"),
        ("Minister of State (Ministry of Signals)", None, "signals-ministry"),
        ("Minister of State (Jointly) (Ministry of Signals)", "Cabinet Office", "signals-ministry"),
        ("Minister of State", "Ministry of Fish", None),
        ("Minister of State (Signals Secretary)", None, None),
    ],
)
def test_a_department_is_the_registers_or_stands_in_brackets(
    title: str, department: str | None, organisation: str | None
) -> None:
    assert find_organisation(REGISTRY, post(title, "2022-06-01", of=department)) == organisation


def test_a_party_is_found_with_and_without_the_word() -> None:
    assert find_party(REGISTRY, "Harbour") == find_party(REGISTRY, "Harbour Party") == "harbour-party"
    assert find_party(REGISTRY, "Tide") is None
    assert find_body(REGISTRY, "Ada Thorne", "") is None


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [
        ("Minister of State", "Minister of State for Poles", True),
        ("Minister of State for Poles", "Minister of State", True),
        ("Minister of State", "Parliamentary Under-Secretary of State", False),
        ("Minister for Poles", "Parliamentary Under-Secretary of State (Minister for Poles)", True),
        ("Whip", "Whip (Minister of State)", True),
        ("Whip", "Whips' Office", False),
    ],
)
def test_titles_of_one_department_are_the_same_by_rank_or_whole(ours: str, theirs: str, *, same: bool) -> None:
    role = Role(title=ours, organisation="signals-ministry")
    assert is_role(REGISTRY, role, post(theirs, "2022-06-01")) is same
    assert not is_role(REGISTRY, role, post(theirs, "2022-06-01", of="Ministry of Fish"))


@pytest.mark.parametrize(
    ("since", "until", "shares"),
    [
        ("2022-01-01", "2022-06-01", False),
        ("2022-01-01", "2022-06-02", True),
        ("2023-01-01", None, False),
        ("2022-12-31", None, True),
        ("2022-06-01", "2023-01-01", True),
    ],
)
def test_the_day_of_a_handover_is_no_overlap(since: str, until: str | None, *, shares: bool) -> None:
    role = Role(office="signals-secretary", since=dt.date(2022, 6, 1), until=dt.date(2023, 1, 1))
    assert overlaps(role, day(since), day(until) if until else None) is shares


def test_a_role_of_one_day_overlaps_a_post_of_that_day() -> None:
    one = dt.date(2022, 6, 1)
    assert overlaps(Role(office="signals-secretary", since=one, until=one), one, one)


def test_posts_of_one_register_are_joined_and_the_preferred_register_comes_first() -> None:
    posts = [
        post(SECRETARY, "2023-07-20", register="Parliament"),
        post(SECRETARY, "2022-06-01", "2023-04-28", register="Parliament"),
        post(SECRETARY, "2022-06-02", "2024-07-05"),
    ]
    spans = join_posts(posts, prefers_govuk=True)
    assert [(span.register, span.since, span.until) for span in spans] == [
        ("GOV.UK", day("2022-06-02"), day("2024-07-05")),
        ("Parliament", day("2022-06-01"), None),
    ]
    assert [span.register for span in join_posts(posts, prefers_govuk=False)] == ["Parliament", "GOV.UK"]
    assert spans[1].describe() == f"Parliament has {SECRETARY!r} from 2022-06-01 to now"
