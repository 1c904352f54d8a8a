"""Pages read without a single rule, all furniture included, and visited with and without a second reading."""

from collections.abc import Mapping
from datetime import timedelta
from itertools import product
from random import Random

from lxml.html import fromstring
from sqlalchemy.orm import Session

from clausewatch.ledger.documents import save_version
from clausewatch.ledger.events import PASSING, list_page_events
from clausewatch.ledger.queue import claim, finish
from clausewatch.models import Document
from clausewatch.steps.second_reading import judge_pending
from tests.extract.revisited.amendments import AMENDMENTS
from tests.extract.revisited.furniture import Kind
from tests.extract.revisited.furniture_unseen import UNSEEN_KINDS
from tests.extract.revisited.shapes import SHAPES
from tests.extract.revisited.stories import STORIES
from tests.extract.revisited.visiting import BETWEEN, FIRST
from tests.extract.revisited.visits import furnish

SOON = timedelta(minutes=2)
BARE: Kind = ("after", lambda _: "")


def read_plainly(markup: str, url: str) -> Document:
    """Every line of a page's text, whatever it stands in."""
    tree = fromstring(markup)
    body = tree.find("body")
    lines = [" ".join(str(text).split()) for text in (tree if body is None else body).itertext()]
    return Document(url=url, title="A page", text="\n\n".join(filter(None, lines)), publisher="news")


def visit_twice(session: Session, first: Document, second: Document | None, number: int) -> bool:
    """Whether anybody is told of a visit, with a second reading where the page reads otherwise than before."""
    known = len(list_page_events(session, first.id))
    save_version(session, first, fetch=None, seen_at=FIRST + number * BETWEEN)
    if second is not None and len(list_page_events(session, first.id)) > known:
        save_version(session, second, fetch=None, seen_at=FIRST + number * BETWEEN + SOON)
        judge_pending(session, ["news"])
    # As the alert step would, so that the next visit does not take them for its own.
    finish(session, "alert", claim(session, "alert", 1000))
    return any(event.reason != PASSING for event in list_page_events(session, first.id)[known:])


def tell_plainly(
    session: Session, kinds: Mapping[str, Kind], *, is_read_twice: bool, shapes: int = 2, visits: int = 4
) -> dict[str, int]:
    """How many of the visits of pages with furniture of one kind are told of, by kind."""
    told = {}
    for turn, (name, kind) in enumerate(kinds.items()):
        told[name] = 0
        for place in range(shapes):
            story, shape = STORIES[(turn + place) % len(STORIES)], SHAPES[(turn + place * 5) % len(SHAPES)]
            blocks, url = [f"<p>{text}</p>" for text in story.paragraphs], f"https://news.example/{turn}/{place}"
            for number in range(visits + 1):
                lots = [Random(f"{name} {place} {number} {reading}") for reading in (1, 2)]
                first, second = (read_plainly(furnish(story, blocks, kind, lot, shape), url) for lot in lots)
                told[name] += visit_twice(session, first, second if is_read_twice else None, number)
    return told


def miss_plainly(session: Session, *, is_furnished: bool, turns: int = 1) -> tuple[int, list[tuple[str, int]]]:
    """How many true changes were made, and those that nobody is told of, by name and place of the page's shape; with
    furniture of one of the unseen kinds around, or without any.
    """
    made, missed, kinds = 0, [], list(UNSEEN_KINDS.values())
    for turn, (place, shape) in product(range(turns), enumerate(SHAPES)):
        for order, (name, amend) in enumerate(AMENDMENTS.items()):
            number = (place + order + turn) % len(STORIES)
            story, url = STORIES[number], f"https://news.example/{turn}/{place}/{order}"
            blocks = [f"<p>{text}</p>" for text in story.paragraphs]
            before, after = amend(blocks, Random(f"{name} {place} {turn}"), number)
            kind = kinds[made % len(kinds)] if is_furnished else BARE
            lots = (Random(f"{name} {place} {turn} {reading}") for reading in range(3))
            readings = zip((before, after, after), lots, strict=True)
            old, *new = (read_plainly(furnish(story, shown, kind, lot, shape), url) for shown, lot in readings)
            visit_twice(session, old, None, 0)
            made += 1
            if not visit_twice(session, new[0], new[1], 1):
                missed.append((name, place))
    return made, missed
