"""One statement as the server keeps it: what index_mappings/index_templates/clausewatch-statements.json maps."""

from collections.abc import Sequence

from pydantic import AwareDatetime

from clausewatch.identifiers import normalise_words
from clausewatch.index.cleaning import clean_text
from clausewatch.index.fullness import count_words
from clausewatch.index.protocol import DocumentFacts, IndexEntry
from clausewatch.index.times import london_month, to_microseconds
from clausewatch.models import (
    Category,
    ChangeClaim,
    CueType,
    Model,
    PublisherKind,
    Span,
    Speaker,
    SpeakerKind,
    Stance,
    StanceLabel,
    Statement,
    StatementKind,
)

CLEANED = ("name", "role", "organisation", "members")
"""Texts of a speaker."""


class StoredSpeaker(Model):
    """A speaker, with what it is looked up by."""

    id: str | None = None
    name: str
    kind: SpeakerKind
    role: str | None = None
    organisation: str | None = None
    category: Category
    members: tuple[str, ...] = ()
    resolved_by: str
    confidence: float
    names: tuple[str, ...]
    """Its own and its members', normalised."""
    body: str | None = None
    """The organisation that it speaks for, or that it is itself."""


class StoredDocument(Model):
    """What a statement says of its document."""

    id: str
    rank: int
    """Smaller or greater than another's where the id is so; equal where the ids begin alike."""
    url: str
    title: str
    publisher: str
    kind: PublisherKind
    published_at: AwareDatetime | None = None
    withdrawn_at: AwareDatetime | None = None
    published_us: int | None = None
    """Microseconds since 1970: the server's dates end at the millisecond."""
    month: str | None = None
    """YYYY-MM in London."""


class StoredStatement(Model):
    """A statement with its document's facts. Texts are cleaned; where that changes them, `exact` is the entry."""

    id: str
    version: str
    kind: StatementKind
    text: str
    content: tuple[Span, ...]
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    cue_type: CueType | None = None
    claims_change: ChangeClaim | None = None
    place: int
    """Where the statement begins in its document, in code points."""
    words: int
    """How many the text has."""
    speaker: StoredSpeaker | None = None
    stances: tuple[Stance, ...] = ()
    positions: tuple[str, ...] = ()
    """Each label with its target: what is looked up and counted."""
    document: StoredDocument
    embedding: tuple[float, ...] | None = None
    exact: IndexEntry | None = None


def to_stored(entry: IndexEntry) -> StoredStatement:
    """An entry as the server keeps it."""
    statement = entry.statement
    text = clean_text(statement.text)
    # Valid already, as the entry is: checking it again would take most of the time of a rebuild.
    stored = StoredStatement.model_construct(
        id=entry.id,
        version=statement.version,
        kind=statement.kind,
        text=text,
        content=statement.content,
        source=statement.source,
        cue=statement.cue,
        cue_type=statement.cue_type,
        claims_change=statement.claims_change,
        place=statement.content[0][0],
        words=count_words(text),
        speaker=_store_speaker(statement.speaker) if statement.speaker else None,
        stances=statement.stances,
        positions=_list_positions(statement.stances),
        document=_store_document(entry.document),
        embedding=entry.embedding,
    )
    if _is_whole(stored, entry):
        return stored
    return stored.model_copy(update={"exact": entry.model_copy(update={"embedding": None})})


def _is_whole(stored: StoredStatement, entry: IndexEntry) -> bool:
    """Whether the entry can be had back, as cleaning changed nothing."""
    (document, statement) = (entry.document, entry.statement)
    if (stored.text, stored.document.title) != (statement.text, document.title) or statement.document != document.id:
        return False
    (kept, given) = (stored.speaker, statement.speaker)
    return kept is None or given is None or all(getattr(kept, name) == getattr(given, name) for name in CLEANED)


def from_stored(stored: StoredStatement) -> IndexEntry:
    """The entry that was put in."""
    if stored.exact is not None:
        return stored.exact
    document = stored.document
    facts = DocumentFacts.model_construct(**{name: getattr(document, name) for name in DocumentFacts.model_fields})
    speaker = _read_speaker(stored.speaker) if stored.speaker else None
    same = ("version", "kind", "text", "content", "source", "cue", "cue_type", "claims_change", "stances")
    given = {name: getattr(stored, name) for name in same}
    statement = Statement.model_construct(document=document.id, speaker=speaker, **given)
    return IndexEntry.model_construct(id=stored.id, statement=statement, document=facts)


def _read_speaker(stored: StoredSpeaker) -> Speaker:
    return Speaker.model_construct(**{name: getattr(stored, name) for name in Speaker.model_fields})


def _list_positions(stances: Sequence[Stance]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name_position(one.label, one.target) for one in stances))


def name_position(label: StanceLabel, target: str) -> str:
    """A label towards a target as one word to be looked up and counted."""
    return f"{label} {target}"


def read_label(position: str) -> str:
    """The label of a position."""
    return position.partition(" ")[0]


def _store_speaker(speaker: Speaker) -> StoredSpeaker:
    body = speaker.organisation or (speaker.name if speaker.kind == "organisation" else None)
    return StoredSpeaker.model_construct(
        id=speaker.id,
        name=clean_text(speaker.name),
        kind=speaker.kind,
        role=speaker.role and clean_text(speaker.role),
        organisation=speaker.organisation and clean_text(speaker.organisation),
        category=speaker.category,
        members=tuple(map(clean_text, speaker.members)),
        resolved_by=speaker.resolved_by,
        confidence=speaker.confidence,
        names=tuple(map(normalise_words, (speaker.name, *speaker.members))),
        body=body,
    )


def _store_document(facts: DocumentFacts) -> StoredDocument:
    at = facts.published_at
    return StoredDocument.model_construct(
        id=facts.id,
        rank=rank_id(facts.id),
        url=facts.url,
        title=clean_text(facts.title),
        publisher=facts.publisher,
        kind=facts.kind,
        published_at=at,
        withdrawn_at=facts.withdrawn_at,
        published_us=to_microseconds(at) if at else None,
        month=london_month(at) if at else None,
    )


def rank_id(name: str) -> int:
    """The first eight bytes as a number of 64 bits with a sign, as servers sort them."""
    return int.from_bytes(name.encode()[:8].ljust(8, b"\0")) - 2**63
