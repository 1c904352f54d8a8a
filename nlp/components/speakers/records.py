"""The speaker of an official document, as its record says."""

import datetime as dt
import re

from clausewatch.models import Document, Record, Speaker
from nlp.components.speakers.categories import read_category
from nlp.components.speakers.describing import describe_organisation, describe_person
from nlp.components.speakers.registry import Registry
from nlp.components.speakers.schema import Office, Organisation, Person
from nlp.components.speakers.words import fold_words

_STYLES = re.compile(
    r"^(?:(?:the\s+)?(?:rt\.?|right|most)\s+)?(?:the\s+)?(?:hon\.?|honourable)\s+(?:the\s+)?", re.IGNORECASE
)
_UNDER = re.compile(r"\bUnder Secretary\b")
_LETTERS = re.compile(r"(?:,?\s+(?:MP|MSP|MS|PC|KC|QC|CH|CBE|OBE|MBE|DBE|KBE|KCB|CB|FRS))+$")


def find_record_speaker(document: Document, registry: Registry) -> Speaker | None:
    """The record's speaker, led back to the registry by name and date; without a record the publisher's own body."""
    day = document.published_at.date() if document.published_at else None
    if document.record is not None:
        return _read_record(document.record, registry, day)
    if document.kind != "official":
        return None
    body = registry.organisations.get(document.publisher) or next(
        (e for e in registry.find(fold_words(document.publisher.replace("-", " "))) if isinstance(e, Organisation)),
        None,
    )
    return describe_organisation(body, "publisher", 0.8) if body else None


def strip_styles(name: str) -> str:
    """A person's name without the styles and letters that official sites put around it (The Rt Hon ... MP)."""
    return _LETTERS.sub("", _STYLES.sub("", name)).strip() or name


def name_role(role: str | None, registry: Registry) -> str | None:
    """A role as the registry calls that office; one that it lacks as given, with the usual hyphen."""
    if role is None:
        return None
    office = next((entry for entry in registry.find(fold_words(role)) if isinstance(entry, Office)), None)
    return office.name if office else _UNDER.sub("Under-Secretary", role)


def _read_record(record: Record, registry: Registry, day: dt.date | None) -> Speaker:
    name = strip_styles(record.name) if record.kind == "person" else record.name
    role = name_role(record.role, registry)
    for entry in registry.find(fold_words(name)) or registry.find(fold_words(record.name)):
        if isinstance(entry, Person) and record.kind == "person":
            speaker = describe_person(registry, entry, day, "record", 0.97)
            return speaker.model_copy(
                update={
                    "role": role or speaker.role,
                    "organisation": record.organisation or speaker.organisation,
                    "category": record.category if record.category != "other" else speaker.category,
                }
            )
        if isinstance(entry, Organisation) and record.kind != "person":
            return describe_organisation(entry, "record", 0.97, role)
    return Speaker(
        name=name,
        kind=record.kind,
        role=role,
        organisation=record.organisation,
        category=record.category if record.category != "other" else read_category([role, record.organisation, name]),
        resolved_by="record",
        confidence=0.97,
    )
