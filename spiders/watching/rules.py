"""The robots.txt of one origin, asked for again now and then."""

import asyncio
from collections.abc import Awaitable, Callable
from time import monotonic

from spiders.robots import Robots, read_robots
from spiders.watching.answers import Answer, NoAnswerError, RestingError

SECONDS_TO_KEEP = 3600.0
"""RFC 9309, 2.4 allows a day."""


class KnownRules:
    """Rules that are read once for all who wait for them."""

    def __init__(self) -> None:
        self._reading = asyncio.Lock()
        self._rules: Robots | None = None
        self._good_until = 0.0

    async def read(self, ask: Callable[[], Awaitable[Answer]]) -> Robots:
        """The rules in force, asked for where they are not known; `NoAnswerError` where nobody can read them, which
        forbids all.
        """
        async with self._reading:
            if self._rules is None or monotonic() >= self._good_until:
                self._rules = None
                rules = await _ask_rules(ask)
                self._rules, self._good_until = rules, monotonic() + SECONDS_TO_KEEP
            return self._rules


async def _ask_rules(ask: Callable[[], Awaitable[Answer]]) -> Robots:
    try:
        answer = await ask()
    except RestingError:
        raise
    except NoAnswerError as error:
        raise NoAnswerError(f"robots.txt cannot be read, so that all is forbidden: {error}") from error
    rules = read_robots(answer.status, answer.body)
    if rules.is_unreadable:
        raise NoAnswerError(f"robots.txt cannot be read, so that all is forbidden: {answer.url}: HTTP {answer.status}")
    return rules
