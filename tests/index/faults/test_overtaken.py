"""A version goes while somebody is about to write to it: the write goes to its successor, or is told as not done."""

import threading
import time
from collections.abc import Iterator

import pytest

from clausewatch.errors import SearchStoreError
from clausewatch.index.elastic.index import ElasticIndex
from tests.index.contract.examples import find, make_entry, rebuild, replace_document
from tests.index.faults.conftest import LONG_S, Place
from tests.index.faults.proxy import Proxy
from tests.index.faults.test_aliases import list_indices, take_away

pytestmark = [pytest.mark.server, pytest.mark.more_servers]


class Held:
    """A writer that has been told which versions there are, and hears it only when it is let go."""

    def __init__(self, index: ElasticIndex, proxy: Proxy) -> None:
        self._proxy = proxy
        self.failures: list[SearchStoreError] = []
        self._thread = threading.Thread(target=self._write, args=(index,))

    def _write(self, index: ElasticIndex) -> None:
        try:
            replace_document(index, "late", [make_entry("late", "late words")], 1)
        except SearchStoreError as error:
            self.failures.append(error)

    def __enter__(self) -> "Held":
        self._before = self._proxy.answered
        self._holding = self._proxy.holding_answers()
        self._holding.__enter__()
        self._thread.start()
        while self._proxy.answered == self._before:
            time.sleep(0.01)
        return self

    def __exit__(self, *_: object) -> None:
        self._holding.__exit__(None, None, None)
        self._thread.join()


@pytest.fixture
def proxy(place: Place) -> Iterator[Proxy]:
    with Proxy(int(place.address.rpartition(":")[2])).serving() as proxy:
        yield proxy


@pytest.fixture
def late(place: Place, proxy: Proxy) -> Iterator[ElasticIndex]:
    """An index with one document, reached through the proxy."""
    index = place.open(LONG_S, 60, proxy.address)
    replace_document(index, "a", [make_entry("a", "words")], 1)
    yield index
    index.close()


def test_a_write_to_a_version_that_was_dropped_goes_to_its_successors(
    place: Place, proxy: Proxy, late: ElasticIndex
) -> None:
    other = place.open()
    with Held(late, proxy) as held:
        rebuild(other, [make_entry("a", "words")])
        rebuild(other, [make_entry("a", "words")])
        assert list_indices(place) == {"statements-000002", "statements-000003"}
    assert held.failures == []
    assert find(other) == {"a", "late"}
    other.roll_back()
    assert find(other) == {"a", "late"}
    other.close()


def test_a_write_whose_alias_was_taken_away_is_told_and_makes_no_index(
    place: Place, proxy: Proxy, late: ElasticIndex
) -> None:
    with Held(late, proxy) as held:
        take_away(place, f"{place.version}-write")
    (error,) = held.failures
    assert "-statements-NUMBER-write is missing, so nothing can be written" in str(error)
    assert list_indices(place) == {"statements-000001"}
    assert find(late) == {"a"}
