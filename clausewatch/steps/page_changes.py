"""What was changed on a page that is kept, and what happened to it when: for the command line and the web."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from clausewatch.alerts.differences import SentenceChange, compare_versions, group_paragraphs, list_edits
from clausewatch.alerts.revisions import compare_quotations
from clausewatch.errors import InputError, NotFoundError
from clausewatch.ledger.changes import is_announced, is_beginning
from clausewatch.ledger.documents import current_version, find_by_url, list_versions, read_version
from clausewatch.ledger.events import PASSING, Event, list_page_events
from clausewatch.ledger.statements import read_statements
from clausewatch.models import Document, Edit
from clausewatch.steps.reprocess import read_time

Choice = str | datetime | None
"""A version by its id or the begin of it, or a time, for how the page read then."""
VERSION = re.compile(r"[0-9a-f]{4,20}")


class QuotationDifference(NamedTuple):
    """A quotation that was changed, is somebody else's now, is gone (`after` is none) or is new (`before` is none)."""

    speaker: str | None
    before: str | None
    after: str | None
    edits: tuple[Edit, ...]
    """Of one that is in both: its words in their order."""
    new_speaker: str | None = None
    """Who says it in the newer version, where that is somebody else."""

    @property
    def what(self) -> str:
        """What became of it, after the name of its speaker."""
        if self.before is None or self.after is None:
            return "new" if self.before is None else "gone"
        said = f"now attributed to {self.new_speaker}" if self.new_speaker else ""
        reworded = "reworded" if any(edit.kind != "same" for edit in self.edits) or not said else ""
        return " and ".join(filter(None, (reworded, said)))


class Reading(NamedTuple):
    """A version, and since when the page read like that."""

    id: str
    at: datetime


class PageChanges(NamedTuple):
    """Two versions of a page beside each other, and its history."""

    old: Document
    new: Document
    readings: tuple[Reading, Reading]
    """When each of the two was seen first."""
    is_announced: bool
    changes: tuple[SentenceChange, ...]
    """Every sentence of both, also those that are the same."""
    hidden: int
    """Sentences of the older one that are behind a paywall now, and are not among the changes."""
    quotations: tuple[QuotationDifference, ...]

    @property
    def is_reworded(self) -> bool:
        """Whether any word is different."""
        return any(change.kind != "same" for change in self.changes)

    @property
    def paragraphs(self) -> list[list[SentenceChange]]:
        """The sentences by paragraph, the title first."""
        return group_paragraphs(self.changes)


class PageHistory(NamedTuple):
    """A page as it is kept now."""

    page: Document
    """Its current version."""
    versions: tuple[Reading, ...]
    """By when each was seen first."""
    events: tuple[Event, ...]
    """What happened to it, oldest first."""


def read_choice(value: str) -> str | datetime:
    """A version's id or the begin of it, a day, which begins at midnight in London, or an ISO 8601 time; `InputError`
    for anything else.
    """
    if VERSION.fullmatch(value):
        return value
    try:
        return read_time(value)
    except InputError as error:
        raise InputError(f"{value!r} is neither a version's id nor a date: write 4f0c21d9 or 2023-09-06") from error


def find_page(session: Session, url: str) -> PageHistory:
    """The history of the page at an address; `NotFoundError` where none is kept."""
    document = find_by_url(session, url)
    if document is None:
        raise NotFoundError(f"no page of {url} is kept: give the address as `clausewatch search` shows it")
    return read_history(session, document)


def read_history(session: Session, document: str) -> PageHistory:
    """The history of a document by its id; `NotFoundError` where there is none."""
    version = current_version(session, document)
    if version is None:
        raise NotFoundError(f"There is no document {document}.")
    versions = tuple(Reading(*one) for one in list_versions(session, document))
    return PageHistory(read_version(session, version), versions, tuple(list_page_events(session, document)))


def compare_page(
    session: Session, history: PageHistory, older: Choice = None, newer: Choice = None
) -> PageChanges | None:
    """Two versions of a page beside each other: those that are chosen, else those of its last change; none where there
    is one version only. `NotFoundError` says which choice there is not.
    """
    readings = list_readings(history)
    pair = _choose(history, readings, older, newer)
    if pair is None:
        return None
    old, new = (read_version(session, version) for version in pair)
    is_teaser = new.access == "teaser" and is_beginning(new, old)
    changes, hidden = _hide_rest(compare_versions(old, new)) if is_teaser else (compare_versions(old, new), 0)
    seen = dict(history.versions)
    return PageChanges(
        old=old,
        new=new,
        readings=(Reading(pair[0], seen[pair[0]]), Reading(pair[1], seen[pair[1]])),
        is_announced=is_announced(old, new),
        changes=changes,
        hidden=hidden,
        # What stands behind a paywall is not gone.
        quotations=() if is_teaser else tuple(_compare_quotations(session, old, new)),
    )


