"""One rebuild at a time, which knows how far it is and what others wrote meanwhile."""

import time

import pytest
from elasticsearch import Elasticsearch

from clausewatch.errors import SearchStoreError
from clausewatch.index.elastic.control import (
    LEASE_S,
    LOCK,
    PAGE,
    RebuildLock,
    clear,
    iterate_touched,
    read_progress,
    save_progress,
)
from clausewatch.index.elastic.names import Names

pytestmark = pytest.mark.server


@pytest.fixture
def mine(client: Elasticsearch, names: Names) -> RebuildLock:
    return RebuildLock(client, names.control, "x")


@pytest.fixture
def other(client: Elasticsearch, names: Names) -> RebuildLock:
    return RebuildLock(client, names.control, "x")


def read_until(client: Elasticsearch, names: Names) -> int:
    return int(client.get(index=names.control, id=LOCK).body["_source"]["until"])


def run_out(client: Elasticsearch, names: Names) -> None:
    """As if whoever has the lock had been held up for longer than it lasts."""
    client.update(index=names.control, id=LOCK, doc={"until": int(time.time() * 1000) - 1})


def test_the_second_is_told_who_rebuilds(mine: RebuildLock, other: RebuildLock) -> None:
    mine.take()
    with pytest.raises(SearchStoreError, match=r"^index x: another process \(\S+:\d+:\w{8}\) is rebuilding it$"):
        other.take()


def test_what_is_given_back_can_be_taken(mine: RebuildLock, other: RebuildLock) -> None:
    mine.take()
    mine.give_back()
    other.take()
    with pytest.raises(SearchStoreError, match="is rebuilding it"):
        mine.take()


def test_a_lock_that_ran_out_is_taken_over_by_one(
    mine: RebuildLock, other: RebuildLock, client: Elasticsearch, names: Names
) -> None:
    mine.take()
    run_out(client, names)
    other.take()
    with pytest.raises(SearchStoreError, match="is rebuilding it"):
        RebuildLock(client, names.control, "x").take()


def test_whoever_was_held_up_for_too_long_is_told_and_takes_nothing_from_the_next(
    mine: RebuildLock, other: RebuildLock, client: Elasticsearch, names: Names
) -> None:
    mine.take()
    run_out(client, names)
    other.take()
    until = read_until(client, names)
    with pytest.raises(SearchStoreError, match="another process has begun to rebuild it, as this one was held up"):
        mine.renew()
    mine.give_back()
    assert read_until(client, names) == until
    other.renew()


def test_a_lock_is_held_for_another_minute(mine: RebuildLock, client: Elasticsearch, names: Names) -> None:
    mine.take()
    first = read_until(client, names)
    time.sleep(0.01)
    mine.renew()
    mine.renew()
    assert first < read_until(client, names) <= (time.time() + LEASE_S) * 1000


def test_a_lock_that_is_gone_is_no_error(mine: RebuildLock, client: Elasticsearch, names: Names) -> None:
    mine.take()
    client.delete(index=names.control, id=LOCK)
    mine.give_back()


def test_progress_is_that_of_one_version(client: Elasticsearch, names: Names) -> None:
    assert read_progress(client, names.control, "one") is None
    save_progress(client, names.control, "one", "d5")
    save_progress(client, names.control, "one", "d7")
    assert read_progress(client, names.control, "one") == "d7"
    assert read_progress(client, names.control, "two") is None


def test_all_that_was_touched_is_told_and_then_forgotten(client: Elasticsearch, names: Names) -> None:
    documents = [f"d{number:05}" for number in range(PAGE + 3)]
    operations = [
        line
        for document in documents
        for line in (
            {"index": {"_index": names.control, "_id": f"touched:{document}"}},
            {"kind": "touched", "document": document, "revision": 1, "ids": []},
        )
    ]
    assert not client.bulk(operations=operations).body["errors"]
    save_progress(client, names.control, "one", "d5")
    assert [hit["_source"]["document"] for hit in iterate_touched(client, names.control)] == documents
    clear(client, names.control)
    assert list(iterate_touched(client, names.control)) == []
    assert read_progress(client, names.control, "one") is None
