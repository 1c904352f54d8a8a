"""`clausewatch watch`: crawl and process official publishers as soon as they have something new."""

import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

import click

from clausewatch.cli.commands.run import run_crawls
from clausewatch.cli.options import with_settings
from clausewatch.cli.processing import process, summarise
from clausewatch.cli.rows import PARTLY_DONE
from clausewatch.models import Publisher
from clausewatch.settings import Settings
from clausewatch.steps.extraction_pool import ExtractionPool
from clausewatch.steps.stores import Stores, open_stores
from clausewatch.steps.watch import Watch, choose_watched
from nlp.annotator import Annotator, load_annotator
from spiders.run import list_publishers
from spiders.watching.watcher import News


@click.command()
@click.option("--publisher", "names", multiple=True, metavar="NAME", help="Only this one; may be given again.")
@click.option(
    "--interval", type=click.FloatRange(min=1), default=60, show_default=True, help="Seconds from look to look."
)
@click.option("--once", is_flag=True, help="Look once, crawl what is new, and end.")
@with_settings
def command(settings: Settings, names: tuple[str, ...], interval: float, once: bool) -> int:
    """Watch the lists of all enabled official publishers, or of those named, until Ctrl-C.

    Lists are asked for only if they changed. Publishers with news are crawled, and what they bring goes through to
    the alerts.

    With --once the exit status is 3 where a publisher cannot be watched or is unhealthy, or a page or alert failed.

    Example: clausewatch watch --interval 120
    """
    spiders = choose_watched(settings, names)
    annotator = load_annotator(settings.targets, settings.speakers)
    with open_stores(settings) as stores, Watch(settings, spiders, interval, once=once) as watch:
        number = f"{len(spiders)} publisher{'s' if len(spiders) > 1 else ''}"
        click.echo(f"Watching {number}{'' if once else '; Ctrl-C ends it'}.", err=True)
        try:
            with _remember_ctrl_c(watch):
                is_whole = _follow(watch, stores, annotator, list_publishers(settings))
        except KeyboardInterrupt:
            click.echo("Stopped.", err=True)
            return 0
    return 0 if is_whole and not watch.troubled else PARTLY_DONE


@contextmanager
def _remember_ctrl_c(watch: Watch) -> Iterator[None]:
    """Python drops an interrupt that comes while it runs a callback of its own; the watch then ends at the next wait,
    and not never.
    """

    def interrupt(number: int, frame: FrameType | None) -> None:
        del number, frame
        watch.interrupt()
        raise KeyboardInterrupt

    before = signal.getsignal(signal.SIGINT)
    if before is not signal.default_int_handler:
        # Whoever started it has Ctrl-C ignored, or answers it himself.
        yield
        return
    signal.signal(signal.SIGINT, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _follow(watch: Watch, stores: Stores, annotator: Annotator, publishers: Sequence[Publisher]) -> bool:
    """Take news to the alerts until there will be no more; whether nothing failed."""
    is_whole = True
    while (news := watch.wait()) is not None:
        is_whole &= _take_through(watch, news, stores, annotator, publishers)
    return is_whole


def _take_through(
    watch: Watch, news: News, stores: Stores, annotator: Annotator, publishers: Sequence[Publisher]
) -> bool:
    with ExtractionPool(stores.settings) as pool:
        results = run_crawls(stores, news.publishers, None, None, pool)
    reports = process(stores, annotator, publishers, [result.publisher for result in results], pool.report)
    click.echo(summarise(reports), err=True)
    # Of one that could not be crawled the news is told again after the next start.
    watch.acknowledge(news.only(result.publisher for result in results if result.healthy))
    return all(result.healthy for result in results) and not any(report.failures for report in reports)
