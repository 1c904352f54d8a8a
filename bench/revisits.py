"""How often somebody is told of a page that nobody changed, and whether edits are told: through extraction and ledger.

Run: python -m bench.revisits [--shapes 15] [--stories 1] [--visits 4]

Each page is of one of the shapes and layouts of `tests/extract/revisited`, its story is the same at each visit, and
what stands around it is another each time: related links, counters, advertisements, times of the last update, comments
and the like, of the kinds that rules know, alone and all together. Furniture for which there is no rule is told apart;
it needs the second reading, which `python -m bench.rereading` measures by real crawls.
"""

import argparse
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager

from sqlalchemy.orm import Session

from clausewatch.ledger import open_ledger
from clausewatch.ledger.documents import save_version
from clausewatch.ledger.events import list_page_events
from tests.extract.revisited.furniture import FIRST_KINDS, Kind
from tests.extract.revisited.furniture_more import MORE_KINDS
from tests.extract.revisited.furniture_unseen import UNSEEN_KINDS
from tests.extract.revisited.shapes import SHAPES
from tests.extract.revisited.stories import STORIES
from tests.extract.revisited.visiting import BETWEEN, FIRST, NAMES, visit
from tests.extract.revisited.visits import miss_amendments, tell_furniture


@contextmanager
def open_session() -> Iterator[Session]:
    """A ledger of its own for each part."""
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(open_ledger(f"sqlite:///{folder}/ledger.db")) as ledger,
        ledger.begin() as session,
    ):
        yield session


def tell_layouts(session: Session, visits: int, *, is_scattered: bool) -> dict[str, int]:
    """How many revisits of pages in whole layouts are told of, all furniture another each time, by layout."""
    told = {}
    for layout in NAMES:
        events = 0
        for number, story in enumerate(STORIES):
            url = f"https://news.example/{layout}/{number}"
            for turn in range(visits + 1):
                document = visit(layout, story, turn, url, is_scattered=is_scattered)
                save_version(session, document, fetch=None, seen_at=FIRST + turn * BETWEEN)
            events += len(list_page_events(session, document.id))
        if events:
            told[layout] = events
    return told


def describe(what: str, told: Mapping[str, int], visits: int) -> str:
    """One line: the share that was told of, and of which kinds."""
    number = sum(told.values())
    kinds = ", ".join(f"{name} {events}" for name, events in told.items())
    return f"{what}: {number} of {visits} told of ({number / visits:.1%}){f': {kinds}' if kinds else ''}"


def measure(shapes: int, stories: int, visits: int) -> Iterator[str]:
    """A line for each part."""
    for what, is_scattered in (("layouts, all furniture", False), ("layouts, stray lines as well", True)):
        with open_session() as session:
            told = tell_layouts(session, visits, is_scattered=is_scattered)
        yield describe(what, told, len(NAMES) * len(STORIES) * visits)
    named: tuple[tuple[str, Mapping[str, Kind]], ...] = (
        ("furniture with a rule, first kinds", FIRST_KINDS),
        ("furniture with a rule, more kinds", MORE_KINDS),
        ("furniture without a rule, read once", UNSEEN_KINDS),
    )
    for what, kinds in named:
        with open_session() as session:
            told = tell_furniture(session, kinds, shapes=shapes, stories=stories, visits=visits)
        yield describe(what, told, len(kinds) * shapes * stories * visits)
    with open_session() as session:
        made, missed = miss_amendments(session)
    yield f"edits: {made - len(missed)} of {made} told of{f'; not: {missed}' if missed else ''}"


def main() -> None:
    """Print the lines as they come."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shapes", type=int, default=len(SHAPES), help="page shapes for each kind of furniture")
    parser.add_argument("--stories", type=int, default=1, help="stories for each of them")
    parser.add_argument("--visits", type=int, default=4, help="visits after the first")
    options = parser.parse_args()
    for line in measure(options.shapes, options.stories, options.visits):
        print(line, flush=True)


if __name__ == "__main__":
    main()
