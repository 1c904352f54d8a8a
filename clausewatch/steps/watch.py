"""Official publishers to names of those with news: lists asked conditionally, all the time, without a crawl."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from queue import SimpleQueue
from threading import Event, Thread
from typing import Self

from clausewatch.settings import Settings
from clausewatch.steps.crawl import choose_publishers
from spiders.bases.publisher import PublisherSpider
from spiders.run import list_spiders
from spiders.watching.rests import SharedRests
from spiders.watching.watcher import News, Watcher

SECONDS_TO_SETTLE = 10.0
"""How long whoever took news has to bring it to safety; a watch that is killed before tells it again."""
PATIENCE = 300.0
"""Seconds for one round where there is only one."""


def choose_watched(settings: Settings, names: Sequence[str] = ()) -> tuple[type[PublisherSpider], ...]:
    """The spiders of the publishers named, or of all enabled official ones; `SettingsError` names one that does not
    exist.
    """
    spiders = {spider.publisher.name: spider for spider in list_spiders(settings)}
    chosen = choose_publishers(settings, tuple(dict.fromkeys(names)))
    return tuple(spiders[publisher.name] for publisher in chosen if names or publisher.kind == "official")


async def tell_news(
    watcher: Watcher, interval: float, settle: float = SECONDS_TO_SETTLE
) -> AsyncGenerator[tuple[str, ...], None]:
    """Names of publishers with news, for ever. Acknowledged `settle` seconds after the next was asked for."""
    settling: set[asyncio.Task[None]] = set()
    try:
        async with aclosing(watcher.watch(interval)) as told:
            async for news in told:
                yield news.publishers
                task = asyncio.create_task(_acknowledge_later(watcher, news, settle))
                settling.add(task)
                task.add_done_callback(settling.discard)
    finally:
        for task in settling:
            task.cancel()


async def _acknowledge_later(watcher: Watcher, news: News, seconds: float) -> None:
    await asyncio.sleep(seconds)
    await watcher.acknowledge(news)


class Watch:
    """A watch that goes on in a thread of its own while its news is crawled; `with` ends it."""

    def __init__(
        self, settings: Settings, spiders: Sequence[type[PublisherSpider]], interval: float, *, once: bool = False
    ) -> None:
        self._interval, self._once = interval, once
        self._watcher = Watcher(spiders, settings, rests=SharedRests(settings))
        self._told: SimpleQueue[News | BaseException | None] = SimpleQueue()
        self._stop = asyncio.Event()
        self._ready = Event()
        self._thread = Thread(target=lambda: asyncio.run(self._run()), name="watch", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()

    def wait(self) -> News | None:
        """The next news, with all that came meanwhile; none when there will be no more. Ctrl-C ends the waiting."""
        told = self._told.get()
        while isinstance(told, News) and not self._told.empty():
            more = self._told.get()
            if isinstance(more, KeyboardInterrupt):
                raise more
            if not isinstance(more, News):
                self._told.put(more)
                break
            told = told.join(more)
        if isinstance(told, BaseException):
            raise told
        return told

    def interrupt(self) -> None:
        """End the waiting as Ctrl-C does, now or when it next begins; a signal handler may call it."""
        self._told.put(KeyboardInterrupt())

    def acknowledge(self, news: News) -> None:
        """The news has been crawled: it is not told again, also after a restart."""
        asyncio.run_coroutine_threadsafe(self._watcher.acknowledge(news), self._loop).result()

    @property
    def troubled(self) -> tuple[str, ...]:
        """Publishers that could not be watched lately; the log says why."""
        return self._watcher.troubled

    async def _run(self) -> None:
        self._loop = asyncio.get_running_loop()
        async with self._watcher:
            telling = asyncio.create_task(self._tell())
            telling.add_done_callback(self._note_end)
            self._ready.set()
            await self._stop.wait()
            telling.cancel()
            await asyncio.wait({telling})

    async def _tell(self) -> None:
        if self._once:
            news = await self._watcher.look(PATIENCE)
            if news.publishers:
                self._told.put(news)
            return
        async with aclosing(self._watcher.watch(self._interval)) as told:
            async for news in told:
                self._told.put(news)

    def _note_end(self, telling: asyncio.Task[None]) -> None:
        """So that nobody waits for ever."""
        self._told.put(None if telling.cancelled() else telling.exception())
