"""The registry: read from files, checked as a whole, looked up by words and day."""

import datetime as dt
from itertools import pairwise
from pathlib import Path

import pytest

from clausewatch.errors import SpeakerFileError
from nlp.components.speakers.registry import Entry, Registry, load_registry, surname_of
from nlp.components.speakers.schema import Organisation, Person
from nlp.components.speakers.words import fold_word, fold_words, read_words
from tests.nlp.speakers.cases import REGISTRY

SHIPPED = Path(__file__).parents[3] / "nlp" / "speakers"
DEMO = Path(__file__).parents[3] / "clausewatch" / "demo" / "speakers"


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry(REGISTRY)


@pytest.mark.parametrize("words", ["Ada Thorne", "the Lantern Trust", "LT", "Lord Marsh", "Ministry of Signals"])
def test_an_entry_is_found_by_each_of_its_names(registry: Registry, words: str) -> None:
    assert registry.find(fold_words(words))


def test_a_surname_finds_everybody_who_has_it(registry: Registry) -> None:
    assert {person.id for person in registry.find_surname("brandt")} == {"otto-brandt", "ivy-brandt"}


@pytest.mark.parametrize(
    ("day", "holder"),
    [
        (dt.date(2019, 1, 1), None),
        (dt.date(2020, 3, 1), "ada-thorne"),
        (dt.date(2022, 5, 31), "ada-thorne"),
        (dt.date(2022, 6, 1), "ben-okafor"),
        (None, None),
    ],
)
def test_the_day_says_who_held_an_office(registry: Registry, day: dt.date | None, holder: str | None) -> None:
    found = registry.find_holder("signals-secretary", day)
    assert (found.id if found else None) == holder


def test_everybody_who_ever_held_an_office_is_known(registry: Registry) -> None:
    assert {person.id for person in registry.find_holders("signals-secretary")} == {"ada-thorne", "ben-okafor"}


def test_the_surname_of_a_peer_stands_before_the_place(registry: Registry) -> None:
    assert surname_of(registry.people["lord-marsh-of-fen"]) == "marsh"


@pytest.mark.parametrize(
    ("name", "surname"),
    [("The Earl of Holt", "holt"), ("Lord Quarry of Holt", "quarry"), ("Ada Moor", "moor"), ("Cher", "cher")],
)
def test_the_surname_of_an_earl_is_the_place(name: str, surname: str) -> None:
    assert surname_of(Person(id="a", name=name, category="parliament", source="made up")) == surname


def test_words_are_folded_without_accents_dots_and_possessive() -> None:
    assert fold_words("The Zoé’s N.S.C.") == ("zoe", "nsc")
    assert fold_word("Parley’s") == ("parley", True)
    assert [word.text for word in read_words("a-b c.")] == ["a-b", "c"]


def test_a_word_that_is_too_long_is_cut() -> None:
    (word,) = read_words("x" * 100_000)
    assert (word.end, len(word.text)) == (100_000, 60)


def write(folder: Path, **files: str) -> Path:
    for name, content in files.items():
        (folder / f"{name}.yaml").write_text(content, "utf-8")
    return folder


PERSON = "people: [{id: a, name: Ada Moor, category: expert, source: made up%s}]"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("people: [", "is not valid YAML"),
        ("- a", "must be a mapping"),
        ("people: []\npeople: []", "stands twice"),
        (PERSON % ", colour: red", r"people 1 \(a\), colour: Extra inputs"),
        (PERSON % ", roles: [{title: x, office: y}]", "either an office or a title"),
        (PERSON % ", roles: [{office: y, organisation: z}]", "stands with the office"),
        (PERSON % ", roles: [{title: x, since: 2020, until: 2019}]", "is after until"),
        (PERSON % ", roles: [{title: x, since: 2020-13}]", "is no month"),
        (PERSON % ", roles: [{office: nowhere}]", "the office 'nowhere' is not in the registry"),
        (PERSON % ", roles: [{title: x, organisation: nowhere}]", "the organisation 'nowhere' is not"),
        ("organisations: [{id: b, name: B, category: other, kind: body, parent: c, source: s}]", "parent 'c'"),
        ("offices: [{id: b, name: B, category: other, organisation: c, source: s}]", "organisation 'c'"),
    ],
)
def test_a_wrong_file_is_told_by_place_and_reason(tmp_path: Path, content: str, reason: str) -> None:
    with pytest.raises(SpeakerFileError, match=rf"a\.yaml: .*{reason}"):
        load_registry(write(tmp_path, a=content))


