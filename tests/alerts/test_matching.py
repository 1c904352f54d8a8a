"""The searches of rules are asked of the index at once; what they find is tested in tests/index."""

from collections.abc import Sequence

from clausewatch.alerts.matching import match_rules
from clausewatch.alerts.rules import Rule, parse_rule
from clausewatch.index.protocol import IndexEntry, Query
from tests.alerts.builders import make_entry, make_matcher, make_statement

SCAN = make_entry(make_statement("They want client-side scanning.", content=((0, 9),)))
RAIN = make_entry(make_statement("It rained.", content=((20, 30),)))


def make_rules(*rules: dict[str, object]) -> list[Rule]:
    return [parse_rule({"name": f"rule {place}", **rule}) for place, rule in enumerate(rules)]


class Asked:
    """A matcher that notes what it is asked."""

    def __init__(self) -> None:
        self.queries: list[Sequence[Query]] = []

    def match(self, queries: Sequence[Query], entries: Sequence[IndexEntry]) -> tuple[frozenset[str], ...]:
        self.queries.append(queries)
        return make_matcher().match(queries, entries)


def test_each_search_has_the_statements_that_it_finds() -> None:
    rules = make_rules(
        {"kind": "statement", "query": {"text": "scanning"}},
        {"kind": "change-claim", "query": {"text": "rain"}},
        {"kind": "shift", "query": {"speaker": "Ada"}},
    )
    found = match_rules(make_matcher(), rules, [SCAN, RAIN])
    assert found == {Query(text="scanning"): {SCAN.id}, Query(text="rain"): {RAIN.id}, Query(speaker="Ada"): set()}


def test_rules_with_the_same_search_ask_once_and_rules_about_events_not_at_all() -> None:
    rules = make_rules(
        {"kind": "statement", "query": {"text": "scanning"}},
        {"kind": "revision"},
        {"kind": "shift", "query": {"text": "scanning"}},
        {"kind": "change-claim"},
    )
    asked = Asked()
    assert match_rules(asked, rules, [SCAN]) == {Query(text="scanning"): {SCAN.id}, Query(): {SCAN.id}}
    assert asked.queries == [(Query(text="scanning"), Query())]


def test_synonyms_are_those_of_the_matcher() -> None:
    rules = make_rules({"kind": "statement", "query": {"text": "device-side scanning"}})
    matcher = make_matcher(("client-side scanning", "device-side scanning"))
    assert list(match_rules(matcher, rules, [SCAN]).values()) == [{SCAN.id}]
    assert list(match_rules(make_matcher(), rules, [SCAN]).values()) == [frozenset()]


def test_nothing_new_matches_nothing() -> None:
    rules = make_rules({"kind": "statement", "query": {"text": "scanning"}})
    assert match_rules(make_matcher(), rules, []) == {Query(text="scanning"): frozenset()}
    assert match_rules(make_matcher(), [], [SCAN]) == {}
