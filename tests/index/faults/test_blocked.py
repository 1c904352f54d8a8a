"""A server whose disk is nearly full takes no writes: one line says so at once, and nothing is lost by it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from clausewatch.errors import SearchStoreError
from clausewatch.steps.index import index_batch
from clausewatch.steps.rebuild import rebuild_index
from tests.index.contract.examples import find, make_entry, replace_document
from tests.index.faults.conftest import LONG_S, Place, opened_stores
from tests.index.faults.pages import index_states, list_texts, save_pages

pytestmark = [pytest.mark.server, pytest.mark.more_servers]
FULL = "it is read-only, as the server's disk is nearly full: free some space there and run the command again"


@contextmanager
def blocking(place: Place, block: str) -> Iterator[None]:
    """As the server does it by itself when its disk passes the last watermark."""
    path = f"{place.prefix}-statements-*/_settings"
    place.ask("PUT", path, {f"index.blocks.{block}": True})
    try:
        yield
    finally:
        place.ask("PUT", path, {f"index.blocks.{block}": None})


def test_a_full_disk_is_told_at_once_and_nothing_is_lost(place: Place, tmp_path: Path) -> None:
    with opened_stores(tmp_path, place.open(LONG_S)) as stores:
        save_pages(stores, 4)
        assert index_batch(stores, 1).done == 1
        with blocking(place, "read_only_allow_delete"):
            before = time.monotonic()
            with pytest.raises(SearchStoreError) as caught:
                index_batch(stores)
            assert time.monotonic() - before < LONG_S / 2
            assert str(caught.value) == f"index {place.address}: {FULL}"
            assert index_states(stores) == {"done": 1, "waiting": 3}
            assert len(list_texts(stores.index)) == 2
        assert index_batch(stores).done == 3
        assert len(list_texts(stores.index)) == len(set(list_texts(stores.index))) == 8


def test_a_document_can_be_changed_when_the_block_is_gone(place: Place) -> None:
    index = place.open()
    replace_document(index, "a", [make_entry("a", "old words")], 1)
    with blocking(place, "read_only_allow_delete"), pytest.raises(SearchStoreError, match="nearly full"):
        replace_document(index, "a", [make_entry("a", "new words", place=5)], 2)
    replace_document(index, "a", [make_entry("a", "new words", place=5)], 2)
    assert list_texts(index) == ["new words"]
    index.close()


@pytest.mark.parametrize(
    ("block", "said"), [("write", "index.blocks.write there"), ("read_only", "index.blocks.read_only there")]
)
def test_a_block_that_somebody_set_says_what_to_lift(place: Place, block: str, said: str) -> None:
    index = place.open(LONG_S)
    replace_document(index, "a", [make_entry("a", "words")])
    with blocking(place, block):
        with pytest.raises(SearchStoreError) as caught:
            replace_document(index, "b", [make_entry("b", "words")])
        assert str(caught.value).endswith(said)
        assert find(index) == {"a"}
    index.close()


def test_a_rebuild_gets_round_a_block_of_the_old_version(place: Place, tmp_path: Path) -> None:
    with opened_stores(tmp_path, place.open()) as stores:
        save_pages(stores, 2)
        assert index_batch(stores).done == 2
        with blocking(place, "read_only_allow_delete"):
            assert rebuild_index(stores) == 4
            assert len(list_texts(stores.index)) == 4
