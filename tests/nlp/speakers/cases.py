"""Short texts with marked sources and contents, and the speaker that each of them has."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from clausewatch.models import Document, PublisherKind, Record, Speaker
from nlp.attribution import Attribution
from nlp.components.quotations.kinds import kind_of
from nlp.components.speakers.resolver import Resolver

FOLDER = Path(__file__).parent / "cases"
REGISTRY = Path(__file__).parent / "registry"
DAY = "2023-05-10"
_MARK = re.compile(r"\{([scq])(\d):|\}")


@dataclass(frozen=True)
class Case:
    """`text` marks {s1:a source}, {q1:a cue} and {c1:a content}; `wants` has the fields of each speaker by number."""

    name: str
    text: str
    wants: dict[int, dict[str, Any] | None]
    day: str | None = DAY
    kind: PublisherKind = "coverage"
    title: str = ""
    publisher: str = "harbour-news"
    authors: tuple[str, ...] = ()
    record: dict[str, Any] | None = None


def read_cases() -> Iterator[Case]:
    """All cases of the folder, by file and place."""
    for path in sorted(FOLDER.glob("*.yaml")):
        for entry in yaml.safe_load(path.read_text("utf-8")):
            yield Case(**entry)


def read_marks(marked: str) -> tuple[str, dict[int, Attribution]]:
    """The plain text and the attributions by number."""
    plain, spans, open_marks = "", {}, []  # type: ignore[var-annotated]
    at = 0
    for match in _MARK.finditer(marked):
        plain += marked[at : match.start()]
        at = match.end()
        if match.group(1):
            open_marks.append((match.group(1), int(match.group(2)), len(plain)))
        else:
            letter, number, start = open_marks.pop()
            spans.setdefault((number, letter), []).append((start, len(plain)))
    plain += marked[at:]
    numbers = sorted({number for number, _ in spans})
    return plain, {
        number: Attribution(
            kind=kind_of(plain, tuple(spans[number, "c"])),
            content=tuple(spans[number, "c"]),
            source=tuple(spans.get((number, "s"), ())),
            cue=tuple(spans.get((number, "q"), ())),
        )
        for number in numbers
    }


def make_document(case: Case, text: str) -> Document:
    """The document that the text of a case stands in."""
    at = dt.datetime.fromisoformat(f"{case.day}T09:00:00+00:00") if case.day else None
    return Document(
        url=f"https://{case.publisher}.example/a",
        title=case.title,
        text=text,
        publisher=case.publisher,
        kind=case.kind,
        authors=case.authors,
        published_at=at,
        record=Record(**case.record) if case.record else None,
    )


def differences(wanted: dict[str, Any] | None, speaker: Speaker | None) -> list[str]:
    """What a speaker has otherwise than wanted; only the wanted fields count."""
    if wanted is None or speaker is None:
        return [] if wanted is None and speaker is None else [f"wanted {wanted}, found {speaker}"]
    found = speaker.model_dump()
    return [
        f"{field}: wanted {value!r}, found {found[field]!r}"
        for field, value in wanted.items()
        if (list(found[field]) if field == "members" else found[field]) != value
    ]


def find_speakers(resolver: Resolver, marked: str, **facts: Any) -> dict[int, Speaker | None]:
    """The speakers of a text with marks, by number; `facts` are fields of a case."""
    case = Case("", marked, {}, **facts)
    text, attributions = read_marks(marked)
    found = resolver.resolve(text, tuple(attributions.values()), make_document(case, text))
    return dict(zip(attributions, (one.speaker for one in found), strict=True))


def find_speaker(resolver: Resolver, marked: str, number: int = 1, **facts: Any) -> Speaker:
    """The one speaker, who must be known."""
    speaker = find_speakers(resolver, marked, **facts)[number]
    assert speaker is not None
    return speaker
