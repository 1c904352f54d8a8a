"""Few requests to one site, as polite as a crawl's, and never more than a person would wait for."""

import asyncio
from datetime import UTC, datetime

from clausewatch.lists.addresses import join_address
from spiders.robots import OFF_HOURS
from spiders.watching.answers import Answer, NoAnswerError, RestingError
from spiders.watching.asking import Asker
from spiders.watching.hosts import Site

LONGEST_REST = 20.0
"""Seconds that a look waits for a host that is left alone for now; asked for more, it goes without an answer."""
LONGEST_CRAWL_DELAY = 60.0
"""Seconds between two requests for which a look has the time."""


class Visitor:
    """Asks one site for a bounded number of addresses; robots.txt and redirects come on top."""

    def __init__(self, asker: Asker, site: Site, most: int) -> None:
        self._asker, self._site, self._most = asker, site, most
        self.asked: list[str] = []
        """Addresses in their order."""
        self.crawl_delay = 0.0
        """Seconds; the longest that a robots.txt on the way asks for."""
        self.sitemaps: list[str] = []
        """Addresses that a Sitemap line of a robots.txt on the way names."""

    @property
    def is_spent(self) -> bool:
        """Whether nothing more may be asked."""
        return len(self.asked) >= self._most

    async def ask(self, url: str) -> Answer:
        """The answer of status 200 to an address; `NoAnswerError` says why there is none."""
        if self.is_spent:
            raise NoAnswerError(f"{url}: not asked, as {self._most} requests are enough for one look")
        try:
            return await self._ask_once(url)
        except RestingError as error:
            if error.seconds > LONGEST_REST:
                raise
            await asyncio.sleep(error.seconds)
        return await self._ask_once(url)

    async def _ask_once(self, url: str) -> Answer:
        rules = await self._asker.read_rules(self._site, url)
        self.crawl_delay = max(self.crawl_delay, rules.crawl_delay or 0.0)
        # Some sites leave out the host, though it is to be there.
        named = (join_address(url, address) for address in rules.sitemaps)
        self.sitemaps += [address for address in named if address not in self.sitemaps]
        if self.crawl_delay > LONGEST_CRAWL_DELAY:
            asks = f"robots.txt asks for {self.crawl_delay:g} s between two requests"
            raise NoAnswerError(f"{url}: {asks}, so that a look would take too long")
        if rules.closed_for(datetime.now(UTC)):
            raise NoAnswerError(f"{url}: {OFF_HOURS}")
        if not rules.allows(url):
            raise NoAnswerError(f"{url}: robots.txt forbids it")
        self.asked.append(url)
        try:
            return await self._asker.ask(self._site, url, {})
        except RestingError:
            # It was not asked at all.
            self.asked.pop()
            raise
