"""Figures of a text described as speakers, from the registry and from what the text says of them."""

import datetime as dt
from dataclasses import dataclass, field

from clausewatch.models import Category, Speaker
from nlp.components.speakers.affiliations import find_affiliation
from nlp.components.speakers.cast import Cast
from nlp.components.speakers.categories import read_category
from nlp.components.speakers.figures import Figure
from nlp.components.speakers.registry import Registry
from nlp.components.speakers.resolutions import CONFIDENCE, ResolvedBy
from nlp.components.speakers.roles import Described, read_after, read_before
from nlp.components.speakers.schema import Organisation, Person, Role
from nlp.components.speakers.words import fold_words

_TITLES = {"sen": "senator", "rep": "representative", "gov": "governor", "pres": "president", "cllr": "councillor"}
_STATE = frozenset(("government", "parliament"))
LOOKED_AT = 6
"""Mentions of a figure that are searched for a role."""


@dataclass(slots=True)
class Describer:
    """Describes the figures of one text on its day."""

    text: str
    registry: Registry
    day: dt.date | None
    cast: Cast | None = None
    """The figures of the text, among which the body beside a person is looked for."""
    roles: dict[int, Described] = field(default_factory=dict)

    def describe(self, figure: Figure, by: ResolvedBy, confidence: float | None = None) -> Speaker:
        """The figure as a speaker."""
        sure = CONFIDENCE[by] if confidence is None else confidence
        if figure.speaker is not None:
            return figure.speaker.model_copy(update={"resolved_by": by, "confidence": sure})
        if isinstance(figure.entry, Person) and not self._is_namesake(figure, figure.entry):
            role = self._read_of(figure, figure.entry)
            return describe_person(self.registry, figure.entry, self.day, by, sure, role)
        if isinstance(figure.entry, Organisation):
            return describe_organisation(figure.entry, by, sure)
        if figure.kind == "person":
            return self._person_as_read(figure, by, sure)
        category = self._category_of(figure.name) or read_category([figure.name, figure.called])
        return Speaker(
            name=figure.name,
            kind="organisation",
            organisation=figure.name,
            category=category,
            resolved_by=by,
            confidence=sure,
        )

    def role_of(self, figure: Figure) -> Described:
        """What the text says the figure is, in the words around its first mentions."""
        known = self.roles.get(id(figure))
        if known is None:
            known = self.roles[id(figure)] = self._read_role(figure)
        return known

    def role_words(self, figure: Figure) -> tuple[str, ...]:
        """The folded words of every role of a figure: as read, and on the day as the registry has them."""
        read = self.role_of(figure)
        words = fold_words(f"{read.role or ''} {read.organisation or ''}")
        if isinstance(figure.entry, Person):
            for role in figure.entry.roles:
                words += fold_words(self.registry.title_of(role))
                if organisation := self.registry.organisation_of(role):
                    words += fold_words(self.registry.organisations[organisation].name)
                if role.office:
                    office = self.registry.offices[role.office]
                    words += tuple(w for noun in (*office.nouns, *office.aliases) for w in fold_words(noun))
        return words

    def roles_of(self, figure: Figure) -> tuple[tuple[str, ...], ...]:
        """The folded words of each role of a figure apart: as read, with its titles, and as the registry has them."""
        read = fold_words(self.role_of(figure).role or "")
        titles = {fold_words(mention.title) for mention in figure.mentions[:LOOKED_AT] if mention.title}
        roles = [read, *titles]
        if isinstance(figure.entry, Person):
            for role in figure.entry.roles:
                nouns = self.registry.offices[role.office].nouns if role.office else ()
                roles += [fold_words(self.registry.title_of(role)), *(fold_words(noun) for noun in nouns)]
        return tuple(role for role in roles if role)

    def _read_role(self, figure: Figure) -> Described:
        found = self._read_words(figure)
        if found.organisation is None and self.cast is not None and not (found.role or "").startswith("former "):
            body = find_affiliation(self.text, self.cast, figure, LOOKED_AT)
            return Described(found.role, body.name) if body else found
        return found

    def _read_words(self, figure: Figure) -> Described:
        first: Described | None = None
        for mention in figure.mentions[:LOOKED_AT]:
            found = read_after(self.text, mention.end)
            if found is None or not (found.role or found.organisation):
                found = read_before(self.text, mention.start)
            if found and found.role and found.organisation:
                return found
            if found and first is None and (found.role or found.organisation):
                first = found
        if first is None:
            titles = [
                _TITLES.get(m.title.casefold().strip(".").split()[-1]) for m in figure.mentions[:LOOKED_AT] if m.title
            ]
            first = next((Described(title) for title in titles if title), None)
        return first or Described()

    def _read_of(self, figure: Figure, person: Person) -> Role | None:
        """The role of the registry that the text itself speaks of: one of the same organisation."""
        read = fold_words(self.role_of(figure).organisation or "")
        for role in person.roles if read else ():
            organisation = self.registry.organisation_of(role)
            if organisation:
                entry = self.registry.organisations[organisation]
                if any(read == fold_words(name) for name in (entry.name, *entry.aliases)):
                    return role
        return None

    def _person_as_read(self, figure: Figure, by: ResolvedBy, confidence: float) -> Speaker:
        read = self.role_of(figure)
        entry = self._organisation(read.organisation)
        organisation = entry.name if entry else read.organisation
        former = bool(read.role and read.role.startswith("former "))
        category = (
            entry.category
            if entry and not former
            else read_category(
                [read.role, read.organisation, *(mention.title for mention in figure.mentions[:LOOKED_AT]), figure.name]
            )
        )
        return Speaker(
            name=tidy_name(figure.name),
            kind="person",
            role=read.role,
            organisation=organisation,
            category=category,
            resolved_by=by,
            confidence=confidence,
        )

    def _category_of(self, name: str) -> Category | None:
        entry = self._organisation(name)
        return entry.category if entry else None

    def _organisation(self, name: str | None) -> Organisation | None:
        if not name:
            return None
        return next((e for e in self.registry.find(fold_words(name)) if isinstance(e, Organisation)), None)

    def _is_namesake(self, figure: Figure, person: Person) -> bool:
        """Whether the text says that its person of this name is somebody else than the one of the registry."""
        read = self.role_of(figure)
        if not read.role or not person.roles:
            return False
        category = read_category([read.role, read.organisation])
        own = {person.category} | {self.registry.category_of(role) for role in person.roles}
        if category in own or category == "other" or (category in _STATE and own & _STATE):
            return False
        words = set(fold_words(f"{read.role} {read.organisation or ''}"))
        known = {w for role in person.roles for w in fold_words(self.registry.title_of(role))}
        for role in person.roles:
            organisation = self.registry.organisation_of(role)
            if organisation:
                entry = self.registry.organisations[organisation]
                known |= {w for name in (entry.name, *entry.aliases, *entry.nouns) for w in fold_words(name)}
        return not (words - {"of", "the", "for", "former", "and", "at"}) & known


