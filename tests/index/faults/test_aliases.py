"""An alias that somebody took away: whoever searches is told, and nobody writes into a wrong index."""

from pathlib import Path

import pytest

from clausewatch.errors import SearchStoreError
from clausewatch.steps.index import index_batch
from clausewatch.steps.rebuild import rebuild_index
from tests.index.contract.examples import find, make_entry, replace_document
from tests.index.faults.conftest import Place, opened_stores
from tests.index.faults.pages import index_states, list_texts, save_pages

pytestmark = [pytest.mark.server, pytest.mark.more_servers]


def take_away(place: Place, *aliases: str) -> None:
    """As somebody with other tools would."""
    actions = [{"remove": {"index": f"{place.prefix}-statements-*", "alias": alias}} for alias in aliases]
    place.ask("POST", "_aliases", {"actions": actions})


def list_indices(place: Place) -> set[str]:
    found = place.ask("GET", f"_cat/indices/{place.prefix}-statements*?h=index").text.split()
    return {name.removeprefix(f"{place.prefix}-") for name in found}


def test_writes_go_on_where_they_belong_without_the_alias_of_searches(place: Place) -> None:
    index = place.open()
    replace_document(index, "a", [make_entry("a", "words")])
    take_away(place, f"{place.prefix}-statements")
    replace_document(index, "b", [make_entry("b", "words")])
    assert list_indices(place) == {"statements-000001"}
    assert place.ask("GET", f"{place.version}/_count").json()["count"] == 2
    index.close()


def test_without_the_alias_of_writes_nothing_is_written_and_the_documents_wait(place: Place, tmp_path: Path) -> None:
    with opened_stores(tmp_path, place.open()) as stores:
        save_pages(stores, 3)
        assert index_batch(stores, 1).done == 1
        take_away(place, f"{place.version}-write")
        with pytest.raises(SearchStoreError, match=r"-statements-NUMBER-write is missing, so nothing can be written"):
            index_batch(stores)
        assert index_states(stores) == {"done": 1, "waiting": 2}
        assert list_indices(place) == {"statements-000001"}
        assert len(list_texts(stores.index)) == 2


@pytest.mark.parametrize("is_written", [True, False])
def test_a_rebuild_brings_the_aliases_back(place: Place, tmp_path: Path, is_written: bool) -> None:
    with opened_stores(tmp_path, place.open()) as stores:
        save_pages(stores, 2)
        assert index_batch(stores).done == 2
        take_away(place, f"{place.prefix}-statements", *(() if is_written else (f"{place.version}-write",)))
        assert rebuild_index(stores) == 4
        assert len(list_texts(stores.index)) == 4
        save_pages(stores, 3)
        index_batch(stores)
        assert len(list_texts(stores.index)) == 6


def test_a_write_makes_no_index_in_the_place_of_an_alias_that_goes_meanwhile(place: Place) -> None:
    index = place.open()
    replace_document(index, "a", [make_entry("a", "words")])
    write = {"index": {"_index": f"{place.version}-write", "_id": "x", "require_alias": True}}
    take_away(place, f"{place.version}-write")
    assert index._client.bulk(operations=[write, {}]).body["items"][0]["index"]["status"] == 404
    assert list_indices(place) == {"statements-000001"}
    assert find(index) == {"a"}
    index.close()


def test_a_first_write_makes_the_aliases(place: Place) -> None:
    index = place.open()
    replace_document(index, "a", [make_entry("a", "words")])
    aliases = place.ask("GET", f"{place.version}/_alias").json()[place.version]["aliases"]
    names = {f"{place.prefix}-statements", f"{place.prefix}-statements-write", f"{place.version}-write"}
    assert set(aliases) == names
    index.close()
