"""Rules held against what is new: the alerts that follow, each with a subject by which it fires once."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, assert_never

from clausewatch.alerts.matching import Found
from clausewatch.alerts.news import NewEvent, News, NewShift, NewStatement
from clausewatch.alerts.rules import (
    ChangeClaimRule,
    EventBased,
    PaywallRule,
    PublisherRule,
    RevisionRule,
    Rule,
    RuleKind,
    ShiftRule,
    StatementRule,
    WithdrawalRule,
)
from clausewatch.alerts.wording import (
    Names,
    title_change_claim,
    title_document,
    title_event,
    title_outage,
    title_shift,
    title_statement,
)
from clausewatch.index.protocol import DocumentFacts, IndexEntry
from clausewatch.ledger.events import PASSING, UNANNOUNCED
from clausewatch.ledger.outages import Outage
from clausewatch.models import Model


class Firing(Model):
    """An alert to be: a rule and the subject that it found."""

    rule: str
    subject: str
    kind: RuleKind
    title: str
    payload: dict[str, Any]
    """JSON values: the statements, pages or event behind it."""


class Link(Model):
    """Pages that have what an alert of a rule told, or tells, of a subject."""

    rule: str
    subject: str
    pages: tuple[dict[str, Any], ...]
    """JSON values."""


def fire(rules: Iterable[Rule], news: News, found: Found, names: Names) -> Iterator[Firing]:
    """The alerts of all rules; the same (rule, subject) comes once, its first statement speaking for the others.

    `found` has the saved search of each rule, held against all entries of the news.
    """
    seen: set[tuple[str, str]] = set()
    for rule in rules:
        for firing in _fire_rule(rule, news, found, names):
            if (firing.rule, firing.subject) not in seen:
                seen.add((firing.rule, firing.subject))
                yield firing


def _fire_rule(rule: Rule, news: News, found: Found, names: Names) -> Iterator[Firing]:
    match rule:
        case StatementRule() | ChangeClaimRule():
            wanted = _find_wanted(rule, news, found)
            if isinstance(rule, StatementRule) and rule.per_document:
                yield from (_fire_document(rule, said, names) for said in _group_by_document(rule, wanted, found))
            else:
                yield from (_fire_statement(rule, new, names) for new in wanted)
        case ShiftRule():
            ids = found[rule.query]
            for shift in news.shifts:
                if rule.query.target in (None, shift.shift.target) and any(entry.id in ids for entry in shift.after):
                    yield _fire_shift(rule, shift, names)
        case _:
            yield from (_fire_event(rule, event) for event in news.events if _is_watched(rule, event))


def link(rules: Iterable[Rule], news: News, found: Found) -> Iterator[Link]:
    """Where else stands what each rule has told, or tells now: under the subject that `fire` gives it."""
    for rule in rules:
        if isinstance(rule, StatementRule | ChangeClaimRule):
            for new in (new for new in _find_wanted(rule, news, found) if new.copies):
                is_per_document = isinstance(rule, StatementRule) and rule.per_document
                subject = _find_oldest(rule, new, found).document.id if is_per_document else new.subject
                yield Link(rule=rule.name, subject=subject, pages=_dump_pages(new.pages))


def _find_wanted(rule: StatementRule | ChangeClaimRule, news: News, found: Found) -> list[NewStatement]:
    return [new for new in news.statements if _is_wanted(rule, new.entry, found)]


def _is_wanted(rule: StatementRule | ChangeClaimRule, entry: IndexEntry, found: Found) -> bool:
    statement = entry.statement
    if entry.id not in found[rule.query]:
        return False
    if isinstance(rule, ChangeClaimRule) and statement.claims_change not in rule.claims:
        return False
    if isinstance(rule, StatementRule) and rule.takes_side:
        return any(s.label != "NONE" for s in statement.stances if rule.query.target in (None, s.target))
    return bool(statement.stances) or not rule.about_target


def _group_by_document(
    rule: StatementRule | ChangeClaimRule, statements: Iterable[NewStatement], found: Found
) -> list[list[NewStatement]]:
    """What each page says, the same words once; not what an older page of which the rule tells says, too.

    An older page is held against the rules itself, whichever of the two is seen first. Nearly the same words need
    not be found by the same search: an older page that the rule would not tell of stands in nobody's way.
    """
    groups: dict[str, dict[str, NewStatement]] = {}
    for new in statements:
        page = new.entry.document
        if _find_oldest(rule, new, found).document.id == page.id:
            groups.setdefault(page.id, {}).setdefault(new.subject, new)
    return [list(group.values()) for group in groups.values()]


def _find_oldest(rule: StatementRule | ChangeClaimRule, new: NewStatement, found: Found) -> IndexEntry:
    """The statement or copy in the oldest page of which the rule tells."""
    return next((entry for entry in new.told if _is_wanted(rule, entry, found)), new.entry)


def _is_watched(rule: EventBased, new: NewEvent) -> bool:
    if rule.publisher not in (None, new.event.publisher):
        return False
    match rule:
        case RevisionRule():
            is_quoted = any(change.before is not None for change in new.changes)
            is_wanted = is_quoted or not rule.quotations_only
            is_wanted = is_wanted and (new.event.reason == UNANNOUNCED or not rule.unannounced_only)
            is_wanted = is_wanted and new.event.reason != PASSING
            return new.event.kind == "revised" and new.is_reworded and is_wanted
        case WithdrawalRule():
            return new.event.kind in ("withdrawn", "returned")
        case PaywallRule():
            return new.event.kind in ("paywalled", "reopened")
        case PublisherRule():
            return new.event.kind in ("unhealthy", "recovered")
        case _:
            assert_never(rule)


def _fire_statement(rule: StatementRule | ChangeClaimRule, new: NewStatement, names: Names) -> Firing:
    title = title_statement if isinstance(rule, StatementRule) else title_change_claim
    return Firing(
        rule=rule.name,
        subject=new.subject,
        kind=rule.kind,
        title=title(new.entry.statement, names),
        payload={"statement": _dump_statement(new.entry), "pages": list(_dump_pages(new.pages))},
    )


def _fire_document(rule: StatementRule, said: Sequence[NewStatement], names: Names) -> Firing:
    itself = said[0].entry.document
    pages = {page.id: page for page in (itself, *(page for new in said for page in new.pages))}
    return Firing(
        rule=rule.name,
        subject=itself.id,
        kind=rule.kind,
        title=title_document([new.entry.statement for new in said], itself, names),
        payload={
            "statements": [_dump_statement(new.entry) for new in said],
            "pages": list(_dump_pages(pages.values())),
        },
    )


def _fire_shift(rule: ShiftRule, new: NewShift, names: Names) -> Firing:
    facts = new.shift.model_dump(mode="json", exclude={"evidence_before", "evidence_after"})
    evidence = {
        "evidence_before": [_dump_evidence(entry) for entry in new.before],
        "evidence_after": [_dump_evidence(entry) for entry in new.after],
    }
    title = title_shift(new, names)
    return Firing(rule=rule.name, subject=new.shift.subject, kind=rule.kind, title=title, payload={**facts, **evidence})


def _fire_event(rule: EventBased, new: NewEvent) -> Firing:
    if new.outage is not None and rule.publisher is None:
        return _fire_outage(rule, new, new.outage)
    payload: dict[str, Any] = {"event": new.event.model_dump(mode="json")}
    if new.page is not None:
        payload["pages"] = [new.page.model_dump(mode="json")]
    if new.event.kind == "revised":
        payload["quotations"] = [change.model_dump(mode="json") for change in new.changes]
    return Firing(rule=rule.name, subject=new.id, kind=rule.kind, title=title_event(new), payload=payload)


def _fire_outage(rule: EventBased, new: NewEvent, outage: Outage) -> Firing:
    """Once for all publishers; who asked for one of them is told of that one."""
    return Firing(
        rule=rule.name,
        subject=f"{outage.id}-{new.event.kind}",
        kind=rule.kind,
        title=title_outage(new.event.kind, outage),
        payload={"event": new.event.model_dump(mode="json"), "outage": outage.model_dump(mode="json")},
    )


def _dump_pages(pages: Iterable[DocumentFacts]) -> tuple[dict[str, Any], ...]:
    return tuple(page.model_dump(mode="json") for page in pages)


def _dump_statement(entry: IndexEntry) -> dict[str, Any]:
    return {"id": entry.id, **entry.statement.model_dump(mode="json")}


def _dump_evidence(entry: IndexEntry) -> dict[str, Any]:
    return {"statement": _dump_statement(entry), "page": entry.document.model_dump(mode="json")}
