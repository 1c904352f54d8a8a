"""People of the registry as speakers: the role of the day, former roles, and namesakes."""

import datetime as dt

import pytest

from nlp.components.speakers.describing import describe_organisation, describe_person, role_on, tidy_name
from nlp.components.speakers.registry import load_registry
from nlp.components.speakers.resolver import Resolver
from nlp.components.speakers.schema import Person
from tests.nlp.speakers.cases import REGISTRY, find_speaker

TEXTBOOK = load_registry(REGISTRY)
RESOLVER = Resolver(TEXTBOOK)


def person(*roles: dict[str, object]) -> Person:
    fields = {"id": "a", "name": "Ada Moor", "category": "expert", "source": "made up", "roles": roles}
    return Person.model_validate(fields)


def title_on(someone: Person, day: dt.date | None) -> str | None:
    role = role_on(someone, day)
    return role.title if role else None


@pytest.mark.parametrize(
    ("day", "title"),
    [
        (dt.date(2014, 1, 1), "mayor"),
        (dt.date(2016, 6, 1), "judge"),
        (dt.date(2019, 6, 1), "mayor"),
        (dt.date(2022, 6, 1), "peer"),
        (None, "mayor"),
    ],
    ids=["before-all", "first", "between", "second", "no-day"],
)
def test_the_role_of_the_day_comes_before_one_without_dates_before_one_that_is_over(
    day: dt.date | None, title: str
) -> None:
    someone = person(
        {"title": "judge", "since": 2016, "until": 2017},
        {"title": "mayor"},
        {"title": "peer", "since": 2021, "until": 2023},
    )
    assert title_on(someone, day) == title


def test_of_two_roles_held_at_once_the_later_begun_is_named() -> None:
    someone = person({"title": "peer", "since": 2010}, {"title": "chair", "since": 2020})
    assert title_on(someone, dt.date(2023, 1, 1)) == "chair"
    assert title_on(someone, dt.date(2015, 1, 1)) == "peer"


def test_of_roles_that_are_over_the_last_is_named() -> None:
    someone = person({"title": "judge", "until": 2010}, {"title": "mayor", "until": 2015})
    assert title_on(someone, dt.date(2023, 1, 1)) == "mayor"


def test_nobody_is_called_by_a_role_that_is_still_to_come() -> None:
    assert role_on(person({"title": "mayor", "since": 2030}), dt.date(2023, 1, 1)) is None
    assert role_on(person(), None) is None


@pytest.mark.parametrize(
    ("day", "role", "category"),
    [
        (dt.date(2021, 1, 1), "Secretary of State for Signals", "government"),
        (dt.date(2022, 6, 1), "Home Minister", "government"),
        (dt.date(2024, 6, 1), "former Home Minister", "parliament"),
        (dt.date(2019, 1, 1), None, "parliament"),
    ],
    ids=["first-office", "second-office", "afterwards", "before"],
)
def test_a_minister_is_of_the_government_only_while_in_office(day: dt.date, role: str | None, category: str) -> None:
    speaker = describe_person(TEXTBOOK, TEXTBOOK.people["ada-thorne"], day, "registry-name", 0.9)
    assert (speaker.role, speaker.category) == (role, category)


def test_a_former_head_of_a_body_keeps_its_name_and_has_a_category_of_their_own() -> None:
    speaker = describe_person(TEXTBOOK, TEXTBOOK.people["cass-doyle"], dt.date(2023, 1, 1), "alias", 0.9)
    assert (speaker.role, speaker.organisation, speaker.category) == ("former head", "National Cyber Office", "expert")


def test_a_body_of_the_registry_speaks_for_itself() -> None:
    speaker = describe_organisation(TEXTBOOK.organisations["comreg"], "organisation", 0.9, "spokesperson")
    assert (speaker.id, speaker.organisation, speaker.role) == ("comreg", "Comreg", "spokesperson")


@pytest.mark.parametrize(
    ("name", "tidy"),
    [
        ("ADA MOOR", "Ada Moor"),
        ("Ada\n  Moor", "Ada Moor"),
        ("NCO", "NCO"),
        ("A.D.A. MOOR", "A.D.A. MOOR"),
        ("Ada McMoor", "Ada McMoor"),
        ("ÉVA MOOR", "Éva Moor"),
    ],
)
def test_a_name_gets_one_line_and_its_usual_capitals(name: str, tidy: str) -> None:
    assert tidy_name(name) == tidy


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("{s1:Otto Brandt, a striker for Corve Rovers,} said {c1:no}.", "otto-brandt"),
        ("{s1:Otto Brandt, a professor of botany,} said {c1:no}.", None),
        ("{s1:Otto Brandt, the Labour MP,} said {c1:no}.", None),
        ("{s1:Otto Brandt, head of Whistle,} said {c1:no}.", "otto-brandt"),
        ("{s1:Otto Brandt, professor and head of Whistle,} said {c1:no}.", "otto-brandt"),
        ("{s1:Ada Thorne, the MP,} said {c1:no}.", "ada-thorne"),
        ("{s1:Ada Thorne, the former minister,} said {c1:no}.", "ada-thorne"),
    ],
    ids=["no-category", "other-work", "other-house", "own-role", "own-body", "state", "former"],
)
def test_somebody_of_another_trade_with_the_same_name_is_somebody_else(text: str, identifier: str | None) -> None:
    speaker = find_speaker(RESOLVER, text)
    assert (speaker.id, speaker.kind) == (identifier, "person")
    assert speaker.name in ("Otto Brandt", "Ada Thorne")


@pytest.mark.parametrize(
    ("text", "role", "organisation", "category"),
    [
        ("{s1:Ruth Pell, head of policy at Parley,} said {c1:no}.", "head of policy", "Parley", "platform"),
        ("{s1:Ruth Pell, former head of policy at Parley,} said {c1:no}.", "former head of policy", "Parley", "other"),
        ("{s1:Ruth Pell, of the LT,} said {c1:no}.", None, "Lantern Trust", "child-safety"),
        ("{s1:Ruth Pell, a lawyer at Bluefern,} said {c1:no}.", "lawyer", "Bluefern", "expert"),
        ("{s1:Cllr Ruth Pell} said {c1:no}.", "councillor", None, "parliament"),
        ("{s1:RUTH PELL:} {c1:“No.”}", None, None, "other"),
    ],
    ids=["body-of-registry", "former", "short-name", "unknown-body", "title", "transcript"],
)
def test_what_the_text_says_of_a_person_is_kept(
    text: str, role: str | None, organisation: str | None, category: str
) -> None:
    speaker = find_speaker(RESOLVER, text)
    assert (speaker.name, speaker.role, speaker.organisation) == ("Ruth Pell", role, organisation)
    assert speaker.category == category
