"""The one schema of the registry's YAML files: people, organisations and offices."""

import calendar
import datetime as dt
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from clausewatch.models import Category, Model

Identifier = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=200)]
Words = Annotated[str, Field(pattern=r"^(\S.*)?\w(.*\S)?$")]
"""Begins and ends without a space, and has a letter or digit."""
Gender = Literal["female", "male"]
OrganisationKind = Literal["government", "department", "parliament", "regulator", "company", "charity", "group", "body"]


def _read_since(value: Any) -> Any:
    """The first day of a year or a month (`2016`, `2016-10`); a full date as it is."""
    year, month = _split_month(value)
    return value if year is None else dt.date(year, month or 1, 1)


def _read_until(value: Any) -> Any:
    """The last day of a year or a month; a full date as it is."""
    year, month = _split_month(value)
    if year is None:
        return value
    return dt.date(year, month or 12, calendar.monthrange(year, month or 12)[1])


def _split_month(value: Any) -> tuple[int | None, int | None]:
    parts = str(value).split("-")
    if len(parts) > 2 or not all(part.isdigit() for part in parts):
        return None, None
    month = int(parts[1]) if len(parts) == 2 else None
    if month is not None and not 1 <= month <= 12:
        raise ValueError(f"{value} is no month")
    return int(parts[0]), month


Since = Annotated[dt.date, BeforeValidator(_read_since)]
Until = Annotated[dt.date, BeforeValidator(_read_until)]


class Role(Model):
    """What a person is or was: an office of the registry, or a title at an organisation; both ends are inclusive."""

    office: Identifier | None = None
    title: Words | None = None
    organisation: Identifier | None = None
    since: Since | None = None
    """Missing: not known, so the role never answers who held an office on a day."""
    until: Until | None = None
    """Missing: held when the file was last checked, unless `former`."""
    former: bool = False
    """The role is over, whether or not its end is known."""
    source: Words | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.office is None) == (self.title is None):
            raise ValueError("a role needs either an office or a title")
        if self.office is not None and self.organisation is not None:
            raise ValueError("the organisation of an office stands with the office")
        if self.since and self.until and self.since > self.until:
            raise ValueError(f"since {self.since} is after until {self.until}")
        return self

    def held_on(self, day: dt.date) -> bool:
        """Whether the dates say that the role was held on the day."""
        if self.since is None or self.since > day or (self.former and self.until is None):
            return False
        return self.until is None or day <= self.until

    def over_on(self, day: dt.date | None) -> bool:
        """Whether the role had ended by the day; without a day: whether it has an end."""
        if self.until is not None:
            return day is None or self.until < day
        return self.former


class Person(Model):
    """Somebody of the debate; `name` is how we call them, `aliases` how texts may (misspellings included)."""

    id: Identifier
    name: Words
    aliases: tuple[Words, ...] = ()
    gender: Gender | None = None
    honorifics: tuple[Words, ...] = ()
    """Titles that stand before the surname: `Baroness`, `Prof`."""
    category: Category
    """Where no role on the day says otherwise."""
    roles: tuple[Role, ...] = ()
    parliament: int | None = Field(default=None, gt=0)
    """Number in Parliament's Members API, where they sit or sat in a House."""
    govuk: Slug | None = None
    """The end of the address of their page on GOV.UK: `/government/people/…`."""
    source: Words


class Organisation(Model):
    """A body that speaks."""

    id: Identifier
    name: Words
    aliases: tuple[Words, ...] = ()
    """Names that mean it in any document: short forms, acronyms, `Downing Street`, `the government`."""
    nouns: tuple[Words, ...] = ()
    """Words that mean it only after it was named: `charity`, `company`, `regulator`."""
    spokespeople: tuple[Words, ...] = ()
    """Phrases for its unnamed voices beyond `a spokesperson for X`: `the Prime Minister's official spokesman`."""
    category: Category
    kind: OrganisationKind
    parent: Identifier | None = None
    source: Words


class Office(Model):
    """A post that one person holds at a time."""

    id: Identifier
    name: Words
    aliases: tuple[Words, ...] = ()
    """`Technology Secretary`; they mean the holder on the date of the text."""
    nouns: tuple[Words, ...] = ()
    """Words that mean the holder only after that person was named: `minister`."""
    organisation: Identifier | None = None
    category: Category
    source: Words


class RegistryFile(Model):
    """One YAML file of the registry."""

    checked: dt.date | None = None
    """The day up to which roles without an end are known to have gone on."""
    people: tuple[Person, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    offices: tuple[Office, ...] = ()
