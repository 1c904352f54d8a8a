"""What each service may do, how it is watched, and what it is given."""

import re
from typing import Any

import pytest

from clausewatch.settings import Settings
from tests.compose.composed import COMPOSED, ONCE, ROOT, SERVICES

DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
READ_ONLY = SERVICES.keys() - {"elasticsearch", "kibana"}
"""Those two write beside their own programs."""


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_has_no_more_than_it_needs(name: str) -> None:
    service = SERVICES[name]
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service.get("read_only", False) is (name in READ_ONLY)
    assert service.keys().isdisjoint({"privileged", "cap_add", "devices", "network_mode", "pid", "ipc"})
    assert all(port.startswith("127.0.0.1:") for port in service.get("ports", ()))


@pytest.mark.parametrize("name", SERVICES)
def test_airflow_notices_dead_workers_here_as_it_does_without_containers(name: str) -> None:
    is_airflow = name.startswith("airflow-")
    assert SERVICES[name].get("env_file", []) == (["scripts/airflow_stack/settings.env"] if is_airflow else [])
    settings = (ROOT / "scripts/airflow_stack/settings.env").read_text(encoding="utf-8")
    assert "AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT=" in settings
    assert not any(f"\n{variable}=" in settings for variable in read_environment(name) if "EXAMPLES" not in variable)


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_takes_no_more_than_its_share(name: str) -> None:
    service = SERVICES[name]
    assert re.fullmatch(r"\d+[mg]", service["mem_limit"])
    assert 100 <= service["pids_limit"] <= 4096
    assert service["logging"] == {"driver": "json-file", "options": {"max-size": "10m", "max-file": "3"}}


@pytest.mark.parametrize("name", SERVICES)
def test_no_service_runs_as_root(name: str) -> None:
    service = SERVICES[name]
    if "build" in service:
        assert last_user(service["build"]["target"]) == "clausewatch"
    else:
        assert service["user"].split(":")[0] not in ("0", "root")


def last_user(target: str) -> str:
    stage = re.search(rf"^FROM \S+ AS {target}\n(.*?)(?=^FROM|\Z)", DOCKERFILE, re.MULTILINE | re.DOTALL)
    assert stage
    users: list[str] = re.findall(r"^USER (\w+)$", stage[1], re.MULTILINE)
    return users[-1]


@pytest.mark.parametrize("name", SERVICES)
def test_an_image_is_ours_or_of_one_version(name: str) -> None:
    image, _, version = SERVICES[name]["image"].partition(":")
    if "build" in SERVICES[name]:
        assert image in ("clausewatch", "clausewatch-airflow")
    else:
        assert re.match(r"\d+\.\d+", version)


def test_the_images_stand_on_one_python_of_one_version() -> None:
    images = set(re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE))
    assert len(images - {"base"}) == 1
    assert re.fullmatch(r"python:3\.11\.\d+-slim-\w+", (images - {"base"}).pop())


def test_the_environments_are_those_of_the_lock_files() -> None:
    files = set(re.findall(r"--require-hashes -r (\S+)", DOCKERFILE))
    assert files == {"requirements/base.txt", "requirements/airflow.txt"}
    assert all((ROOT / file).is_file() for file in files)


def test_what_belongs_together_is_of_one_version() -> None:
    for names in (("elasticsearch", "search-setup", "kibana"), ("postgres", "database-setup")):
        assert len({SERVICES[name]["image"].partition(":")[2] for name in names}) == 1


@pytest.mark.parametrize("name", sorted(SERVICES.keys() - ONCE))
def test_what_goes_on_is_watched_and_started_again(name: str) -> None:
    assert SERVICES[name]["restart"] == "unless-stopped"
    assert {"test", "interval", "timeout", "retries", "start_period"} == SERVICES[name]["healthcheck"].keys()


@pytest.mark.parametrize("name", sorted(ONCE))
def test_what_ends_is_not_started_again(name: str) -> None:
    assert SERVICES[name]["restart"] == "no"
    assert "healthcheck" not in SERVICES[name]


@pytest.mark.parametrize("name", SERVICES)
def test_what_a_service_waits_for_is_ready_in_its_own_way(name: str) -> None:
    for other, how in SERVICES[name].get("depends_on", {}).items():
        expected = "service_completed_successfully" if other in ONCE else "service_healthy"
        assert how == {"condition": expected}


def test_the_app_alone_waits_for_nothing_and_has_no_secrets() -> None:
    assert SERVICES["app"].keys().isdisjoint({"depends_on", "secrets"})
    assert SERVICES["app"]["environment"].keys() == {"CLAUSEWATCH_CONTACT"}


@pytest.mark.parametrize("name", SERVICES)
def test_the_app_is_given_settings_that_there_are(name: str) -> None:
    ours = {each for each in read_environment(name) if each.startswith("CLAUSEWATCH_")}
    assert {each.removeprefix("CLAUSEWATCH_").lower() for each in ours} <= Settings.model_fields.keys()
    # Airflow's page runs no task.
    assert bool(ours) is ("build" in SERVICES[name] and name != "airflow-api-server")


def read_environment(name: str) -> dict[str, Any]:
    given: dict[str, Any] = SERVICES[name].get("environment", {})
    return given


def test_where_workers_are_many_nothing_is_in_a_file_of_sqlite() -> None:
    for name, service in SERVICES.items():
        given = read_environment(name)
        if service["image"].startswith("clausewatch-airflow:") and name != "airflow-api-server":
            assert given["CLAUSEWATCH_DATABASE"].startswith("postgresql+psycopg://")
            assert given["CLAUSEWATCH_INDEX"].startswith("https://")


def test_what_is_kept_is_in_a_volume() -> None:
    volumes = {volume.split(":")[0] for service in SERVICES.values() for volume in service.get("volumes", ())}
    named = {volume for volume in volumes if not volume.startswith("./")}
    assert named == COMPOSED["volumes"].keys()
    assert all((ROOT / volume).exists() for volume in volumes - named)


@pytest.mark.parametrize("name", SERVICES)
def test_a_script_that_a_service_runs_is_there(name: str) -> None:
    for script in re.findall(r"scripts/[a-z-]+", " ".join(SERVICES[name].get("entrypoint", []))):
        assert (ROOT / script).is_file()
