"""The speakers of official records: names without styles, one spelling per office, led back to the registry."""

from typing import Any

import pytest

from clausewatch.models import Document, Speaker
from nlp.components.speakers.records import find_record_speaker, name_role, strip_styles
from nlp.components.speakers.registry import load_registry
from tests.nlp.speakers.cases import REGISTRY, Case, make_document

TEXTBOOK = load_registry(REGISTRY)


def document(record: dict[str, Any] | None = None, **facts: Any) -> Document:
    return make_document(Case("", "", {}, kind="official", record=record, **facts), "Nothing was said.")


def speaker_of(record: dict[str, Any] | None, **facts: Any) -> Speaker:
    speaker = find_record_speaker(document(record, **facts), TEXTBOOK)
    assert speaker is not None
    return speaker


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("The Rt Hon Ada Moor MP", "Ada Moor"),
        ("Rt Hon. Ada Moor", "Ada Moor"),
        ("The Right Honourable Dame Ada Moor DBE MP", "Dame Ada Moor"),
        ("Hon Ada Moor", "Ada Moor"),
        ("The Rt Hon the Lord Moor PC", "Lord Moor"),
        ("Ada Moor OBE", "Ada Moor"),
        ("Ada Moor, KC, MP", "Ada Moor"),
        ("Lord Moor of Wick", "Lord Moor of Wick"),
        ("Ada Honeymoor", "Ada Honeymoor"),
        ("Ada Mp", "Ada Mp"),
        ("MP", "MP"),
        ("", ""),
    ],
)
def test_styles_and_letters_are_no_part_of_a_name(given: str, name: str) -> None:
    assert strip_styles(given) == name


@pytest.mark.parametrize(
    ("role", "called"),
    [
        ("Signals Secretary", "Secretary of State for Signals"),
        ("SECRETARY OF STATE FOR SIGNALS", "Secretary of State for Signals"),
        ("the Signals Secretary", "Secretary of State for Signals"),
        ("Parliamentary Under Secretary of State for Eels", "Parliamentary Under-Secretary of State for Eels"),
        ("Parliamentary Under-Secretary of State for Eels", "Parliamentary Under-Secretary of State for Eels"),
        ("MP for Holt", "MP for Holt"),
        ("Lantern Trust", "Lantern Trust"),
        ("", ""),
        (None, None),
    ],
)
def test_an_office_has_one_spelling(role: str | None, called: str | None) -> None:
    assert name_role(role, TEXTBOOK) == called


@pytest.mark.parametrize(
    "record",
    [
        {"name": "The Rt Hon Ben Okafor MP", "role": "Signals Secretary", "category": "government"},
        {"name": "Ben Okafor", "category": "government"},
        {"name": "Ben Okafour"},
    ],
    ids=["styled", "plain", "misspelled"],
)
def test_a_person_of_the_registry_has_the_office_of_the_day(record: dict[str, Any]) -> None:
    found = speaker_of(record)
    assert (found.id, found.name, found.role) == ("ben-okafor", "Ben Okafor", "Secretary of State for Signals")
    assert (found.category, found.organisation, found.resolved_by) == ("government", "Ministry of Signals", "record")


def test_what_the_record_says_comes_before_the_registry() -> None:
    record = {"name": "Ben Okafor", "role": "MP for Holt", "organisation": "Senate", "category": "parliament"}
    found = speaker_of(record)
    assert (found.role, found.organisation, found.category) == ("MP for Holt", "Senate", "parliament")


@pytest.mark.parametrize(
    ("record", "category"),
    [
        ({"name": "Ruth Pell", "role": "Minister of State", "organisation": "Department for Eels"}, "government"),
        ({"name": "Eel Watch", "kind": "organisation"}, "other"),
        ({"name": "Ruth Pell", "role": "Minister of State", "category": "parliament"}, "parliament"),
        ({"name": "Lord Quarry", "kind": "person"}, "parliament"),
    ],
    ids=["by-role", "nothing-known", "as-recorded", "by-title"],
)
def test_a_record_outside_of_the_registry_has_a_category_by_its_words(record: dict[str, Any], category: str) -> None:
    found = speaker_of(record)
    assert (found.id, found.category) == (None, category)


@pytest.mark.parametrize("name", ["Lantern Trust", "LT", "the Lantern Trust"])
def test_a_body_of_the_registry_is_found_by_each_name(name: str) -> None:
    found = speaker_of({"name": name, "kind": "organisation", "role": "publisher"})
    assert (found.id, found.kind, found.role) == ("lantern-trust", "organisation", "publisher")


def test_a_person_never_turns_into_the_body_of_that_name_nor_a_body_into_a_person() -> None:
    assert speaker_of({"name": "Parley", "kind": "person"}).id is None
    assert speaker_of({"name": "Mina Hale", "kind": "organisation"}).id is None


@pytest.mark.parametrize("publisher", ["comreg", "lantern-trust", "communications-regulator"])
def test_without_a_record_an_official_page_is_its_publishers(publisher: str) -> None:
    found = speaker_of(None, publisher=publisher)
    assert (found.kind, found.resolved_by) == ("organisation", "publisher")


@pytest.mark.parametrize("facts", [{"kind": "coverage", "publisher": "comreg"}, {"publisher": "nobody-known"}])
def test_without_a_record_others_have_no_speaker_of_the_whole_page(facts: dict[str, Any]) -> None:
    page = make_document(Case("", "", {}, **{"kind": "official", **facts}), "Nothing was said.")
    assert find_record_speaker(page, TEXTBOOK) is None


def test_a_record_without_a_day_names_the_office_still_held() -> None:
    assert speaker_of({"name": "Mina Hale"}, day=None).role == "chief executive"
