"""Where quotations were really said: matched to the primary statements of the same speaker or body, and kept."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy.orm import Session

from clausewatch.index.protocol import Vector
from clausewatch.ledger import Ledger
from clausewatch.ledger.documents import current_version, list_versions, read_version
from clausewatch.ledger.origins import drop_origins, list_documents_to_trace, read_origins, save_origins
from clausewatch.ledger.said import Said, list_said
from clausewatch.ledger.statements import read_statements, speaker_key
from clausewatch.ledger.voices import find_voices, save_voices
from clausewatch.models import Origin, Speaker, Statement, StatementKind
from clausewatch.steps.embedding import find_vectors
from nlp.origins import RANKS, Passage, Pool, Quotation, find_origin, pool_passages

BEFORE, AFTER = timedelta(days=400), timedelta(days=3)
"""How long before a quotation was published, and after, a primary statement may have been: the record of a debate comes
later than the press."""
MOST = 2000
"""Statements of a speaker that are looked at."""
BATCH = 64
MOST_VECTORS = 1000
"""Held at once, of 12 kB each."""
QUOTATIONS: tuple[StatementKind, ...] = ("direct", "mixed", "indirect")
PRIMARY: tuple[StatementKind, ...] = ("primary",)
Origins = dict[str, Origin]


@dataclass(frozen=True)
class _Page:
    """The current version of a document: its statements, and when it was published, else first seen."""

    document: str
    statements: tuple[Statement, ...]
    at: datetime

    def by_speaker(self, kinds: Sequence[StatementKind]) -> Iterator[tuple[Speaker, list[Statement]]]:
        """Who says something of these kinds, and what."""
        groups: dict[str, tuple[Speaker, list[Statement]]] = {}
        for one in self.statements:
            if one.speaker is not None and one.kind in kinds:
                groups.setdefault(str(speaker_key(one)), (one.speaker, []))[1].append(one)
        yield from groups.values()


@dataclass(frozen=True)
class _Matcher:
    """Finds the origins of quotations; what texts mean is looked up once a batch."""

    ledger: Ledger
    vectors: dict[str, Vector] = field(default_factory=dict)

    def match(self, said: Iterable[Statement], pool: Pool) -> Origins:
        """The origin of each quotation that says enough to have one; none where there is nothing to look in."""
        found: Origins = {}
        for one in said if pool.passages else ():
            quotation = Quotation(one.kind, one.text, partial(self._read_cue, one))
            if origin := find_origin(quotation, pool, self._encode):
                found[one.id] = origin
        return found

    def _encode(self, texts: Sequence[str]) -> list[Vector]:
        if len(self.vectors) > MOST_VECTORS:
            self.vectors.clear()
        missing = [text for text in texts if text not in self.vectors]
        if missing:
            self.vectors.update(find_vectors(self.ledger, missing))
        return [self.vectors[text] for text in texts]

    def _read_cue(self, said: Statement) -> str:
        if not said.cue:
            return ""
        with self.ledger.read() as session:
            text = read_version(session, said.version).text
        return " ".join(text[start:end] for start, end in said.cue)


def trace_origins(ledger: Ledger, documents: Collection[str]) -> None:
    """Find where the quotations of documents were said, and which quotations of others come from these documents; keep
    it in the ledger. Done again it gives the same.
    """
    with ledger.read() as session:
        pages = [page for document in documents if (page := _read_page(session, document))]
    _note_voices(ledger, pages)
    matcher = _Matcher(ledger)
    # Traced in full, so that the result is the same whichever page came first.
    affected = set[str]().union(*(_find_affected(matcher, page, unless=documents) for page in pages))
    with ledger.read() as session:
        pages += [page for document in sorted(affected) if (page := _read_page(session, document))]
    for page in pages:
        _trace_quotations(matcher, page)


def trace_all(ledger: Ledger, watch: Callable[[int, int], None] | None = None) -> int:
    """The same for all documents that are kept; how many. `watch` is told how many are done, and of how many."""
    with ledger.read() as session:
        documents = list_documents_to_trace(session)
    for start in range(0, len(documents), BATCH):
        trace_origins(ledger, documents[start : start + BATCH])
        if watch is not None:
            watch(min(start + BATCH, len(documents)), len(documents))
    return len(documents)


def _read_page(session: Session, document: str) -> _Page | None:
    version = current_version(session, document)
    statements = tuple(read_statements(session, version)) if version else ()
    if version is None or not any(one.speaker for one in statements):
        return None
    seen_at = dict(list_versions(session, document))[version]
    return _Page(document, statements, read_version(session, version).published_at or seen_at)


def _note_voices(ledger: Ledger, pages: Iterable[_Page]) -> None:
    # In a transaction of its own, before anything is looked up: of two pages that are traced at once at least one
    # finds the other.
    speakers = {str(speaker_key(one)): one.speaker for page in pages for one in page.statements if one.speaker}
    if speakers:
        with ledger.begin() as session:
            save_voices(session, speakers.values())


def _trace_quotations(matcher: _Matcher, page: _Page) -> None:
    found: Origins = {}
    with matcher.ledger.read() as session:
        known = read_origins(session, [one.id for one in page.statements])
        candidates = [
            (said, list_said(session, voices, PRIMARY, page.at - BEFORE, page.at + AFTER, MOST))
            for speaker, said in page.by_speaker(QUOTATIONS)
            if (voices := find_voices(session, speaker))
        ]
    for said, spoken in candidates:
        # A page is not its own source.
        found |= matcher.match(said, _make_pool(one for one in spoken if one.statement.document != page.document))
    new = {name: origin for name, origin in found.items() if known.get(name) != origin}
    _write(matcher.ledger, new, known.keys() - found.keys())


def _find_affected(matcher: _Matcher, page: _Page, unless: Collection[str]) -> set[str]:
    """The documents of quotations that were there before what they come from, or whose origin this page may have
    better; `unless` they are among these.
    """
    affected: set[str] = set()
    for speaker, spoken in page.by_speaker(PRIMARY):
        with matcher.ledger.read() as session:
            voices = find_voices(session, speaker)
            heard = list_said(session, voices, QUOTATIONS, page.at - AFTER, page.at + BEFORE, MOST, newest_first=False)
            said = [one.statement for one in heard if one.is_current and one.statement.document not in unless]
            known = read_origins(session, [one.id for one in said])
        found = matcher.match(said, pool_passages(map(_make_passage, spoken))) if said else {}
        affected |= {one.document for one in said if _may_change(known.get(one.id), found.get(one.id))}
    return affected


def _may_change(old: Origin | None, new: Origin | None) -> bool:
    """Whether an origin that was found in one page alone tells anything beside what is known."""
    if old is None or new is None:
        return new is not None
    return new != old and RANKS[new.verdict] >= RANKS[old.verdict]


def _make_pool(spoken: Iterable[Said]) -> Pool:
    """What reads like this now before what did; the newest first; the sentences of a page in their order."""
    ordered = sorted(spoken, key=lambda one: not one.is_current)
    return pool_passages(_make_passage(one.statement) for one in ordered)


def _make_passage(spoken: Statement) -> Passage:
    return Passage(spoken.id, spoken.text, spoken.version, spoken.content[0][0], spoken.content[-1][1])


def _write(ledger: Ledger, found: Mapping[str, Origin], gone: Collection[str]) -> None:
    if found or gone:
        with ledger.begin() as session:
            drop_origins(session, gone)
            save_origins(session, found)
