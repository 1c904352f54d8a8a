"""A digest as lines for a person."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import groupby
from typing import Any

from clausewatch.alerts.digests import Digest, DigestItem, Page, Said, say_count
from clausewatch.alerts.wording import quote
from clausewatch.index.times import LONDON

MOST_SHOWN = 40
"""Alerts, and statements, of one kind."""
MOST_EVIDENCE = 3
"""Statements and changed quotations of one alert."""
SHOWN = 160
"""Characters of a statement on one line."""


def describe_digest(digest: Digest) -> Iterator[str]:
    """Its time, then a block for each kind of alert: what was said by page, what moved, what changed."""
    yield f"from {_say_time(digest.since)} to {_say_time(digest.until)}, London time"
    for kind, number in digest.counts.items():
        items = [item for item in digest.items if item.kind == kind]
        yield f"{say_count(kind, number)}:"
        blocks = _describe_statements(items) if kind == "statement" else _describe_items(items)
        yield from (f"  {line}" for line in blocks)
    left_out = len(digest.alerts) - len(digest.items)
    if left_out:
        yield f"and {left_out} more alerts"


def _say_time(at: datetime) -> str:
    there = at.astimezone(LONDON)
    return f"{there:%A} {there.day} {there:%B %Y, %H:%M}"


def _describe_statements(items: list[DigestItem]) -> Iterator[str]:
    """Statements under their page, which several alerts may share."""
    said = [one for item in items for one in item.said]
    order = {page: place for place, page in enumerate(dict.fromkeys(one.page for one in said))}
    shown = sorted(said, key=lambda one: order[one.page])[:MOST_SHOWN]
    for page, statements in groupby(shown, key=lambda one: one.page):
        if page is not None:
            yield _describe_page(page)
        yield from (f"  {_describe_said(one)}" for one in statements)
    if len(said) > len(shown):
        yield f"and {len(said) - len(shown)} more statements"


def _describe_items(items: list[DigestItem]) -> Iterator[str]:
    for item in items[:MOST_SHOWN]:
        yield item.title
        for side in ("before", "after"):
            evidence = [one for one in item.said if one.side == side]
            # What was said last before a shift, and first after it.
            near = evidence[-MOST_EVIDENCE:] if side == "before" else evidence[:MOST_EVIDENCE]
            yield from (f"  {_describe_said(one)}{_say_link(one.page)}" for one in near)
        for change in item.quotations[:MOST_EVIDENCE]:
            yield from describe_change(change.model_dump())
        yield from (f"  {_describe_page(page)}" for page in item.pages[:MOST_EVIDENCE])
    if len(items) > MOST_SHOWN:
        yield f"and {len(items) - MOST_SHOWN} more"


def _describe_page(page: Page) -> str:
    return f"{page.title or 'untitled'}, {page.publisher}: {page.url}"


def _describe_said(said: Said) -> str:
    stances = ", ".join(stance.label for stance in said.stances) or "-"
    role = f" ({said.role})" if said.role and said.role != said.speaker else ""
    return f"{stances:8} {said.speaker or 'unknown speaker'}{role}: {quote(said.text, SHOWN)}"


def _say_link(page: Page | None) -> str:
    return f" {page.url}" if page else ""


def describe_change(change: Mapping[str, Any]) -> Iterator[str]:
    """A changed quotation: what it was and what it is now, or that it is new."""
    who = change["speaker"] or "unknown speaker"
    before, after = (change[side] and quote(change[side], SHOWN) for side in ("before", "after"))
    if before is None:
        yield f"  new, {who}: {after}"
        return
    yield f"  was, {who}: {before}"
    # Alerts that were made before this was known have no such field.
    new_speaker = change.get("new_speaker")
    yield f"  now{f', {new_speaker}' if new_speaker else ''}: {after or 'gone'}"
