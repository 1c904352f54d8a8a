"""Which hosts asked to be left alone, shared with crawls through the ledger: what one is told holds for all."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from threading import Lock
from time import monotonic
from typing import TypeVar

from clausewatch.errors import StoreError
from clausewatch.ledger import Ledger, open_ledger
from clausewatch.ledger.fetches import record_fetch
from clausewatch.settings import Settings
from spiders.rests import explain_rest, read_rests
from spiders.run import list_neighbours, list_publishers
from spiders.runs import new_run

logger = logging.getLogger(__name__)
SECONDS_TO_KEEP = 15.0
"""How old what was read may be."""
Result = TypeVar("Result")


class SharedRests:
    """Tasks of one event loop may share it. Where the ledger cannot be used, that is told once, and the watch goes by
    what it was told itself.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings, self._run = settings, new_run()
        self._ledger: Ledger | None = None
        self._neighbours: dict[str, list[str]] = {}
        self._read: dict[str, tuple[float, Mapping[str, datetime]]] = {}
        self._in_use = Lock()
        self._is_ill = False

    async def read(self, publisher: str) -> Mapping[str, datetime]:
        """Until when hosts of a publisher's site are to be left alone."""
        read_at, known = self._read.get(publisher, (float("-inf"), {}))
        if monotonic() - read_at < SECONDS_TO_KEEP:
            return known
        nothing: Mapping[str, datetime] = {}
        found = await self._do(lambda ledger: self._find(ledger, publisher), nothing)
        self._read[publisher] = monotonic(), found
        return found

    async def keep(self, publisher: str, url: str, status: int, wait: float) -> None:
        """A server asked for more time than a crawl has: as a crawl keeps it, so that none asks before."""
        reason = explain_rest(wait, status)
        await self._do(lambda ledger: self._record(ledger, publisher, url, status, reason), None)

    async def aclose(self) -> None:
        """Let go of the ledger."""
        await asyncio.to_thread(self._close)

    async def _do(self, work: Callable[[Ledger], Result], otherwise: Result) -> Result:
        try:
            found = await asyncio.to_thread(self._work, work)
        except StoreError as error:
            if not self._is_ill:
                logger.warning("What servers asked of crawls is not known to the watch, nor the other way: %s", error)
            self._is_ill = True
            return otherwise
        self._is_ill = False
        return found

    def _work(self, work: Callable[[Ledger], Result]) -> Result:
        with self._in_use:
            if self._ledger is None:
                self._ledger = open_ledger(self._settings.database_url)
            return work(self._ledger)

    def _find(self, ledger: Ledger, publisher: str) -> Mapping[str, datetime]:
        if not self._neighbours:
            known = list_publishers(self._settings)
            self._neighbours = {one.name: list_neighbours(one, known) for one in known}
        with ledger.read() as session:
            return read_rests(session, self._neighbours.get(publisher, [publisher]), datetime.now(UTC))

    def _record(self, ledger: Ledger, publisher: str, url: str, status: int, reason: str) -> None:
        with ledger.begin() as session:
            record_fetch(
                session,
                publisher=publisher,
                url=url,
                status=status,
                outcome="failed",
                fetched_at=datetime.now(UTC),
                run=self._run,
                reason=reason,
                page=False,
            )

    def _close(self) -> None:
        with self._in_use:
            if self._ledger is not None:
                self._ledger.close()
            self._ledger = None
