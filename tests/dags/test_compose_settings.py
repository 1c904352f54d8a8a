"""What docker-compose.yml gives to Airflow are settings of Airflow's, and secrets are read from their files."""

import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from airflow.configuration import conf

ROOT = Path(__file__).resolve().parents[2]
COMPOSED: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
GIVEN: dict[str, str] = COMPOSED["x-airflow-environment"]
COMMANDS = sorted(name for name in GIVEN if name.endswith("_CMD"))
READ = {
    "AIRFLOW__API__SECRET_KEY_CMD": "{airflow-api-secret-key}",
    "AIRFLOW__API_AUTH__JWT_SECRET_CMD": "{airflow-jwt-secret}",
    "AIRFLOW__CELERY__BROKER_URL_CMD": "redis://:{redis-password}@redis:6379/0",
    "AIRFLOW__CORE__FERNET_KEY_CMD": "{airflow-fernet-key}",
    "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN_CMD": (
        "postgresql+psycopg2://airflow:{airflow-database-password}@postgres/airflow"
    ),
}


def split(variable: str) -> tuple[str, str]:
    """Section and option."""
    _, section, option = variable.removesuffix("_CMD").lower().split("__")
    return section, option


@pytest.fixture(scope="module")
def secrets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("secrets") / "made"
    subprocess.run([str(ROOT / "scripts" / "make-secrets"), str(folder)], check=True)
    return folder


@pytest.mark.parametrize("variable", sorted(GIVEN))
def test_a_setting_is_one_of_airflow_s(variable: str) -> None:
    section, option = split(variable)
    known = conf.configuration_description
    assert option in known[section]["options"]


@pytest.mark.parametrize("variable", COMMANDS)
def test_airflow_runs_commands_for_just_these_settings(variable: str) -> None:
    assert split(variable) in conf.sensitive_config_values


@pytest.mark.parametrize(("variable", "expected"), READ.items())
def test_airflow_reads_a_secret_from_its_file(
    variable: str, expected: str, secrets: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(variable.removesuffix("_CMD"), raising=False)
    monkeypatch.setenv(variable, GIVEN[variable].replace("$$", "$").replace("/run/secrets", str(secrets)))
    words = {path.name: path.read_text(encoding="utf-8").strip() for path in secrets.iterdir()}
    for name, value in words.items():
        expected = expected.replace(f"{{{name}}}", value)
    assert conf.get(*split(variable)) == expected


def test_every_command_is_tried() -> None:
    assert READ.keys() == set(COMMANDS)
