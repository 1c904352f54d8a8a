"""How long, and at what intervals, a request is sent again while the server is too busy or away."""

import random
import time
from collections.abc import Callable
from typing import TypeVar

from clausewatch.index.elastic.failures import ANSWERED, may_pass

FIRST_WAIT_S, LONGEST_WAIT_S = 0.25, 15.0
Wait = Callable[[float], None]
Answer = TypeVar("Answer")


class Patience:
    """Waits longer each time until it ends; anything that succeeds begins it anew."""

    def __init__(self, seconds: float, wait: Wait = time.sleep, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._wait = wait
        self._clock = clock
        self.renew()

    def renew(self) -> None:
        """Something succeeded."""
        self._turn = 0
        self._ends: float | None = None

    def bear(self, error: Exception) -> None:
        """Wait a while, or raise the error where that would not help or has lasted for too long."""
        now = self._clock()
        if self._ends is None:
            self._ends = now + self._seconds
        if not may_pass(error) or now >= self._ends:
            raise error
        # Jitter: workers that a server turned away together must not come back together.
        pause = random.uniform(0.5, 1) * min(LONGEST_WAIT_S, FIRST_WAIT_S * 2**self._turn)  # noqa: S311
        self._turn += 1
        self._wait(min(pause, self._ends - now))


def ask_patiently(ask: Callable[[], Answer], patience_s: float, wait: Wait = time.sleep) -> Answer:
    """What the server answers to something that may be asked twice; the last error where patience ends."""
    patience = Patience(patience_s, wait)
    while True:
        try:
            return ask()
        except ANSWERED as error:
            patience.bear(error)
