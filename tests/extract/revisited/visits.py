"""Visits of pages with furniture of one kind, and of pages that an editor changed, through extraction and ledger."""

from collections.abc import Mapping
from random import Random

from sqlalchemy.orm import Session

from clausewatch.extract import extract_documents
from clausewatch.ledger.documents import save_version
from clausewatch.ledger.events import list_events
from clausewatch.models import RawResponse
from tests.extract.answers import HTML, make_publisher
from tests.extract.revisited.amendments import AMENDMENTS
from tests.extract.revisited.furniture import Kind
from tests.extract.revisited.shapes import SHAPES, Shape, make_page
from tests.extract.revisited.stories import STORIES, Story
from tests.extract.revisited.visiting import BETWEEN, FIRST


def count_events(session: Session, url: str, pages: list[str]) -> int:
    """How many events the ledger has told of after a page was visited in each of its forms."""
    known = len(list_events(session, limit=100_000))
    for number, markup in enumerate(pages):
        at = FIRST + number * BETWEEN
        headers = (("Content-Type", HTML),)
        response = RawResponse(url=url, status=200, headers=headers, body=markup.encode(), fetched_at=at)
        (document,) = extract_documents(response, make_publisher())
        save_version(session, document, fetch=None, seen_at=at)
    return len(list_events(session, limit=100_000)) - known


def furnish(story: Story, blocks: list[str], kind: Kind, lot: Random, shape: Shape) -> str:
    """The page of a story's blocks with furniture of one kind, as it is drawn."""
    place, make = kind
    shown = make(lot)
    if place == "after":
        return make_page(story, blocks, shown, shape)
    at = lot.choice((2, 3)) if place == "between" else 3
    return make_page(story, [*blocks[:at], shown, *blocks[at:]], "", shape)


def tell_furniture(
    session: Session, kinds: Mapping[str, Kind], *, shapes: int = 3, stories: int = 1, visits: int = 4
) -> dict[str, int]:
    """How many of the revisits are told of, for each kind of which any is; shapes and stories in turn."""
    told = {}
    for turn, (name, (place, make)) in enumerate(kinds.items()):
        events = 0
        for shape in range(shapes):
            for number in range(stories):
                story = STORIES[(turn + shape + number) % len(STORIES)]
                pages = []
                for visit in range(visits + 1):
                    lot = Random(f"{name} {shape} {number} {visit}")
                    blocks = [f"<p>{text}</p>" for text in story.paragraphs]
                    pages.append(furnish(story, blocks, (place, make), lot, SHAPES[(turn + shape * 5) % len(SHAPES)]))
                events += count_events(session, f"https://news.example/{turn}/{place}/{shape}/{number}", pages)
        if events:
            told[name] = events
    return told


def miss_amendments(session: Session, *, turns: int = 2, of: int = 3) -> tuple[int, list[tuple[str, str, int]]]:
    """How many true changes were made, with name, page shape and story of each that is not told of; one `of` so many is
    left out, another one in each shape.
    """
    made, missed = 0, []
    for turn in range(turns):
        for place, shape in enumerate(SHAPES):
            for order, (name, amend) in enumerate(AMENDMENTS.items()):
                if (place + order + turn) % of == 0:
                    continue
                made += 1
                number = (place + order + turn * 3) % len(STORIES)
                story = STORIES[number]
                blocks = [f"<p>{text}</p>" for text in story.paragraphs]
                before, after = amend(blocks, Random(f"{name} {place} {turn}"), number)
                pages = [make_page(story, shown, "", shape) for shown in (before, after)]
                url = f"https://news.example/amended/{order}/{place}/{turn}"
                if not count_events(session, url, pages):
                    missed.append((name, shape.__name__, number))
    return made, missed
