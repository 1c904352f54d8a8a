"""docker-compose.yml as it is written, and as Docker Compose reads it."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "docker-compose.yml"
COMPOSED: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSED["services"]
ONCE = {"airflow-setup", "database-setup", "index-setup", "rebuild", "search-setup"}
"""Services that do something and end."""
PROFILES = ("app", "search", "airflow")
BUILT = ROOT / "build" / "docker-compose"
HELP = "Docker Compose is not installed, and these tests have it read the file: run scripts/install-compose"


def find_compose() -> list[str]:
    """The words that run Docker Compose; the test fails without it."""
    if BUILT.is_file():
        return [str(BUILT)]
    words = ["docker", "compose"]
    if shutil.which("docker") and subprocess.run([*words, "version"], capture_output=True, check=False).returncode == 0:
        return words
    pytest.fail(HELP, pytrace=False)


def compose(*words: str, file: Path = FILE, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run Docker Compose on a file; it asks no engine for what these tests want of it."""
    given = os.environ | {"CLAUSEWATCH_CONTACT": "tests@example.org"} | variables
    command = [*find_compose(), "--file", str(file), *words]
    return subprocess.run(command, env=given, capture_output=True, text=True, check=False)


def read_profile(*profiles: str) -> dict[str, Any]:
    """What Docker Compose makes of the file for these profiles."""
    chosen = [word for profile in profiles for word in ("--profile", profile)]
    done = compose(*chosen, "config", "--format", "json")
    if done.returncode or done.stderr:
        pytest.fail(done.stderr)
    read: dict[str, Any] = json.loads(done.stdout)
    return read
