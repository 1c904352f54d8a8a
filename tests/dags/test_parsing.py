"""The scheduler reads the DAG files all the time: that must be quick, and import nothing heavy."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.dags.airflow_home import ROOT, make_environment
from tests.dags.parse_files import HEAVY

SECONDS_A_FILE = 1.0
FILES = ["backfill", "check_publishers", "crawl_coverage", "daily_digest", "ingest", "reprocess", "watch_official"]


@pytest.fixture(scope="module")
def parsed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[float, list[str], int]]:
    command = [sys.executable, "-m", "tests.dags.parse_files"]
    home: Path = tmp_path_factory.mktemp("parsing")
    done = subprocess.run(
        command, cwd=ROOT, env=make_environment(home), capture_output=True, text=True, check=True, timeout=120
    )
    found: dict[str, tuple[float, list[str], int]] = json.loads(done.stdout)
    return found


def test_every_file_gives_one_dag(parsed: dict[str, tuple[float, list[str], int]]) -> None:
    assert {name.removesuffix(".py"): number for name, (_, _, number) in parsed.items()} == dict.fromkeys(FILES, 1)


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_parsed_within_a_second(name: str, parsed: dict[str, tuple[float, list[str], int]]) -> None:
    assert parsed[f"{name}.py"][0] <= SECONDS_A_FILE


@pytest.mark.parametrize("name", FILES)
def test_a_file_imports_nothing_heavy(name: str, parsed: dict[str, tuple[float, list[str], int]]) -> None:
    assert parsed[f"{name}.py"][1] == []


def test_what_counts_as_heavy_is_seen_where_it_is_imported() -> None:
    code = f"import sys, spiders.run, nlp.annotator; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert {"spacy", "scrapy", "sklearn", "onnxruntime", "lxml"} <= set(json.loads(done.stdout.replace("'", '"')))
