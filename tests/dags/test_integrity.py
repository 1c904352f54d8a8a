"""What every DAG and task must have, as Airflow itself reads the files."""

import copy
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from airflow.dag_processing.dagbag import DagBag
from airflow.sdk import DAG, Asset
from airflow.sdk.exceptions import ParamValidationError
from airflow.serialization.serialized_objects import DagSerialization

from dags.shared.defaults import OWNER
from tests.dags.airflow_home import DAGS, ROOT

EXPECTED = ["backfill", "check_publishers", "crawl_coverage", "daily_digest", "ingest", "reprocess", "watch_official"]
WRONG: list[tuple[str, dict[str, Any]]] = [
    ("crawl_coverage", {"publishers": "bbc-news"}),
    ("crawl_coverage", {"publishers": ["BBC News"]}),
    ("crawl_coverage", {"publishers": ["bbc-news", "bbc-news"]}),
    ("crawl_coverage", {"since": "yesterday"}),
    ("crawl_coverage", {"share": 0}),
    ("watch_official", {"publishers": [1]}),
    ("reprocess", {"model": "the newest"}),
    ("reprocess", {"stale": "yes"}),
    ("reprocess", {"until": "2023-13-01"}),
    ("backfill", {"share": 1.5}),
    ("check_publishers", {"share": "many"}),
    ("daily_digest", {"rules": [""]}),
    ("ingest", {"files": "s3://pages/*"}),
    ("ingest", {"most": 501}),
]


@pytest.fixture(params=EXPECTED)
def dag(bag: DagBag, request: pytest.FixtureRequest) -> DAG:
    """Each DAG in its turn."""
    found: DAG = bag.dags[request.param]
    return found


def test_the_folder_holds_the_dags_and_every_file_can_be_read(bag: DagBag) -> None:
    assert bag.import_errors == {}
    assert sorted(bag.dags) == EXPECTED
    assert {Path(found.fileloc).stem for found in bag.dags.values()} == set(EXPECTED)


def test_a_dag_tells_who_has_it_and_what_to_do(dag: DAG) -> None:
    assert {"clausewatch"} < set(dag.tags)
    assert dag.description
    assert {task.owner for task in dag.tasks} == {OWNER}
    text = dag.doc_md or ""
    assert re.findall(r"^### (.*)$", text, re.MULTILINE)[0] == "What it does"
    assert "### When it is red" in text
    assert dag.params
    assert all(f"`{name}`" in text for name in dag.params)


def test_no_two_runs_of_a_dag_are_at_work_at_once_and_none_is_made_up_for(dag: DAG) -> None:
    assert dag.max_active_runs == 1
    assert dag.catchup is False


def test_every_task_is_tried_again_with_patience_and_ends(dag: DAG) -> None:
    for task in dag.tasks:
        assert task.retries == 3, task.task_id
        assert task.retry_exponential_backoff == 2.0, task.task_id
        assert task.max_retry_delay == timedelta(minutes=10), task.task_id
        assert task.retry_policy is not None, task.task_id
        assert timedelta() < (task.execution_timeout or timedelta()) <= timedelta(hours=6), task.task_id


def test_every_task_has_a_pool_that_is_made(dag: DAG) -> None:
    pools = json.loads((DAGS / "pools.json").read_text(encoding="utf-8"))
    assert {task.pool for task in dag.tasks} <= set(pools)
    assert pools["index"]["slots"] == 1
    assert all(set(pool) == {"slots", "description", "include_deferred"} for pool in pools.values())


def test_parameters_have_a_schema_and_a_default_that_fits(dag: DAG) -> None:
    for name in dag.params:
        assert {"type", "title"} <= set(dag.params.get_param(name).schema), name
    dag.params.validate()


@pytest.mark.parametrize(("name", "wrong"), WRONG)
def test_a_wrong_parameter_is_refused(name: str, wrong: dict[str, Any], bag: DagBag) -> None:
    params = copy.deepcopy(bag.dags[name].params)
    with pytest.raises(ParamValidationError):
        params.update(wrong)


def list_assets(dag: DAG) -> Iterator[Asset]:
    for task in dag.tasks:
        yield from (each for each in (*task.inlets, *task.outlets) if isinstance(each, Asset))


def test_an_asset_has_one_name_and_one_address_everywhere(bag: DagBag) -> None:
    found = {(asset.name, asset.uri) for each in bag.dags.values() for asset in list_assets(each)}
    assert {name for name, _ in found} == {"clausewatch-documents", "clausewatch-statements"}
    assert len(found) == 2


def test_the_asset_graph_shows_the_flow(bag: DagBag) -> None:
    tasks = bag.dags["crawl_coverage"].task_dict
    made = {name: [asset.name for asset in task.outlets] for name, task in tasks.items() if task.outlets}
    assert made == {
        "crawl": ["clausewatch-documents"],
        "process.extract": ["clausewatch-documents"],
        "process.reread": ["clausewatch-documents"],
        "process.annotate": ["clausewatch-statements"],
        "process.index": ["clausewatch-statements"],
    }
    waited_for: Any = bag.dags["watch_official"].timetable.asset_condition
    (watched,) = waited_for.objects
    assert [watcher.name for watcher in watched.watchers] == ["official-feeds"]


def test_a_dag_survives_being_stored(dag: DAG) -> None:
    stored = DagSerialization.serialize_dag(dag)
    assert DagSerialization.deserialize_dag(json.loads(json.dumps(stored))).dag_id == dag.dag_id


def test_the_rules_for_airflow_are_kept() -> None:
    command = [sys.executable, "-m", "ruff", "check", "--no-cache", "--select", "AIR", "--preview", "dags"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout.strip()) == (0, "All checks passed!")
