"""Publishers whose terms allow headlines and summaries only: the feed itself is kept, and no page is asked for."""

from collections.abc import Iterator
from typing import ClassVar

from scrapy import Request
from scrapy.http import Response

from clausewatch.errors import CrawlError
from spiders.bases.feed import read_feed
from spiders.bases.publisher import PublisherSpider
from spiders.requests import make_list_request


class HeadlineSpider(PublisherSpider):
    """Keeps the feeds in the archive; they are no pages, so that its publisher has a minimum of 0."""

    feeds: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def addresses(cls) -> tuple[str, ...]:
        """Its feeds."""
        return cls.feeds

    def ask_lists(self) -> Iterator[Request]:
        """The feeds."""
        for url in self.feeds:
            yield make_list_request(url, self.check_feed)

    def check_feed(self, response: Response) -> None:
        """Tell of a feed that is empty or broken."""
        try:
            if not read_feed(response.body, response.url):
                self.report_empty(response)
        except CrawlError as error:
            self.report_broken(response, str(error))
