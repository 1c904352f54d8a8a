"""Docker Compose itself takes the file, for each profile, and shows no secret of it."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.compose.composed import FILE, ONCE, PROFILES, ROOT, SERVICES, compose, read_profile

pytestmark = pytest.mark.compose

SEARCH = {"elasticsearch", "search-setup"}
IN_PROFILE = {
    "app": {"app"},
    "search": {"app-search", "index-setup", "kibana", *SEARCH},
    "airflow": {
        "airflow-api-server",
        "airflow-dag-processor",
        "airflow-scheduler",
        "airflow-setup",
        "airflow-triggerer",
        "airflow-worker",
        "app-airflow",
        "database-setup",
        "postgres",
        "redis",
        *SEARCH,
    },
}


@pytest.mark.parametrize("profile", PROFILES)
def test_a_profile_is_whole_and_holds_what_it_is_said_to(profile: str) -> None:
    assert read_profile(profile)["services"].keys() == IN_PROFILE[profile]


def test_without_a_profile_nothing_starts() -> None:
    assert read_profile()["services"] == {}


def test_the_index_is_made_anew_beside_the_search_profile() -> None:
    assert read_profile("search", "rebuild")["services"].keys() == IN_PROFILE["search"] | {"rebuild"}


def test_every_service_is_of_some_profile() -> None:
    assert set().union(*IN_PROFILE.values()) | {"rebuild"} == SERVICES.keys()


@pytest.mark.parametrize("profile", PROFILES)
def test_a_profile_publishes_each_port_once_and_on_loopback_only(profile: str) -> None:
    ports = [port for service in read_profile(profile)["services"].values() for port in service.get("ports", ())]
    assert {port["host_ip"] for port in ports} == {"127.0.0.1"}
    published = [port["published"] for port in ports]
    assert len(published) == len(set(published))


def test_two_workers_take_tasks() -> None:
    assert read_profile("airflow")["services"]["airflow-worker"]["deploy"]["replicas"] == 2


def test_everything_of_airflow_is_of_one_image_and_shares_archive_and_logs() -> None:
    services = {name: it for name, it in read_profile("airflow")["services"].items() if name.startswith("airflow-")}
    assert {service["image"] for service in services.values()} == {"clausewatch-airflow:latest"}
    for service in services.values():
        mounted = {volume["source"]: volume["target"] for volume in service["volumes"]}
        assert mounted == {"clausewatch-data": "/data", "airflow-logs": "/var/log/airflow"}


def test_without_a_contact_nothing_starts() -> None:
    done = compose("--profile", "app", "config", "--quiet", CLAUSEWATCH_CONTACT="")
    assert done.returncode != 0
    assert "set CLAUSEWATCH_CONTACT" in done.stderr


def test_what_compose_shows_holds_no_secret(tmp_path: Path) -> None:
    for path in (FILE.relative_to(ROOT), Path("scripts/airflow_stack/settings.env")):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / path, tmp_path / path)
    subprocess.run([str(ROOT / "scripts" / "make-secrets"), str(tmp_path / "secrets")], check=True)
    chosen = [word for profile in PROFILES for word in ("--profile", profile)]
    done = compose(*chosen, "config", file=tmp_path / FILE.name)
    assert (done.returncode, done.stderr) == (0, "")
    assert "/run/secrets/airflow-jwt-secret" in done.stdout
    secrets = [path.read_text().strip() for path in (tmp_path / "secrets").iterdir()]
    assert len(secrets) >= 16
    assert not any(secret in done.stdout for secret in secrets)


@pytest.mark.parametrize("name", sorted(SERVICES.keys() - ONCE))
def test_no_service_waits_for_one_of_another_profile(name: str) -> None:
    for profile in SERVICES[name]["profiles"]:
        assert SERVICES[name].get("depends_on", {}).keys() <= IN_PROFILE[profile]


@pytest.mark.parametrize("profile", PROFILES)
def test_what_ends_is_waited_for_by_something_else_up_with_wait_would_fail(profile: str) -> None:
    waited = {other for name in IN_PROFILE[profile] for other in SERVICES[name].get("depends_on", {})}
    assert ONCE & IN_PROFILE[profile] <= waited
