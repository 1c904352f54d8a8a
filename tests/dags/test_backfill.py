"""Which runs of `backfill` do anything."""

from types import SimpleNamespace

import pytest
from airflow.sdk.exceptions import AirflowFailException
from airflow.utils.types import DagRunType

from dags.backfill import is_asked_for

DAY = ("2025-03-04T00:00:00+00:00", "2025-03-05T00:00:00+00:00")


def is_run(since: str, until: str, run_type: DagRunType) -> bool:
    """The task's function by itself."""
    answer: bool = is_asked_for.function(since, until, dag_run=SimpleNamespace(run_type=run_type))
    return answer


@pytest.mark.parametrize("run_type", [DagRunType.BACKFILL_JOB, DagRunType.MANUAL])
def test_a_day_that_somebody_asked_for_is_taken(run_type: DagRunType) -> None:
    assert is_run(*DAY, run_type)


def test_the_run_that_airflow_makes_each_midnight_does_nothing() -> None:
    assert not is_run(*DAY, DagRunType.SCHEDULED)


def test_a_run_without_an_interval_is_told_how_to_get_one() -> None:
    with pytest.raises(AirflowFailException, match="trigger the DAG with a logical date"):
        is_run("", "", DagRunType.MANUAL)
