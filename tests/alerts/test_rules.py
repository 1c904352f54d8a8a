"""Rules are plain data; what is wrong in one is told by rule, field and reason."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from clausewatch.alerts.rules import Rule, StatementRule, dump_rule, parse_rule, read_conditions
from clausewatch.errors import RuleError
from clausewatch.index.protocol import Query

RULES: list[dict[str, object]] = [
    {"name": "a", "kind": "statement", "query": {"text": '"client-side scanning"', "category": "government"}},
    {"name": "b b", "kind": "statement", "about_target": True, "channels": ["webhook"]},
    {"name": "b c", "kind": "statement", "takes_side": True, "per_document": True},
    {"name": "c", "kind": "change-claim", "claims": ["denies"], "query": {"since": "2025-03-04T12:00:00Z"}},
    {"name": "d", "kind": "shift", "query": {"target": "encryption-clause", "speaker": "Ada Moor"}},
    {"name": "e", "kind": "revision", "publisher": "courier", "quotations_only": True},
    {"name": "f", "kind": "withdrawal"},
    {"name": "g", "kind": "publisher", "publisher": "courier"},
]


@pytest.mark.parametrize("data", RULES, ids=lambda data: str(data["kind"]))
def test_a_rule_survives_being_written_down_and_read_again(data: dict[str, object]) -> None:
    rule = parse_rule(data)
    assert rule.kind == data["kind"]
    assert parse_rule(dump_rule(rule)) == rule
    assert set(dump_rule(rule)) == set(data)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"name": "a"}, "rule 'a': kind: "),
        ({"name": "a", "kind": "gossip"}, "rule 'a': kind: "),
        ({"kind": "shift"}, "rule None: name: Field required"),
        ({"name": " ", "kind": "shift"}, "rule ' ': name: "),
        ({"name": "a\nb", "kind": "shift"}, "rule 'a\\nb': name: "),
        ({"name": "a", "kind": "shift", "colour": "red"}, "rule 'a': colour: Extra inputs are not permitted"),
        ({"name": "a", "kind": "shift", "query": {"category": "press"}}, "rule 'a': query.category: Input should be"),
        ({"name": "a", "kind": "shift", "query": {"colour": "red"}}, "rule 'a': query.colour: "),
        ({"name": "a", "kind": "shift", "query": {"since": "2025-03-04T12:00:00"}}, "rule 'a': query.since: "),
        ({"name": "a", "kind": "shift", "query": {"limit": 3}}, "rule 'a': query: limit is no condition"),
        ({"name": "a", "kind": "statement"}, "rule 'a': query: give at least one condition"),
        ({"name": "a", "kind": "statement", "per_document": True}, "rule 'a': query: give at least one condition"),
        ({"name": "a", "kind": "change-claim", "takes_side": True}, "rule 'a': takes_side: Extra inputs"),
        ({"name": "a", "kind": "shift", "channels": []}, "rule 'a': channels: "),
        ({"name": "a", "kind": "shift", "channels": ["pigeon"]}, "rule 'a': channels.0: Input should be"),
        ({"name": "a", "kind": "change-claim", "claims": []}, "rule 'a': claims: "),
        (["a"], "rule None: "),
        (None, "rule None: "),
    ],
)
def test_what_is_wrong_in_a_rule_is_told_by_rule_field_and_reason(data: object, told: str) -> None:
    with pytest.raises(RuleError, match="^" + re.escape(told)):
        parse_rule(data)


def test_the_place_of_a_wrong_rule_is_told_where_it_is_known() -> None:
    with pytest.raises(RuleError, match=r"^rules\.yaml: rule 'a': kind: "):
        parse_rule({"name": "a"}, "rules.yaml")


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(), lambda c: st.lists(c) | st.dictionaries(st.text(), c)
    )
)
def test_anything_else_is_a_rule_error(data: object) -> None:
    with pytest.raises(RuleError):
        parse_rule(data)


def test_a_rule_cannot_be_changed() -> None:
    rule: Rule = StatementRule(name="a", kind="statement", query=Query(text="scanning"))
    with pytest.raises(ValidationError, match="frozen"):
        rule.__setattr__("name", "b")


def test_the_conditions_of_a_search_leave_out_how_it_is_shown() -> None:
    query = Query(text="scanning", stance="FAVOR", limit=3, offset=1, sort="best", ids=("s",))
    assert read_conditions(query) == {"text": "scanning", "stance": "FAVOR"}
    assert read_conditions(Query()) == {}
