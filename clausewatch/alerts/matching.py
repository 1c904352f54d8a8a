"""What the saved searches of all rules find among new statements, asked of the index at once."""

from collections.abc import Iterable, Mapping, Sequence

from clausewatch.alerts.rules import ChangeClaimRule, Rule, ShiftRule, StatementRule
from clausewatch.index.protocol import IndexEntry, Matcher, Query

Found = Mapping[Query, frozenset[str]]
"""Ids of the statements that each saved search finds."""


def match_rules(matcher: Matcher, rules: Iterable[Rule], entries: Sequence[IndexEntry]) -> Found:
    """The answers for the searches of all rules, each search made once, whether or not the index knows the statements.

    Always those of all rules, as the index may keep them for the next time.
    """
    searching = (rule for rule in rules if isinstance(rule, StatementRule | ChangeClaimRule | ShiftRule))
    queries = tuple(dict.fromkeys(rule.query for rule in searching))
    return dict(zip(queries, matcher.match(queries, entries), strict=True))
