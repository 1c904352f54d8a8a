"""Looks at many publishers in rounds, and tells which of them have something new."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Iterable, Mapping
from time import monotonic
from typing import NamedTuple, Self

from clausewatch.settings import Settings
from spiders.bases.publisher import PublisherSpider
from spiders.watching.asking import Asker
from spiders.watching.publisher import WatchedPublisher
from spiders.watching.rests import SharedRests
from spiders.watching.seen import Lists, SeenFolder

logger = logging.getLogger(__name__)
SECONDS_TO_JOIN = 2.0
"""How long news of one publisher waits for that of others, where they are still being looked at."""


class News(NamedTuple):
    """Publishers whose lists changed, by name, and what was seen of them."""

    publishers: tuple[str, ...]
    seen: Mapping[str, Lists]

    def only(self, names: Iterable[str]) -> "News":
        """The part of some publishers."""
        kept = set(names)
        return _make_news({name: lists for name, lists in self.seen.items() if name in kept})

    def join(self, later: "News") -> "News":
        """Both, as one."""
        return _make_news({**self.seen, **later.seen})


def _make_news(seen: Mapping[str, Lists]) -> News:
    return News(tuple(sorted(seen)), dict(seen))


class Watcher:
    """A watch over publishers, in one event loop; `async with` lets go of its connections at the end."""

    def __init__(
        self,
        spiders: Iterable[type[PublisherSpider]],
        settings: Settings,
        asker: Asker | None = None,
        rests: SharedRests | None = None,
    ) -> None:
        """`rests`: those that the watch has in common with crawls."""
        self._asker = asker or Asker(settings, rests=rests)
        folder = SeenFolder(settings.data)
        self._watched = {
            each.publisher.name: WatchedPublisher(each, self._asker, folder)
            for each in sorted(spiders, key=lambda spider: spider.publisher.name)
        }
        self._looking: dict[str, asyncio.Task[None]] = {}
        self._broken: set[str] = set()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """End the looks under way."""
        for task in self._looking.values():
            task.cancel()
        await asyncio.gather(*self._looking.values(), return_exceptions=True)
        self._looking.clear()
        await self._asker.aclose()

    async def watch(self, interval: float) -> AsyncGenerator[News, None]:
        """News for ever, a round of looks every `interval` seconds. One that takes longer goes on beside the next."""
        while True:
            ends = monotonic() + interval
            self._begin_round()
            while news := await self._wait_for_news(ends):
                yield news
            await asyncio.sleep(max(0.0, ends - monotonic()))

    async def look(self, patience: float) -> News:
        """One round: the news of those who answer within `patience` seconds."""
        self._begin_round()
        await self._wait(patience, asyncio.ALL_COMPLETED)
        return self._collect()

    async def acknowledge(self, news: News) -> None:
        """The news has come to whom it concerns: it is not told again, also after a restart."""
        for name, lists in news.seen.items():
            await self._watched[name].keep(lists)

    def _begin_round(self) -> None:
        for name, watched in self._watched.items():
            if name not in self._looking:
                self._looking[name] = asyncio.create_task(watched.look(), name=f"watch {name}")

    async def _wait_for_news(self, ends: float) -> News | None:
        """The next news of the round, a little later for the sake of others; none when the round is over."""
        while self._looking and (left := ends - monotonic()) > 0:
            await self._wait(left, asyncio.FIRST_COMPLETED)
            if any(task.done() and self._watched[name].has_news for name, task in self._looking.items()):
                await self._wait(min(SECONDS_TO_JOIN, ends - monotonic()), asyncio.ALL_COMPLETED)
                return self._collect()
            self._collect()
        return None

    async def _wait(self, seconds: float, until: str) -> None:
        if self._looking:
            await asyncio.wait(self._looking.values(), timeout=max(0.0, seconds), return_when=until)

    def _collect(self) -> News:
        """Take up the looks that have ended."""
        ended = {name: task for name, task in self._looking.items() if task.done()}
        for name, task in ended.items():
            del self._looking[name]
            self._note_end(name, task)
        return _make_news({name: self._watched[name].tell() for name in ended if self._watched[name].has_news})

    def _note_end(self, name: str, task: asyncio.Task[None]) -> None:
        """A look may fail on a fault of the spider itself, which is told once and stops no other."""
        error = None if task.cancelled() else task.exception()
        if error is None:
            self._broken.discard(name)
        elif name not in self._broken:
            self._broken.add(name)
            logger.error("%s cannot be watched: its spider fails with %r", name, error)
            logger.debug("%s fails here", name, exc_info=error)

    @property
    def troubled(self) -> tuple[str, ...]:
        """Publishers that could not be watched lately, or not all of their lists; the log says why."""
        ill = {name for name, watched in self._watched.items() if watched.is_troubled}
        return tuple(sorted(ill | self._broken))
