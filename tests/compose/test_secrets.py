"""No secret in the file, and every secret only where it is used."""

import re
from pathlib import Path

import pytest
import yaml

from tests.compose.composed import COMPOSED, FILE, ROOT, SERVICES

ADDRESS = "/run/secrets/"
CARRIES = re.compile("password|secret|key|token|fernet|credential", re.IGNORECASE)
SAID = rf"""sh -c 'printf %s "\$\$\(cat {ADDRESS}[a-z-]+\)"'"""
FROM_A_FILE = re.compile(rf"{ADDRESS}[a-z.-]+|{SAID}|clausewatch/http\.key|/home/clausewatch/passwords\.json")
OF_AIRFLOW = {name for name in SERVICES if name.startswith("airflow-")}


def named_in(name: str) -> set[str]:
    """Secrets whose files a service speaks of, in what it runs and in its environment."""
    kept = ("entrypoint", "command", "environment", "healthcheck")
    text = yaml.safe_dump({key: SERVICES[name][key] for key in kept if key in SERVICES[name]}, width=10_000)
    return set(re.findall(rf"{ADDRESS}([a-z.-]+[a-z])", text))


def given_to(name: str) -> set[str]:
    return {each if isinstance(each, str) else each["source"] for each in SERVICES[name].get("secrets", ())}


@pytest.mark.parametrize("name", SERVICES)
def test_no_secret_is_a_value_in_the_file(name: str) -> None:
    for variable, value in SERVICES[name].get("environment", {}).items():
        if CARRIES.search(variable):
            assert FROM_A_FILE.fullmatch(value), variable


def test_an_address_in_the_file_holds_no_password_but_the_name_of_its_file() -> None:
    found = re.findall(r"://[^\s@:/]*:([^@\n]+)@", FILE.read_text(encoding="utf-8"))
    assert found == [f"$$(cat {ADDRESS}redis-password)", f"$$(cat {ADDRESS}airflow-database-password)"]


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_asks_for_the_secrets_that_it_reads(name: str) -> None:
    known = named_in(name) - (
        {"search-airflow-password", "ledger-password", "search-ca.crt"} if is_page(name) else set()
    )
    assert known <= given_to(name)


def is_page(name: str) -> bool:
    """Airflow's page is given the common environment and runs no task: it gets no password of index and ledger."""
    return name == "airflow-api-server"


@pytest.mark.parametrize("name", SERVICES)
def test_every_secret_that_is_asked_for_is_declared(name: str) -> None:
    assert given_to(name) <= COMPOSED["secrets"].keys()


def test_every_secret_that_is_declared_is_used() -> None:
    assert set().union(*(given_to(name) for name in SERVICES)) == COMPOSED["secrets"].keys()


def test_a_secret_is_the_file_of_its_name() -> None:
    for name, secret in COMPOSED["secrets"].items():
        assert secret == {"file": f"secrets/{name}"}


def test_only_airflow_s_page_knows_the_login_and_only_the_set_up_the_superusers() -> None:
    def users(secret: str) -> set[str]:
        return {name for name in SERVICES if secret in given_to(name)}

    assert users("airflow-admin-password") == {"airflow-api-server"}
    assert users("postgres-password") == {"postgres", "database-setup"}
    assert users("search-elastic-password") == {"elasticsearch", "search-setup"}
    assert users("airflow-jwt-secret") == OF_AIRFLOW


def test_secrets_reach_neither_git_nor_the_image() -> None:
    folders = {Path(secret["file"]).parts[0] for secret in COMPOSED["secrets"].values()}
    (folder,) = folders
    assert f"/{folder}/" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert folder in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
