"""What the tests of the comparison share: one person of a registry beside posts of registers."""

import datetime as dt
from pathlib import Path
from typing import Any

from nlp.components.speakers.registry import Registry, load_registry
from nlp.speakers_update.comparing import Comparison, compare_person
from nlp.speakers_update.records import Party, Post, PostKind, Record, RegisterName
from nlp.speakers_update.written import read_written
from tests.official_registers.registry import FILES, TODAY

SECRETARY = "Secretary of State for Signals"
MINISTRY = "Ministry of Signals"


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def post(
    title: str,
    since: str,
    until: str | None = None,
    of: str | None = MINISTRY,
    kind: PostKind = "government",
    register: RegisterName = "GOV.UK",
) -> Post:
    """A post; both days as 2023-09-06."""
    end = day(until) if until else None
    return Post(register_name=register, kind=kind, title=title, department=of, since=day(since), until=end)


def record(name: str, *posts: Post, register: RegisterName = "GOV.UK", key: str = "12", party: str = "") -> Record:
    """A person of a register, who has always been in the party."""
    parties = (Party(name=party, since=dt.date(2000, 1, 1)),) if party else ()
    return Record(register_name=register, key=key, name=name, posts=posts, parties=parties)


def write_person(folder: Path, fields: str) -> Path:
    """The offices of the shared registry, and one person: `id: p, name: …` in flow style."""
    folder.mkdir(exist_ok=True)
    (folder / "offices.yaml").write_bytes((FILES / "offices.yaml").read_bytes())
    begin, end = "people:\n  - {id: p, category: parliament, source: GOV.UK people page, ", "}\n"
    (folder / "people.yaml").write_text(begin + fields + end, encoding="utf-8")
    load_registry.cache_clear()
    return folder


def compare(folder: Path, fields: str, *records: Record) -> Comparison:
    """The comparison of that person."""
    registry: Registry = load_registry(write_person(folder, fields))
    return compare_person(registry, read_written(folder)["p"], registry.people["p"], records, TODAY)


def list_changes(comparison: Comparison) -> dict[str, Any]:
    """What would be written, by field; identifiers, which every record brings, left out."""
    return {
        "/".join(map(str, edit.path)): edit.value
        for difference in comparison.differences
        for edit in difference.edits
        if edit.path[0] not in {"parliament", "govuk"}
    }


def list_told(comparison: Comparison) -> list[str]:
    """What is only told."""
    return [f"{each.field}: {each.theirs}" for each in comparison.differences if not each.edits]
