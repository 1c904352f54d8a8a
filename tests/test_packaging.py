"""What is installed holds all that runs, and the locked environment nothing heavy."""

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
NEEDED = (
    "clausewatch/alerts/default_rules.yaml",
    "clausewatch/demo/web/ledger/site.yaml",
    "clausewatch/demo/speakers/offices.yaml",
    "clausewatch/ledger/migrations/versions/revision_0001.py",
    "clausewatch/web/static/style.css",
    "index_mappings/index_templates/clausewatch-statements.json",
    "index_mappings/roles/roles.yml",
    "clausewatch/web/templates/search.html",
    "clausewatch/web/templates/feed.xml",
    "dags/.airflowignore",
    "dags/crawl_coverage.py",
    "dags/pools.json",
    "dags/triggers/official.py",
    "nlp/models/encoder/encoder.onnx",
    "nlp/models/heads/README.md",
    "nlp/models/quotations/tagger.onnx",
    "nlp/speakers/offices.yaml",
    "nlp/targets/encryption-clause.yaml",
    "spiders/publishers/bbc_news.py",
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Names of the files in a wheel built from what git would carry."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in listed.stdout.splitlines():
        if (ROOT / name).is_file() and not name.startswith(("tests/", "bench/")):
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, source / name)
    build = "from setuptools.build_meta import build_wheel; import sys; print(build_wheel(sys.argv[1]))"
    done = subprocess.run(
        [sys.executable, "-c", build, str(folder)], cwd=source, capture_output=True, text=True, check=True
    )
    with zipfile.ZipFile(folder / done.stdout.splitlines()[-1]) as archive:
        return set(archive.namelist())


@pytest.mark.parametrize("file", NEEDED)
def test_the_wheel_holds_what_runs(file: str, wheel: set[str]) -> None:
    assert file in wheel


def test_the_wheel_holds_nothing_of_the_tests(wheel: set[str]) -> None:
    assert [name for name in wheel if name.startswith(("tests/", "bench/", "docs/"))] == []


@pytest.mark.parametrize("lock", ["base", "dev", "airflow"])
def test_the_lock_has_hashes_and_names_no_host(lock: str) -> None:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    pinned = re.findall(r"^([a-z0-9-]+)(?:\[[a-z,]+\])?==", text, re.MULTILINE)
    assert len(pinned) > 50
    assert text.count("--hash=sha256:") >= len(pinned)
    assert not re.search(r"https?://|--index-url|--find-links", text)


def test_what_runs_needs_no_torch_and_no_airflow() -> None:
    text = (ROOT / "requirements" / "base.txt").read_text(encoding="utf-8")
    assert not re.search(r"^(torch|apache-airflow|transformers|nvidia)", text, re.MULTILINE)


def read_lock(name: str) -> dict[str, str]:
    """The versions that a lock file pins, by package."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9.-]+)(?:\[[a-z,]+\])?==([^ ;]+)", text, re.MULTILINE))


def test_airflow_is_locked_to_one_version_and_beside_it_nothing_differs_from_dev() -> None:
    airflow, dev = read_lock("airflow"), read_lock("dev")
    assert airflow["apache-airflow"] == "3.3.2"
    assert {"celery", "psycopg2-binary", "statsd"} <= set(airflow)
    shared = set(airflow) & set(dev)
    assert len(shared) > 50
    assert {name: airflow[name] for name in shared} == {name: dev[name] for name in shared}


def test_the_dependencies_are_all_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {re.split(r"[\[<>=]", each)[0].lower() for each in project["dependencies"]}
    locked = set(re.findall(r"^([a-z0-9-]+)", (ROOT / "requirements" / "base.txt").read_text(), re.MULTILINE))
    assert named <= locked


def test_the_command_is_installed_under_its_name() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["scripts"] == {"clausewatch": "clausewatch.cli:main"}
    assert {"airflow", "train", "dev"} <= set(project["optional-dependencies"])
