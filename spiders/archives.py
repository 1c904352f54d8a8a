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
    """Of a list: regular expression that the whole path of a wanted page fits. Where paths tell the day, {year} and the
    like stand for that of the list, which may link to pages of other days.
    """
    more: str = Field("", pattern=r"^([/?].*\{page\}.*)?$")
    """Of a list: what comes after its address for the second page and on, with {page}; empty: it has one page. Each is
    asked for only where the one before links to it.
    """
    most_pages: int = Field(20, ge=1, le=100)
    """Of one day, month or year."""
    verified: bool = False
    """Whether the address was checked against the live site."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if not self._places <= PLACES or "year" not in self._places:
            raise ValueError(f"{self.address}: give {{year}}, and of {', '.join(sorted(PLACES))} no others than these")
        if missing := {name for name in PLACES if f"{{{name}}}" in self.pages} - self._places:
            raise ValueError(f"{self.pages}: {', '.join(sorted(missing))}: not in {self.address}")
        if self.more and self.holds != "list":
            raise ValueError(f"{self.more}: only a list goes on on a second page")
        re.compile(_fill(self.pages, date.min))
        return self

    @property
    def _places(self) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(self.address) if name is not None}

    def addresses(self, first: date, last: date) -> Iterator[str]:
        """Each address that holds something of these days, newest first, once."""
        yield from (url for url, _ in self.parts(first, last))

    def parts(self, first: date, last: date) -> Iterator[tuple[str, Self]]:
        """The same, each with the archive as it is there: of one address, whose `pages` are those of the day."""
        days = (last - timedelta(days=number) for number in range((last - first).days + 1))
        pages = {_fill(self.address, day): _fill(self.pages, day) for day in days}
        for url, wanted in pages.items():
            yield url, self.model_copy(update={"address": url, "pages": wanted})

    def find_page(self, number: int) -> str | None:
        """The address of a page of a list, the first is 1; none where that is one too many. Of what `parts` gave."""
        if not self.more or number > self.most_pages:
            return None
        return self.address + self.more.replace("{page}", str(number))


def _fill(pattern: str, day: date) -> str:
    """With the day in its places; other braces are those of a regular expression."""
    name = month_name[day.month].lower()
    places = {"year": f"{day.year:04}", "month": f"{day.month:02}", "day": f"{day.day:02}"}
    for place, value in (places | {"month_name": name, "mon": name[:3]}).items():
        pattern = pattern.replace(f"{{{place}}}", value)
    return pattern
