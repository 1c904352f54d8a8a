"""What was annotated before, annotated again: by a better annotator, and without being told as news.

The work waits in queues of its own (`reextract`, `reannotate`), so that what is new need not wait for it.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time

from clausewatch.errors import InputError
from clausewatch.index.times import LONDON
from clausewatch.ledger.annotations import Selection, list_publishers_kept, select_for_reprocessing
from clausewatch.ledger.documents import find_sources
from clausewatch.ledger.queue import Step, enqueue_all, list_open
from clausewatch.ledger.upsert import in_lots
from clausewatch.models import Model, Publisher
from clausewatch.steps.alert import alert_batch
from clausewatch.steps.annotate import annotate_batch
from clausewatch.steps.extract import extract_batch
from clausewatch.steps.report import StepReport, Watcher, repeat_until_done
from clausewatch.steps.stores import Stores
from nlp.annotator import Annotator


class Request(Model):
    """How much was asked for."""

    versions: int = 0
    """To be annotated again."""
    fetches: int = 0
    """To be extracted again before that."""
    new: int = 0
    """Left out, as they wait to be annotated for the first time."""


def read_time(value: str | date) -> datetime:
    """An aware time from a day, which begins at midnight in London, or an ISO 8601 time, which is in UTC where it has
    no zone; `InputError` for anything else.
    """
    if isinstance(value, str):
        return _parse_time(value)
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=UTC)
    return datetime.combine(value, time(), LONDON)


def _parse_time(text: str) -> datetime:
    try:
        parsed = date.fromisoformat(text) if len(text) == len("2023-09-06") else datetime.fromisoformat(text)
        at = read_time(parsed)
        # Everything is compared in UTC, where the first and last day may lie out of reach.
        at.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise InputError(f"{text!r} is no date: write 2023-09-06 or 2023-09-06T17:00:00Z") from error
    return at


def request_reprocessing(stores: Stores, selection: Selection, *, extract: bool = False) -> Request:
    """Make the versions that are selected wait to be annotated again, and before that, where it is asked for, the
    pages that they come from to be extracted again from the archive.

    Asked twice it is as if asked once. `InputError` names a publisher of whom nothing is kept.
    """
    with stores.ledger.read() as session:
        _check_publishers(selection, list_publishers_kept(session))
        versions = select_for_reprocessing(session, selection)
        sources = find_sources(session, versions) if extract else {}
    fetches = sorted({str(fetch) for fetch in sources.values()}, key=int)
    new = _enqueue(stores, "reannotate", versions, unless="annotate")
    _enqueue(stores, "reextract", fetches)
    return Request(versions=len(versions) - new, fetches=len(fetches), new=new)


def _check_publishers(selection: Selection, kept: set[str]) -> None:
    for name in selection.publishers:
        if name not in kept:
            raise InputError(f"nothing of a publisher {name!r} is kept; `clausewatch status` lists those crawled")


def _enqueue(stores: Stores, step: Step, subjects: Sequence[str], unless: Step | None = None) -> int:
    """Make the subjects wait but those that are open at another step; how many those are."""
    left_out = 0
    for lot in in_lots(subjects):
        # A transaction each, as on SQLite nobody else can write meanwhile.
        with stores.ledger.begin() as session:
            others = set() if unless is None else list_open(session, unless, lot)
            left_out += len(others)
            enqueue_all(session, step, (subject for subject in lot if subject not in others))
    return left_out


def reprocess_waiting(
    stores: Stores,
    annotator: Annotator,
    publishers: Sequence[Publisher],
    *,
    announce: bool = False,
    watch: Watcher | None = None,
) -> list[StepReport]:
    """Extract and annotate again all that waits for it and note what was found; one report a step.

    The index learns of it by `index_batch` or a rebuild.
    """
    batches: dict[str, Callable[[], StepReport]] = {
        "reextract": lambda: extract_batch(stores, publishers, step="reextract"),
        "reannotate": lambda: annotate_batch(stores, annotator, step="reannotate", announce=announce),
        "alert": lambda: alert_batch(stores),
    }
    return [repeat_until_done(step, batch, watch) for step, batch in batches.items()]
