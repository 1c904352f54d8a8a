"""The dates of a run, as tasks are given them: never the clock's, so that a run of the past takes what was past."""

from datetime import datetime

from airflow.sdk.exceptions import AirflowFailException

INTERVAL_START = "{{ data_interval_start | ts if data_interval_start else '' }}"
INTERVAL_END = "{{ data_interval_end | ts if data_interval_end else '' }}"
LAST_DAY = "{{ data_interval_end | ds if data_interval_end else '' }}"
"""The day on which the interval ends, as a day of London's may reach into it."""
FIRST_DAY = "{{ data_interval_start | ds if data_interval_start else '' }}"
RUN_DATE = "{{ (dag_run.logical_date or dag_run.run_after) | ts }}"


def read_time(text: str, name: str) -> datetime:
    """The time that a template gave; `AirflowFailException` where the run has none."""
    if not text:
        raise AirflowFailException(f"this run has no {name}: trigger the DAG with a logical date")
    return datetime.fromisoformat(text)
