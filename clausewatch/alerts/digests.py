"""What the alerts of a rule told in a span of time, gathered into one."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, datetime
from itertools import groupby
from typing import Any, Literal

from pydantic import AwareDatetime
from sqlalchemy.orm import Session

from clausewatch.alerts.revisions import QuotationChange
from clausewatch.index.times import LONDON
from clausewatch.ledger.alerts import DIGEST, SavedAlert, list_fired
from clausewatch.ledger.deliveries import Delivery
from clausewatch.models import Model

MOST_ITEMS = 500
"""Alerts that one digest tells; of the rest it gives the ids."""
NOUNS = {
    "statement": ("statement", "statements"),
    "change-claim": ("claim about a change of position", "claims about a change of position"),
    "shift": ("shift of position", "shifts of position"),
    "revision": ("changed page", "changed pages"),
    "withdrawal": ("page withdrawn or back again", "pages withdrawn or back again"),
    "paywall": ("page behind a paywall or out of it", "pages behind a paywall or out of it"),
    "publisher": ("change of a publisher's health", "changes of a publisher's health"),
}
"""What is counted of each kind of rule."""


class Page(Model):
    """Where something stands, or stood."""

    publisher: str
    title: str
    url: str
    published_at: AwareDatetime | None = None


class Position(Model):
    """A stance without its confidence."""

    target: str
    label: str


class Said(Model):
    """A statement with its page; `side` of a shift where it is evidence for one."""

    speaker: str | None
    role: str | None = None
    stances: tuple[Position, ...] = ()
    text: str
    page: Page | None = None
    side: Literal["before", "after"] | None = None


class DigestItem(Model):
    """One alert, shortened to what a reader wants of it."""

    alert: str
    kind: str
    title: str
    at: AwareDatetime
    said: tuple[Said, ...] = ()
    quotations: tuple[QuotationChange, ...] = ()
    """Of a revision: what changed."""
    pages: tuple[Page, ...] = ()


class Digest(Model):
    """The alerts of one rule from `since` on and before `until`, and what no digest before it told, by their time."""

    rule: str
    since: AwareDatetime
    until: AwareDatetime
    counts: dict[str, int]
    """How many statements, shifts ... there were, by the kind of the alerts."""
    stances: dict[str, int]
    """How many of the statements are FAVOR, AGAINST and NONE."""
    items: tuple[DigestItem, ...]
    alerts: tuple[str, ...]
    """Ids of all the alerts, also of those that are not told one by one."""

    @property
    def subject(self) -> str:
        """What makes it one digest for ever: its span of time."""
        return f"digest:{self.since.isoformat()}/{self.until.isoformat()}"

    @property
    def title(self) -> str:
        """`Digest of denials until 5 March 2025, 07:00: 2 statements (1 FAVOR, 1 AGAINST)`."""
        until = self.until.astimezone(LONDON)
        told = ", ".join(say_count(kind, number) for kind, number in self.counts.items())
        labels = ", ".join(f"{number} {label}" for label, number in self.stances.items())
        stances = f" ({labels})" if labels else ""
        return f"Digest of {self.rule} until {until.day} {until:%B %Y, %H:%M}: {told}{stances}"


def say_count(kind: str, number: int) -> str:
    """`1 changed page`, `3 changed pages`."""
    one, many = NOUNS.get(kind, (kind, kind))
    return f"{number} {one if number == 1 else many}"


def make_digests(
    session: Session, since: datetime, until: datetime, rules: Collection[str] | None = None
) -> tuple[Digest, ...]:
    """One digest for each rule, of all or of those named, that fired in [`since`, `until`), by the rule's name."""
    fired = list_fired(session, since, until, rules=rules)
    return tuple(gather(name, list(alerts), since, until) for name, alerts in groupby(fired, key=lambda one: one.rule))


def gather(rule: str, alerts: Iterable[SavedAlert], since: datetime, until: datetime) -> Digest:
    """The digest of these alerts of a rule."""
    told = sorted((alert for alert in alerts if alert.kind != DIGEST), key=lambda alert: alert.at)
    items = [_read_item(alert) for alert in told]
    counts: Counter[str] = Counter()
    for item in items:
        counts[item.kind] += len(item.said) if item.kind == "statement" else 1
    labels = Counter(one.label for item in items if item.kind != "shift" for said in item.said for one in said.stances)
    return Digest(
        rule=rule,
        # One zone, so that the same span is the same subject however it was given.
        since=since.astimezone(UTC),
        until=until.astimezone(UTC),
        counts={kind: counts[kind] for kind in (*NOUNS, *sorted(set(counts) - set(NOUNS))) if counts[kind]},
        stances={label: labels[label] for label in ("FAVOR", "AGAINST", "NONE") if labels[label]},
        items=tuple(items[:MOST_ITEMS]),
        alerts=tuple(alert.id for alert in told),
    )


def read_digest(alert: Delivery | SavedAlert) -> Digest:
    """The digest that an alert of kind "digest" carries."""
    return Digest.model_validate({"rule": alert.rule, **alert.payload})


def _read_item(alert: SavedAlert) -> DigestItem:
    payload = alert.payload
    return DigestItem(
        alert=alert.id,
        kind=alert.kind,
        title=alert.title,
        at=alert.at,
        said=tuple(_read_said(payload)),
        quotations=tuple(QuotationChange.model_validate(change) for change in payload.get("quotations", ())),
        pages=tuple(_read_page(page) for page in payload.get("pages", ())),
    )


def _read_said(payload: dict[str, Any]) -> Iterator[Said]:
    pages = payload.get("pages", ())
    statements = [payload["statement"]] if "statement" in payload else payload.get("statements", ())
    for statement in statements:
        page = next((page for page in pages if page["id"] == statement["document"]), None)
        yield _read_statement(statement, page or next(iter(pages), None))
    for side in ("before", "after"):
        for evidence in payload.get(f"evidence_{side}", ()):
            yield _read_statement(evidence["statement"], evidence["page"]).model_copy(update={"side": side})


def _read_statement(statement: dict[str, Any], page: dict[str, Any] | None) -> Said:
    speaker = statement["speaker"] or {}
    return Said(
        speaker=speaker.get("name"),
        role=speaker.get("role") or speaker.get("organisation"),
        stances=tuple(Position(target=one["target"], label=one["label"]) for one in statement["stances"]),
        text=statement["text"],
        page=page and _read_page(page),
    )


def _read_page(page: dict[str, Any]) -> Page:
    return Page.model_validate({name: page.get(name) for name in Page.model_fields})
