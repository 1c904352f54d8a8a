"""The Hansard API: what was said in Parliament, found by search and by sitting and read debate by debate."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import ClassVar
from urllib.parse import urlencode

from scrapy import Request
from scrapy.http import Response

from spiders.bases.parliament import find_last_day
from spiders.bases.sittings import LAST, SittingsSpider
from spiders.failures import OTHER_SHAPE
from spiders.requests import make_list_request

SEARCH = "/search/contributions/Spoken.json"


class HansardSpider(SittingsSpider):
    """Searches contributions by term, then asks for each debate that one was found in: lists cut texts at 255
    characters. Debates of the last sittings that are about the matter by their titles are asked for whole.
    """

    terms: ClassVar[tuple[str, ...]] = ()
    days: ClassVar[int | None] = 60
    """How far back a crawl without `since` looks; none: to the beginning."""
    results_a_page: ClassVar[int] = 50

    @classmethod
    def addresses(cls) -> tuple[str, ...]:
        """The search API, and where it says when a house last sat."""
        return (f"{cls.base}{SEARCH}", *([f"{cls.base}{LAST}"] if cls.titles else []))

    def ask_lists(self) -> Iterator[Request]:
        """The first page of each search, and the last sitting."""
        for term in self.terms:
            yield self._ask_search(term, 0)
        yield from self.ask_sittings()

    def _ask_search(self, term: str, skip: int) -> Request:
        asked: dict[str, str | int] = {"searchTerm": f'"{term}"', "orderBy": "SittingDateDesc"}
        asked |= {"skip": skip, "take": self.results_a_page}
        if self.house:
            asked["house"] = self.house
        if start := self._first_day():
            asked["startDate"] = start
        if last := find_last_day(self.until):
            asked["endDate"] = last.isoformat()
        query = urlencode({f"queryParameters.{name}": value for name, value in asked.items()})
        return make_list_request(f"{self.base}{SEARCH}?{query}", self.parse_search, term=term, skip=skip)

    def _first_day(self) -> str | None:
        if self.since:
            return self.since.isoformat()
        return None if self.days is None else f"{datetime.now(UTC) - timedelta(days=self.days):%Y-%m-%d}"

    def parse_search(self, response: Response, term: str, skip: int) -> Iterator[Request]:
        """The debates of a page of results, and the next page until the last. A search may find nothing."""
        try:
            found = json.loads(response.body)
            results, total = list(found["Results"]), int(found["TotalResultCount"])
            debates = dict.fromkeys(str(result["DebateSectionExtId"]) for result in results)
        except OTHER_SHAPE as error:
            self.report_broken(response, f"it is not an answer of the search API ({error!r})")
            return
        for debate in debates:
            yield from self.ask_page(f"{self.base}/debates/debate/{debate}.json")
        if results and skip + len(results) < total:
            yield self._ask_search(term, skip + len(results))
