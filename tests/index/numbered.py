"""A source of a rebuild with many small documents; run as a program, a rebuild from it that is killed half-way."""

import os
import signal
import sys
from collections.abc import Iterator

from clausewatch.index import open_index
from clausewatch.index.protocol import Candidate, Refusal, Replacement
from tests.index.contract.examples import make_entry

ALL, BEFORE_DEATH = 6000, 5500


def name(number: int) -> str:
    """Ids in the order of the numbers."""
    return f"d{number:05}"


def position_after(document: str) -> int:
    """How many documents there are up to this one."""
    return int(document[1:]) + 1


class Numbered:
    """Documents d00000 and so on, each with one statement; `after` is from where they were read."""

    def __init__(self, count: int, text: str, revision: int) -> None:
        self.after: str | None = None
        self._count, self._text, self._revision = count, text, revision

    def read(self, after: str | None) -> Iterator[Replacement]:
        """From the one that follows `after`."""
        self.after = after
        for number in range(0 if after is None else position_after(after), self._count):
            entry = make_entry(name(number), self._text)
            yield Replacement(document=name(number), entries=(entry,), revision=self._revision)

    def refuse(self, refusal: Refusal) -> None:
        """None is refused."""
        raise AssertionError(refusal.reason)

    def check(self, candidate: Candidate) -> None:
        """All are there, whatever else others wrote."""


class Dying(Numbered):
    """Kills its process half-way."""

    def read(self, after: str | None) -> Iterator[Replacement]:
        """Up to the kill."""
        yield from super().read(after)
        os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    open_index(sys.argv[1], ()).rebuild(Dying(BEFORE_DEATH, "first words", revision=1))
