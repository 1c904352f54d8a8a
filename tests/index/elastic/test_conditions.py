"""A query in the words of a search server."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from clausewatch.index.elastic.conditions import (
    ANYWHERE,
    FIELDS,
    FULLNESS,
    NOTHING,
    SEARCHED,
    WEIGHTS,
    Json,
    make_query,
    make_sendable,
)
from clausewatch.index.fullness import LENIENCE, WHOLE
from clausewatch.index.protocol import Query
from clausewatch.index.scratch import Scratch, open_scratch
from clausewatch.index.synonyms import Synonyms
from clausewatch.index.text_query import read_text_query
from tests.index.contract.examples import SYNONYMS


@pytest.fixture
def scratch() -> Iterator[Scratch]:
    with open_scratch() as scratch:
        yield scratch


def ask(scratch: Scratch, text: str = "", *, is_scored: bool = False, **conditions: Any) -> Json:
    """The conditions without what is around them."""
    query = Query(text=text, **conditions)
    asked = read_text_query(query.text, Synonyms(SYNONYMS, scratch), scratch)
    made = make_query(query, asked, is_scored=is_scored)
    found = made["function_score"]["query"] if is_scored else made
    inner: Json = found["bool"]
    assert found.keys() == {"bool"}
    return inner


def scored(words: str) -> Json:
    return {"multi_match": {"query": words, "type": "phrase", "fields": FIELDS}}


def phrase(words: str) -> Json:
    return {"match_phrase": {SEARCHED: words}}


def prefix(words: str) -> Json:
    return {"match_phrase_prefix": {f"{SEARCHED}.spelling": words}}


def test_an_empty_query_asks_nothing(scratch: Scratch) -> None:
    assert ask(scratch) == {"must": [], "filter": [], "must_not": []}


def test_each_word_is_asked_for_in_all_weighted_fields(scratch: Scratch) -> None:
    asked = ask(scratch, "power privacy", is_scored=True)
    assert asked == {"must": [scored("power"), scored("privacy")], "filter": [], "must_not": []}
    assert FIELDS[0] == "text^1.0"
    assert len(FIELDS) == len(WEIGHTS)


def test_without_a_score_words_are_filters(scratch: Scratch) -> None:
    asked = ask(scratch, "power", kind="direct")
    assert asked == {"must": [], "filter": [phrase("power"), {"term": {"kind": "direct"}}], "must_not": []}


def test_the_statement_counts_most_and_the_title_least() -> None:
    assert max(WEIGHTS, key=lambda name: WEIGHTS[name]) == "text"
    assert min(WEIGHTS, key=lambda name: WEIGHTS[name]) == "document.title"


def test_a_fragment_counts_less_by_a_straight_line_up_to_a_whole_sentence(scratch: Scratch) -> None:
    query = Query(text="power", sort="best")
    asked = read_text_query(query.text, Synonyms((), scratch), scratch)
    scored = make_query(query, asked, is_scored=True)
    assert scored["function_score"]["linear"] == {"words": FULLNESS}
    # The server's own formula for a linear decay.
    reach = FULLNESS["scale"] / (1 - FULLNESS["decay"])

    def fullness(words: int) -> float:
        away = max(0, abs(words - FULLNESS["origin"]) - FULLNESS["offset"])
        return float(max(0.0, (reach - away) / reach))

    lengths = (0, 1, WHOLE // 2, WHOLE, WHOLE + 1, 5000)
    expected = [(min(words, WHOLE) + LENIENCE) / (WHOLE + LENIENCE) for words in lengths]
    assert [fullness(words) for words in lengths] == pytest.approx(expected)


def test_synonyms_are_one_choice_and_the_best_counts(scratch: Scratch) -> None:
    (choice,) = ask(scratch, "spy clause", is_scored=True)["must"]
    first, *others = choice["dis_max"]["queries"]
    assert first == {"bool": {"must": [scored("spy"), scored("clause")]}}
    assert others == [scored("client-side scanning"), scored("device-side scanning")]


def test_a_phrase_stays_one(scratch: Scratch) -> None:
    assert ask(scratch, '"last resort"')["filter"] == [phrase("last resort")]


def test_exclusions_are_excluded_as_spelt(scratch: Scratch) -> None:
    asked = ask(scratch, "-privacy -encr* power", is_scored=True)
    assert asked == {"must": [scored("power")], "filter": [], "must_not": [phrase("privacy"), prefix("encr")]}


def test_a_prefix_is_looked_up_as_spelt(scratch: Scratch) -> None:
    asked = ask(scratch, "encr*")["filter"]
    assert asked == [prefix("encr")]


def test_a_scored_prefix_counts_how_often_its_last_word_stands_there(scratch: Scratch) -> None:
    (asked,) = ask(scratch, '"private encr"*', is_scored=True)["must"]
    (found,) = (one["constant_score"] for one in asked["bool"]["must"])
    assert found["filter"] == prefix("private encr")
    # What all have in common must not outweigh what parts them.
    assert 0 < found["boost"] <= min(WEIGHTS.values())
    ((field, often),) = ((name, value) for one in asked["bool"]["should"] for name, value in one["wildcard"].items())
    assert (field, often["value"]) == ("text.spelling", "encr*")
    assert "minimum_should_match" not in asked["bool"]


@pytest.mark.parametrize("text", ["!?", "…", "--", '""'])
def test_text_without_a_word_finds_nothing(scratch: Scratch, text: str) -> None:
    assert NOTHING in ask(scratch, text)["filter"]


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({"publisher": "harbour-post"}, {"term": {"document.publisher": "harbour-post"}}),
        ({"kind": "mixed"}, {"term": {"kind": "mixed"}}),
        ({"category": "platform"}, {"term": {"speaker.category": "platform"}}),
        ({"ids": ("a", "b")}, {"terms": {"id": ["a", "b"]}}),
        ({"ids": ()}, {"terms": {"id": []}}),
        (
            {"since": datetime(1970, 1, 1, 0, 0, 1, 5, tzinfo=UTC)},
            {"range": {"document.published_us": {"gte": 1_000_005}}},
        ),
        ({"until": datetime(1969, 12, 31, tzinfo=UTC)}, {"range": {"document.published_us": {"lt": -86_400_000_000}}}),
        (
            {"organisation": "Harbour OFFICE"},
            {"match": {"speaker.body.words": {"query": "harbour office", "operator": "and"}}},
        ),
        ({"organisation": "!"}, NOTHING),
    ],
)
def test_each_condition_is_a_filter(scratch: Scratch, conditions: dict[str, Any], expected: Json) -> None:
    assert ask(scratch, is_scored=False, **conditions)["filter"] == [expected]
    assert ask(scratch, "power", is_scored=True, **conditions)["filter"] == [expected]


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({"stance": "FAVOR"}, {"term": {"stances.label": "FAVOR"}}),
        ({"target": "clause"}, {"terms": {"positions": ["FAVOR clause", "AGAINST clause", "NONE clause"]}}),
        ({"target": "clause", "stance": "NONE"}, {"terms": {"positions": ["NONE clause"]}}),
    ],
)
def test_target_and_stance_must_stand_in_the_same_stance(
    scratch: Scratch, conditions: dict[str, Any], expected: Json
) -> None:
    assert ask(scratch, **conditions)["filter"] == [expected]


def test_a_speaker_is_found_by_all_words_of_one_name_or_by_id(scratch: Scratch) -> None:
    (asked,) = ask(scratch, speaker="Ó Briain Zoë zoe")["filter"]
    by_name, by_id = asked["bool"]["should"]
    # A word that is asked twice need not stand there twice.
    assert by_name == {"match_phrase": {"speaker.names": {"query": "o briain zoe", "slop": ANYWHERE}}}
    assert by_id == {"term": {"speaker.id": "Ó Briain Zoë zoe"}}
    assert asked["bool"]["minimum_should_match"] == 1


def test_a_speaker_without_a_word_can_only_be_an_id(scratch: Scratch) -> None:
    assert ask(scratch, speaker="?!")["filter"] == [{"term": {"speaker.id": "?!"}}]


@pytest.mark.parametrize("half", [{"publisher": "a\ud800"}, {"speaker": "a\ud800"}, {"target": "a\ud800"}])
def test_half_a_character_is_sent_as_a_question_mark(scratch: Scratch, half: dict[str, Any]) -> None:
    asked = str(ask(scratch, **half))
    assert "a?" in asked
    assert "ud800" not in asked


def test_whole_characters_are_sent_as_they_are() -> None:
    assert make_sendable("naïve 🙂 \u200b") == "naïve 🙂 \u200b"
    assert make_sendable("\udfff") == "?"
