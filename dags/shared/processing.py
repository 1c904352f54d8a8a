"""Steps as groups of mapped tasks over shares of what waits, the same in every DAG that needs them."""

from collections.abc import Iterator
from typing import Any

from airflow.sdk import TriggerRule, chain, task_group

from dags.shared.choosing import plan
from dags.shared.steps import alert, annotate, deliver, extract, index, reread

NEW = ("extract", "annotate", "index", "alert")
"""Steps for what is new, in their order."""


@task_group(group_id="process")
def process_batches(first: str = "extract", rule: str = TriggerRule.NONE_FAILED, crawled: Any = None) -> None:
    """Every step for what is new from `first` on, then the delivery. `rule` is that of the first task.

    `crawled`: groups of publishers whose changed pages are read a second time when all were extracted.
    """
    steps = list(_map_steps(NEW[NEW.index(first) :], rule))
    if crawled is not None:
        steps.insert(2, reread.override(trigger_rule=TriggerRule.NONE_FAILED)(publishers=crawled))
    chain(*steps, deliver.override(trigger_rule=TriggerRule.NONE_FAILED)())


@task_group(group_id="again")
def repeat_batches() -> None:
    """Extract and annotate again what was asked for."""
    chain(*_map_steps(("reextract", "reannotate"), TriggerRule.NONE_FAILED))


def _map_steps(names: tuple[str, ...], rule: str) -> Iterator[Any]:
    """A planning and a mapped task of each step; one that has nothing to do is skipped, and what follows still runs."""
    for name in names:
        shares = plan.override(task_id=f"plan_{name}", trigger_rule=rule)(step=name)
        rule = TriggerRule.NONE_FAILED
        mapped = _find_task(name).override(task_id=name, trigger_rule=rule)
        yield shares
        # The steps that do work again are those of the same name, on a queue of their own.
        yield (mapped.partial(step=name) if name.startswith("re") else mapped).expand(share=shares)


def _find_task(name: str) -> Any:
    return {"extract": extract, "annotate": annotate, "index": index, "alert": alert}[name.removeprefix("re")]
