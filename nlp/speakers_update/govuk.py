"""Reads GOV.UK's page of a person, as its content API gives it."""

from nlp.speakers_update.records import (
    Post,
    Read,
    Record,
    RecordError,
    read_day,
    read_end,
    read_list,
    read_optional_text,
    read_text,
)


def read_person(slug: str, answer: object) -> Read:
    """The person with appointments; one that cannot be read is left out and told. `RecordError`: no page of one."""
    if not isinstance(answer, dict):
        raise RecordError("the answer is no object")
    if answer.get("document_type") != "person":
        raise RecordError(f"the page is no person's, but of the type {str(answer.get('document_type'))[:40]!r}")
    posts: list[Post] = []
    skipped: list[str] = []
    for item in read_list(answer.get("links"), "role_appointments"):
        try:
            posts.append(_read_appointment(item))
        except RecordError as error:
            skipped.append(f"role_appointments: {error}")
    name = read_text(answer, "title")
    return Read(Record(register_name="GOV.UK", key=slug, name=name, posts=tuple(posts)), tuple(skipped))


def _read_appointment(item: object) -> Post:
    details, links = (item.get("details"), item.get("links")) if isinstance(item, dict) else (None, None)
    role = next(iter(read_list(links, "role")), None)
    if not isinstance(details, dict):
        raise RecordError("details are missing")
    since = read_day(details.get("started_on"))
    until = read_end(details.get("ended_on"), since)
    if until is None and details.get("current") is False:
        raise RecordError("it is over, but has no end")
    organisations = read_list(role.get("links"), "ordered_parent_organisations") if isinstance(role, dict) else []
    return Post(
        register_name="GOV.UK",
        kind="government",
        title=read_text(role, "title"),
        department=read_optional_text(next(iter(organisations), None), "title"),
        since=since,
        until=until,
    )
