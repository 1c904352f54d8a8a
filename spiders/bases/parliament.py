"""Parliament's APIs whose lists have `items` and `totalResults`, and are paged by `Skip` and `Take`."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, ClassVar, NamedTuple
from urllib.parse import urlencode

from scrapy import Request
from scrapy.http import Response

from clausewatch.lists.times import read_time
from spiders.bases.publisher import PublisherSpider
from spiders.failures import OTHER_SHAPE
from spiders.requests import Callback, make_list_request

Item = dict[str, Any]


def find_last_day(until: date | None) -> date | None:
    """The last day that is asked for; none where that is today, which `date.max` stands for too."""
    return until if until != date.max else None


class Asked(NamedTuple):
    """What a page of a list was asked for: path, parameters and where it begins."""

    path: str
    parameters: dict[str, str]
    skip: int = 0


class ParliamentSpider(PublisherSpider):
    """Searches by term; what the lists name is asked for by its id, as they cut texts near 255 characters."""

    base: ClassVar[str]
    search: ClassVar[str]
    """Path of the list that is searched."""
    order: ClassVar[str]
    terms: ClassVar[tuple[str, ...]] = ()
    days: ClassVar[int] = 60
    """How far back a crawl without `since` looks."""
    results_a_page: ClassVar[int] = 20
    """The bills API gives no more, however many are asked for."""

    @classmethod
    def addresses(cls) -> tuple[str, ...]:
        """The search API."""
        return (f"{cls.base}{cls.search}",)

    def ask_lists(self) -> Iterator[Request]:
        """The first page of each search."""
        for term in self.terms:
            yield self.ask_items(Asked(self.search, {"SearchTerm": term, "SortOrder": self.order}), self.parse_search)

    def parse_search(self, response: Response, asked: Asked) -> Iterator[Request]:
        """What follows from a page of the search, and its next page."""
        raise NotImplementedError

    def ask_items(self, asked: Asked, callback: Callback) -> Request:
        """A page of a list; the callback gets `asked`."""
        query = urlencode({**asked.parameters, "Skip": asked.skip, "Take": self.results_a_page})
        return make_list_request(f"{self.base}{asked.path}?{query}", callback, asked=asked)

    def read_items(self, response: Response, keys: tuple[str, ...] = ("id",)) -> tuple[list[Item], int] | None:
        """The items, whose `keys` are whole numbers, and how many there are in all; none, and it is told, where the
        answer has another shape.
        """
        try:
            found = json.loads(response.body)
            items, total = [dict(item) for item in found["items"]], int(found["totalResults"])
            return [item | {key: int(item[key]) for key in keys} for item in items], total
        except OTHER_SHAPE as error:
            self.report_broken(response, f"it is not an answer of the search ({error!r})")
            return None

    def ask_rest(self, asked: Asked, count: int, total: int, callback: Callback) -> Iterator[Request]:
        """The next page of a list of which a page had `count` items, unless it was the last."""
        following = asked.skip + count
        if count and following < total:
            yield self.ask_items(asked._replace(skip=following), callback)

    @property
    def first_day(self) -> date:
        """What is older is left out."""
        return self.since or (datetime.now(UTC) - timedelta(days=self.days)).date()

    def is_before_first_day(self, stamp: Any) -> bool:
        """Whether a time, as the API writes it, is known and lies before the first day."""
        at = read_time(stamp) if isinstance(stamp, str) else None
        return at is not None and at.date() < self.first_day

    def is_after_last_day(self, stamp: Any) -> bool:
        """Whether it is known and lies after the last day, where one is asked for."""
        at, last = read_time(stamp) if isinstance(stamp, str) else None, find_last_day(self.until)
        return at is not None and last is not None and at.date() > last
