"""What is told of changed pages with and without a second reading: real crawls of a local web.

Run: python -m bench.rereading [--shapes 3] [--visits 4]

Each page has furniture of one of the kinds for which there is no rule (`tests/extract/revisited/furniture_unseen.py`),
another at each request, or by the visit only, as where a site makes its pages anew by the hour. Other pages are changed
by an editor before the second visit, with such furniture around or without any. A false alert is a revision told of a
page that nobody changed, or one more of a page that was changed once.
"""

import argparse
import tempfile
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from random import Random
from typing import NamedTuple

import spacy

from bench.reread_sites import SITES
from clausewatch.ledger.alerts import list_alerts
from clausewatch.steps.crawl import crawl
from clausewatch.steps.process import process_new
from clausewatch.steps.stores import Stores, open_stores
from nlp.annotator import Annotator
from spiders.run import list_publishers
from tests.extract.revisited.amendments import AMENDMENTS
from tests.extract.revisited.furniture import Kind
from tests.extract.revisited.furniture_unseen import UNSEEN_KINDS
from tests.extract.revisited.plain import BARE
from tests.extract.revisited.shapes import SHAPES
from tests.extract.revisited.stories import STORIES
from tests.extract.revisited.visits import furnish
from tests.spiders.conftest import environment, make_settings
from tests.spiders.local_web import LocalWeb, Reply, feed

HTML = {"Content-Type": "text/html; charset=utf-8"}
MOST = 10_000
Draw = Callable[[int, int], str]
"""The markup of a page by the number of the visit and of the request, from 0."""


class Page(NamedTuple):
    """A page of the bench."""

    name: str
    draw: Draw
    is_edited: bool


def make_pages(shapes: int, *, by_visit: bool) -> Iterator[Page]:
    """Pages that nobody changes, pages that an editor changes, and such with furniture around."""
    for (turn, (name, kind)), place in product(enumerate(UNSEEN_KINDS.items()), range(shapes)):
        story = STORIES[(turn + place) % len(STORIES)]
        blocks = [f"<p>{text}</p>" for text in story.paragraphs]
        number = (turn + place * 5) % len(SHAPES)
        yield _make(f"same {name} {place}", (blocks, blocks), turn + place, kind, number, by_visit=by_visit)
    kinds = list(UNSEEN_KINDS.values())
    for (turn, (name, amend)), place in product(enumerate(AMENDMENTS.items()), range(shapes)):
        story = (turn + place) % len(STORIES)
        both = amend([f"<p>{text}</p>" for text in STORIES[story].paragraphs], Random(f"{name} {place}"), story)  # noqa: S311
        number = (turn + place * 5) % len(SHAPES)
        yield _make(f"bare {name} {place}", both, story, BARE, number, by_visit=by_visit)
        around = kinds[(turn * shapes + place) % len(kinds)]
        yield _make(f"edit {name} {place}", both, story, around, number, by_visit=by_visit)


def _make(
    name: str, blocks: tuple[list[str], list[str]], story: int, kind: Kind, shape: int, *, by_visit: bool
) -> Page:
    def draw(visit: int, request: int) -> str:
        lot = Random(f"{name} {visit if by_visit else request}")  # noqa: S311
        return furnish(STORIES[story % len(STORIES)], blocks[visit > 0], kind, lot, SHAPES[shape])

    return Page(name, draw, is_edited=not name.startswith("same"))


def tell(pages: list[Page], visits: int, *, second_reading: bool) -> tuple[dict[str, int], int]:
    """How many revisions somebody is told of, by the name of the page, and the requests for pages."""
    visit = 0
    web = LocalWeb({})
    for number in range(SITES):
        own = {f"/{place}": page for place, page in enumerate(pages) if place % SITES == number}
        routes = {path: _answer(page.draw, lambda: visit) for path, page in own.items()}
        web.sites[f"reread-{number}"] = {"/feed.xml": feed(own), **routes}
    with (
        tempfile.TemporaryDirectory() as folder,
        web,
        environment("CLAUSEWATCH_TEST_PORT", web.port),
        open_stores(
            make_settings(Path(folder), "bench.reread_sites").model_copy(update={"second_reading": second_reading})
        ) as stores,
    ):
        for visit in range(visits):  # noqa: B007
            run(stores)
        told = count_told(stores)
    requests = sum(asked.path[1:].isdecimal() for asked in web.asked)
    return {page.name: told.get(f"/{place}", 0) for place, page in enumerate(pages)}, requests


def _answer(draw: Draw, find_visit: Callable[[], int]) -> Callable[[int], Reply]:
    return lambda request: Reply(draw(find_visit(), request).encode(), headers=HTML)


def run(stores: Stores) -> None:
    """As `clausewatch run`; the annotator finds nothing."""
    names = [f"reread-{number}" for number in range(SITES)]
    crawled = [result.publisher for result in crawl(stores, names)]
    publishers = list_publishers(stores.settings)
    process_new(stores, Annotator(spacy.blank("en")), publishers, crawled=crawled)


def count_told(stores: Stores) -> dict[str, int]:
    """Alerts of revisions by the path of the page."""
    told: dict[str, int] = {}
    with stores.ledger.read() as session:
        for alert in list_alerts(session, limit=MOST):
            if alert.kind == "revision":
                path = "/" + str(alert.payload["pages"][0]["url"]).rpartition("/")[2]
                told[path] = told.get(path, 0) + 1
    return told


def main() -> None:
    """Three ways, a line each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shapes", type=int, default=3, help="page shapes for each kind of furniture and of edit")
    parser.add_argument("--visits", type=int, default=4, help="runs, the first of which sees every page first")
    options = parser.parse_args()
    for title, by_visit, second_reading in (
        ("furniture by the request, told at once", False, False),
        ("furniture by the request, read twice", False, True),
        ("furniture by the visit, told at once", True, False),
        ("furniture by the visit, read twice", True, True),
    ):
        pages = list(make_pages(options.shapes, by_visit=by_visit))
        told, requests = tell(pages, options.visits, second_reading=second_reading)
        print(f"{title}: {describe(pages, told, options.visits - 1)}; {requests} requests for pages")


def describe(pages: list[Page], told: dict[str, int], visits: int) -> str:
    """False alerts of visits, and true changes that were told."""
    groups = {kind: [page.name for page in pages if page.name.startswith(kind)] for kind in ("same", "bare", "edit")}
    false = sum(told[name] for name in groups["same"])
    edits = {kind: sum(told[name] > 0 for name in groups[kind]) for kind in ("bare", "edit")}
    more = {kind: sum(max(told[name] - 1, 0) for name in groups[kind]) for kind in ("bare", "edit")}
    return (
        f"{false} false alerts on {len(groups['same']) * visits} visits of unchanged pages; told {edits['bare']} of "
        f"{len(groups['bare'])} edits alone ({more['bare']} false alerts beside) and {edits['edit']} of "
        f"{len(groups['edit'])} with furniture ({more['edit']} false alerts beside)"
    )


if __name__ == "__main__":
    main()
