"""Parliament's API of written statements, questions and answers: found by search and read one by one."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar
from urllib.parse import urlencode

from scrapy import Request
from scrapy.http import Response

from clausewatch.lists.xml import read_time
from spiders.bases.parliament import find_last_day
from spiders.bases.publisher import PublisherSpider
from spiders.failures import OTHER_SHAPE
from spiders.requests import make_list_request

DATES = {"writtenstatements/statements": "dateMade", "writtenquestions/questions": "dateTabled"}
SINCE = {"writtenstatements/statements": "madeWhenFrom", "writtenquestions/questions": "tabledWhenFrom"}
UNTIL = {"writtenstatements/statements": "madeWhenTo", "writtenquestions/questions": "tabledWhenTo"}


class WrittenSpider(PublisherSpider):
    """Searches by term, then asks for each item by its id: lists cut texts near 255 characters."""

    base: ClassVar[str] = "https://questions-statements-api.parliament.uk"
    branch: ClassVar[str] = "writtenstatements/statements"
    terms: ClassVar[tuple[str, ...]] = ()
    days: ClassVar[int] = 60
    """How far back a crawl without `since` looks."""
    results_a_page: ClassVar[int] = 50

    @classmethod
    def addresses(cls) -> tuple[str, ...]:
        """The search API."""
        return (f"{cls.base}/api/{cls.branch}",)

    def ask_lists(self) -> Iterator[Request]:
        """The first page of each search."""
        for term in self.terms:
            yield self._ask_search(term, 0)

    def _ask_search(self, term: str, skip: int) -> Request:
        first = self.since or (datetime.now(UTC) - timedelta(days=self.days)).date()
        asked = {"searchTerm": term, SINCE[self.branch]: first.isoformat(), "skip": skip, "take": self.results_a_page}
        # Without it the day asked for may lie in a session that is left out.
        asked["sessionStatus"] = "Any"
        if last := find_last_day(self.until):
            asked[UNTIL[self.branch]] = last.isoformat()
        url = f"{self.base}/api/{self.branch}?{urlencode(asked)}"
        return make_list_request(url, self.parse_search, term=term, skip=skip)

    def parse_search(self, response: Response, term: str, skip: int) -> Iterator[Request]:
        """The items of a page of results, and the next page until the last. A search may find nothing."""
        try:
            found = json.loads(response.body)
            values: list[dict[str, Any]] = [dict(result["value"]) for result in found["results"]]
            numbers, total = [int(value["id"]) for value in values], int(found["totalResults"])
        except OTHER_SHAPE as error:
            self.report_broken(response, f"it is not an answer of the search ({error!r})")
            return
        for number, value in zip(numbers, values, strict=True):
            url = f"{self.base}/api/{self.branch}/{number}?expandMember=true"
            yield from self.ask_page(url, read_time(str(value.get(DATES[self.branch], ""))))
        if values and skip + len(values) < total:
            yield self._ask_search(term, skip + len(values))
