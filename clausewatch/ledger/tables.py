"""The tables of the ledger. Rows are read and written by the modules beside this one, never as shared objects."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from clausewatch.ledger.base import Table as Table


class FetchRow(Table):
    """One answer to one request, or none."""

    __tablename__ = "fetches"
    __table_args__ = (Index(None, "url_id", "id"), Index(None, "publisher", "page", "fetched_at"))

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    publisher: Mapped[str]
    url: Mapped[str]
    url_id: Mapped[str] = mapped_column(String(20))
    """Stands for the address in the index, as PostgreSQL's takes no more than 2.7 kB."""
    status: Mapped[int | None]
    outcome: Mapped[str] = mapped_column(String(16))
    fetched_at: Mapped[datetime]
    run: Mapped[str]
    page: Mapped[bool]
    reason: Mapped[str | None]
    etag: Mapped[str | None]
    last_modified: Mapped[str | None]
    file: Mapped[str | None]
    offset: Mapped[int | None] = mapped_column(BigInteger)
    length: Mapped[int | None] = mapped_column(BigInteger)
    sha256: Mapped[str | None] = mapped_column(String(64))


class WorkRow(Table):
    """Something that a step has to do, is doing or has done."""

    __tablename__ = "work"
    __table_args__ = (UniqueConstraint("step", "subject"), Index(None, "step", "state", "enqueued_at", "id"))

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    step: Mapped[str] = mapped_column(String(32))
    subject: Mapped[str]
    state: Mapped[str] = mapped_column(String(16))
    enqueued_at: Mapped[datetime]
    again: Mapped[bool] = mapped_column(default=False)
    """Asked for once more while a worker had it."""
    worker: Mapped[str | None]
    leased_until: Mapped[datetime | None]
    reason: Mapped[str | None]


class DocumentRow(Table):
    """A page, whatever its content, and which version is its current one."""

    __tablename__ = "documents"
    __table_args__ = (Index(None, "source_id"), Index(None, "publisher"))

    id: Mapped[str] = mapped_column(String(20), primary_key=True)
    url: Mapped[str]
    source_id: Mapped[str] = mapped_column(String(20))
    """`url_id` of the address that the current version was fetched from; of its own where it was not fetched."""
    publisher: Mapped[str]
    # No foreign key: the two tables would point at each other.
    version: Mapped[str | None] = mapped_column(String(20))
    fetch: Mapped[int | None] = mapped_column(ForeignKey("fetches.id"))
    first_seen_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    """When the current version was seen."""
    withdrawn_at: Mapped[datetime | None]


class VersionRow(Table):
    """The content of a document at a time."""

    __tablename__ = "versions"
    __table_args__ = (Index(None, "document"), Index(None, "published_at"))

    id: Mapped[str] = mapped_column(String(20), primary_key=True)
    document: Mapped[str] = mapped_column(ForeignKey("documents.id"))
    fetch: Mapped[int | None] = mapped_column(ForeignKey("fetches.id"))
    first_seen_at: Mapped[datetime]
    published_at: Mapped[datetime | None]
    body: Mapped[str]
    """The whole Document as JSON; as text, because PostgreSQL's jsonb refuses U+0000."""


class AnnotationRow(Table):
    """Which annotator read a version last. Versions that were read before this was kept have none."""

    __tablename__ = "annotations"
    __table_args__ = (Index(None, "annotator"),)

    version: Mapped[str] = mapped_column(ForeignKey("versions.id"), primary_key=True)
    annotator: Mapped[str]
    at: Mapped[datetime]


class StatementRow(Table):
    """One attribution in a version."""

    __tablename__ = "statements"
    __table_args__ = (Index(None, "version", "position"), Index(None, "subject"), Index(None, "speaker"))

    id: Mapped[str] = mapped_column(String(20), primary_key=True)
    version: Mapped[str] = mapped_column(ForeignKey("versions.id"))
    document: Mapped[str] = mapped_column(ForeignKey("documents.id"))
    position: Mapped[int]
    """Place in the version's list, from 0."""
    subject: Mapped[str] = mapped_column(String(20))
    kind: Mapped[str] = mapped_column(String(16))
    speaker: Mapped[str | None]
    """The registry's id, else the name."""
    body: Mapped[str]
    """The whole Statement as JSON."""


class StanceRow(Table):
    """What a statement says for or against a target, as the model found it."""

    __tablename__ = "stances"
    __table_args__ = (Index(None, "target", "label"),)

    statement: Mapped[str] = mapped_column(ForeignKey("statements.id", ondelete="CASCADE"), primary_key=True)
    target: Mapped[str] = mapped_column(primary_key=True)
    label: Mapped[str] = mapped_column(String(8))
    confidence: Mapped[float]


class CopyRow(Table):
    """Which of many that are nearly the same stands for them: the first that was seen. It outlives what it names."""

    __tablename__ = "copies"
    __table_args__ = (Index(None, "leader"),)

    member: Mapped[str] = mapped_column(String(20), primary_key=True)
    """A statement's subject, or a version."""
    leader: Mapped[str] = mapped_column(String(20))
    """Itself where it is the first of its group."""
    words: Mapped[str | None]
    """Text of a subject that leads, by which others are compared with it."""


