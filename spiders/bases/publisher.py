"""What every spider has: its publisher, and how it tells that a list is empty or broken."""

from collections.abc import AsyncIterator, Iterator
from datetime import date, datetime, time
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.settings import BaseSettings

from clausewatch.models import Publisher
from spiders.addresses import clean_address, explain_host
from spiders.requests import Callback, make_list_request, make_page_request
from spiders.slots import SHORTEST
from spiders.tally import count, note

LONDON = ZoneInfo("Europe/London")


class PublisherSpider(Spider):
    """Base of the spiders. A publisher's file sets `publisher`, whose name is the spider's, and its addresses.

    `since` (a day as 2023-09-06, from `-a since=` or `clausewatch run --since`) leaves out what the lists date earlier.
    The day begins at midnight in London: what is under embargo until 00:01 is the day before in UTC all summer.
    """

    publisher: ClassVar[Publisher]
    allowed_domains: list[str]
    delay: ClassVar[float] = 1.0
    """Seconds between two requests to a host; a longer one that robots.txt asks for is kept instead."""

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if "publisher" in cls.__dict__:
            cls.name = cls.publisher.name
            cls.allowed_domains = list(cls.publisher.domains)

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Scrapy's settings with what this spider sets itself."""
        super().update_settings(settings)
        settings.set("DOWNLOAD_DELAY", max(cls.delay, SHORTEST), priority="spider")

    def __init__(self, name: str | None = None, since: str | None = None, **arguments: Any) -> None:
        super().__init__(name, **arguments)
        self.since = date.fromisoformat(since) if since else None

    async def start(self) -> AsyncIterator[Request]:
        """The first requests."""
        for request in self.ask_lists():
            yield request

    @classmethod
    def addresses(cls) -> tuple[str, ...]:
        """Where it looks for what is new."""
        raise NotImplementedError

    def ask_lists(self) -> Iterator[Request]:
        """Requests for what lists the pages."""
        raise NotImplementedError

    def parse(self, response: Response, **arguments: Any) -> None:
        """A page needs nothing more: it is in archive and ledger already."""

    def ask_page(self, url: str, published: datetime | None = None) -> Iterator[Request]:
        """A request for a page that a list names, unless it is older than asked for or on another site."""
        if self._is_too_old(published):
            return
        address = clean_address(url)
        if self._is_own(address):
            yield make_page_request(address)

    def ask_list(self, url: str, changed: datetime | None, callback: Callback, **arguments: Any) -> Iterator[Request]:
        """A request for a list that a list names, unless it is older than asked for or on another site."""
        if not self._is_too_old(changed) and self._is_own(url):
            yield make_list_request(url, callback, **arguments)

    def _is_own(self, address: str) -> bool:
        if explain_host(address, self.publisher.domains) is None:
            return True
        count(self.crawler.stats, "offsite")
        return False

    def _is_too_old(self, published: datetime | None) -> bool:
        if self.since is None or published is None:
            return False
        return published < datetime.combine(self.since, time(), LONDON)

    def report_empty(self, response: Response) -> None:
        """A list without a single entry: the publisher has gone quiet or changed its page."""
        note(self.crawler.stats, "empty_lists", response.url)

    def report_broken(self, response: Response, reason: str) -> None:
        """A list that cannot be read."""
        note(self.crawler.stats, "failed_lists", f"{response.url}: {reason}")
