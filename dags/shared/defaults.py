"""Owner, patience, pools and parameters that the DAGs have in common."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from airflow.sdk import ExceptionRetryPolicy, Param, RetryAction, RetryRule

from clausewatch.errors import InputError, RuleError, SettingsError, SpeakerFileError, TargetError

OWNER = "clausewatch"
LONDON = "Europe/London"
START = datetime(2015, 1, 1, tzinfo=UTC)
"""Before this no backfill goes."""
CRAWL, ANNOTATE, INDEX, SHORT = "crawl", "annotate", "index", "default_pool"
"""The pools of `dags/pools.json`."""

WRONG: list[Any] = [SettingsError, InputError, RuleError, SpeakerFileError, TargetError]
"""A person must put these right; another try would only hide that for a while."""
# A step that ends badly goes on where it was, so to try again is always safe.
TASK_DEFAULTS: Mapping[str, Any] = {
    "owner": OWNER,
    "retries": 3,
    "retry_delay": timedelta(seconds=30),
    "retry_exponential_backoff": 2.0,
    "max_retry_delay": timedelta(minutes=10),
    "retry_policy": ExceptionRetryPolicy([RetryRule(WRONG, RetryAction.FAIL, reason="a person must put this right")]),
    "execution_timeout": timedelta(minutes=30),
    "pool": SHORT,
}
DAG_DEFAULTS: Mapping[str, Any] = {
    "start_date": START,
    "catchup": False,
    "max_active_runs": 1,
    "default_args": dict(TASK_DEFAULTS),
}

NAME = r"^[a-z0-9][a-z0-9-]*$"
SHARE = 64
"""Documents a mapped task takes."""


def share_param() -> Param:
    """How the work of a run is cut into mapped tasks."""
    return Param(
        SHARE,
        type="integer",
        minimum=1,
        maximum=10_000,
        title="Documents a task",
        description="How many documents one mapped task takes. Fewer: more tasks, and more time to load the models.",
    )


def publishers_param(which: str) -> Param:
    """Names of publishers; none: all of that kind."""
    return Param(
        [],
        type="array",
        items={"type": "string", "pattern": NAME},
        uniqueItems=True,
        title="Publishers",
        description=f"Names as `clausewatch publishers` lists them; none: {which}.",
    )


def date_param(title: str, description: str) -> Param:
    """A date, or none."""
    return Param(None, type=["null", "string"], format="date", title=title, description=description)
