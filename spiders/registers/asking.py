"""One register: JSON from its addresses in turn, waiting where it asks for time, and left alone when it is ill."""

import asyncio
import json
from http import HTTPStatus
from typing import Any

from clausewatch.errors import CrawlError
from spiders.addresses import host_of
from spiders.settings import RETRY_AFTER_LONGEST, RETRY_TIMES
from spiders.watching.answers import NoAnswerError, RestingError, TroubledError
from spiders.watching.asking import Asker
from spiders.watching.hosts import Site

LONGEST_RUN_OF_FAILURES = 3
"""Requests in a row without an answer after which the register is left alone."""
MOST_REQUESTS = 2_000
"""Of one update to one register: a registry of thousands is refreshed in parts."""
GONE = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}


class NoRecordError(CrawlError):
    """The register has nothing at that address."""


class RegisterError(CrawlError):
    """The register gave no answer that can be used; the reason is for people."""


class RegisterClosedError(RegisterError):
    """The register failed so often that it is not asked any more."""


class Register:
    """Asks one register, one request at a time, as a crawl would: robots.txt, distance, size and time are kept."""

    def __init__(self, asker: Asker, base: str, delay: float = 1.0) -> None:
        """`base`: scheme and host. `delay`: seconds between two requests."""
        self._asker, self._base = asker, base.rstrip("/")
        self._site = Site((host_of(base),), delay)
        self._failures = 0
        self.requests = 0
        self._given_up = ""

    async def ask(self, path: str) -> Any:
        """The JSON at a path; `NoRecordError` where there is none, `RegisterError` says why there is no answer."""
        if self._given_up:
            raise RegisterClosedError(self._given_up)
        try:
            body = await self._ask_again(path)
        except NoAnswerError as error:
            if error.status in GONE:
                self._failures = 0
                raise NoRecordError(str(error)) from error
            self._note_failure(error)
            raise RegisterError(str(error)) from error
        self._failures = 0
        return _read_json(path, body)

    async def _ask_again(self, path: str) -> bytes:
        """Waits for a server that asks for time, and asks again what may get better."""
        left = RETRY_TIMES
        while True:
            try:
                self._count()
                return (await self._asker.ask(self._site, f"{self._base}{path}", {})).body
            except RestingError as error:
                self.requests -= 1
                if error.seconds > RETRY_AFTER_LONGEST:
                    raise
                await asyncio.sleep(error.seconds)
            except TroubledError:
                left -= 1
                if left < 0:
                    raise

    def _count(self) -> None:
        self.requests += 1
        if self.requests > MOST_REQUESTS:
            raise NoAnswerError(f"{MOST_REQUESTS} requests are enough for one update: name some people for the next")

    def _note_failure(self, error: NoAnswerError) -> None:
        self._failures += 1
        asked_for_time = isinstance(error, RestingError)
        if asked_for_time or self._failures >= LONGEST_RUN_OF_FAILURES or self.requests > MOST_REQUESTS:
            self._given_up = f"{self._site.domains[0]} is left alone: {error}"


def _read_json(path: str, body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise RegisterError(f"{path}: the answer is not JSON") from error
