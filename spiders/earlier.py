"""What the earlier crawls of a publisher left: lists as they were, pages that need no second look, what is to do."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from sqlalchemy.orm import Session

from clausewatch.archive import Archive
from clausewatch.errors import ArchiveError, StoreError
from clausewatch.ledger import Ledger, open_ledger
from clausewatch.ledger.fetches import latest_fetch
from clausewatch.ledger.visits import Visit, answered_pages, bodies_of, last_answers, last_body, last_visit
from clausewatch.models import RecordAddress
from clausewatch.settings import Settings
from spiders.journal import Journal, Unfinished
from spiders.spellings import find_plain, guess_plain

RESUMED_WITHIN = timedelta(hours=2)
"""How long what a crawl that was cut off had asked for needs not be asked again."""
LEFT_WITHIN = timedelta(days=7)
"""How long pages that a list named and no crawl came to are still asked for."""
MOST_BODIES = 24
Answer = TypeVar("Answer")


class Earlier:
    """The earlier crawls of a spider's publisher; without settings it knows of none."""

    def __init__(self, publisher: str = "", run: str = "", settings: Settings | None = None) -> None:
        self._publisher, self._run, self._settings = publisher, run, settings
        self._ledger: Ledger | None = None
        self._unfinished: tuple[Unfinished, ...] = ()
        self.report: Callable[[str], None] = lambda _: None
        """Is told where the ledger cannot be read; then all counts as unknown."""
        self.answered: frozenset[str] = frozenset()
        """Pages that a crawl which was cut off came to a short time ago."""

    def begin(self) -> None:
        """A crawl begins: this one."""
        if self._settings is None or not self._run:
            return
        now = datetime.now(UTC)
        try:
            earlier = Journal(self._settings.data, self._publisher).begin(self._run, now)
        except StoreError as error:
            self.report(str(error))
            return
        self._unfinished = tuple(each for each in earlier if each.began_at >= now - LEFT_WITHIN)
        cut_off = [each.run for each in self._unfinished if each.is_cut_off]
        if cut_off:
            since = now - RESUMED_WITHIN
            nothing: set[str] = set()
            found = self._ask(lambda session: answered_pages(session, self._publisher, cut_off, since), nothing)
            self.answered = frozenset(found)

    def end(self, *, is_cut_off: bool, is_whole: bool, asked_all: bool = True) -> None:
        """The crawl ends; `is_whole`: it came to all pages; `asked_all`: it asked every list, so that what the earlier
        crawls left is done, too.
        """
        if self._ledger is not None:
            self._ledger.close()
        if self._settings is None or not self._run:
            return
        try:
            journal = Journal(self._settings.data, self._publisher)
            earlier = self._unfinished if asked_all else ()
            journal.end(self._run, earlier, is_cut_off=is_cut_off, is_whole=is_whole)
        except StoreError as error:
            self.report(str(error))

    def last_visit(self, url: str) -> Visit | None:
        """When a list was last read; none: never."""
        return self._ask(lambda session: last_visit(session, url, self._run), None)

    def left_nothing(self, visit: Visit) -> bool:
        """Whether the crawl of a visit came to its end, and to all pages."""
        return visit.run not in {each.run for each in self._unfinished}

    def last_body(self, url: str) -> bytes | None:
        """What a list held at the last visit, whatever became of that crawl."""
        return self._read(self._ask(lambda session: last_body(session, url, self._run), None))

    def bodies_left(self, url: str) -> list[bytes]:
        """What a list held at the visits of crawls that did not come to all pages, newest first."""
        runs = [each.run for each in self._unfinished]
        if not runs:
            return []
        nothing: list[RecordAddress] = []
        found = self._ask(lambda session: bodies_of(session, url, runs, MOST_BODIES), nothing)
        return [body for body in map(self._read, found) if body is not None]

    def find_body(self, url: str) -> bytes | None:
        """The last body of an address, in this crawl or before."""
        fetch = self._ask(lambda session: latest_fetch(session, url), None)
        return self._read(fetch.address if fetch else None)

    def last_answers(self, urls: Iterable[str]) -> dict[str, datetime]:
        """When each of these pages was last answered."""
        return self._ask(lambda session: last_answers(session, urls), {})

    def find_plain(self, url: str) -> str | None:
        """The plain address of the page that an AMP address is known to show."""
        # Nearly none looks so, and a question each takes its time.
        return self._ask(lambda session: find_plain(session, url), None) if guess_plain(url) else None

    def _ask(self, question: Callable[[Session], Answer], otherwise: Answer) -> Answer:
        if self._settings is None:
            return otherwise
        try:
            self._ledger = self._ledger or open_ledger(self._settings.database_url)
            with self._ledger.read() as session:
                return question(session)
        except StoreError as error:
            self.report(str(error))
            return otherwise

    def _read(self, address: RecordAddress | None) -> bytes | None:
        if address is None or self._settings is None:
            return None
        try:
            return Archive(self._settings.data / "archive").read(address).body
        except ArchiveError:
            return None
