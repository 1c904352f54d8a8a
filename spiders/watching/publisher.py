"""One publisher under watch: its lists, what was seen of them, and rests after failures."""

import asyncio
import logging
from time import monotonic
from typing import NamedTuple

from clausewatch.errors import CrawlError, StoreError
from spiders.bases.publisher import PublisherSpider
from spiders.watching.answers import NoAnswerError, RestingError
from spiders.watching.asking import Asker
from spiders.watching.entries import digest_entries
from spiders.watching.hosts import Site, choose_rest
from spiders.watching.seen import Lists, Seen, SeenFolder

logger = logging.getLogger(__name__)
NOT_MODIFIED = 304


class Trouble(NamedTuple):
    """A list that could not be had lately."""

    failures: int
    rests_until: float
    """Time of `time.monotonic()`."""


class WatchedPublisher:
    """Looks at the lists that a crawl of the publisher would ask first. What a server does wrong is told in the log."""

    def __init__(self, spider: type[PublisherSpider], asker: Asker, folder: SeenFolder) -> None:
        self.name = spider.publisher.name
        self._site = Site(spider.publisher.domains, spider.delay, self.name)
        self._spider, self._asker, self._folder = spider, asker, folder
        self._kept: dict[int, Seen] | None = None
        self._now: dict[int, Seen] = {}
        self._told: dict[int, str] = {}
        self._troubles: dict[int, Trouble] = {}

    @property
    def has_news(self) -> bool:
        """Whether a list differs from what was told of it. A list seen for the first time is news."""
        return any(self._told.get(place) != seen.digest for place, seen in self._now.items())

    @property
    def is_troubled(self) -> bool:
        """Whether a list could not be had lately."""
        return bool(self._troubles)

    def tell(self) -> Lists:
        """The lists as they are now, which from here on are no news any more."""
        self._told = {place: seen.digest for place, seen in self._now.items()}
        return dict(self._now)

    async def look(self) -> None:
        """Look at all lists that need no rest."""
        if self._kept is None:
            self._kept = await asyncio.to_thread(self._folder.read, self.name)
            self._now = dict(self._kept)
            self.tell()
        was_well = not self._troubles
        # As the spider asks now: some searches hold the day.
        for place, request in enumerate(self._spider().ask_lists()):
            await self._try_list(place, request.url)
        if not was_well and not self._troubles:
            logger.info("%s can be watched again", self.name)

    async def _try_list(self, place: int, url: str) -> None:
        trouble = self._troubles.get(place, Trouble(0, 0.0))
        if monotonic() < trouble.rests_until:
            return
        try:
            await self._look_at(place, url)
        except RestingError as error:
            self._note_trouble(place, Trouble(trouble.failures, 0.0), error)
        except CrawlError as error:
            failures = trouble.failures + 1
            self._note_trouble(place, Trouble(failures, monotonic() + choose_rest(failures)), error)
        else:
            self._troubles.pop(place, None)

    def _note_trouble(self, place: int, trouble: Trouble, error: CrawlError) -> None:
        """One line, until all is well again."""
        if not self._troubles:
            logger.warning("%s cannot be watched for now: %s", self.name, error)
        self._troubles[place] = trouble

    async def _look_at(self, place: int, url: str) -> None:
        before = self._now.get(place)
        conditions = {before.address: before.conditions} if before else {}
        answer = await self._asker.ask(self._site, url, conditions)
        if answer.status == NOT_MODIFIED:
            if not conditions.get(answer.url):
                raise NoAnswerError(f"{url}: HTTP 304, though it was asked for without a condition")
            return
        try:
            digest = await asyncio.to_thread(digest_entries, self._spider, answer)
        except CrawlError as error:
            raise NoAnswerError(f"{url}: {error}") from error
        etag, last_modified = answer.headers.get("ETag"), answer.headers.get("Last-Modified")
        seen = Seen(address=answer.url, digest=digest, etag=etag, last_modified=last_modified)
        self._now[place] = seen
        await self._keep_validators(place, seen)

    async def _keep_validators(self, place: int, seen: Seen) -> None:
        """New validators of a list that lists nothing new are no news, but worth keeping."""
        kept = (self._kept or {}).get(place)
        if kept is not None and kept.digest == seen.digest and kept != seen:
            await self.keep({place: seen})

    async def keep(self, lists: Lists) -> None:
        """Remember across restarts what was seen; where that fails, a restart tells it again."""
        self._kept = {**(self._kept or {}), **lists}
        try:
            await asyncio.to_thread(self._folder.write, self.name, self._kept)
        except StoreError as error:
            logger.warning("%s", error)
