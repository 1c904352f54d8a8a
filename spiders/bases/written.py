"""Parliament's API of written statements, questions and answers: found by search and read one by one."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar, NamedTuple
from urllib.parse import urlencode

from scrapy import Request
from scrapy.http import Response

from clausewatch.lists.times import read_time
from spiders.bases.parliament import find_last_day
from spiders.bases.publisher import PublisherSpider
from spiders.failures import OTHER_SHAPE
from spiders.requests import make_list_request


class Days(NamedTuple):
    """By which days a search takes something: the parameters of the first and the last, and the date that they mean."""

    first: str
    last: str
    date: str


STATEMENTS, QUESTIONS = "writtenstatements/statements", "writtenquestions/questions"
ASKED: dict[str, tuple[Days, ...]] = {
    STATEMENTS: (Days("madeWhenFrom", "madeWhenTo", "dateMade"),),
    # An answer may come, or be corrected, months after the question was tabled.
    QUESTIONS: (
        Days("tabledWhenFrom", "tabledWhenTo", "dateTabled"),
        Days("answeredWhenFrom", "answeredWhenTo", "dateAnswered"),
        Days("correctedWhenFrom", "correctedWhenTo", "dateAnswerCorrected"),
    ),
}


class WrittenSpider(PublisherSpider):
    """Searches by term and by each date that counts, then asks for each item by its id: lists cut texts near 255
    characters.
    """

    base: ClassVar[str] = "https://questions-statements-api.parliament.uk"
    branch: ClassVar[str] = STATEMENTS
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
        for days in ASKED[self.branch]:
            for term in self.terms:
                yield self._ask_search(term, days, 0)

    def _ask_search(self, term: str, days: Days, skip: int) -> Request:
        first = self.since or (datetime.now(UTC) - timedelta(days=self.days)).date()
        asked = {"searchTerm": term, days.first: first.isoformat(), "skip": skip, "take": self.results_a_page}
        # Without it the day asked for may lie in a session that is left out.
        asked["sessionStatus"] = "Any"
        if last := find_last_day(self.until):
            asked[days.last] = last.isoformat()
        url = f"{self.base}/api/{self.branch}?{urlencode(asked)}"
        return make_list_request(url, self.parse_search, term=term, days=days, skip=skip)

    def parse_search(self, response: Response, term: str, days: Days, skip: int) -> Iterator[Request]:
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
            yield from self.ask_page(url, read_time(str(value.get(days.date, ""))))
        if values and skip + len(values) < total:
            yield self._ask_search(term, days, skip + len(values))