def test_an_id_may_stand_only_once(tmp_path: Path) -> None:
    with pytest.raises(SpeakerFileError, match=r"b\.yaml: a: the id is taken by an entry of a\.yaml"):
        load_registry(write(tmp_path, a=PERSON % "", b=PERSON % ""))


def test_a_folder_without_files_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SpeakerFileError, match=r"there is no \.yaml file"):
        load_registry(tmp_path)


def test_a_file_that_is_no_text_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SpeakerFileError, match="cannot be read"):
        load_registry(tmp_path)


def test_a_month_and_a_year_are_read_as_their_first_and_last_days(tmp_path: Path) -> None:
    roles = ", roles: [{title: x, since: 2020-02, until: 2021}, {title: y, since: 2019, until: 2020-02}]"
    first, second = load_registry(write(tmp_path, a=PERSON % roles)).people["a"].roles
    assert (first.since, first.until) == (dt.date(2020, 2, 1), dt.date(2021, 12, 31))
    assert second.until == dt.date(2020, 2, 29)


def test_a_former_role_without_an_end_is_over_and_never_answers(tmp_path: Path) -> None:
    (role,) = load_registry(write(tmp_path, a=PERSON % ", roles: [{title: x, former: true}]")).people["a"].roles
    assert role.over_on(None)
    assert not role.held_on(dt.date(2023, 1, 1))


def test_the_shipped_registry_is_large_and_names_where_each_fact_can_be_checked() -> None:
    shipped = load_registry(SHIPPED)
    entries: list[Entry] = [*shipped.people.values(), *shipped.organisations.values(), *shipped.offices.values()]
    assert len(entries) >= 250
    assert all(entry.source and entry.source != "demo" for entry in entries)


@pytest.mark.parametrize("folder", [SHIPPED, DEMO])
def test_two_never_hold_an_office_for_long_at_once(folder: Path) -> None:
    registry = load_registry(folder)
    for office in registry.offices:
        roles = {role for person in registry.find_holders(office) for role in person.roles if role.office == office}
        held = sorted((role.since, role.until or dt.date.max) for role in roles if role.since)
        for (_, until), (since, _) in pairwise(held):
            overlap = (until - since).days if until > since else 0
            assert overlap <= 31 or office == "technology-secretary", f"{office}: {since}"


@pytest.mark.parametrize(
    ("office", "day", "name"),
    [
        ("technology-secretary", dt.date(2023, 3, 1), "Michelle Donelan"),
        ("technology-secretary", dt.date(2023, 6, 1), "Chloe Smith"),
        ("technology-secretary", dt.date(2023, 9, 6), "Michelle Donelan"),
        ("home-secretary", dt.date(2022, 10, 21), "Grant Shapps"),
        ("home-secretary", dt.date(2023, 9, 6), "Suella Braverman"),
        ("prime-minister", dt.date(2023, 9, 6), "Rishi Sunak"),
        ("security-minister", dt.date(2023, 9, 6), "Tom Tugendhat"),
        ("culture-secretary", dt.date(2022, 5, 1), "Nadine Dorries"),
        ("ofcom-chief-executive", dt.date(2023, 9, 6), "Melanie Dawes"),
        ("ncsc-head", dt.date(2018, 1, 1), "Ciaran Martin"),
    ],
)
def test_the_shipped_registry_knows_who_held_office(office: str, day: dt.date, name: str) -> None:
    holder = load_registry(SHIPPED).find_holder(office, day)
    assert holder is not None
    assert holder.name == name


def test_no_entry_is_both_a_person_and_a_body_by_one_name() -> None:
    shipped = load_registry(SHIPPED)
    for person in shipped.people.values():
        kinds = {type(entry) for entry in shipped.find(fold_words(person.name))}
        assert kinds <= {Person}, person.id
    for body in shipped.organisations.values():
        assert {type(entry) for entry in shipped.find(fold_words(body.name))} <= {Organisation}, body.id
