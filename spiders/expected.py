"""What the ledger knows of the pages that a crawl is about to ask for, looked up many at once."""

from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from time import monotonic

from clausewatch.ledger.fetches import Fetch

AT_ONCE = 50
LONGEST = 60.0
"""Seconds that what was found holds: other crawls, and what is handed in, may tell of the same pages."""
Find = Callable[[Iterable[str]], Mapping[str, Fetch]]
"""What the ledger knows of addresses; those that it does not know are left out."""


class ExpectedPages:
    """One query for the page whose turn it is and the next ones: one query each takes nearly as long as a download."""

    def __init__(self, find: Find) -> None:
        self._find = find
        # A dict for its order: the queue is about the same.
        self._waiting: dict[str, None] = {}
        self._found: dict[str, Fetch | None] = {}
        self._found_at = 0.0

    def expect(self, url: str) -> None:
        """A page is going to be asked for."""
        self._waiting[url] = None

    def take(self, url: str) -> Fetch | None:
        """What is known of a page whose turn has come; `StoreError` where that cannot be read."""
        if monotonic() - self._found_at > LONGEST:
            self._found.clear()
        if url not in self._found:
            self._look_up(url)
        return self._found.pop(url)

    def forget(self, url: str) -> None:
        """A page was answered, so that what was known of it is no longer the last."""
        self._waiting.pop(url, None)
        self._found.pop(url, None)

    def _look_up(self, url: str) -> None:
        self._waiting.pop(url, None)
        lot = [url, *islice(self._waiting, AT_ONCE - 1)]
        for each in lot[1:]:
            del self._waiting[each]
        known = self._find(lot)
        # What is left of the lot before is as old as that one, and looked up again.
        self._found = {each: known.get(each) for each in lot}
        self._found_at = monotonic()
