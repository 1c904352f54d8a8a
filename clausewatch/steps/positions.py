"""Where a speaker or a body stands on a target over time, and when that moved: for the command line."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from clausewatch.alerts.positions import Standing, estimate_standings
from clausewatch.alerts.reading import read_said
from clausewatch.alerts.shifts import Shift, find_shifts, is_followed
from clausewatch.errors import InputError
from clausewatch.identifiers import normalise_words
from clausewatch.index.protocol import Corrected, DocumentFacts, read_facts
from clausewatch.index.shapes import DECIMALS, corrected_to_json, speaker_to_json, statement_to_json
from clausewatch.ledger.documents import read_version
from clausewatch.ledger.speakers import list_speakers
from clausewatch.ledger.statements import Position
from clausewatch.ledger.voices import find_voices
from clausewatch.models import Speaker
from clausewatch.steps.correction_reports import find_corrected

NAMED = 8
"""Speakers that an error names at most."""


class Placed(NamedTuple):
    """A speaker's position at an occasion, and the page in which the statements stand."""

    standing: Standing
    page: DocumentFacts

    @property
    def at(self) -> datetime:
        """When the first of the statements was said."""
        return self.standing.occasion.positions[0].at


class Course(NamedTuple):
    """A speaker's position on a target over time, oldest first, and its shifts."""

    speaker: Speaker
    target: str
    now: Standing | None
    """At the last occasion of all; none where nothing that was said is for or against."""
    places: tuple[Placed, ...]
    shifts: tuple[Shift, ...]
    corrected: Mapping[str, tuple[Corrected, ...]]
    """What a person put right of each statement, by its id."""
    earlier: int = 0
    """Places before these that were left out: the position rests on them, too."""

    def cut(self, since: datetime | None, limit: int | None) -> "Course":
        """The last `limit` places that are not before `since`, and the shifts that came within them."""
        kept = [each for each in self.places if since is None or each.at >= since]
        kept = kept if limit is None else kept[max(len(kept) - limit, 0) :]
        left_out = len(self.places) - len(kept)
        if left_out == 0:
            return self
        shifts = [shift for shift in self.shifts if kept and shift.at >= kept[0].at]
        return self._replace(places=tuple(kept), shifts=tuple(shifts), earlier=left_out)


def find_course(session: Session, target: str, name: str) -> Course:
    """The position of the one speaker whom a name or id means; of a body, its people's statements count as its own.

    `InputError` where nobody or several are meant.
    """
    key, speaker = choose_speaker(list_speakers(session, target), target, name)
    keys = find_voices(session, speaker) if speaker.kind == "organisation" else {key}
    said, announced = read_said(session, target, keys)
    followed = [position for position in said if is_followed(position.statement)]
    standings = estimate_standings(followed, target, announced)
    versions = dict.fromkeys(_version(standing) for standing in standings)
    pages = {version: read_facts(read_version(session, version)) for version in versions}
    places = tuple(Placed(standing, pages[_version(standing)]) for standing in standings)
    corrected = find_corrected(session, [position.statement for position in followed])
    now = standings[-1] if any(standing.occasion.evidence for standing in standings) else None
    return Course(speaker, target, now, places, find_shifts(followed, key, target, announced), corrected)


def _version(standing: Standing) -> str:
    return standing.occasion.positions[0].statement.version


def choose_speaker(known: Mapping[str, Speaker], target: str, name: str) -> tuple[str, Speaker]:
    """The speaker of that id, or else exact name, or else the only one whose name has all its words; with their key."""
    words = normalise_words(name)
    if not words:
        raise InputError(f"nobody named {name!r} can be looked for: give a name, a part of one, or an id")
    asked = set(words.split())
    followed = {key: speaker for key, speaker in known.items() if speaker.kind != "collective"}
    same_id = [key for key in followed if key == name.strip()]
    exact = [key for key, speaker in followed.items() if normalise_words(speaker.name) == words]
    near = [key for key, speaker in followed.items() if asked <= set(normalise_words(speaker.name).split())]
    found = same_id or exact or near
    if len(found) == 1:
        return found[0], followed[found[0]]
    if not known:
        raise InputError(f"nobody has said anything on {target} yet: `clausewatch run` collects more")
    if not found and any(normalise_words(speaker.name) == words for speaker in known.values()):
        raise InputError(f"{name!r} are several people, who have no one position: name one of them, or their body")
    if not found:
        raise InputError(
            f"nobody named {name!r} has said anything on {target}: `clausewatch search --target {target}` shows who has"
        )
    raise InputError(f"{name!r} may be several: {_list_names(followed, found)}: give one of the ids in brackets")


def _list_names(known: Mapping[str, Speaker], keys: Iterable[str]) -> str:
    names = sorted(f"{known[key].name} ({key})" for key in keys)
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more


def course_to_json(course: Course) -> dict[str, Any]:
    """A course as scripts read it; `side` is null where nothing is for or against."""
    return {
        "target": course.target,
        "speaker": speaker_to_json(course.speaker),
        "side": course.now.side if course.now else None,
        "probability": round(course.now.probability, DECIMALS) if course.now else None,
        "earlier": course.earlier,
        "occasions": [_place_to_json(placed, course) for placed in course.places],
        "shifts": [_shift_to_json(shift) for shift in course.shifts],
    }


def _place_to_json(placed: Placed, course: Course) -> dict[str, Any]:
    standing = placed.standing
    statements = [position.statement for position in standing.occasion.positions]
    return {
        "at": placed.at.isoformat(),
        "side": standing.side,
        "probability": round(standing.probability, DECIMALS),
        "evidence": round(standing.occasion.evidence, DECIMALS),
        "document": placed.page.model_dump(mode="json"),
        "statements": [
            statement_to_json(statement) | {"corrected": corrected_to_json(course.corrected[statement.id])}
            for statement in statements
        ],
    }


def _shift_to_json(shift: Shift) -> dict[str, Any]:
    return {
        "at": shift.at.isoformat(),
        "before": shift.before,
        "after": shift.after,
        "probability": shift.probability,
        "evidence_before": _list_ids(shift.evidence_before),
        "evidence_after": _list_ids(shift.evidence_after),
    }


def _list_ids(positions: Iterable[Position]) -> list[str]:
    return [position.statement.id for position in positions]
