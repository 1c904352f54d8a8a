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

    def __add__(self, other: "StepReport") -> "StepReport":
        """Both batches as one."""
        return StepReport(
            step=self.step,
            claimed=self.claimed + other.claimed,
            done=self.done + other.done,
            failures=(*self.failures, *other.failures),
        )


def repeat_until_done(step: str, run_batch: Callable[[], StepReport]) -> StepReport:
    """Run batches until one finds nothing to claim."""
    total = StepReport(step=step)
    while (report := run_batch()).claimed:
        total += report
    return total
