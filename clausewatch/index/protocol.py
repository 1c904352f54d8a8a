"""What every index can do, whichever server or file is behind it."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal, Protocol, Self, runtime_checkable

from pydantic import AwareDatetime, Field, model_validator

from clausewatch.models import Category, Document, Model, PublisherKind, StanceLabel, Statement, StatementKind

Facet = Literal["speaker", "organisation", "category", "stance", "publisher", "kind", "month"]
Sort = Literal["newest", "best"]
Capability = Literal["stemming", "folding", "percolator", "vectors"]
"""What not every server can do: words in any form, letters without their accents, saved searches held against new
statements by the server itself, and search by meaning.
"""


Vector = tuple[float, ...]


class DocumentFacts(Model):
    """What a found statement says of the document it stands in."""

    id: str
    url: str
    title: str
    publisher: str
    kind: PublisherKind
    published_at: AwareDatetime | None = None
    withdrawn_at: AwareDatetime | None = None
    """When the page was found to be gone; it is kept and can be found, marked as withdrawn."""


def read_facts(document: Document) -> DocumentFacts:
    """What its statements say of a document."""
    return DocumentFacts(**{name: getattr(document, name) for name in DocumentFacts.model_fields})


class IndexEntry(Model):
    """One statement as it is searched: with the facts of its document, which may be looked up by them."""

    id: str
    statement: Statement
    document: DocumentFacts
    embedding: Vector | None = None
    """Unit vector of its meaning; only stores that search by meaning keep it, and no search gives it back."""


class Replacement(Model):
    """All that the index is to hold of a document; no entries remove it."""

    document: str
    entries: tuple[IndexEntry, ...] = ()
    revision: Annotated[int, Field(ge=0)] = 0
    """Grows with each change of the document; what is older than what the index holds changes nothing."""

    @model_validator(mode="after")
    def _check_documents(self) -> Self:
        for entry in self.entries:
            if entry.document.id != self.document:
                raise ValueError(f"statement {entry.id} is of document {entry.document.id}, not of {self.document}")
        return self


class Refusal(Model):
    """A document that the store does not take, and why, in the store's words."""

    document: str
    reason: str


class Query(Model):
    """A search; every condition must hold."""

    text: str = ""
    """Words (in any form), "phrases", prefix* (as spelt) and -exclusions; a hyphenated word is a phrase. Each must
    stand in the statement, the document's title, or the speaker's name or organisation; the statement counts most,
    the title least. Synonyms reach each other, but an exclusion means just its words. The first 64 words count. Text
    that is not blank but has no word in it finds nothing.
    """
    target: str | None = None
    stance: StanceLabel | None = None
    """Of the target where one is named, else of any."""
    speaker: str | None = None
    """All its words stand in the speaker's name, or in that of one of its members, or it is the speaker's id; accents
    and case do not matter.
    """
    organisation: str | None = None
    """All its words stand in the name of the speaker's organisation, or of the speaker that is one itself."""
    category: Category | None = None
    publisher: str | None = None
    kind: StatementKind | None = None
    since: AwareDatetime | None = None
    """Published at that time or later."""
    until: AwareDatetime | None = None
    """Published before that time."""
    ids: tuple[str, ...] | None = None
    """Only these statements."""
    sort: Sort = "newest"
    """Newest: by time of publication, what has none last. Best: by score, then as newest. Statements of the same time
    come by document, in reading order.
    """
    like: Vector | None = None
    """A unit vector of the encoder that made those of the statements: the nearest in meaning come first, whatever the
    sort, and of all that the other conditions leave only the nearest 200 are found. The words and prefixes of a text
    then are no condition: the best 200 that they find rank beside the nearest, so that what both find comes first.
    `SearchStoreError` where the store has no vectors, or more statements than it can compare.
    """
    limit: Annotated[int, Field(ge=0, le=10_000)] = 20
    offset: Annotated[int, Field(ge=0)] = 0


class Corrected(Model):
    """What a person put right of a statement: its speaker, or its stance towards a target."""

    part: Literal["speaker", "stance"]
    target: str | None = None
    """Of a stance."""
    why: str
    at: AwareDatetime


