"""What an official register says of a person, however it writes it."""

import datetime as dt
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from clausewatch.models import Model

RegisterName = Literal["Parliament", "GOV.UK"]
PostKind = Literal["government", "opposition", "other", "committee", "commons", "lords"]
LONGEST_TEXT = 300
LONDON = ZoneInfo("Europe/London")


class Post(Model):
    """A post that was held, or a seat in a House or on a committee; both days inclusive."""

    register_name: RegisterName
    kind: PostKind
    title: str
    department: str | None = None
    since: dt.date
    until: dt.date | None = None


class Party(Model):
    """Membership of a party."""

    name: str
    since: dt.date
    until: dt.date | None = None


class Record(Model):
    """One person of one register."""

    register_name: RegisterName
    key: str
    """Member number or slug."""
    name: str
    """As the register calls them now, titles and all."""
    gender: str | None = None
    posts: tuple[Post, ...] = ()
    parties: tuple[Party, ...] = ()


class Holder(Model):
    """Somebody who holds a post now, as the list of posts says."""

    kind: PostKind
    title: str
    department: str | None
    member: Record
    since: dt.date


class Read(NamedTuple):
    """A record, and what of it could not be read, with the reason."""

    record: Record
    skipped: tuple[str, ...] = ()


class RecordError(ValueError):
    """An answer of a register has another shape than its description says."""


def read_day(value: object) -> dt.date:
    """The day in London of a date or time; without a zone it is meant there. `RecordError` where it is neither."""
    if not isinstance(value, str):
        raise RecordError(f"{str(value)[:40]!r} is no date")
    try:
        at = dt.datetime.fromisoformat(value)
        return (at.astimezone(LONDON) if at.tzinfo else at).date()
    except (ValueError, OverflowError) as error:
        raise RecordError(f"{value[:40]!r} is no date") from error


def read_end(value: object, since: dt.date) -> dt.date | None:
    """The day of an end, if there is one; `RecordError` where it is before the start."""
    until = None if value is None else read_day(value)
    if until is not None and until < since:
        raise RecordError(f"it ends on {until}, before it begins on {since}")
    return until


def read_text(item: object, field: str) -> str:
    """A field of an object that must hold words; `RecordError` where it does not."""
    value = item.get(field) if isinstance(item, dict) else None
    words = " ".join(value.split()) if isinstance(value, str) else ""
    # They go to a terminal and into files.
    words = "".join(character for character in words[:LONGEST_TEXT] if character.isprintable()).strip()
    if not any(character.isalnum() for character in words):
        raise RecordError(f"{field} is missing")
    return words


def read_optional_text(item: object, field: str) -> str | None:
    """A field that may be empty or missing."""
    try:
        return read_text(item, field)
    except RecordError:
        return None


def read_list(item: object, field: str) -> list[object]:
    """A field that holds a list, or nothing; `RecordError` where it holds something else."""
    value = item.get(field) if isinstance(item, dict) else None
    if value is None:
        return []
    if not isinstance(value, list):
        raise RecordError(f"{field} is no list")
    return value
