"""WARC files one by one, as many processes take them: listed once, then each by its number in the ledger."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

from clausewatch.archive import Place, is_remote
from clausewatch.errors import InputError
from clausewatch.ledger.ingests import read_ingest
from clausewatch.steps.local_files import Entry, Facts, Unreadable
from clausewatch.steps.page_filter import make_filter
from clausewatch.steps.recorder import Recorder
from clausewatch.steps.stores import Stores
from clausewatch.steps.warc_files import Selection, WarcIngester, WarcReport
from clausewatch.steps.warc_sources import WarcSource, find_remote, list_inputs
from spiders.run import list_publishers

logger = logging.getLogger(__name__)


def plan_files(stores: Stores, paths: Sequence[str], most: int, *, take_all: bool = False) -> list[int]:
    """Numbers of at most so many of the WARC files that the paths stand for, without those read to their end before.
    How many are left is in the log. `InputError` where one of the paths stands for nothing.
    """
    with _open_ingester(stores, take_all=take_all) as ingester:
        numbers: list[int] = []
        left = 0
        for entry in list_inputs(paths, stores.settings):
            source = _find_source(entry)
            if source is None:
                continue
            if len(numbers) >= most:
                left += 1
            elif (number := ingester.plan(source)) is not None:
                numbers.append(number)
    if left:
        logger.info("%d files were not looked at: the next run takes those that are to be read", left)
    return numbers


def _find_source(entry: Entry | Place | Unreadable) -> WarcSource | None:
    if isinstance(entry, Unreadable):
        raise InputError(f"{entry.place}: {entry.reason}")
    return WarcSource.of(entry) if isinstance(entry, Place) or entry.is_warc else None


def ingest_planned(stores: Stores, number: int, *, take_all: bool = False) -> tuple[str, WarcReport]:
    """What the file of that number is called, and what became of it. `InputError` where it is there no more; of one on
    another machine the report says so.
    """
    with stores.ledger.read() as session:
        name = read_ingest(session, number).place
    source = find_remote(name) if is_remote(name) else _find_local(name, stores)
    with _open_ingester(stores, take_all=take_all) as ingester:
        return name, ingester.ingest(source)


def _find_local(name: str, stores: Stores) -> WarcSource:
    sources = map(_find_source, list_inputs([name], stores.settings))
    source = next((each for each in sources if each is not None and each.name == name), None)
    if source is None:
        raise InputError(f"{name}: there is no such WARC file any more")
    return source


@contextmanager
def _open_ingester(stores: Stores, *, take_all: bool) -> Iterator[WarcIngester]:
    publishers = list_publishers(stores.settings)
    wanted = None if take_all else make_filter(stores.settings, publishers)
    selection = Selection(publishers=publishers, facts=Facts(), wanted=wanted)
    with ExitStack() as stack:
        yield WarcIngester(stores, Recorder(stores, stack), selection)
