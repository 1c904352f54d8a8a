"""The data of the registries that are shipped: complete, free of contradictions, and found again in texts."""

import datetime as dt
import re
from collections import defaultdict
from pathlib import Path

import pytest

from clausewatch.models import Speaker
from nlp.components.speakers.lexicon import gender_of_name
from nlp.components.speakers.registry import Entry, Registry, load_registry, surname_of
from nlp.components.speakers.resolver import Resolver
from nlp.components.speakers.schema import Office, Organisation, Person, Role
from nlp.components.speakers.words import fold_words
from tests.nlp.speakers.cases import find_speakers

ROOT = Path(__file__).parents[3]
FOLDERS = {"shipped": ROOT / "nlp" / "speakers", "demo": ROOT / "clausewatch" / "demo" / "speakers"}


@pytest.fixture(scope="module", params=FOLDERS)
def registry(request: pytest.FixtureRequest) -> Registry:
    return load_registry(FOLDERS[request.param])


def entries_of(registry: Registry) -> list[Entry]:
    return [*registry.people.values(), *registry.organisations.values(), *registry.offices.values()]


def names_of(entry: Entry) -> tuple[str, ...]:
    return (entry.name, *entry.aliases)


def roles_of(registry: Registry) -> list[tuple[Person, Role]]:
    return [(person, role) for person in registry.people.values() for role in person.roles]


def test_the_day_of_the_last_check_is_known_and_no_date_is_after_it(registry: Registry) -> None:
    assert registry.checked is not None
    late = [
        p.id for p, role in roles_of(registry) for day in (role.since, role.until) if day and day > registry.checked
    ]
    held = {p.id for p, role in roles_of(registry) if role.until and role.until.year == registry.checked.year}
    assert set(late) <= held, "only the end of a year or month may lie ahead"


def test_no_two_people_and_no_two_bodies_answer_to_one_name(registry: Registry) -> None:
    for entries in (registry.people.values(), registry.organisations.values(), registry.offices.values()):
        owners: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for entry in entries:
            for name in names_of(entry):
                owners[fold_words(name)].add(entry.id)
        assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


def test_no_alias_only_repeats_another_name_of_its_entry(registry: Registry) -> None:
    repeated = [
        e.id
        for e in entries_of(registry)
        if len({(fold_words(n), n[0].islower()) for n in names_of(e)}) < len(names_of(e))
    ]
    assert repeated == []


def test_an_id_is_made_of_the_words_of_some_name_or_of_letters_for_them(registry: Registry) -> None:
    for person in registry.people.values():
        words = {word for name in names_of(person) for word in re.split(r"[\W_]+", " ".join(fold_words(name)))}
        assert set(person.id.split("-")) & words, person.id


def test_words_that_stand_for_an_entry_only_after_it_was_named_are_common_nouns(registry: Registry) -> None:
    for entry in entries_of(registry):
        for noun in () if isinstance(entry, Person) else entry.nouns:
            assert registry.find(fold_words(noun)) in ((), (entry,)), f"{entry.id}: {noun}"
            assert noun.split()[-1][:1].islower(), f"{entry.id}: {noun}"


def test_nobody_is_their_own_parent_however_far_up(registry: Registry) -> None:
    for body in registry.organisations.values():
        seen, above = {body.id}, body.parent
        while above is not None:
            assert above not in seen, body.id
            seen.add(above)
            above = registry.organisations[above].parent


def test_an_office_belongs_to_a_body_of_its_category(registry: Registry) -> None:
    for office in registry.offices.values():
        if office.organisation:
            assert registry.organisations[office.organisation].category == office.category, office.id


def test_no_role_says_former_in_its_title(registry: Registry) -> None:
    assert [
        p.id for p, role in roles_of(registry) if registry.title_of(role).casefold().startswith(("former", "ex-"))
    ] == []


def test_every_role_of_state_has_a_date_or_is_over(registry: Registry) -> None:
    undated = [p.id for p, role in roles_of(registry) if role.office and role.since is None and not role.former]
    assert undated == []


def test_under_secretaries_are_spelled_in_one_way(registry: Registry) -> None:
    titles = {registry.title_of(role) for _, role in roles_of(registry)} | {o.name for o in registry.offices.values()}
    assert [title for title in titles if re.search("under ?secretary", title, re.IGNORECASE)] == []


def test_a_given_name_that_tells_gender_agrees_with_the_entry(registry: Registry) -> None:
    for person in registry.people.values():
        by_name = gender_of_name(fold_words(person.name)[0])
        assert by_name is None or person.gender in (None, by_name), person.id


def test_most_people_have_a_gender_so_that_pronouns_find_them(registry: Registry) -> None:
    known = [person for person in registry.people.values() if person.gender]
    assert len(known) >= 0.9 * len(registry.people)


def test_a_surname_is_a_word_of_the_name_and_no_title(registry: Registry) -> None:
    for person in registry.people.values():
        surname = surname_of(person)
        assert surname in fold_words(person.name), person.id
        assert surname not in {"lord", "lady", "baroness", "viscount", "earl", "mp", "of"}, person.id
        assert person in registry.find_surname(surname)


def speak(resolver: Resolver, name: str, day: str | None) -> Speaker | None:
    return find_speakers(resolver, f"{{s1:{name}}} said {{c1:it was late}}.", day=day)[1]


def test_every_person_is_found_by_every_name(registry: Registry) -> None:
    resolver = Resolver(registry)
    found = {name: speak(resolver, name, "2023-09-06") for p in registry.people.values() for name in names_of(p)}
    wanted = {name: p.id for p in registry.people.values() for name in names_of(p)}
    assert {name for name, speaker in found.items() if speaker is None or speaker.id != wanted[name]} == set()


def test_every_body_is_found_by_every_name(registry: Registry) -> None:
    resolver = Resolver(registry)
    missed = set()
    for body in registry.organisations.values():
        for name in (name for name in names_of(body) if len(name) > 1):
            speaker = speak(resolver, name, "2023-09-06")
            if speaker is None or (speaker.id != body.id and speaker.kind != "collective"):
                missed.add(name)
    assert missed == set()


def test_every_office_held_on_a_day_leads_to_its_holder(registry: Registry) -> None:
    resolver = Resolver(registry)
    day = dt.date(2025, 2, 1)
    for office in registry.offices.values():
        holder = registry.find_holder(office.id, day)
        if holder is not None:
            for name in names_of(office):
                speaker = speak(resolver, f"The {name.removeprefix('the ')}", day.isoformat())
                assert speaker is not None, name
                assert (speaker.id, speaker.resolved_by) == (holder.id, "office"), name


@pytest.mark.parametrize("kind", [Person, Organisation, Office])
def test_every_kind_of_entry_is_there_and_says_where_it_can_be_checked(registry: Registry, kind: type[Entry]) -> None:
    entries = [entry for entry in entries_of(registry) if isinstance(entry, kind)]
    assert len(entries) >= 10
    assert all(len(entry.source) > 3 for entry in entries)
