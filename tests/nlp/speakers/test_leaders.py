"""Leaders whom a text does not name."""

import datetime as dt
from typing import Any

import pytest

from nlp.components.speakers.registry import Registry
from nlp.components.speakers.resolver import Resolver
from nlp.components.speakers.schema import Office, Organisation, Person, Role
from tests.nlp.speakers.cases import find_speakers


def make_person(name: str, title: str, organisation: str = "eel-app", **dates: Any) -> Person:
    role = Role(title=title, organisation=organisation, **dates)
    return Person(id=name.casefold().replace(" ", "-"), name=name, category="platform", roles=(role,), source="made up")


def make_body(identifier: str, name: str, category: str = "platform", kind: str = "company") -> Organisation:
    facts = {"id": identifier, "name": name, "category": category, "kind": kind, "source": "made up"}
    return Organisation.model_validate(facts)


APP = make_body("eel-app", "Eelgram")
OTHER = make_body("other-app", "Otterly")
MINISTRY = make_body("eel-ministry", "Ministry of Eels", "government", "department")


def leader_of(people: tuple[Person, ...], source: str, **facts: Any) -> str | None:
    registry = Registry((APP, OTHER, MINISTRY, *people))
    speaker = find_speakers(Resolver(registry), f"{{s1:{source}}} said {{c1:no}}.", **facts)[1]
    return speaker.id if speaker else None


@pytest.mark.parametrize(
    ("title", "source", "found"),
    [
        ("chief executive", "Eelgram’s boss", True),
        ("head", "Eelgram’s boss", True),
        ("president", "Eelgram’s boss", True),
        ("chief executive", "The Eelgram boss", True),
        ("chief executive", "Eelgram chief executive", True),
        ("chief executive", "The chief executive of Eelgram", True),
        ("chief executive", "Eelgram’s CEO", True),
        ("chief executive", "The head of Eelgram", True),
        ("president", "Eelgram’s president", True),
        ("president", "Eelgram’s chief executive", False),
        ("co-founder", "Eelgram’s boss", False),
        ("chief executive", "An Eelgram boss", False),
        ("chief executive", "Eelgram’s former boss", False),
        ("chief executive", "Eelgram’s deputy chief executive", False),
        ("chief executive", "Eelgram’s marketing chief", False),
        ("chief executive", "Otterly’s boss", False),
        ("chief executive", "The boss", False),
    ],
)
def test_a_leader_is_found_by_the_body_and_a_title_that_leads(title: str, source: str, found: bool) -> None:
    people = (make_person("Ada Eel", title, since=dt.date(2019, 1, 1)),)
    assert leader_of(people, source) == ("ada-eel" if found else None)


def test_the_day_decides_who_leads() -> None:
    people = (
        make_person("Ada Eel", "chief executive", since=dt.date(2015, 1, 1), until=dt.date(2019, 12, 31)),
        make_person("Bert Eel", "chief executive", since=dt.date(2020, 1, 1)),
    )
    assert leader_of(people, "Eelgram’s boss", day="2018-05-10") == "ada-eel"
    assert leader_of(people, "Eelgram’s boss", day="2021-05-10") == "bert-eel"
    assert leader_of(people, "Eelgram’s boss", day="2014-05-10") is None


def test_of_two_leaders_none_is_guessed() -> None:
    people = (make_person("Ada Eel", "chief executive"), make_person("Bert Eel", "chief executive"))
    assert leader_of(people, "Eelgram’s boss") is None


def test_a_chief_executive_goes_before_a_president() -> None:
    people = (make_person("Ada Eel", "president"), make_person("Bert Eel", "chief executive"))
    assert leader_of(people, "Eelgram’s boss") == "bert-eel"


def secretary_of(
    offices: tuple[Office, ...], record: dict[str, str] | None, day: str | None = "2023-05-10"
) -> str | None:
    people = tuple(
        Person(
            id=f"holder-{office.id}",
            name=f"Holder {office.id}",
            category="parliament",
            roles=(Role(office=office.id, since=dt.date(2020, 1, 1)),),
            source="made up",
        )
        for office in offices
    )
    registry = Registry((MINISTRY, APP, *offices, *people))
    text = "{s1:The Secretary of State} said {c1:no}."
    speaker = find_speakers(Resolver(registry), text, kind="official", record=record, day=day)[1]
    return speaker.id if speaker else None


def make_office(identifier: str, organisation: str | None = "eel-ministry") -> Office:
    return Office(
        id=identifier,
        name=f"Secretary of State for {identifier}",
        nouns=("secretary of state",),
        organisation=organisation,
        category="government",
        source="made up",
    )


OWN = {"name": "Ministry of Eels", "kind": "organisation", "organisation": "Ministry of Eels", "category": "government"}


def test_the_secretary_of_state_is_that_of_the_document_s_department() -> None:
    assert secretary_of((make_office("eels"),), OWN) == "holder-eels"


@pytest.mark.parametrize(
    ("offices", "record", "day"),
    [
        ((make_office("eels"), make_office("otters")), OWN, "2023-05-10"),
        ((make_office("eels", None),), OWN, "2023-05-10"),
        ((make_office("eels"),), None, "2023-05-10"),
        ((make_office("eels"),), OWN, "2019-05-10"),
        ((make_office("eels"),), OWN, None),
        ((make_office("eels"),), OWN | {"name": "Eelgram", "organisation": "Eelgram"}, "2023-05-10"),
    ],
    ids=["two-offices", "no-department", "no-record", "before", "no-day", "another-body"],
)
def test_the_secretary_of_state_is_not_guessed(
    offices: tuple[Office, ...], record: dict[str, str] | None, day: str | None
) -> None:
    assert secretary_of(offices, record, day) is None
