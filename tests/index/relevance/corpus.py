"""The statements that are searched: those of the demo, as our own models found them once, kept in demo.jsonl, and some
that were written for searches by meaning, kept in own.jsonl: they say the same in other words, or something else in the
same words.

demo.jsonl was made by: clausewatch demo --data DATA && python -m tests.index.relevance.corpus DATA/index.db
"""

import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import cache
from itertools import groupby
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import AwareDatetime

from clausewatch.identifiers import document_id, make_id, normalise_words
from clausewatch.index import open_index
from clausewatch.index.protocol import DocumentFacts, Index, IndexEntry, Query, Replacement
from clausewatch.models import Model, PublisherKind, Speaker, SpeakerKind, Statement, StatementKind
from nlp.components.encoder import load_encoder

DEMO, OWN = (Path(__file__).parent / name for name in ("demo.jsonl", "own.jsonl"))
DIGITS = 9
ALL = 10_000


class KeptSpeaker(Model):
    """What a speaker is found by."""

    name: str
    kind: SpeakerKind = "person"
    organisation: str | None = None
    members: tuple[str, ...] = ()


class KeptStatement(Model):
    """Without spans but for where it begins."""

    place: int
    kind: StatementKind
    text: str
    speaker: KeptSpeaker | None = None


class KeptDocument(Model):
    """A page, its address without the port, and its statements in reading order."""

    url: str
    title: str
    publisher: str
    kind: PublisherKind
    published_at: AwareDatetime | None = None
    statements: tuple[KeptStatement, ...]


def read_demo() -> list[IndexEntry]:
    """The kept statements of the demo."""
    return _read_kept(DEMO)


@cache
def read_meant() -> tuple[IndexEntry, ...]:
    """Those of the demo and our own, each with its meaning, as the steps would give them to an index."""
    entries = [*_read_kept(DEMO), *_read_kept(OWN)]
    vectors = load_encoder().encode([entry.statement.text for entry in entries])
    return tuple(
        entry.model_copy(update={"embedding": tuple(vector.tolist())})
        for entry, vector in zip(entries, vectors, strict=True)
    )


def read_meant_demo() -> tuple[IndexEntry, ...]:
    """Those of the demo alone."""
    demo = {entry.id for entry in read_demo()}
    return tuple(entry for entry in read_meant() if entry.id in demo)


def _read_kept(path: Path) -> list[IndexEntry]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [entry for line in lines for entry in _make_entries(KeptDocument.model_validate_json(line))]


def _make_entries(kept: KeptDocument) -> Iterator[IndexEntry]:
    facts = DocumentFacts(id=document_id(kept.url), **kept.model_dump(exclude={"statements"}))
    for one in kept.statements:
        statement = Statement(
            document=facts.id,
            version=facts.id,
            kind=one.kind,
            text=one.text,
            content=((one.place, one.place + len(one.text)),),
            speaker=_make_speaker(one.speaker) if one.speaker else None,
        )
        yield IndexEntry(id=statement.id, statement=statement, document=facts)


def _make_speaker(kept: KeptSpeaker) -> Speaker:
    return Speaker(**kept.model_dump(), resolved_by="full-name", confidence=1)


def write_demo(entries: Iterable[IndexEntry]) -> None:
    """Keep these; a document's stand in a row."""
    lines = [_keep(list(found)).model_dump_json(exclude_defaults=True) for _, found in group(entries)]
    DEMO.write_text("\n".join(sorted(lines)) + "\n", encoding="utf-8")


def _keep(entries: list[IndexEntry]) -> KeptDocument:
    facts = entries[0].document
    statements = tuple(_keep_statement(entry.statement) for entry in entries)
    same = facts.model_dump(include={"title", "publisher", "kind", "published_at"})
    return KeptDocument(url=f"http://{_name_page(facts.url)}", **same, statements=statements)


def _keep_statement(one: Statement) -> KeptStatement:
    found = one.speaker and one.speaker.model_dump(include=set(KeptSpeaker.model_fields))
    speaker = KeptSpeaker.model_validate(found) if found else None
    return KeptStatement(place=one.content[0][0], kind=one.kind, text=one.text, speaker=speaker)


def make_key(entry: IndexEntry) -> str:
    """The same for the same words on the same page, whatever port served it and whichever model found them."""
    words = normalise_words(entry.statement.text)
    # With a letter before it no key looks like a number to YAML.
    return "s" + make_id("judged", _name_page(entry.document.url), words)[:DIGITS]


def _name_page(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.hostname or ''}{parts.path}" + (f"#{parts.fragment}" if parts.fragment else "")


def read_all(index: Index) -> list[IndexEntry]:
    """All that an index holds, 10,000 statements at most."""
    return [hit.entry for hit in index.search(Query(limit=ALL)).hits]


def fill(index: Index, entries: Iterable[IndexEntry]) -> None:
    """Put them into an index; a document's stand in a row."""
    refused = index.replace([Replacement(document=name, entries=tuple(found)) for name, found in group(entries)])
    if refused:
        raise ValueError(f"{refused[0].document} was refused: {refused[0].reason}")


def group(entries: Iterable[IndexEntry]) -> Iterator[tuple[str, Iterator[IndexEntry]]]:
    """By document."""
    return groupby(entries, lambda entry: entry.document.id)


if __name__ == "__main__":
    with closing(open_index(f"sqlite:///{Path(sys.argv[1]).resolve()}", ())) as index:
        write_demo(sorted(read_all(index), key=lambda entry: (entry.document.id, entry.statement.content)))
