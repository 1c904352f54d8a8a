"""Publishers with RSS or Atom feeds."""

from collections.abc import Iterator
from typing import ClassVar

from scrapy import Request
from scrapy.http import Response

from clausewatch.errors import CrawlError
from clausewatch.lists.feeds import FeedEntry, read_feed
from spiders.bases.lists import ListSpider
from spiders.gaps import Item
from spiders.requests import make_list_request

__all__ = ["FeedEntry", "FeedSpider", "read_feed", "read_items"]


class FeedSpider(ListSpider):
    """Asks the feeds, then the pages that they list."""

    feeds: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def addresses(cls) -> tuple[str, ...]:
        """Its feeds."""
        return cls.feeds

    def ask_lists(self) -> Iterator[Request]:
        """The feeds."""
        for url in self.feeds:
            yield make_list_request(url, self.parse_feed)

    def parse_feed(self, response: Response) -> Iterator[Request]:
        """The pages of a feed, in its order."""
        try:
            entries = read_feed(response.body, response.url)
        except CrawlError as error:
            self.report_broken(response, str(error))
            return
        if not entries:
            self.report_empty(response)
        items = [Item(entry.url, entry.published) for entry in entries]
        yield from self.ask_items(items)
        yield from self.complete_list(response, items, lambda body: read_items(body, response.url))
        yield from self.close_gap(response, items, lambda body: read_items(body, response.url))


def read_items(body: bytes, base: str) -> list[Item]:
    """The pages of a feed; `CrawlError` where it is none."""
    return [Item(entry.url, entry.published) for entry in read_feed(body, base)]
