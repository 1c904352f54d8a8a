"""Reads answers of Parliament's Members API."""

from collections.abc import Iterator

from nlp.speakers_update.records import (
    Holder,
    Party,
    Post,
    PostKind,
    Read,
    Record,
    RecordError,
    read_day,
    read_end,
    read_list,
    read_optional_text,
    read_text,
)

SECTIONS: dict[str, PostKind] = {
    "governmentPosts": "government",
    "oppositionPosts": "opposition",
    "otherPosts": "other",
    "committeeMemberships": "committee",
}
HOUSES: dict[object, PostKind] = {1: "commons", 2: "lords"}


def read_search(answer: object) -> tuple[list[Record], list[str]]:
    """The members that a search found, without their posts, and what could not be read."""
    members: list[Record] = []
    skipped: list[str] = []
    for item in read_list(answer, "items"):
        try:
            members.append(read_member(item))
        except RecordError as error:
            skipped.append(f"a member: {error}")
    return members, skipped


def read_member(item: object) -> Record:
    """A member without posts; `RecordError` where number or name is missing."""
    value = _value_of(item)
    number = value.get("id")
    if not isinstance(number, int) or isinstance(number, bool) or number < 1:
        raise RecordError("id is no number")
    gender = {"F": "female", "M": "male"}.get(str(value.get("gender")))
    return Record(register_name="Parliament", key=str(number), name=read_text(value, "nameDisplayAs"), gender=gender)


def read_biography(member: Record, answer: object) -> Read:
    """The member with posts, seats and parties; an entry that cannot be read is left out and told."""
    value = _value_of(answer)
    skipped: list[str] = []
    posts: list[Post] = []
    for section, kind in SECTIONS.items():
        posts += _collect(value, section, kind, skipped)
    posts += _collect(value, "houseMemberships", None, skipped)
    parties = _collect_parties(value, skipped)
    return Read(member.model_copy(update={"posts": tuple(posts), "parties": parties}), tuple(skipped))


def _collect(value: dict[str, object], section: str, kind: PostKind | None, skipped: list[str]) -> Iterator[Post]:
    for item in _list(value, section, skipped):
        try:
            yield _read_post(item, kind)
        except RecordError as error:
            skipped.append(f"{section}: {error}")


def _list(value: dict[str, object], section: str, skipped: list[str]) -> list[object]:
    try:
        return read_list(value, section)
    except RecordError as error:
        skipped.append(str(error))
        return []


def _read_post(item: object, kind: PostKind | None) -> Post:
    if not isinstance(item, dict):
        raise RecordError("an entry is no object")
    if kind is None:
        kind = HOUSES.get(item.get("house"))
        if kind is None:
            raise RecordError(f"house {str(item.get('house'))[:20]!r} is not known")
    since = read_day(item.get("startDate"))
    return Post(
        register_name="Parliament",
        kind=kind,
        title=read_text(item, "name"),
        department=read_optional_text(item, "additionalInfo"),
        since=since,
        until=read_end(item.get("endDate"), since),
    )


def _collect_parties(value: dict[str, object], skipped: list[str]) -> tuple[Party, ...]:
    parties = []
    for item in _list(value, "partyAffiliations", skipped):
        try:
            post = _read_post(item, "other")
        except RecordError as error:
            skipped.append(f"partyAffiliations: {error}")
        else:
            parties.append(Party(name=post.title, since=post.since, until=post.until))
    return tuple(parties)


def read_holders(answer: object, kind: PostKind) -> tuple[list[Holder], dict[int, str], list[str]]:
    """Who holds which post now, the departments by number, and what could not be read."""
    if not isinstance(answer, list):
        raise RecordError("the list of posts is no list")
    holders: list[Holder] = []
    departments: dict[int, str] = {}
    skipped: list[str] = []
    for item in answer:
        try:
            value = _value_of(item)
            title = read_text(value, "name")
            here = dict(_read_departments(value))
            departments |= here
            holders += _read_post_holders(value, kind, title, next(iter(here.values()), None))
        except RecordError as error:
            skipped.append(f"a post: {error}")
    return holders, departments, skipped


def _read_departments(value: dict[str, object]) -> Iterator[tuple[int, str]]:
    for item in read_list(value, "governmentDepartments"):
        number = item.get("id") if isinstance(item, dict) else None
        if isinstance(number, int) and (name := read_optional_text(item, "name")):
            yield number, name


def _read_post_holders(
    value: dict[str, object], kind: PostKind, title: str, department: str | None
) -> Iterator[Holder]:
    for item in read_list(value, "postHolders"):
        if isinstance(item, dict) and item.get("endDate") is None:
            since = read_day(item.get("startDate"))
            member = read_member(item.get("member"))
            yield Holder(kind=kind, title=title, department=department, member=member, since=since)


def _value_of(item: object) -> dict[str, object]:
    value = item.get("value") if isinstance(item, dict) else None
    if not isinstance(value, dict):
        raise RecordError("value is missing")
    return value
