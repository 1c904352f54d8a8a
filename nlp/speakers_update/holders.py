"""Who holds the registry's offices now, where the registry does not say so yet."""

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from nlp.components.speakers.registry import Registry
from nlp.components.speakers.schema import Person
from nlp.speakers_update.differences import Difference, Edit
from nlp.speakers_update.matching import find_office, overlaps
from nlp.speakers_update.names import is_same_person, read_name
from nlp.speakers_update.records import Holder, Post, Record
from nlp.speakers_update.written import Written

_RANK = re.compile(r"^(Lord|Lady|Baroness|Viscount|Viscountess|Baron)\b")


def find_new_holders(
    registry: Registry,
    written: Mapping[str, Written],
    holders: Sequence[Holder],
    compared: Collection[str],
    today: dt.date,
) -> Iterator[Difference]:
    """An entry for each holder whom the registry lacks, and a role for those it has but who were not compared.

    `compared`: ids of the people whose own records were read, which say more than the list of holders.
    """
    seen: set[tuple[str, str]] = set()
    for holder in holders:
        office = _find_office(registry, holder)
        if office is None or holder.since > today or (office, holder.member.key) in seen:
            continue
        seen.add((office, holder.member.key))
        person = find_person(registry, holder.member)
        if person is None:
            yield _propose_person(registry, written, holder, office)
        elif person.id not in compared and not any(
            role.office == office and overlaps(role, holder.since, None) for role in person.roles
        ):
            yield _propose_role(written[person.id].file, person, holder, office)


def find_person(registry: Registry, record: Record) -> Person | None:
    """The registry's person of a record: by number, else by name where only one has it and no other number."""
    for person in registry.people.values():
        if person.parliament is not None and str(person.parliament) == record.key:
            return person
    named = [
        person
        for person in registry.people.values()
        if person.parliament is None and is_same_person(person, record.name)
    ]
    return named[0] if len(named) == 1 else None


def _find_office(registry: Registry, holder: Holder) -> str | None:
    post = Post(
        register_name="Parliament",
        kind=holder.kind,
        title=holder.title,
        department=holder.department,
        since=holder.since,
    )
    return find_office(registry, post)


def _propose_role(file: str, person: Person, holder: Holder, office: str) -> Difference:
    value: dict[str, Any] = {"office": office, "since": holder.since}
    return Difference(
        file=file,
        entry=person.id,
        field="roles",
        ours=None,
        theirs=f"{office} from {holder.since} to now",
        reason=f"Parliament's list of posts has {holder.title!r}",
        edits=(Edit(entry=person.id, file=file, path=("roles",), value=value, append=True),),
    )


def _propose_person(registry: Registry, written: Mapping[str, Written], holder: Holder, office: str) -> Difference:
    name = read_name(holder.member.name)
    file = _find_file(registry, written, office)
    rank = _RANK.match(name.words)
    honorifics = [*name.honorifics, *([rank[1]] if rank else [])]
    identifier = _make_identifier(registry, name.words, holder.member.key)
    value: dict[str, Any] = {"id": identifier, "name": name.words}
    value |= {"honorifics": honorifics} if honorifics else {}
    value |= {"gender": holder.member.gender} if holder.member.gender else {}
    value |= {"category": "parliament", "parliament": int(holder.member.key)}
    value |= {"roles": [{"office": office, "since": holder.since}], "source": "Parliament Members API"}
    return Difference(
        file=file,
        entry=identifier,
        field="people",
        ours=None,
        theirs=f"{name.words}, {office} from {holder.since} to now",
        reason=f"Parliament's list of posts has {holder.title!r}",
        edits=(Edit(entry=None, file=file, path=("people",), value=value, append=True),),
    )


def _find_file(registry: Registry, written: Mapping[str, Written], office: str) -> str:
    """Where whoever held the office last stands, else the first file with people."""
    held = [
        (role.since or dt.date.min, person.id)
        for person in registry.find_holders(office)
        for role in person.roles
        if role.office == office
    ]
    return written[max(held)[1] if held else next(iter(registry.people))].file


def _make_identifier(registry: Registry, name: str, key: str) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")
    taken = {*registry.people, *registry.organisations, *registry.offices}
    return f"member-{key}" if not plain else f"{plain}-{key}" if plain in taken else plain
