"""What a step did with a batch."""

from collections.abc import Callable

from clausewatch.ledger.queue import Failure
from clausewatch.models import Model

BATCH = 64


class StepReport(Model):
    """How much work was claimed, how much of it was done, and what failed and why."""

    step: str
    claimed: int = 0
    done: int = 0
    failures: tuple[Failure, ...] = ()
    gone: int = 0
    """Known pages that answered as if they were there and say that they are not."""
    unreachable: int = 0
    """Publishers without a finding of which the last crawl reached nothing, so that there was nothing to find."""
    foreign: int = 0
    """Documents done that are in another language than English, so that nothing was looked for in them."""
    passing: int = 0
    """Revisions of pages that a second reading did not show."""

    def __add__(self, other: "StepReport") -> "StepReport":
        """Both batches as one."""
        return StepReport(
            step=self.step,
            claimed=self.claimed + other.claimed,
            done=self.done + other.done,
            failures=(*self.failures, *other.failures),
            gone=self.gone + other.gone,
            unreachable=self.unreachable + other.unreachable,
            foreign=self.foreign + other.foreign,
            passing=self.passing + other.passing,
        )


Watcher = Callable[[StepReport], None]
"""Is told of each batch as it ends."""


def repeat_until_done(step: str, run_batch: Callable[[], StepReport], watch: Watcher | None = None) -> StepReport:
    """Run batches until one finds nothing to claim."""
    total = StepReport(step=step)
    is_left = True
    while is_left:
        report = run_batch()
        total += report
        is_left = report.claimed > 0
        if watch is not None:
            watch(report)
    return total