def describe_organisation(entry: Organisation, by: ResolvedBy, confidence: float, role: str | None = None) -> Speaker:
    """A body of the registry as a speaker."""
    return Speaker(
        id=entry.id,
        name=entry.name,
        kind="organisation",
        role=role,
        organisation=entry.name,
        category=entry.category,
        resolved_by=by,
        confidence=confidence,
    )


def describe_person(
    registry: Registry, person: Person, day: dt.date | None, by: ResolvedBy, confidence: float, role: Role | None = None
) -> Speaker:
    """A person of the registry as a speaker, in a given role or that of the day; a role that was over is `former`."""
    role = role or role_on(person, day)
    title = registry.title_of(role) if role else None
    over = role is not None and role.over_on(day)
    organisation = registry.organisation_of(role) if role else None
    return Speaker(
        id=person.id,
        name=person.name,
        kind="person",
        role=f"former {title}" if over else title,
        organisation=registry.organisations[organisation].name if organisation else None,
        category=(None if over or role is None else registry.category_of(role)) or person.category,
        resolved_by=by,
        confidence=confidence,
    )


def role_on(person: Person, day: dt.date | None) -> Role | None:
    """The role to name: one held on the day, before one without dates, before the last that is over."""
    if not person.roles:
        return None

    def rank(role: Role) -> tuple[int, dt.date]:
        begun = role.since or dt.date.min
        if day is not None and role.held_on(day):
            return 3, begun
        if role.since is not None and day is not None and role.since > day:
            return 0, dt.date.min
        if not role.over_on(day):
            return 2, begun
        return 1, role.until or dt.date.min

    best = max(person.roles, key=rank)
    return best if rank(best)[0] else None


def tidy_name(name: str) -> str:
    """A name on one line; one written in capitals only gets its usual form."""
    plain = " ".join(name.split())
    return plain.title() if plain.isupper() and len(plain) > 3 and "." not in plain else plain