def list_readings(history: PageHistory) -> list[Reading]:
    """How the page read and from when on, oldest first; a content that came back is there twice."""
    came_back = [Reading(event.new_version, event.at) for event in history.events if event.new_version]
    return sorted({*history.versions, *came_back}, key=lambda reading: (reading.at, reading.id))


def _choose(history: PageHistory, readings: Sequence[Reading], older: Choice, newer: Choice) -> tuple[str, str] | None:
    if len(history.versions) < 2:
        # A choice that there is not is told all the same.
        for choice in (older, newer):
            _find(history, readings, choice)
        return None
    if older is None and newer is None:
        return _last_change(history) or (history.versions[-2].id, history.versions[-1].id)
    to = history.page.version if newer is None else _find(history, readings, newer)
    return (_before(readings, to) if older is None else _find(history, readings, older)), to


def _last_change(history: PageHistory) -> tuple[str, str] | None:
    """The versions of the last revision that stood, else of the last time that a paywall was put up or taken away, else
    of the last one that did not stand.
    """
    revisions = [event for event in history.events if event.kind == "revised"]
    passing = [event for event in revisions if event.reason == PASSING]
    walls = [event for event in history.events if event.kind in ("paywalled", "reopened")]
    for events in ([event for event in revisions if event.reason != PASSING], walls, passing):
        for event in reversed(events):
            old, new = event.old_version, event.new_version
            if old and new and old != new:
                return old, new
    return None


def _before(readings: Sequence[Reading], version: str) -> str:
    """What the page read before a version was first seen; of the first one the same."""
    place = next(number for number, reading in enumerate(readings) if reading.id == version)
    return readings[max(0, place - 1)].id


def _find(history: PageHistory, readings: Sequence[Reading], choice: Choice) -> str:
    url = history.page.url
    if isinstance(choice, datetime):
        then = [reading.id for reading in readings if reading.at <= choice]
        if not then:
            raise NotFoundError(f"{url} was first seen at {readings[0].at.isoformat()}, after {choice.isoformat()}")
        return then[-1]
    found = [version.id for version in history.versions if choice is None or version.id.startswith(choice)]
    if not found or (len(found) > 1 and choice is not None):
        named = ", ".join(version.id for version in history.versions)
        what = "several versions" if found else "no version"
        raise NotFoundError(f"{url} has {what} {choice}: its versions are {named}")
    return found[-1]


def _hide_rest(changes: Sequence[SentenceChange]) -> tuple[tuple[SentenceChange, ...], int]:
    """Without the sentences at the end that only the older version has; how many they are."""
    last = max((number for number, change in enumerate(changes, 1) if change.kind != "removed"), default=0)
    return tuple(changes[:last]), len(changes) - last


def _compare_quotations(session: Session, old: Document, new: Document) -> Iterator[QuotationDifference]:
    before, after = (read_statements(session, one.version) for one in (old, new))
    for change in compare_quotations(old, before, new, after):
        edits = list_edits(change.before, change.after) if change.before and change.after else ()
        yield QuotationDifference(change.speaker, change.before, change.after, edits, change.new_speaker)


def changes_to_json(history: PageHistory, found: PageChanges | None) -> dict[str, Any]:
    """Both as scripts read them; without the sentences that are the same."""
    page = history.page
    facts = page.model_dump(mode="json", include={"url", "title", "publisher", "withdrawn_at", "access"})
    sides = (None, None) if found is None else tuple(map(_side_to_json, (found.old, found.new), found.readings))
    told = [] if found is None else [change for change in found.changes if change.kind != "same"]
    return {
        "document": page.id,
        **facts,
        "from": sides[0],
        "to": sides[1],
        "announced": None if found is None else found.is_announced,
        "changes": [_change_to_json(change) for change in told],
        "behind_paywall": 0 if found is None else found.hidden,
        "quotations": [] if found is None else [_quotation_to_json(one) for one in found.quotations],
        "history": [_event_to_json(event) for event in history.events],
        "versions": [{"id": one.id, "first_seen_at": one.at.isoformat()} for one in history.versions],
    }


def _side_to_json(document: Document, reading: Reading) -> dict[str, Any]:
    dates = document.model_dump(mode="json", include={"title", "published_at", "modified_at"})
    return {"id": reading.id, "first_seen_at": reading.at.isoformat(), **dates}


def _change_to_json(change: SentenceChange) -> dict[str, Any]:
    facts = change.model_dump(exclude={"edits"})
    return facts | {"differences": [edit.model_dump() for edit in change.edits]}


def _quotation_to_json(one: QuotationDifference) -> dict[str, Any]:
    facts = {"speaker": one.speaker, "new_speaker": one.new_speaker, "before": one.before, "after": one.after}
    return facts | {"differences": [edit.model_dump() for edit in one.edits]}


def _event_to_json(event: Event) -> dict[str, Any]:
    return {
        "at": event.at.isoformat(),
        "kind": event.kind,
        "reason": event.reason,
        "from": event.old_version,
        "to": event.new_version,
    }
