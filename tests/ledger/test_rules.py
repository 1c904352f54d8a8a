"""Alert rules are kept, replaced and forgotten by their id."""

from sqlalchemy.orm import Session

from clausewatch.ledger.rules import SavedRule, list_rules, remove_rule, save_rule
from tests.ledger.examples import HOUR, NOON


def test_a_rule_comes_back_as_it_was_saved(session: Session) -> None:
    save_rule(session, "ferry", {"query": "ferry", "channels": ["console"]}, at=NOON)
    body = {"query": "ferry", "channels": ["console"]}
    assert list_rules(session) == [SavedRule(id="ferry", source="command", body=body, saved_at=NOON)]


def test_a_rule_of_the_same_id_takes_its_place(session: Session) -> None:
    save_rule(session, "ferry", {"query": "old"}, at=NOON)
    save_rule(session, "ferry", {"query": "new"}, at=NOON + HOUR, source="rules.yaml")
    assert list_rules(session) == [
        SavedRule(id="ferry", source="rules.yaml", body={"query": "new"}, saved_at=NOON + HOUR)
    ]


def test_rules_are_listed_by_id_and_source(session: Session) -> None:
    save_rule(session, "b", {}, at=NOON)
    save_rule(session, "a", {}, at=NOON, source="rules.yaml")
    assert [rule.id for rule in list_rules(session)] == ["a", "b"]
    assert [rule.id for rule in list_rules(session, "rules.yaml")] == ["a"]
    assert list_rules(session, "other.yaml") == []


def test_a_rule_can_be_forgotten_once(session: Session) -> None:
    save_rule(session, "ferry", {}, at=NOON)
    assert remove_rule(session, "ferry")
    assert not remove_rule(session, "ferry")
    assert list_rules(session) == []
