"""Publishers whose terms allow headlines and summaries only: the feed is read itself, and no page is asked for."""

from collections.abc import Iterator
from typing import Any, ClassVar

from scrapy import Request
from scrapy.http import Response

from clausewatch.errors import CrawlError
from spiders.addresses import explain_host
from spiders.bases.feed import FeedEntry, read_feed
from spiders.bases.publisher import PublisherSpider
from spiders.requests import make_headlines_request
from spiders.tally import count


class HeadlineSpider(PublisherSpider):
    """Asks for the feeds, of which each entry is a document, and counts as a page for its publisher's minimum."""

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
        """Count the entries; tell of a feed that is empty or broken."""
        try:
            entries = read_feed(response.body, response.url)
        except CrawlError as error:
            self.report_broken(response, str(error))
            return
        if not entries:
            self.report_empty(response)
        for entry in entries:
            if explain_host(entry.url, self.publisher.domains) is None:
                self.note_headline(entry)

    def note_headline(self, entry: FeedEntry) -> None:
        """An entry of the feed."""
        del entry
        count(self.crawler.stats, "headlines")
