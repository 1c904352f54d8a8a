"""Compares the registry of speakers with Parliament's and GOV.UK's registers."""

import asyncio
import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from clausewatch.errors import InputError
from clausewatch.settings import Settings
from clausewatch.steps.official_records import Advance, Answers, Asked, Places, read_records
from nlp.components.speakers.registry import Registry, load_registry
from nlp.components.speakers.schema import Person
from nlp.components.speakers.words import fold_words
from nlp.speakers_update.checking import find_checked
from nlp.speakers_update.comparing import compare_person
from nlp.speakers_update.differences import Difference
from nlp.speakers_update.holders import find_new_holders
from nlp.speakers_update.written import read_written


class Update(NamedTuple):
    """What differs, and what came of asking."""

    differences: tuple[Difference, ...]
    answers: Answers
    people: int
    """People whom at least one register has."""


def choose_people(registry: Registry, names: Sequence[str]) -> Asked:
    """Those named, else all who sit in Parliament or whose source is GOV.UK; `InputError` for an unknown name."""
    if names:
        people = list({person.id: person for name in names for person in _find_people(registry, name)}.values())
        return Asked(people, people, with_holders=False)
    everybody = registry.people.values()
    return Asked(
        [person for person in everybody if person.parliament or person.category == "parliament"],
        [person for person in everybody if person.govuk or _is_in_government(registry, person)],
        with_holders=True,
    )


def _find_people(registry: Registry, name: str) -> list[Person]:
    if name in registry.people:
        return [registry.people[name]]
    key = fold_words(name)
    found = [entry for entry in registry.find(key) if isinstance(entry, Person)]
    found = found or list(registry.find_surname(key[-1]) if len(key) == 1 else ())
    if not found:
        raise InputError(f"{name}: nobody of that name is in the registry")
    return found


def _is_in_government(registry: Registry, person: Person) -> bool:
    sources = [person.source, *(role.source or "" for role in person.roles)]
    departments = {registry.organisation_of(role) for role in person.roles} - {None}
    return any(source.startswith("GOV.UK") for source in sources) or any(
        registry.organisations[str(each)].kind == "department" for each in departments
    )


def _drop_shared_records(answers: Answers) -> None:
    """A record that two people of the registry lead to is of neither, until somebody says whose it is."""
    owners: dict[tuple[str, str], list[str]] = defaultdict(list)
    for identifier, records in answers.records.items():
        for record in records:
            owners[record.register_name, record.key].append(identifier)
    for (register, key), people in owners.items():
        if len(people) > 1:
            answers.failures.append(f"{' and '.join(people)}: {register}: {key} would be both; make them one entry")
            for person in people:
                kept = [each for each in answers.records[person] if (each.register_name, each.key) != (register, key)]
                answers.records[person] = kept


def compare_speakers(
    settings: Settings,
    folder: Path,
    asked: Asked,
    places: Places,
    today: dt.date,
    advance: Advance = lambda _: None,
) -> Update:
    """All that differs between the files of a folder and the registers. Nothing is written."""
    registry, written = load_registry(folder), read_written(folder)
    answers = asyncio.run(read_records(settings, registry, asked, places, advance))
    _drop_shared_records(answers)
    differences: list[Difference] = []
    confirmed: dict[str, frozenset[int]] = {}
    for identifier, person in registry.people.items():
        if records := answers.records.get(identifier):
            comparison = compare_person(registry, written[identifier], person, records, today)
            differences += comparison.differences
            confirmed[identifier] = comparison.confirmed
    read = {key for key, records in answers.records.items() if any(r.register_name == "Parliament" for r in records)}
    differences += find_new_holders(registry, written, answers.holders, read, today)
    differences += find_checked(folder, confirmed, today)
    return Update(tuple(differences), answers, len(confirmed))
