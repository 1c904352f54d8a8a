"""docs/airflow.md against the code: options, settings, DAGs and pictures."""

import re
from pathlib import Path

import pytest

from scripts.airflow_stack.environment import read_settings
from scripts.airflow_stack.options import read_options

ROOT = Path(__file__).resolve().parents[3]
DOCS = ROOT / "docs"
PAGE = (DOCS / "airflow.md").read_text(encoding="utf-8")
MOST_BYTES = 300_000
TOLD_ELSEWHERE = {"AIRFLOW__CORE__LOAD_EXAMPLES"}
"""Needs no reason."""


def read_table(heading: str) -> dict[str, str]:
    """Rows of the table below a heading: the first cell, without marks of code, and the rest."""
    section = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = [line.strip("| ").split(" | ", 1) for line in section.splitlines() if line.startswith("| `")]
    return {first.replace("`", ""): rest for first, rest in rows}


def test_every_option_is_documented(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        read_options(["--help"])
    known = set(re.findall(r"^  (?:-h, )?(--[a-z-]+)", capsys.readouterr().out, re.MULTILINE))
    told = {name for cell in read_table("Options") for name in re.findall(r"--[a-z-]+", cell)}
    assert told == known - {"--help"}


def test_every_setting_is_explained_with_its_value() -> None:
    rows = read_table("Settings that all modes share")
    told = {name: rest.split(" | ")[0].removesuffix(" s") for name, rest in rows.items()}
    known = {name: value for name, value in read_settings().items() if name not in TOLD_ELSEWHERE}
    assert told == {describe(name): value for name, value in known.items()}


def describe(variable: str) -> str:
    """`[section] key` of AIRFLOW__SECTION__KEY."""
    _, section, key = variable.lower().split("__")
    return f"[{section}] {key}"


def test_every_dag_is_told() -> None:
    assert read_table("What each DAG does").keys() == {path.stem for path in (ROOT / "dags").glob("[a-z]*.py")}


def test_the_pictures_are_there_and_small() -> None:
    pictures = re.findall(r"!\[[^]]+\]\(([^)]+)\)", PAGE)
    assert len(pictures) == 2
    assert all(0 < (DOCS / picture).stat().st_size <= MOST_BYTES for picture in pictures)


def test_every_link_leads_to_a_file() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", PAGE)
    assert links
    assert [link for link in links if not (DOCS / link).exists()] == []
