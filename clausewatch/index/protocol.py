"""What every index can do, whichever server or file is behind it."""

from collections.abc import Iterable, Sequence
from typing import Annotated, Literal, Protocol

from pydantic import AwareDatetime, Field

from clausewatch.models import Category, Model, PublisherKind, StanceLabel, Statement, StatementKind

Facet = Literal["speaker", "organisation", "category", "stance", "publisher", "kind", "month"]
Sort = Literal["newest", "best"]


class DocumentFacts(Model):
    """What a found statement says of the document it stands in."""

    id: str
    url: str
    title: str
    publisher: str
    kind: PublisherKind
    published_at: AwareDatetime | None = None


class IndexEntry(Model):
    """One statement as it is searched: with the facts of its document, which may be looked up by them."""

    id: str
    statement: Statement
    document: DocumentFacts


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
    limit: Annotated[int, Field(ge=0, le=10_000)] = 20
    offset: Annotated[int, Field(ge=0)] = 0


class Hit(Model):
    """A found statement; `snippet` is plain text with each match between `<mark>` and `</mark>`, all else escaped."""

    entry: IndexEntry
    snippet: str
    score: float
    """The higher the better, in a measure of the store's own; 0 where nothing was asked that can be scored, and where
    the newest come first.
    """


class FacetValue(Model):
    """How many statements have a value."""

    value: str
    count: int


class SearchResult(Model):
    """One page of hits, and how many there are in all."""

    hits: tuple[Hit, ...]
    total: int


class Index(Protocol):
    """A projection of the ledger that can be searched and rebuilt."""

    def replace_document(self, document: str, entries: Sequence[IndexEntry]) -> None:
        """Make `entries` all that the index holds of a document, at once; none removes it.

        While another process rebuilds, what is written here is in the new index, too.
        """
        ...

    def search(self, query: Query) -> SearchResult:
        """The statements that match, in order; `SearchStoreError` where the index cannot be read."""
        ...

    def count_facet(self, query: Query, facet: Facet) -> tuple[FacetValue, ...]:
        """The values among all statements that match, commonest first; months as YYYY-MM in London time, in order.

        Stances are those towards the target that the query names, else towards any. What has no value is left out.
        """
        ...

    def count(self) -> int:
        """How many statements the index holds."""
        ...

    def close(self) -> None:
        """Give back files and connections."""
        ...

    def rebuild(self, entries: Iterable[IndexEntry]) -> None:
        """Fill a new index beside this one and put it in this one's place at once; an error leaves the old one."""
        ...
