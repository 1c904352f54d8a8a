"""What the registry's own files contradict each other in, and which of them were confirmed."""

import datetime as dt
from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path

from nlp.components.speakers.files import read_files
from nlp.components.speakers.registry import Registry
from nlp.components.speakers.schema import Person, RegistryFile, Role
from nlp.speakers_update.differences import Difference, Edit

OLD_DAYS = 365
"""A file that nobody has checked for longer is told."""


def find_checked(folder: Path, confirmed: Mapping[str, frozenset[int]], today: dt.date) -> Iterator[Difference]:
    """A new `checked` for each file in which a register confirmed every role without an end.

    `confirmed`: places of the roles that go on, by person.
    """
    for name, content in read_files(folder):
        going_on = set(_list_open_roles(content))
        known = {(person.id, place) for person in content.people for place in confirmed.get(person.id, ())}
        if going_on and going_on <= known and content.checked != today:
            yield Difference(
                file=name,
                entry="the file",
                field="checked",
                ours=str(content.checked or "") or None,
                theirs=today.isoformat(),
                reason=f"{len(going_on)} of {len(going_on)} roles without an end were confirmed",
                edits=(Edit(entry=None, file=name, path=("checked",), value=today),),
            )


def _list_open_roles(content: RegistryFile) -> Iterator[tuple[str, int]]:
    for person in content.people:
        for place, role in enumerate(person.roles):
            if role.until is None and not role.former:
                yield person.id, place


def find_contradictions(registry: Registry) -> Iterator[str]:
    """Each in one line: two holders of one office at a time, one number or slug of two people.

    Two holders are no contradiction where a role has a `source` of its own, which is to say why.
    """
    yield from _find_shared_offices(registry)
    for field in ("parliament", "govuk"):
        owners: dict[object, str] = {}
        for person in registry.people.values():
            value = getattr(person, field)
            if value is not None and owners.setdefault(value, person.id) != person.id:
                yield f"{person.id}: {field}: {value} is the one of {owners[value]}, too"


def find_old_files(folder: Path, today: dt.date) -> Iterator[str]:
    """Files whose facts nobody has checked for over a year, or ever."""
    for name, content in read_files(folder):
        if content.checked is None:
            yield f"{name}: checked: nobody has noted when its facts were checked"
        elif (days := (today - content.checked).days) > OLD_DAYS:
            yield f"{name}: checked: its facts were checked on {content.checked}, {days} days ago"


def _find_shared_offices(registry: Registry) -> Iterator[str]:
    for office in registry.offices:
        held = [
            (role, person)
            for person in {each.id: each for each in registry.find_holders(office)}.values()
            for role in person.roles
            if role.office == office and role.since is not None
        ]
        for one, other in combinations(held, 2):
            if shared := _share(one[0], other[0]):
                yield f"{_name(one[1], other[1])}: {office}: both held it from {shared[0]} to {shared[1] or 'now'}"


def _share(one: Role, other: Role) -> tuple[dt.date, dt.date | None] | None:
    """The time that two roles have in common beyond the day of a handover, unless one explains it."""
    if one.source or other.source or one.since is None or other.since is None:
        return None
    if any(role.former and role.until is None for role in (one, other)):
        return None
    begin = max(one.since, other.since)
    ends = [role.until for role in (one, other) if role.until is not None]
    end = min(ends, default=None)
    if end is not None and (begin >= end or _is_whole_month(begin, end)):
        return None
    return begin, end


def _is_whole_month(begin: dt.date, end: dt.date) -> bool:
    """Whether both dates only say the month, or year, of a handover."""
    return begin.day == 1 and (end + dt.timedelta(days=1)).day == 1 and begin.year == end.year


def _name(one: Person, other: Person) -> str:
    return one.id if one.id == other.id else f"{one.id} and {other.id}"
