"""Both words and meaning find better than words alone, in every store that has vectors."""

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from uuid import uuid4

import pytest

from clausewatch.index import open_index
from clausewatch.settings import SHIPPED
from nlp.components.targets import load_targets, synonym_groups
from tests.index.relevance.corpus import fill, make_key, read_demo, read_meant, read_meant_demo
from tests.index.relevance.judgments import Answer, mean
from tests.index.relevance.meanings import WAYS, JudgedMeaning, Way, ask_by, count_better, read_meanings, read_searches
from tests.servers.running import FIRST, borrow_server, clear_server

MEANINGS, SEARCHES = read_meanings(), read_searches()
SYNONYMS = synonym_groups(load_targets(SHIPPED / "targets"))
GAIN = 0.08
"""How much better both are than words alone, on sentences; less than was measured (python -m bench.meanings)."""
LOSS = 0.02
"""How much worse they may be on searches for words, of which what else is near in meaning was not judged."""

Found = dict[Way, list[Answer]]


def ask_both(url: str) -> tuple[Found, Found]:
    """The sentences over all statements, and the searches for words over those of the demo, by new indices at a URL."""
    with closing(open_index(url, SYNONYMS)) as index:
        fill(index, read_meant())
        sentences: Found = {way: ask_by(way, index, MEANINGS) for way in WAYS}
    with closing(open_index(f"{url}2", SYNONYMS)) as index:
        fill(index, read_meant_demo())
        words: Found = {way: ask_by(way, index, SEARCHES) for way in WAYS}
    return sentences, words


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Found, Found]:
    return ask_both(f"sqlite:///{tmp_path_factory.mktemp('meanings') / 'index.db'}")


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[Found, Found]]:
    prefix = f"t{uuid4().hex[:12]}"
    yield ask_both(f"{borrow_server(FIRST)}/{prefix}")
    clear_server(FIRST, f"{prefix}*")


@pytest.mark.parametrize("store", ["embedded", pytest.param("server", marks=pytest.mark.server)])
def test_words_and_meaning_are_better_than_words_on_sentences(store: str, request: pytest.FixtureRequest) -> None:
    found, _ = request.getfixturevalue(store)
    assert mean(found["hybrid"]) >= mean(found["words"]) + GAIN
    assert mean(found["hybrid"]) >= mean(found["meaning"])
    better, worse = count_better(found["hybrid"], found["words"])
    assert better >= 3 * worse


@pytest.mark.parametrize("store", ["embedded", pytest.param("server", marks=pytest.mark.server)])
def test_a_sentence_is_found_by_its_meaning_and_not_by_its_words(store: str, request: pytest.FixtureRequest) -> None:
    found, _ = request.getfixturevalue(store)
    assert mean(found["meaning"]) >= mean(found["sentence"]) + 3 * GAIN


@pytest.mark.parametrize("store", ["embedded", pytest.param("server", marks=pytest.mark.server)])
def test_a_meaning_beside_words_does_no_harm_where_words_are_meant(store: str, request: pytest.FixtureRequest) -> None:
    _, found = request.getfixturevalue(store)
    assert mean(found["hybrid"]) >= mean(found["words"]) - LOSS


@pytest.mark.server
def test_a_server_finds_what_the_embedded_index_finds_by_meaning(
    embedded: tuple[Found, Found], server: tuple[Found, Found]
) -> None:
    for ours, theirs in zip(embedded, server, strict=True):
        assert mean(theirs["meaning"]) == pytest.approx(mean(ours["meaning"]), abs=0.01)


def test_there_are_searches_enough_and_none_is_judged_twice() -> None:
    assert len(MEANINGS) >= 30
    assert len({one.like for one in MEANINGS}) == len({one.query for one in MEANINGS}) == len(MEANINGS)


@pytest.mark.parametrize("judged", MEANINGS, ids=lambda judged: judged.like)
def test_a_search_has_an_answer_and_no_statement_has_two_grades(judged: JudgedMeaning) -> None:
    keys = [*judged.answers, *judged.good, *judged.touching]
    assert judged.answers or judged.good
    assert [key for key, times in Counter(keys).items() if times > 1] == []
    assert not judged.wrong


def test_all_that_was_judged_is_among_the_statements() -> None:
    entries = read_meant()
    kept = {make_key(entry) for entry in entries}
    assert {key for judged in MEANINGS for key in judged.grades} <= kept
    assert len(kept) == len({entry.id for entry in entries}) == len(entries) > len(read_demo()) + 70
