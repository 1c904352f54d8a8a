"""How often one host is asked: one request at a time, its distance kept, and rests after it was troubled."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import monotonic
from typing import NamedTuple

from spiders.robots import LONGEST_DELAY
from spiders.slots import SHORTEST
from spiders.watching.answers import RestingError

FIRST_REST, LONGEST_REST = 5.0, 300.0
"""Seconds without a request after the first failure, and after many; each is up to half longer, by chance."""


def choose_rest(failures: int) -> float:
    """Seconds to wait after so many failures in a row, longer each time."""
    wait = min(LONGEST_REST, FIRST_REST * 2.0 ** min(failures - 1, 16))
    return wait * random.uniform(1.0, 1.5)  # noqa: S311


class Site(NamedTuple):
    """Whom a request is for."""

    domains: tuple[str, ...]
    """Where it may lead, redirects included."""
    delay: float = 1.0
    """Seconds between two requests to a host; a longer one that robots.txt asks for is kept instead."""
    publisher: str = ""
    """Under whose name what its servers ask for is kept; empty: it is not."""


class Host:
    """One host, shared by all publishers on it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.crawl_delay = 0.0
        """Seconds, as its robots.txt asks."""
        self._free = asyncio.Lock()
        self._asked_at = float("-inf")
        self._resting_until = float("-inf")
        self._failures = 0

    @asynccontextmanager
    async def take_turn(self, delay: float) -> AsyncIterator[None]:
        """Wait until it may be asked; `RestingError` where that will not be soon. `delay`: seconds between requests."""
        self._check_rest()
        async with self._free:
            between = max(delay, self.crawl_delay, SHORTEST)
            await asyncio.sleep(max(0.0, self._asked_at + between - monotonic()))
            # While this one waited, another may have been told to go away.
            self._check_rest()
            self._asked_at = monotonic()
            yield

    def _check_rest(self) -> None:
        left = self._resting_until - monotonic()
        if left > 0:
            raise RestingError(f"{self.name} is left alone for {left:.0f} s more", left)

    def rest(self, seconds: float) -> None:
        """Leave it alone for so long from now on, at least."""
        self._resting_until = max(self._resting_until, monotonic() + seconds)

    def note_success(self) -> None:
        """It answered as it should."""
        self._failures = 0

    def note_trouble(self, asked: float | None = None) -> None:
        """It is busy, broken or silent: leave it alone for a while, at least for the `asked` seconds."""
        self._failures += 1
        wait = choose_rest(self._failures) if asked is None else max(asked, 1.0) * random.uniform(1.0, 1.1)  # noqa: S311
        self._resting_until = monotonic() + min(wait, LONGEST_DELAY)
