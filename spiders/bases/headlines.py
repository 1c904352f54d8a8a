"""Publishers whose terms allow headlines and summaries only: the feed is read itself, and no page is asked for."""

from collections.abc import Iterator
from typing import Any, ClassVar

from scrapy import Request
from scrapy.http import Response

from clausewatch.errors import CrawlError
from spiders.bases.feed import read_feed
from spiders.bases.publisher import PublisherSpider
from spiders.requests import make_headlines_request


class HeadlineSpider(PublisherSpider):
    """Asks for the feeds, of which each entry is a document. They are no pages, so that its publisher has a minimum
    of 0.
    """

    feeds: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if "publisher" in cls.__dict__:
            # Holds for pages that somebody hands in, too.
            cls.publisher = cls.publisher.model_copy(update={"headlines_only": True})

    @classmethod
    def addresses(cls) -> tuple[str, ...]:
        """Its feeds."""
        return cls.feeds

    def ask_lists(self) -> Iterator[Request]:
        """The feeds."""
        for url in self.feeds:
            yield make_headlines_request(url, self.check_feed)

    def check_feed(self, response: Response) -> None:
        """Tell of a feed that is empty or broken."""
        try:
            if not read_feed(response.body, response.url):
                self.report_empty(response)
        except CrawlError as error:
            self.report_broken(response, str(error))
