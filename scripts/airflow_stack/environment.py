"""The environment of Airflow's processes: settings for every mode, addresses on loopback, secrets by file."""

import os
import shlex
from collections.abc import Mapping
from pathlib import Path

from clausewatch.demo.publishers.addresses import PORT_VARIABLE
from clausewatch.demo.settings import PUBLISHERS, SPEAKERS
from scripts.airflow_stack.plan import PROGRAMS, Plan
from scripts.airflow_stack.secret_files import SecretFiles

SETTINGS = Path(__file__).with_name("settings.env")
SHARED_AT_ONCE = 32
LOOPBACK = "127.0.0.1"
DROPPED = ("AIRFLOW", "PYTHONPATH")
"""Beginnings of names: an Airflow that somebody has set up elsewhere is not to be touched."""

SECRETS = {
    "AIRFLOW__API_AUTH__JWT_SECRET": "jwt-secret",
    "AIRFLOW__CORE__FERNET_KEY": "fernet-key",
    "AIRFLOW__API__SECRET_KEY": "session-key",
    "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": "metadata-url",
    "AIRFLOW__CELERY__BROKER_URL": "broker-url",
    "AIRFLOW__CELERY__RESULT_BACKEND": "result-url",
}
"""Which file holds what."""


def read_settings(file: Path = SETTINGS) -> dict[str, str]:
    """The lines NAME=VALUE of a file."""
    lines = [line.strip() for line in file.read_text(encoding="utf-8").splitlines()]
    pairs = [line.partition("=") for line in lines if line and not line.startswith("#")]
    return {name: value for name, _, value in pairs}


def make_environment(
    plan: Plan, secrets: SecretFiles, port: int, demo_port: int, given: Mapping[str, str] | None = None
) -> dict[str, str]:
    """What the processes get; `given` is the environment of whoever starts them."""
    given = os.environ if given is None else given
    dropped = DROPPED if plan.is_live else (*DROPPED, "CLAUSEWATCH")
    kept = {name: value for name, value in given.items() if not name.startswith(dropped)}
    path = {"PATH": os.pathsep.join([str(PROGRAMS), kept.get("PATH", os.defpath)])}
    ours = {} if plan.is_live else _demo_settings(plan, demo_port)
    return kept | path | ours | read_settings() | _local_settings(plan, port) | _secret_settings(secrets)


def _demo_settings(plan: Plan, demo_port: int) -> dict[str, str]:
    return {
        "CLAUSEWATCH_DATA": str(plan.data),
        "CLAUSEWATCH_PUBLISHERS": PUBLISHERS,
        "CLAUSEWATCH_SPEAKERS": str(SPEAKERS),
        "CLAUSEWATCH_ALLOW_LOOPBACK": "true",
        "CLAUSEWATCH_ADAPTIVE_POLLING": "false",
        PORT_VARIABLE: str(demo_port),
        # It is this machine's own web, which may be asked often.
        "CLAUSEWATCH_WATCH_SECONDS": "3",
    }


def _local_settings(plan: Plan, port: int) -> dict[str, str]:
    return {
        "AIRFLOW_HOME": str(plan.home),
        "AIRFLOW__CORE__DAGS_FOLDER": str(plan.dags),
        "AIRFLOW__CORE__EXECUTOR": "CeleryExecutor" if plan.broker else "LocalExecutor",
        # Celery's workers have their own limit; and what a dead one had still counts for a while.
        "AIRFLOW__CORE__PARALLELISM": str(SHARED_AT_ONCE if plan.broker else plan.at_once),
        "AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION": "True",
        "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"http://{LOOPBACK}:{port}/execution/",
        # The usual one asks a name server, which a laptop may not reach.
        "AIRFLOW__CORE__HOSTNAME_CALLABLE": "socket.gethostname",
        "AIRFLOW__API__HOST": LOOPBACK,
        "AIRFLOW__API__PORT": str(port),
        "AIRFLOW__API__BASE_URL": f"http://{LOOPBACK}:{port}",
        "AIRFLOW__API__WORKERS": "1",
        "AIRFLOW__SCHEDULER__ENABLE_HEALTH_CHECK": "False",
        "AIRFLOW__SCHEDULER__SCHEDULER_HEALTH_CHECK_SERVER_HOST": LOOPBACK,
    }


def keep_servers(plan: Plan, secrets: SecretFiles) -> None:
    """Write the addresses that hold passwords to files, before `make_environment` names them."""
    secrets.write("metadata-url", plan.metadata or f"sqlite:///{plan.home / 'airflow.db'}")
    for name, address in (("broker-url", plan.broker), ("result-url", f"db+{plan.metadata}")):
        if plan.broker:
            secrets.write(name, address)
        else:
            secrets.path(name).unlink(missing_ok=True)


def _secret_settings(secrets: SecretFiles) -> dict[str, str]:
    """By commands that print a file: so no secret is in an environment, which a task may print."""
    kept = {name: secrets.path(file) for name, file in SECRETS.items() if secrets.path(file).exists()}
    commands = {f"{name}_CMD": f"cat {shlex.quote(str(path))}" for name, path in kept.items()}
    return commands | {"AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": str(secrets.path("passwords.json"))}
