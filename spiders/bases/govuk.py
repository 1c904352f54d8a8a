"""GOV.UK's search and content APIs, which need no key."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, ClassVar
from urllib.parse import urlencode

from scrapy import Request
from scrapy.http import Response

from clausewatch.lists.times import read_time
from spiders.bases.parliament import find_last_day
from spiders.bases.publisher import PublisherSpider
from spiders.failures import OTHER_SHAPE
from spiders.requests import make_list_request

SEARCH = "/api/search.json"
CONTENT = "/api/content"
PARAMETERS = frozenset({
    "q", "count", "start", "order", "fields", "filter_organisations", "filter_content_store_document_type",
    "filter_public_timestamp",
})  # fmt: skip
"""Those that are used here; the API answers 422 to one it does not know."""
DAY = timedelta(days=1)
SPOKEN_AND_NEWS = (
    "speech",
    "written_statement",
    "oral_statement",
    "authored_article",
    "press_release",
    "news_story",
    "government_response",
)


class GovUkSpider(PublisherSpider):
    """Searches newest first, page after page, then asks the content API for each item found."""

    base: ClassVar[str] = "https://www.gov.uk"
    organisations: ClassVar[tuple[str, ...]] = ()
    document_types: ClassVar[tuple[str, ...]] = SPOKEN_AND_NEWS
    terms: ClassVar[str] = ""
    results_a_page: ClassVar[int] = 50
    most: ClassVar[int] = 200
    """Items taken in one crawl; with `since`, all back to that day."""

    @classmethod
    def addresses(cls) -> tuple[str, ...]:
        """The search API."""
        return (f"{cls.base}{SEARCH}",)

    def ask_lists(self) -> Iterator[Request]:
        """The first page of the search."""
        yield self._ask_search(0)

    def _ask_search(self, start: int) -> Request:
        asked = [("order", "-public_timestamp"), ("count", self.results_a_page), ("start", start)]
        asked += [("q", self.terms)] if self.terms else []
        asked += [("filter_organisations", slug) for slug in self.organisations]
        asked += [("filter_content_store_document_type", name) for name in self.document_types]
        asked += [("fields", name) for name in ("link", "public_timestamp")]
        if self.since and (last := find_last_day(self.until)):
            # A day more on either side, as the API's begin at another midnight; what is outside is not asked for.
            asked.append(("filter_public_timestamp", f"from:{self.since - DAY},to:{last + DAY}"))
        return make_list_request(f"{self.base}{SEARCH}?{urlencode(asked)}", self.parse_search, start=start)

    def parse_search(self, response: Response, start: int) -> Iterator[Request]:
        """The items of a page of results, and the next page until the last or the day asked for."""
        try:
            found = json.loads(response.body)
            results, total = [dict(result) for result in found["results"]], int(found["total"])
        except OTHER_SHAPE as error:
            self.report_broken(response, f"it is not an answer of the search API ({error!r})")
            return
        if not total and find_last_day(self.until) is None:
            self.report_empty(response)
        for result in results:
            yield from self._ask_item(result)
        following = start + len(results)
        goes_on = results and following < total and not self._is_too_old(_changed_at(results[-1]))
        if goes_on and (self.since or following < self.most):
            yield self._ask_search(following)

    def _ask_item(self, result: dict[str, Any]) -> Iterator[Request]:
        link = str(result.get("link", ""))
        # Other links lead to other sites.
        if link.startswith("/"):
            yield from self.ask_page(f"{self.base}{CONTENT}{link}", _changed_at(result))


def _changed_at(result: dict[str, Any]) -> datetime | None:
    return read_time(str(result.get("public_timestamp", "")))
