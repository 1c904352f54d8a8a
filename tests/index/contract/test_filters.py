"""Filters: every condition must hold."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from clausewatch.index.protocol import Index, Query
from clausewatch.models import StanceLabel
from tests.index.contract.debate import AGE, CLAUSE
from tests.index.contract.examples import fill, find, make_entry


def test_by_publisher(debate: Index) -> None:
    assert find(debate, publisher="byte-weekly") == {"expert", "letter"}
    assert find(debate, publisher="byte") == set()


@pytest.mark.parametrize(
    ("category", "found"),
    [
        ("government", {"post", "speech"}),
        ("parliament", {"peers"}),
        ("regulator", {"regulator"}),
        ("platform", {"post", "letter"}),
        ("news", set()),
    ],
)
def test_by_category(debate: Index, category: str, found: set[str]) -> None:
    assert find(debate, category=category) == found


@pytest.mark.parametrize(
    ("kind", "found"), [("primary", {"speech"}), ("mixed", {"peers"}), ("indirect", {"post", "rumour"})]
)
def test_by_kind(debate: Index, kind: str, found: set[str]) -> None:
    assert find(debate, kind=kind) == found


def test_by_target(debate: Index) -> None:
    assert find(debate, target=AGE) == {"speech"}
    assert find(debate, target=CLAUSE) == find(debate) - {"rumour"}
    assert find(debate, target="no-such-target") == set()


@pytest.mark.parametrize(
    ("stance", "found"),
    [
        ("FAVOR", {"post", "speech", "trust"}),
        ("AGAINST", {"post", "peers", "expert", "letter"}),
        ("NONE", {"regulator"}),
    ],
)
def test_by_stance(debate: Index, stance: str, found: set[str]) -> None:
    assert find(debate, stance=stance) == found


def test_a_stance_is_that_towards_the_target_named(index: Index) -> None:
    stances: list[tuple[str, StanceLabel]] = [("one", "FAVOR"), ("two", "AGAINST")]
    fill(index, [make_entry("a", "words", stances=stances)])
    assert find(index, stance="AGAINST") == {"a"}
    assert find(index, stance="AGAINST", target="two") == {"a"}
    assert find(index, stance="AGAINST", target="one") == set()


def test_since_takes_in_its_own_moment_and_until_does_not(index: Index) -> None:
    noon = datetime(2024, 3, 5, 12, tzinfo=UTC)
    fill(index, [make_entry(f"at{hours}", "words", at=noon + timedelta(hours=hours)) for hours in range(3)])
    assert find(index, since=noon + timedelta(hours=1)) == {"at1", "at2"}
    assert find(index, until=noon + timedelta(hours=1)) == {"at0"}
    assert find(index, since=noon, until=noon + timedelta(hours=1)) == {"at0"}
    assert find(index, since=noon, until=noon) == set()


def test_times_are_compared_whatever_their_zone(index: Index) -> None:
    fill(index, [make_entry("a", "words", at=datetime(2024, 3, 5, 12, tzinfo=timezone(timedelta(hours=5))))])
    assert find(index, since=datetime(2024, 3, 5, 7, tzinfo=UTC)) == {"a"}
    assert find(index, since=datetime(2024, 3, 5, 7, 1, tzinfo=UTC)) == set()


def test_fractions_of_a_second_count(index: Index) -> None:
    at = datetime(2024, 3, 5, 12, 0, 0, 500_000, tzinfo=UTC)
    fill(index, [make_entry("a", "words", at=at)])
    assert find(index, since=at.replace(microsecond=499_000)) == {"a"}
    assert find(index, since=at.replace(microsecond=501_000)) == set()


def test_times_before_1970_count(index: Index) -> None:
    fill(index, [make_entry("a", "words", at=datetime(1945, 5, 8, tzinfo=UTC))])
    assert find(index, until=datetime(1960, 1, 1, tzinfo=UTC)) == {"a"}


def test_what_has_no_date_is_in_no_period(debate: Index) -> None:
    assert "rumour" not in find(debate, since=datetime(1900, 1, 1, tzinfo=UTC))
    assert "rumour" not in find(debate, until=datetime(2900, 1, 1, tzinfo=UTC))


def test_the_first_and_the_last_moment_can_be_asked_for(debate: Index) -> None:
    first, last = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
    assert find(debate, since=first, until=last) == find(debate) - {"rumour"}


def test_by_ids(debate: Index) -> None:
    chosen = [hit.entry.id for hit in debate.search(Query(publisher="byte-weekly")).hits]
    assert find(debate, ids=tuple(chosen)) == {"expert", "letter"}
    assert find(debate, "peers", ids=tuple(chosen)) == {"letter"}
    assert find(debate, ids=("no-such-id",)) == set()
    assert find(debate, ids=()) == set()


def test_thousands_of_ids_are_no_trouble(debate: Index) -> None:
    (hit,) = debate.search(Query(kind="mixed")).hits
    assert find(debate, ids=(*(f"id{number}" for number in range(5000)), hit.entry.id)) == {"peers"}


def test_all_conditions_must_hold(debate: Index) -> None:
    conditions = {"publisher": "byte-weekly", "stance": "AGAINST", "target": CLAUSE, "category": "platform"}
    assert find(debate, "messages", **conditions) == {"letter"}
    assert find(debate, "messages", **{**conditions, "stance": "FAVOR"}) == set()
