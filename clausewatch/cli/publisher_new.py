"""What `clausewatch publishers new` prints: what was found and written, and what a person must look at."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from clausewatch.alerts.channels.content import clean
from clausewatch.cli.progress import show_progress, warn
from clausewatch.models import PublisherKind
from clausewatch.settings import Settings
from clausewatch.steps.new_publisher import Made, make_publisher
from clausewatch.steps.sample_pages import NothingFoundError

OUTSIDE = " is outside "
"""In the reason why an address on another domain was not asked."""


def run_new(
    settings: Settings, url: str, name: str | None, kind: PublisherKind, folder: Path, domains: Sequence[str]
) -> int:
    """Find, write and print. What was tried goes to standard error, also where nothing is found."""
    try:
        with show_progress("looking for feeds and sitemaps"):
            made = make_publisher(settings, url, name, kind, folder, domains)
    except NothingFoundError as error:
        _tell_tried(error.tried)
        raise
    _tell_tried(made.tried)
    for line in describe(made):
        click.echo(clean(line))
    return 0


def _tell_tried(tried: tuple[str, ...]) -> None:
    for line in tried:
        warn(clean(f"tried: {line}"))
    if any(OUTSIDE in line for line in tried):
        warn("where one of these other sites is the publisher's, too: --domain HOST")


def describe(made: Made) -> Iterator[str]:
    """What there is, then what is to be reviewed, a line each."""
    page, publisher = made.page, made.publisher
    dated = f"{page.published_at:%Y-%m-%d}" if page.published_at else "no date"
    yield f"chosen: {made.chosen.url}, a {made.chosen.kind} of {made.chosen.entries}"
    yield f"page: {page.url}: {page.title or 'no title'}, {dated}, {page.words} words"
    for file in made.files:
        yield f"written: {file}"
    if made.chosen.is_abandoned:
        yield f"review: the newest item of the list is of {made.chosen.newest:%Y-%m-%d}: nobody seems to keep it"
    if page.problem:
        yield f"review: no page was found that is without fault; of this one: {page.problem}"
    for name in made.near:
        yield f"review: the publisher {name} is collected from the same site already"
    source, sample, _, expected = made.files
    yield f"review: {source}: title, category, terms, minimum, budget, and whether the list is the one you want"
    yield (
        f"review: {sample}: this page is its publisher's, and for your own checks only: do not publish or commit it "
        "where its licence forbids that, but write one of your own in its shape"
    )
    yield f"review: {expected}: compare it with the page, then delete its first entry; until then its test fails"
    yield f"next: clausewatch publishers check {publisher.name}, and where that is ok verified=True in {source.name}"
    yield "next: add its row of `clausewatch publishers --format markdown` to docs/publishers.md"
