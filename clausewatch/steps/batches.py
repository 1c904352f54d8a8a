"""Waiting work shared out between workers that run at the same time."""

from collections.abc import Callable

from clausewatch.ledger.queue import Step, count_free
from clausewatch.steps.report import StepReport
from clausewatch.steps.stores import Stores


def count_waiting(stores: Stores, step: Step) -> int:
    """How many subjects of a step a worker could claim now: they wait, or the worker that had them is lost."""
    with stores.ledger.read() as session:
        return count_free(session, step)


def plan_batches(waiting: int, size: int, most: int) -> list[int]:
    """Shares of about `size` subjects whose sum is `waiting`, larger where they would be more than `most`.

    They differ by one at most. Nothing waits: no share. `ValueError` for a size or number below one.
    """
    if size < 1 or most < 1:
        raise ValueError(f"size {size} and most {most} must be at least 1")
    number = min(most, -(-waiting // size))
    if number < 1:
        return []
    least, over = divmod(waiting, number)
    return [least + (place < over) for place in range(number)]


def run_share(run_batch: Callable[[int], StepReport], share: int, batch: int) -> StepReport:
    """Run batches of at most `batch` subjects until `share` of them were claimed or a batch finds none.

    `run_batch` is given the most that it may claim. What another worker took meanwhile is not waited for.
    """
    report = run_batch(min(batch, share))
    while report.claimed and (left := share - report.claimed) > 0:
        further = run_batch(min(batch, left))
        if not further.claimed:
            break
        report += further
    return report
