"""The registry of speakers in memory: checked as a whole and looked up by words."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from clausewatch.errors import SpeakerFileError
from clausewatch.models import Category
from nlp.components.speakers.files import read_files
from nlp.components.speakers.schema import Office, Organisation, Person, Role
from nlp.components.speakers.words import fold_words

Entry = Person | Organisation | Office
Key = tuple[str, ...]


class Registry:
    """People, organisations and offices by id and by words; build it with `load_registry`."""

    def __init__(self, entries: Iterable[Entry], checked: dt.date | None = None) -> None:
        self.people: dict[str, Person] = {}
        self.organisations: dict[str, Organisation] = {}
        self.offices: dict[str, Office] = {}
        self.checked = checked
        self._holders: dict[str, list[tuple[Role, Person]]] = defaultdict(list)
        self._names: dict[Key, list[Entry]] = defaultdict(list)
        self._surnames: dict[str, list[Person]] = defaultdict(list)
        self._longest: dict[str, int] = {}
        for entry in entries:
            self._add(entry)

    def _add(self, entry: Entry) -> None:
        if isinstance(entry, Person):
            self.people[entry.id] = entry
            self._surnames[surname_of(entry)].append(entry)
            for role in entry.roles:
                if role.office:
                    self._holders[role.office].append((role, entry))
        elif isinstance(entry, Organisation):
            self.organisations[entry.id] = entry
        else:
            self.offices[entry.id] = entry
        for words in _names_of(entry):
            self._add_name(fold_words(words), entry)

    def _add_name(self, key: Key, entry: Entry) -> None:
        if key and entry not in self._names[key]:
            self._names[key].append(entry)
            self._longest[key[0]] = max(self._longest.get(key[0], 0), len(key))

    def longest_name(self, first: str) -> int:
        """Words of the longest name that begins with a folded word; 0: none does."""
        return self._longest.get(first, 0)

    def find(self, key: Key) -> tuple[Entry, ...]:
        """All entries of that name, its words folded."""
        return tuple(self._names.get(key, ()))

    def find_surname(self, surname: str) -> tuple[Person, ...]:
        """The people of a folded surname."""
        return tuple(self._surnames.get(surname, ()))

    def find_holder(self, office: str, day: dt.date | None) -> Person | None:
        """Who held the office on the day (of two, who began later); none where the dates do not say."""
        if day is None:
            return None
        held = [(role, person) for role, person in self._holders.get(office, ()) if role.held_on(day)]
        return max(held, key=lambda pair: pair[0].since or dt.date.min)[1] if held else None

    def find_holders(self, office: str) -> tuple[Person, ...]:
        """Everybody who ever held the office, as far as the registry knows."""
        return tuple(person for _, person in self._holders.get(office, ()))

    def organisation_of(self, role: Role) -> str | None:
        """Id of the organisation that a role belongs to."""
        return self.offices[role.office].organisation if role.office else role.organisation

    def title_of(self, role: Role) -> str:
        """What the role is called."""
        return self.offices[role.office].name if role.office else str(role.title)

    def category_of(self, role: Role) -> Category | None:
        """The category that a role gives whoever holds it."""
        if role.office:
            return self.offices[role.office].category
        return self.organisations[role.organisation].category if role.organisation else None


def surname_of(person: Person) -> str:
    """The folded surname: the last word, or that before `of` (`Lord X of Y` is X, the `Earl of Y` is Y)."""
    words = fold_words(person.name)
    return words[words.index("of") - 1 if "of" in words[2:] else -1]


def _names_of(entry: Entry) -> Iterable[str]:
    yield entry.name
    yield from entry.aliases
    if isinstance(entry, Person):
        surname = surname_of(entry)
        yield from (f"{honorific} {surname}" for honorific in entry.honorifics)


@lru_cache(maxsize=8)
def load_registry(folder: Path) -> Registry:
    """The registry of a folder of YAML files; `SpeakerFileError` names file, entry and reason."""
    places: dict[str, str] = {}
    entries: list[tuple[str, Entry]] = []
    days: list[dt.date] = []
    for name, content in read_files(folder):
        days += [content.checked] if content.checked else []
        here: tuple[Entry, ...] = (*content.people, *content.organisations, *content.offices)
        for entry in here:
            if entry.id in places:
                raise SpeakerFileError(f"{name}: {entry.id}: the id is taken by an entry of {places[entry.id]}")
            places[entry.id] = name
            entries.append((name, entry))
    registry = Registry((entry for _, entry in entries), min(days, default=None))
    for name, entry in entries:
        _check_links(name, entry, registry)
    return registry


def _check_links(name: str, entry: Entry, registry: Registry) -> None:
    if isinstance(entry, Person):
        for role in entry.roles:
            _check_known(name, entry, "office", role.office, registry.offices)
            _check_known(name, entry, "organisation", role.organisation, registry.organisations)
    elif isinstance(entry, Organisation):
        _check_known(name, entry, "parent", entry.parent, registry.organisations)
    else:
        _check_known(name, entry, "organisation", entry.organisation, registry.organisations)


def _check_known(name: str, entry: Entry, field: str, link: str | None, known: Iterable[str]) -> None:
    if link is not None and link not in known:
        raise SpeakerFileError(f"{name}: {entry.id}: the {field} {link!r} is not in the registry")
