"""Order: by time or by score, and always the same."""

from datetime import UTC, datetime, timedelta

from clausewatch.index.protocol import Index, Query
from tests.index.contract.examples import (
    NOON,
    fill,
    find_in_order,
    make_entry,
    make_speaker,
    put_texts,
    replace_document,
)

FILLER = [make_entry(f"filler{number}", f"something else entirely {number}") for number in range(30)]


def test_the_newest_comes_first_and_what_has_no_date_last(debate: Index) -> None:
    order = ["letter", "expert", "trust", "regulator", "peers", "speech", "post", "post", "rumour"]
    assert find_in_order(debate) == order


def test_statements_of_a_document_come_in_reading_order(index: Index) -> None:
    replace_document(index, "a", [make_entry("a", f"word {place}", place=place) for place in (200, 0, 1000, 30)])
    found = index.search(Query(text="word")).hits
    assert [hit.entry.statement.content[0][0] for hit in found] == [0, 30, 200, 1000]


def test_documents_of_the_same_time_come_by_id(index: Index) -> None:
    put_texts(index, c="words", a="words", b="words")
    assert find_in_order(index) == ["a", "b", "c"]
    assert find_in_order(index, "words", sort="best") == ["a", "b", "c"]


def test_the_newest_come_first_among_matches_too(debate: Index) -> None:
    assert find_in_order(debate, "encryption") == ["letter", "trust", "post"]


def test_times_are_ordered_whatever_their_zone(index: Index) -> None:
    at = datetime(2024, 3, 5, 12, tzinfo=UTC)
    fill(index, [make_entry(f"d{hours}", "words", at=at + timedelta(hours=hours)) for hours in (3, 1, 2)])
    assert find_in_order(index) == ["d3", "d2", "d1"]


def test_the_best_is_about_what_was_asked_more_than_once(index: Index) -> None:
    once = make_entry("once", "a scan of many words that are about other things", at=NOON + timedelta(days=1))
    fill(index, [*FILLER, once, make_entry("twice", "a scan is a scan")])
    assert find_in_order(index, "scan", sort="best") == ["twice", "once"]
    assert find_in_order(index, "scan", sort="newest") == ["once", "twice"]


def test_the_statement_counts_more_than_name_and_title(index: Index) -> None:
    fill(
        index,
        [
            *FILLER,
            make_entry("title", "one two three four", title="Scan"),
            make_entry("name", "one two three four", speaker=make_speaker("Scan")),
            make_entry("statement", "one two three scan"),
        ],
    )
    assert find_in_order(index, "scan", sort="best") == ["statement", "name", "title"]


def test_scores_go_down(debate: Index) -> None:
    fill(debate, FILLER)
    scores = [hit.score for hit in debate.search(Query(text="encryption", sort="best")).hits]
    assert scores == sorted(scores, reverse=True)
    assert all(score > 0 for score in scores)


def test_without_words_the_best_are_the_newest(debate: Index) -> None:
    assert find_in_order(debate, sort="best") == find_in_order(debate, sort="newest")
    assert find_in_order(debate, "-encryption", sort="best") == find_in_order(debate, "-encryption")


def test_there_is_no_score_where_the_newest_come_first(debate: Index) -> None:
    assert {hit.score for hit in debate.search(Query(text="encryption")).hits} == {0.0}


def test_a_prefix_alone_is_scored_too(index: Index) -> None:
    fill(index, [*FILLER, make_entry("one", "a scanner in a long row of words"), make_entry("two", "scans scan")])
    assert find_in_order(index, "sca*", sort="best") == ["two", "one"]
