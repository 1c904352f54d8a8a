"""The composed stack: what docker-compose.yml says, and the two scripts that it leans on."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from clausewatch.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
COMPOSED: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSED["services"]
ONE_SHOT = {"search-setup", "rebuild"}
PROFILES = {"app": "embedded", "app-elastic": "elastic", "rebuild": "rebuild"}


def environment(**more: str) -> dict[str, str]:
    return os.environ | {"CLAUSEWATCH_CONTACT": "tests@example.org"} | more


@pytest.mark.parametrize("profiles", [[], ["embedded"], ["elastic"], ["elastic", "rebuild"]], ids="-".join)
def test_docker_compose_accepts_the_file(profiles: list[str]) -> None:
    if not has_compose():
        pytest.skip("docker compose is not installed")
    chosen = [word for profile in profiles for word in ("--profile", profile)]
    done = compose(*chosen, "config", "--quiet")
    assert (done.returncode, done.stderr) == (0, "")


def test_without_a_contact_nothing_starts() -> None:
    if not has_compose():
        pytest.skip("docker compose is not installed")
    done = compose("config", "--quiet", CLAUSEWATCH_CONTACT="")
    assert done.returncode != 0
    assert "set CLAUSEWATCH_CONTACT" in done.stderr


def has_compose() -> bool:
    if shutil.which("docker") is None:
        return False
    return subprocess.run(["docker", "compose", "version"], capture_output=True, check=False).returncode == 0


def compose(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
    command = ["docker", "compose", "--file", str(ROOT / "docker-compose.yml"), *words]
    return subprocess.run(command, env=environment(**more), capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_has_no_more_than_it_needs(name: str) -> None:
    service = SERVICES[name]
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert re.fullmatch(r"\d+[mg]", service["mem_limit"])
    assert service["logging"]["options"].keys() == {"max-size", "max-file"}
    assert "privileged" not in service
    assert all(port.startswith("127.0.0.1:") for port in service.get("ports", ()))


@pytest.mark.parametrize("name", SERVICES)
def test_no_service_runs_as_root(name: str) -> None:
    service = SERVICES[name]
    if "build" in service:
        dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
        assert re.findall(r"^USER (\w+)$", dockerfile, re.MULTILINE)[-1:] == ["clausewatch"]
    else:
        assert service["user"].split(":")[0] not in ("0", "root")


@pytest.mark.parametrize("name", sorted(SERVICES.keys() - ONE_SHOT))
def test_what_goes_on_is_watched_and_started_again(name: str) -> None:
    assert SERVICES[name]["restart"] == "unless-stopped"
    assert {"test", "interval", "timeout", "retries", "start_period"} == SERVICES[name]["healthcheck"].keys()


@pytest.mark.parametrize("name", SERVICES)
def test_each_service_is_of_one_profile(name: str) -> None:
    assert SERVICES[name]["profiles"] == [PROFILES.get(name, "elastic")]


@pytest.mark.parametrize("name", SERVICES)
def test_what_a_service_waits_for_is_ready_in_its_own_way(name: str) -> None:
    for other, how in SERVICES[name].get("depends_on", {}).items():
        expected = "service_completed_successfully" if other in ONE_SHOT else "service_healthy"
        assert how == {"condition": expected}


def test_the_app_alone_waits_for_nothing_and_has_no_secrets() -> None:
    assert SERVICES["app"].keys().isdisjoint({"depends_on", "secrets"})
    assert SERVICES["app"]["environment"].keys() == {"CLAUSEWATCH_CONTACT"}


@pytest.mark.parametrize("name", SERVICES)
def test_no_secret_is_a_value_in_the_file(name: str) -> None:
    for variable, value in SERVICES[name].get("environment", {}).items():
        if re.search("password|key", variable, re.IGNORECASE):
            assert re.match(r"/run/secrets/|clausewatch/http\.key$", value), variable


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_asks_for_the_secrets_that_it_reads(name: str) -> None:
    service = SERVICES[name]
    mounted = {f"/run/secrets/{each}" for each in service.get("secrets", ()) if isinstance(each, str)}
    without_lists = {key: value for key, value in service.items() if key not in ("secrets", "volumes")}
    named = set(re.findall(r"/run/secrets/[a-z.-]+", yaml.safe_dump(without_lists, width=10_000)))
    assert named <= mounted


@pytest.mark.parametrize("name", ["app", "app-elastic", "rebuild"])
def test_the_app_is_given_settings_that_there_are(name: str) -> None:
    given = {each.removeprefix("CLAUSEWATCH_").lower() for each in SERVICES[name]["environment"]}
    assert given <= Settings.model_fields.keys()


def test_the_server_and_its_kibana_are_of_one_version_that_is_named() -> None:
    images = {SERVICES[name]["image"].partition(":")[2] for name in ("elasticsearch", "search-setup", "kibana")}
    assert len(images) == 1
    assert re.fullmatch(r"9\.\d+\.\d+", images.pop())


def test_what_is_kept_is_in_a_volume() -> None:
    volumes = {volume.split(":")[0] for service in SERVICES.values() for volume in service.get("volumes", ())}
    named = {volume for volume in volumes if not volume.startswith("./")}
    assert named == COMPOSED["volumes"].keys()
    assert all((ROOT / volume).exists() for volume in volumes - named)


def test_secrets_reach_neither_git_nor_the_image() -> None:
    folders = {Path(secret["file"]).parts[0] for secret in COMPOSED["secrets"].values()}
    (folder,) = folders
    assert f"/{folder}/" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert folder in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