class CopyKeyRow(Table):
    """A key that whatever is nearly the same as the leader of a group has in common with it, as likely as not."""

    __tablename__ = "copy_keys"
    # On SQLite the key is then not kept twice.
    __table_args__ = ({"sqlite_with_rowid": False},)

    key: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    leader: Mapped[str] = mapped_column(ForeignKey("copies.member"), primary_key=True)


class VoiceRow(Table):
    """Somebody who spoke for a body, or the body itself."""

    __tablename__ = "voices"
    __table_args__ = (Index(None, "speaker"),)

    body: Mapped[str] = mapped_column(primary_key=True)
    """Its normalised name."""
    speaker: Mapped[str] = mapped_column(primary_key=True)
    """The registry's id, else the name."""
    is_body: Mapped[bool]


class OriginRow(Table):
    """Where a quotation was really said, or that it was looked for and not found."""

    __tablename__ = "origins"
    __table_args__ = (Index(None, "spoken"), Index(None, "verdict"))

    statement: Mapped[str] = mapped_column(ForeignKey("statements.id", ondelete="CASCADE"), primary_key=True)
    """The quotation."""
    spoken: Mapped[str | None] = mapped_column(ForeignKey("statements.id", ondelete="CASCADE"))
    """The first primary statement; where that goes, what was found goes, too."""
    verdict: Mapped[str] = mapped_column(String(16))
    body: Mapped[str]
    """The whole Origin as JSON."""


class EmbeddingRow(Table):
    """What a text means, as an encoder sees it."""

    __tablename__ = "embeddings"

    id: Mapped[str] = mapped_column(String(20), primary_key=True)
    vector: Mapped[bytes]
    """Numbers in half precision, least significant byte first."""


class CorrectionRow(Table):
    """What a person put right; it outlives the statement row, which reprocessing may replace."""

    __tablename__ = "corrections"
    __table_args__ = (Index(None, "document"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    statement: Mapped[str] = mapped_column(String(20))
    document: Mapped[str] = mapped_column(String(20))
    words: Mapped[str]
    """The statement's normalised words, by which it is found again when its spans have moved."""
    speaker: Mapped[str | None]
    """Speaker as JSON."""
    target: Mapped[str | None]
    label: Mapped[str | None] = mapped_column(String(8))
    why: Mapped[str]
    corrected_at: Mapped[datetime]


class EventRow(Table):
    """Something that happened to a document or a publisher."""

    __tablename__ = "events"
    __table_args__ = (Index(None, "kind", "at"),)

    id: Mapped[str] = mapped_column(String(20), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    at: Mapped[datetime]
    publisher: Mapped[str | None]
    document: Mapped[str | None] = mapped_column(String(20))
    old_version: Mapped[str | None] = mapped_column(String(20))
    new_version: Mapped[str | None] = mapped_column(String(20))
    reason: Mapped[str | None]


class CrawlRow(Table):
    """The result of one crawl of one publisher."""

    __tablename__ = "crawls"
    __table_args__ = (Index(None, "publisher", "finished_at"),)

    publisher: Mapped[str] = mapped_column(primary_key=True)
    run: Mapped[str] = mapped_column(primary_key=True)
    finished_at: Mapped[datetime]
    body: Mapped[str]
    """The whole CrawlResult as JSON."""


class HealthRow(Table):
    """What the last check of a publisher's history found."""

    __tablename__ = "health"

    publisher: Mapped[str] = mapped_column(primary_key=True)
    checked_at: Mapped[datetime | None]
    body: Mapped[str]
    """The findings as a list in JSON."""


class RuleRow(Table):
    """A saved search and what must happen."""

    __tablename__ = "rules"

    id: Mapped[str] = mapped_column(primary_key=True)
    source: Mapped[str]
    """"command", or the file that it came from."""
    body: Mapped[dict[str, Any]]
    saved_at: Mapped[datetime]


class AlertRow(Table):
    """A rule that found a subject: once, ever. It outlives its rule."""

    __tablename__ = "alerts"
    __table_args__ = (UniqueConstraint("rule", "subject"), Index(None, "at"))

    id: Mapped[str] = mapped_column(String(20), primary_key=True)
    rule: Mapped[str]
    subject: Mapped[str]
    kind: Mapped[str]
    title: Mapped[str]
    payload: Mapped[dict[str, Any]]
    at: Mapped[datetime]


class DeliveryRow(Table):
    """An alert on its way to a channel (the outbox)."""

    __tablename__ = "deliveries"
    __table_args__ = (UniqueConstraint("alert", "channel"), Index(None, "state", "due_at"))

    id: Mapped[str] = mapped_column(String(20), primary_key=True)
    """The idempotency key."""
    alert: Mapped[str] = mapped_column(ForeignKey("alerts.id"))
    channel: Mapped[str]
    state: Mapped[str] = mapped_column(String(16))
    due_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None]
    delivered_at: Mapped[datetime | None]
    worker: Mapped[str | None]
    leased_until: Mapped[datetime | None]
