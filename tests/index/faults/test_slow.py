"""A server that answers slowly, or whose answers are lost on the way: one line tells, and nothing is there twice."""

import time
from collections.abc import Iterator

import pytest

from clausewatch.errors import SearchStoreError
from clausewatch.index.elastic.bulk import MOST
from clausewatch.index.protocol import Query
from tests.index.contract.examples import find, make_entry, replace_document
from tests.index.faults.conftest import LONG_S, SHORT_S, Place
from tests.index.faults.pages import list_texts, make_replacements
from tests.index.faults.proxy import Proxy

pytestmark = [pytest.mark.server, pytest.mark.more_servers]
TIMEOUT_S = 1.0
SLOW = "the server did not answer in time: look at its load and logs"


@pytest.fixture
def proxy(place: Place) -> Iterator[Proxy]:
    with Proxy(int(place.address.rpartition(":")[2])).serving() as proxy:
        yield proxy


@pytest.fixture
def filled(place: Place) -> Place:
    """With one document."""
    index = place.open()
    replace_document(index, "a", [make_entry("a", "words")], 1)
    index.close()
    return place


def test_a_search_that_takes_too_long_is_told_in_one_line(filled: Place, proxy: Proxy) -> None:
    index = filled.open(SHORT_S, TIMEOUT_S, proxy.address)
    with proxy.holding_answers():
        for ask in (lambda: index.search(Query(text="words")), lambda: index.count_facet(Query(), "publisher")):
            with pytest.raises(SearchStoreError) as caught:
                ask()
            assert str(caught.value) == f"index {proxy.address}: {SLOW}"
    assert find(index, "words") == {"a"}
    index.close()


def test_a_write_whose_answer_comes_too_late_is_sent_again_and_there_once(filled: Place, proxy: Proxy) -> None:
    index = filled.open(LONG_S, TIMEOUT_S, proxy.address)
    proxy.hold_answers_for(3 * TIMEOUT_S)
    assert index.replace(make_replacements(20, 2)) == ()
    assert len(list_texts(index)) == len(set(list_texts(index))) == 41
    index.close()


def test_a_write_that_never_gets_an_answer_is_told_in_one_line(filled: Place, proxy: Proxy) -> None:
    index = filled.open(SHORT_S, TIMEOUT_S, proxy.address)
    with proxy.holding_answers():
        before = time.monotonic()
        with pytest.raises(SearchStoreError) as caught:
            replace_document(index, "b", [make_entry("b", "other words")], 1)
        assert time.monotonic() - before < 60
        assert str(caught.value) == f"index {proxy.address}: {SLOW}"
    replace_document(index, "b", [make_entry("b", "other words")], 1)
    assert list_texts(index) == ["other words", "words"]
    index.close()


def test_answers_that_are_lost_make_no_doubles(filled: Place, proxy: Proxy) -> None:
    index = filled.open(LONG_S, 60, proxy.address)
    statements = 10
    replacements = make_replacements(MOST // statements + 20, statements)
    for cut in (1, 2, 4):
        proxy.cut_answers(cut)
        assert index.replace(replacements) == ()
    assert proxy.cut == 7
    texts = list_texts(index)
    assert len(texts) == len(set(texts)) == len(replacements) * statements + 1
    index.close()


def test_a_removal_whose_answer_is_lost_is_done(filled: Place, proxy: Proxy) -> None:
    index = filled.open(LONG_S, 60, proxy.address)
    proxy.cut_answers(3)
    replace_document(index, "a", [], 2)
    assert list_texts(index) == []
    index.close()


def test_a_server_that_is_slow_to_say_what_it_is_can_be_opened_and_waited_for(filled: Place, proxy: Proxy) -> None:
    proxy.cut_answers(1)
    index = filled.open(LONG_S, 60, proxy.address)
    assert proxy.cut == 1
    replace_document(index, "b", [make_entry("b", "other words")], 1)
    assert list_texts(index) == ["other words", "words"]
    index.close()
