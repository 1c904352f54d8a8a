"""What every spider has: its publisher, and how it tells that a list is empty or broken."""

from collections.abc import AsyncIterator, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar, Self
from zoneinfo import ZoneInfo

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.settings import BaseSettings

from clausewatch.identifiers import address_key
from clausewatch.models import Publisher
from clausewatch.settings import Settings
from spiders.addresses import clean_address, explain_host
from spiders.earlier import Earlier
from spiders.hints import read_terms
from spiders.requests import Callback, make_list_request, make_page_request
from spiders.slots import SHORTEST
from spiders.tally import FINISHED, count, count_offsite, note, note_past, read_tally

LONDON = ZoneInfo("Europe/London")


class PublisherSpider(Spider):
    """Base of the spiders. A publisher's file sets `publisher`, whose name is the spider's, and its addresses.

    `since` (a day as 2023-09-06, from `-a since=` or `clausewatch run --since`) leaves out what the lists date earlier,
    `until` what they date after that day. A day begins at midnight in London: what is under embargo until 00:01 is the
    day before in UTC all summer.
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

    def __init__(
        self, name: str | None = None, since: str | None = None, until: str | None = None, **arguments: Any
    ) -> None:
        super().__init__(name, **arguments)
        self.since = date.fromisoformat(since) if since else None
        self.until = date.fromisoformat(until) if until else None
        self.earlier = Earlier()
        self.wanted_words: tuple[str, ...] = ()
        self._asked: dict[str, str] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler, *arguments: Any, **named: Any) -> Self:
        """As Scrapy makes it; with a run of its own it knows what the earlier ones left."""
        spider = super().from_crawler(crawler, *arguments, **named)
        settings = crawler.settings.get("CLAUSEWATCH")
        if isinstance(settings, Settings):
            spider.wanted_words = read_terms(settings.targets)
            spider.earlier = Earlier(spider.name, crawler.settings.get("CLAUSEWATCH_RUN") or "", settings)
            spider.earlier.report = lambda reason: note(crawler.stats, "store_failures", reason)
            crawler.signals.connect(spider.note_begin, signals.spider_opened)
            # When all that came is kept.
            crawler.signals.connect(spider.note_end, signals.engine_stopped)
        return spider

    def note_begin(self) -> None:
        """See what the earlier crawls left."""
        if self.until is not None:
            note_past(self.crawler.stats)
        self.earlier.begin()

    def note_end(self) -> None:
        """Tell the next crawl whether it has something to go on with."""
        tally = read_tally(self.crawler.stats)
        is_cut_off = tally.finish_reason != FINISHED or bool(tally.store_failures)
        # Of days of the past a list is read for these only.
        is_left = bool(tally.over_budget or tally.failed or self.until)
        is_whole = not (is_cut_off or is_left)
        self.earlier.end(is_cut_off=is_cut_off, is_whole=is_whole, asked_all=not tally.not_due)

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
        """A request for a page that a list names, unless it is older than asked for, on another site, asked for under
        another spelling of its address, or one that a crawl came to which was cut off a short time ago. Where an AMP
        page is known to show another page, that is asked for in its place.
        """
        if self._is_too_old(published) or self._is_too_new(published):
            return
        address = clean_address(url)
        address = self.earlier.find_plain(address) or address
        if not self._is_own(address) or self._asked.setdefault(address_key(address), address) != address:
            return
        if address in self.earlier.answered:
            self.note_known()
            return
        yield make_page_request(address)

    def note_known(self) -> None:
        """A page that a list names, and of which nothing new is to be had."""
        count(self.crawler.stats, "known")

    def ask_list(self, url: str, changed: datetime | None, callback: Callback, **arguments: Any) -> Iterator[Request]:
        """A request for a list that a list names, unless it is older than asked for or on another site."""
        if not self._is_too_old(changed) and self._is_own(url):
            yield make_list_request(url, callback, **arguments)

    def _is_own(self, address: str) -> bool:
        if reason := explain_host(address, self.publisher.domains):
            count_offsite(self.crawler.stats, address, reason)
        return not reason

    def _is_too_old(self, published: datetime | None) -> bool:
        if self.since is None or published is None:
            return False
        return published < datetime.combine(self.since, time(), LONDON)

    def _is_too_new(self, published: datetime | None) -> bool:
        if self.until is None or self.until == date.max or published is None:
            return False
        return published >= datetime.combine(self.until + timedelta(days=1), time(), LONDON)

    def report_empty(self, response: Response) -> None:
        """A list without a single entry: the publisher has gone quiet or changed its page."""
        note(self.crawler.stats, "empty_lists", response.url)

    def report_broken(self, response: Response, reason: str) -> None:
        """A list that cannot be read."""
        note(self.crawler.stats, "failed_lists", f"{response.url}: {reason}")
