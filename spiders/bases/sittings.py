"""The overview of the Hansard API: the debates of each sitting, chosen by their titles."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, ClassVar
from urllib.parse import quote, urlencode

from scrapy import Request
from scrapy.http import Response

from spiders.bases.parliament import find_last_day
from spiders.bases.publisher import PublisherSpider
from spiders.failures import OTHER_SHAPE
from spiders.requests import Callback, make_list_request

LAST = "/overview/lastsittingdate.json"
LINKED = "/overview/linkedsittingdates.json"
SECTIONS = "/overview/sectionsforday.json"
TREES = "/overview/sectiontrees.json"
WRITTEN = ("written", "ministerial corrections", "petitions", "deferred divisions")
"""Beginnings of the names of sections in which nobody speaks."""


class SittingsSpider(PublisherSpider):
    """Goes back from the last sitting of a house, day by day, for debates in whose titles one of `titles` stands."""

    base: ClassVar[str] = "https://hansard-api.parliament.uk"
    house: ClassVar[str | None] = None
    titles: ClassVar[tuple[str, ...]] = ()
    """Words of titles, in any case; without any no sitting is asked for."""
    sittings: ClassVar[int] = 5
    """Sitting days looked at in one crawl."""
    most_sittings: ClassVar[int] = 20
    """The same with `since`, which may be years ago: each day is about five requests, and searches find older days."""

    def ask_sittings(self) -> Iterator[Request]:
        """The day of the last sitting, where debates are looked for by their titles."""
        if not self.titles or not self.house:
            return
        if last := find_last_day(self.until):
            after = last + timedelta(days=1)
            yield self._ask(LINKED, self.parse_linked, {"day": after, "number": 0}, date=after.isoformat())
        else:
            yield self._ask(LAST, self.parse_last)

    def _ask(self, path: str, callback: Callback, arguments: dict[str, Any] | None = None, **asked: str) -> Request:
        query = urlencode({"house": self.house or "", **asked}, quote_via=quote)
        return make_list_request(f"{self.base}{path}?{query}", callback, **(arguments or {}))

    def parse_last(self, response: Response) -> Iterator[Request]:
        """The last sitting."""
        try:
            day = _read_day(json.loads(response.body))
        except OTHER_SHAPE as error:
            self.report_broken(response, f"it is not the date of a sitting ({error!r})")
            return
        yield from self._ask_day(day, 1)

    def _ask_day(self, day: date, number: int) -> Iterator[Request]:
        if self.since and day < self.since:
            return
        arguments = {"day": day, "number": number}
        yield self._ask(SECTIONS, self.parse_sections, arguments, date=day.isoformat())
        if number < (self.most_sittings if self.since else self.sittings):
            yield self._ask(LINKED, self.parse_linked, arguments, date=day.isoformat())

    def parse_linked(self, response: Response, day: date, number: int) -> Iterator[Request]:
        """The sitting before; before the first there is none."""
        try:
            found = json.loads(response.body)["PreviousSittingDate"]
            before = _read_day(found) if found is not None else None
        except OTHER_SHAPE as error:
            self.report_broken(response, f"it does not name the sitting before ({error!r})")
            return
        # A later day would lead round in circles.
        if before is not None and before < day:
            yield from self._ask_day(before, number + 1)

    def parse_sections(self, response: Response, day: date, number: int) -> Iterator[Request]:
        """The contents of each section of a day in which members speak."""
        del number
        try:
            sections = [str(section) for section in list(json.loads(response.body))]
        except OTHER_SHAPE as error:
            self.report_broken(response, f"it is not a list of sections ({error!r})")
            return
        for section in sections:
            if not section.casefold().startswith(WRITTEN):
                yield self._ask(TREES, self.parse_trees, date=day.isoformat(), section=section)

    def parse_trees(self, response: Response) -> Iterator[Request]:
        """The debates of a section whose titles fit, each by its id."""
        try:
            trees = [dict(tree) for tree in list(json.loads(response.body))]
            items = [dict(item) for tree in trees for item in tree["SectionTreeItems"] or ()]
            debates = {str(item["ExternalId"]): str(item["Title"]) for item in items}
        except OTHER_SHAPE as error:
            self.report_broken(response, f"it is not the contents of a section ({error!r})")
            return
        for debate, title in debates.items():
            if any(words.casefold() in title.casefold() for words in self.titles):
                yield from self.ask_page(f"{self.base}/debates/debate/{debate}.json")


def _read_day(stamp: Any) -> date:
    return date.fromisoformat(str(stamp)[:10])
