"""Posts of a person that the registry does not have yet, as roles for it."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from nlp.components.speakers.registry import Registry
from nlp.components.speakers.schema import Person, Role
from nlp.speakers_update.differences import Difference, Edit
from nlp.speakers_update.matching import find_office, find_organisation, find_party, is_role, overlaps, shorten_title
from nlp.speakers_update.records import Post, Record

SCOPE = dt.date(2021, 1, 1)
"""Posts that ended before are no concern of the registry: the debate began with the draft Bill of 2021."""


def find_new_roles(
    registry: Registry,
    file: str,
    person: Person,
    roles: Sequence[Role],
    records: Sequence[Record],
    posts: Sequence[Post],
) -> Iterator[Difference]:
    """A role for each post of an office or department of the registry that no role covers; GOV.UK's first.

    `roles`: those of the person, with the dates that the registers give.
    """
    known = list(roles)
    for post in sorted(posts, key=lambda post: (post.register_name != "GOV.UK", post.since)):
        if post.until is not None and post.until < SCOPE:
            continue
        fields = _make_role(registry, records, post)
        if fields is None:
            continue
        role = Role.model_validate(fields)
        if any(_covers(registry, each, role, post) for each in known):
            continue
        known.append(role)
        yield _propose(file, person, post, fields)


def _make_role(registry: Registry, records: Sequence[Record], post: Post) -> dict[str, Any] | None:
    """What the role would be; none where the post is outside of the registry."""
    dates: dict[str, Any] = {"since": post.since} | ({"until": post.until} if post.until else {})
    if office := find_office(registry, post):
        return {"office": office} | dates
    organisation = find_organisation(registry, post)
    if organisation is None or post.kind not in {"government", "opposition"}:
        return None
    if post.kind == "opposition":
        # Those who shadow a department speak for their party.
        organisation = _find_party_on(registry, records, post.since)
    title = shorten_title(registry, post.title)
    return {"title": title, "organisation": organisation} | dates if organisation else None


def _find_party_on(registry: Registry, records: Sequence[Record], day: dt.date) -> str | None:
    for record in records:
        for party in record.parties:
            if party.since <= day and (party.until is None or day <= party.until):
                return find_party(registry, party.name)
    return None


def _covers(registry: Registry, known: Role, role: Role, post: Post) -> bool:
    """Whether a role that is known already says as much: the same office, or a post of the same body then."""
    if not overlaps(known, post.since, post.until):
        return False
    if role.office:
        return known.office == role.office
    if is_role(registry, known, post):
        return True
    if known.office and registry.organisation_of(known) is None:
        return (registry.category_of(known) == "parliament") == (post.kind == "opposition")
    return registry.organisation_of(known) == role.organisation


def _propose(file: str, person: Person, post: Post, fields: dict[str, Any]) -> Difference:
    edit = Edit(entry=person.id, file=file, path=("roles",), value=fields, append=True)
    held = f"{post.since} to {post.until or 'now'}"
    return Difference(
        file=file,
        entry=person.id,
        field="roles",
        ours=None,
        theirs=f"{fields.get('office') or fields['title']} from {held}",
        reason=f"{post.register_name} has {post.title!r}",
        edits=(edit,),
    )
