"""Archives by date: where a publisher lists what it published on a day, in a month or in a year."""

import re
from calendar import month_name
from collections.abc import Iterator
from datetime import date, timedelta
from string import Formatter
from typing import Literal, Self

from pydantic import Field, model_validator

from clausewatch.models import Model

PLACES = frozenset({"year", "month", "day", "month_name", "mon"})


class DatedArchive(Model):
    """The addresses of an archive, and what stands there."""

    address: str = Field(pattern=r"^https?://[^/{]+/")
    """With {year} and, as it needs them, {month} and {day} in two digits, {month_name} ("march") or {mon} ("mar")."""
    holds: Literal["sitemap", "feed", "list"] = "sitemap"
    links: str = "a"
    """Of a list: CSS selector of the links."""
    pages: str = r".+"
    """Of a list: regular expression that the whole path of a wanted page fits."""
    verified: bool = False
    """Whether the address was checked against the live site."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if not self._places <= PLACES or "year" not in self._places:
            raise ValueError(f"{self.address}: give {{year}}, and of {', '.join(sorted(PLACES))} no others than these")
        re.compile(self.pages)
        return self

    @property
    def _places(self) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(self.address) if name is not None}

    def addresses(self, first: date, last: date) -> Iterator[str]:
        """Each address that holds something of these days, newest first, once."""
        days = (last - timedelta(days=number) for number in range((last - first).days + 1))
        yield from dict.fromkeys(map(self._format, days))

    def _format(self, day: date) -> str:
        name = month_name[day.month].lower()
        places = {"year": f"{day.year:04}", "month": f"{day.month:02}", "day": f"{day.day:02}"}
        return self.address.format(**places, month_name=name, mon=name[:3])
