"""Wakes a DAG when an official publisher lists something new. What is heavy is imported when the triggerer runs it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing
from typing import TYPE_CHECKING, Any

from airflow.triggers.base import BaseEventTrigger, TriggerEvent

if TYPE_CHECKING:
    from spiders.watching.watcher import Watcher

logger = logging.getLogger(__name__)
INTERVAL, SHORTEST_INTERVAL = 60.0, 1.0
FIRST_REST, LONGEST_REST = 5.0, 300.0
"""Seconds before the watch is tried again where it cannot be begun, for instance as a setting is wrong."""


class OfficialFeedTrigger(BaseEventTrigger):
    """Watches the lists of the official publishers, or of those named, every `interval` seconds.

    Fires {"publishers": [name, ...]}: those with news, several at once in one event. What was told is remembered in
    the data folder once Airflow has had the time to store the event, so that a triggerer that is killed before tells
    it again. It never ends by itself: a trigger that ends would be started anew, every second.
    """

    def __init__(self, interval: float = INTERVAL, publishers: Sequence[str] | None = None) -> None:
        # Nothing is refused here: the triggerer makes this object too, and an error would end it.
        super().__init__()  # type: ignore[no-untyped-call]
        self.interval = interval
        self.publishers = None if publishers is None else list(publishers)
        self._watcher: Watcher | None = None

    def serialize(self) -> tuple[str, dict[str, Any]]:
        """The class and its arguments, from which the triggerer makes it."""
        return f"{__name__}.{type(self).__name__}", {"interval": self.interval, "publishers": self.publishers}

    async def run(self) -> AsyncIterator[TriggerEvent]:
        """Events, for ever. The settings are those in force where the triggerer runs."""
        rest, told_before = FIRST_REST, ""
        while True:
            try:
                async with aclosing(self._tell()) as told:
                    async for names in told:
                        rest, told_before = FIRST_REST, ""
                        yield TriggerEvent({"publishers": list(names)})  # type: ignore[no-untyped-call]
            except Exception as error:
                # Whatever it is: dead, it would miss all news of all publishers.
                reason = f"{type(error).__name__}: {error}"
                if reason != told_before:
                    logger.exception("The official publishers cannot be watched for now")
                told_before = reason
            await asyncio.sleep(rest)
            rest = min(2 * rest, LONGEST_REST)

    async def _tell(self) -> AsyncGenerator[Sequence[str], None]:
        from clausewatch.steps.watch import tell_news

        # In a thread, as reading the settings and all spiders takes a second.
        self._watcher = await asyncio.to_thread(_open_watcher, self.publishers or ())
        async with (
            self._watcher as watcher,
            aclosing(tell_news(watcher, max(self.interval, SHORTEST_INTERVAL))) as told,
        ):
            async for names in told:
                yield names

    async def cleanup(self) -> None:
        """Let go of connections, where the triggerer ended `run` from outside."""
        if self._watcher is not None:
            await self._watcher.aclose()


def _open_watcher(names: Sequence[str]) -> Watcher:
    from clausewatch.settings import load_settings
    from clausewatch.steps.watch import choose_watched
    from spiders.watching.rests import SharedRests
    from spiders.watching.watcher import Watcher

    settings = load_settings()
    return Watcher(choose_watched(settings, names), settings, rests=SharedRests(settings))
