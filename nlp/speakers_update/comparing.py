"""Compares one person of the registry with what the registers say."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from nlp.components.speakers.registry import Registry
from nlp.components.speakers.schema import Person, Role
from nlp.components.speakers.words import fold_words
from nlp.speakers_update.dates import compare_dates, join_posts
from nlp.speakers_update.differences import Difference, Edit
from nlp.speakers_update.matching import find_office, find_organisation, is_role, overlaps
from nlp.speakers_update.names import find_new_honorifics, find_new_names, shares_word
from nlp.speakers_update.new_roles import find_new_roles
from nlp.speakers_update.records import Post, Record
from nlp.speakers_update.written import Written

OFFICIAL = ("GOV.UK", "Parliament Members API")
"""Sources whose roles the registers should know."""


class Comparison(NamedTuple):
    """What differs for a person, and which roles (by place) a register says go on."""

    differences: tuple[Difference, ...]
    confirmed: frozenset[int]


def compare_person(
    registry: Registry, written: Written, person: Person, records: Sequence[Record], today: dt.date
) -> Comparison:
    """All that differs between a person and the records found of them."""
    strangers = [record for record in records if not shares_word(person, record.name)]
    records = [record for record in records if record not in strangers]
    posts = [post for record in records for post in record.posts if post.since <= today]
    compared = _RoleComparison(registry, written, person, posts)
    dates = list(compared.find_differences())
    roles = _apply_dates(person, dates)
    differences = [
        *(_tell_stranger(written.file, person, record) for record in strangers),
        *_compare_identifiers(written.file, person, records),
        *_compare_names(written.file, person, records),
        *dates,
        *find_new_roles(registry, written.file, person, roles, records, posts),
    ]
    return Comparison(tuple(differences), frozenset(compared.find_confirmed()))


def _apply_dates(person: Person, differences: Sequence[Difference]) -> list[Role]:
    """The roles as they would be: one that has ended hides no post that followed at the same department."""
    roles = list(person.roles)
    for edit in (edit for difference in differences for edit in difference.edits):
        _, place, end = edit.path
        roles[int(place)] = roles[int(place)].model_copy(update={str(end): edit.value})
    return roles


def _tell_stranger(file: str, person: Person, record: Record) -> Difference:
    return Difference(
        file=file,
        entry=person.id,
        field=_field_of(record),
        ours=None,
        theirs=f"{record.key} may be somebody else",
        reason=f"{record.register_name} calls them {record.name!r}; if that is right, add the name to the aliases",
    )


def _field_of(record: Record) -> str:
    return "parliament" if record.register_name == "Parliament" else "govuk"


def _compare_identifiers(file: str, person: Person, records: Sequence[Record]) -> Iterator[Difference]:
    for record in records:
        field = _field_of(record)
        if getattr(person, field) is None:
            value = int(record.key) if field == "parliament" else record.key
            edit = Edit(entry=person.id, file=file, path=(field,), value=value)
            reason = f"{record.register_name} knows {record.name!r} by it"
            yield Difference(
                file=file, entry=person.id, field=field, ours=None, theirs=record.key, reason=reason, edits=(edit,)
            )


def _compare_names(file: str, person: Person, records: Sequence[Record]) -> Iterator[Difference]:
    seen: set[tuple[str, ...]] = set()
    for record in records:
        found = [("aliases", name) for name in find_new_names(person, record.name)]
        found += [("honorifics", title) for title in find_new_honorifics(person, record.name)]
        for field, words in found:
            if fold_words(words) not in seen:
                seen.add(fold_words(words))
                edit = Edit(entry=person.id, file=file, path=(field,), value=words, append=True)
                yield Difference(
                    file=file,
                    entry=person.id,
                    field=field,
                    ours="; ".join(getattr(person, field)) or None,
                    theirs=words,
                    reason=f"{record.register_name} writes {record.name!r}",
                    edits=(edit,),
                )


class _RoleComparison:
    """The roles of a person beside the posts that are the same."""

    def __init__(self, registry: Registry, written: Written, person: Person, posts: Sequence[Post]) -> None:
        self._registry, self._written, self._person, self._posts = registry, written, person, posts
        self._matches = [
            [post for post in posts if is_role(registry, role, post) and overlaps(role, post.since, post.until)]
            for role in person.roles
        ]

    def find_confirmed(self) -> Iterator[int]:
        """Places of the roles without an end that a register says go on."""
        for place, posts in enumerate(self._matches):
            role = self._person.roles[place]
            if role.until is None and not role.former and any(post.until is None for post in posts):
                yield place

    def find_differences(self) -> Iterator[Difference]:
        """Dates that differ, and roles that no register has."""
        for place, role in enumerate(self._person.roles):
            if self._matches[place]:
                yield from self._compare_dates(place, role)
            elif self._is_missing(role):
                registers = " and ".join(sorted({post.register_name for post in self._posts}))
                yield self._tell(role, "not found", f"{registers} has no such post in that time")

    def _compare_dates(self, place: int, role: Role) -> Iterator[Difference]:
        # A post that spans two roles, as where somebody came back within days: the registry is finer.
        posts = [post for post in self._matches[place] if sum(post in each for each in self._matches) == 1]
        posts = [post for post in posts if post.kind != "committee"] or posts
        if not posts:
            return
        spans = join_posts(posts, prefers_govuk=posts[0].kind == "government")
        ends = {end: self._written.date_of(place, end) for end in ("since", "until")}
        only_end = posts[0].kind in {"commons", "lords", "committee"}
        for found in compare_dates(role, ends, spans, only_end=only_end):
            if posts[0].kind == "committee" and role.until is not None:
                continue  # Who left the chair may have stayed a member.
            if found.day is None:
                yield self._tell(role, f"it ended on {found.written or 'a day not known'}, yet goes on", found.reason)
                continue
            path = ("roles", place, found.end)
            edit = Edit(entry=self._person.id, file=self._written.file, path=path, value=found.day)
            yield Difference(
                file=self._written.file,
                entry=self._person.id,
                field=f"{_name(role)}, {found.end}",
                ours=found.written,
                theirs=found.day.isoformat(),
                reason=found.reason,
                edits=(edit,),
            )

    def _is_missing(self, role: Role) -> bool:
        """Whether the registers should have had something for the role."""
        source = role.source or self._person.source
        if not self._posts or not source.startswith(OFFICIAL):
            return False
        organisation = self._registry.organisation_of(role)
        if role.office is None and (
            organisation is None or self._registry.organisations[organisation].kind != "department"
        ):
            return False
        kind = "opposition" if self._registry.category_of(role) == "parliament" else "government"
        return not any(
            overlaps(role, post.since, post.until)
            and post.kind == kind
            and (organisation is None or organisation == find_organisation(self._registry, post))
            and find_office(self._registry, post) is None
            for post in self._posts
        )

    def _tell(self, role: Role, what: str, reason: str) -> Difference:
        """A difference that a person must settle."""
        return Difference(
            file=self._written.file, entry=self._person.id, field=_name(role), ours=None, theirs=what, reason=reason
        )


def _name(role: Role) -> str:
    return f"role {role.office or role.title}"
