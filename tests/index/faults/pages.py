"""Documents with statements, straight and in the ledger, and what becomes of them."""

from datetime import UTC, datetime

from clausewatch.index.protocol import Index, Query, Replacement
from clausewatch.ledger.queue import State, count
from clausewatch.models import Document
from clausewatch.steps.stores import Stores
from tests.collected import MOOR, save
from tests.index.contract.examples import make_entry

AT = datetime(2024, 3, 5, 12, tzinfo=UTC)


def make_replacements(documents: int, statements: int, revision: int = 1) -> list[Replacement]:
    """So many statements in each of so many documents."""
    return [
        Replacement(
            document=f"d{number:05}",
            entries=tuple(
                make_entry(f"d{number:05}", f"statement {place} of page {number}", place=place)
                for place in range(statements)
            ),
            revision=revision,
        )
        for number in range(documents)
    ]


def save_pages(stores: Stores, number: int) -> None:
    """Pages in the ledger that wait to be indexed, with two statements each; the first has a speaker."""
    for page in range(number):
        text = f"“Nothing changes on page {page},” said Ada Moor. Another said that page {page} is wrong."
        url = f"https://harbour.example/{page}"
        document = Document(url=url, title=f"Page {page}", text=text, publisher="harbour-post", published_at=AT)
        first = {"text": f"Nothing changes on page {page},", "speaker": MOOR}
        save(stores, document, first, {"text": f"page {page} is wrong", "kind": "indirect"})


def index_states(stores: Stores) -> dict[State, int]:
    """How many documents the index step has in each state."""
    with stores.ledger.read() as session:
        return {state: number for (step, state), number in count(session).items() if step == "index"}


def list_texts(index: Index) -> list[str]:
    """The text of each statement, sorted: one that is there twice stands there twice."""
    return sorted(hit.entry.statement.text for hit in index.search(Query(limit=10_000)).hits)