class Hit(Model):
    """A found statement; `snippet` is plain text with each match between `<mark>` and `</mark>`, all else escaped."""

    entry: IndexEntry
    snippet: str
    score: float
    """The higher the better, in a measure of the store's own; 0 where nothing was asked that can be scored, and where
    the newest come first.
    """
    also_at: tuple[DocumentFacts, ...] = ()
    """The other pages that have nearly the same words of the same speaker, as the ledger knows; no index fills it."""
    corrected: tuple[Corrected, ...] = ()
    """What a person put right, as the ledger knows; no index fills it."""


class FacetValue(Model):
    """How many statements have a value."""

    value: str
    count: int


class SearchResult(Model):
    """One page of hits, and how many there are in all."""

    hits: tuple[Hit, ...]
    total: int


class Candidate(Protocol):
    """A new index before it takes the old one's place."""

    def count(self) -> int:
        """How many statements it holds."""
        ...

    def list_ids(self, document: str) -> frozenset[str]:
        """The statements that it holds of a document."""
        ...


class RebuildSource(Protocol):
    """Where a new index comes from."""

    def read(self, after: str | None) -> Iterator[Replacement]:
        """Every document by id, from the one that follows `after`."""
        ...

    def refuse(self, refusal: Refusal) -> None:
        """Told of each document that the new index does not take."""
        ...

    def check(self, candidate: Candidate) -> None:
        """`SearchStoreError` where the new index, filled, is not what it should be; the old one then stays."""
        ...


class IndexVersion(Model):
    """One version of the index on a server."""

    name: str
    statements: int
    state: Literal["live", "kept", "building"]
    """Searched; kept to go back to, and following the ledger; being filled."""


@runtime_checkable
class Versioned(Protocol):
    """A store that keeps the old version after a rebuild."""

    def list_versions(self) -> tuple[IndexVersion, ...]:
        """Those on the server, oldest first."""
        ...

    def roll_back(self) -> str:
        """Search the kept version again, at once, and keep the other; its name. `SearchStoreError` where none is."""
        ...

    def drop_kept(self) -> tuple[str, ...]:
        """Take the kept versions off the server; their names."""
        ...


class Matcher(Protocol):
    """Holds searches against statements that the index need not hold, as alerts do with what is new."""

    def match(self, queries: Sequence[Query], entries: Sequence[IndexEntry]) -> tuple[frozenset[str], ...]:
        """The ids of the statements that each query finds, in the order of the queries.

        They are those that a search would find if the index held these; how a query orders and cuts what is shown
        (`sort`, `like`, `limit`, `offset`) plays no part.
        """
        ...


class Index(Matcher, Protocol):
    """A projection of the ledger that can be searched and rebuilt, and matches as it searches."""

    @property
    def description(self) -> str:
        """Product and version of what keeps it, and as whom we ask, for people."""
        ...

    @property
    def capabilities(self) -> frozenset[Capability]:
        """What this store can do beyond what every store can."""
        ...

    def prepare(self) -> frozenset[Capability]:
        """Make what is missing on a server before anything is written, and say what the store can do."""
        ...

    def replace(self, replacements: Sequence[Replacement]) -> tuple[Refusal, ...]:
        """Make these all that the index holds of their documents, so that a search sees them at once.

        While another process rebuilds, what is written here is in the new index, too. What the store refuses, it
        says; all else is written.
        """
        ...

    def search(self, query: Query) -> SearchResult:
        """The statements that match, in order; `SearchStoreError` where the index cannot be read."""
        ...

    def count_facet(self, query: Query, facet: Facet, most: int | None = None) -> tuple[FacetValue, ...]:
        """The values among all statements that a search finds, commonest first; months as YYYY-MM in London time, in
        order.

        Stances are those towards the target that the query names, else towards any. What has no value is left out.
        With `most` no more than so many: the commonest, or the newest months. Who shows few asks for few, as a
        server is quicker then.
        """
        ...

    def count(self) -> int:
        """How many statements the index holds."""
        ...

    def close(self) -> None:
        """Give back files and connections."""
        ...

    def rebuild(self, source: RebuildSource) -> None:
        """Fill a new index beside this one and put it in this one's place at once; an error leaves the old one."""
        ...
