"""docs/operations.md against the composed stack and the command: what it names is there and can be run."""

import math
import re
import shlex
from pathlib import Path
from typing import get_args

import pytest

from clausewatch.ledger.health import FindingKind
from clausewatch.settings import Settings
from tests.cli.walking import parse
from tests.compose.composed import COMPOSED, ONCE, SERVICES

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
LINES = [line for block in BLOCKS for line in block.splitlines()]
INLINE = [each for each in re.findall(r"`([^`\n]+)`", TEXT) if " " in each]
COMMANDS = [*LINES, *INLINE]
COMPOSE = [each for each in COMMANDS if each.startswith("docker compose ")]
REDIRECTION = re.compile(r"\s[<>]\S+$|\s+#.*$")
TAKE_A_VALUE = {"--profile", "--scale", "--entrypoint"}
ALARMS = TEXT[TEXT.index("## When an alarm rings") : TEXT.index("## Log places")]


def split(command: str) -> list[str]:
    return shlex.split(REDIRECTION.sub("", command))


def find_services(words: list[str]) -> tuple[list[str], list[str]]:
    """What follows a command of Docker Compose: its services, and what one of them runs."""
    rest: list[str] = []
    waiting = iter(words)
    for word in waiting:
        if word in TAKE_A_VALUE:
            next(waiting)
        elif rest or not word.startswith("-"):
            rest.append(word)
    return rest[:1], rest[1:]


def read_compose(command: str) -> tuple[str | None, str, list[str], list[str]]:
    """Profile, Compose's own command, services and the command inside."""
    words = split(command)[2:]
    profile = words[1] if words[0] == "--profile" else None
    verb, *rest = words[2:] if profile else words
    if verb in ("run", "exec"):
        return profile, verb, *find_services(rest)
    services = [word for word in find_services(rest)[0] + find_services(rest)[1] if not word.startswith("-")]
    return profile, verb, services, []


@pytest.mark.parametrize("command", COMPOSE)
def test_a_command_of_docker_compose_is_about_services_of_its_profile(command: str) -> None:
    profile, verb, services, _ = read_compose(command)
    assert verb in {"up", "down", "run", "exec", "logs", "restart"}
    for name in services:
        if name != "NAME":
            assert name in SERVICES
            assert profile is None or profile in SERVICES[name]["profiles"] or name == "rebuild"
    if verb == "exec":
        assert ONCE.isdisjoint(services)


def list_ours() -> list[list[str]]:
    """Words of every command line of ours, in containers and outside."""
    found = [split(each)[1:] for each in COMMANDS if each.startswith("clausewatch ")]
    for command in COMPOSE:
        _, verb, services, inside = read_compose(command)
        if inside[:1] == ["clausewatch"]:
            found.append(inside[1:])
        elif verb == "run" and inside and services[0] in ("app", "app-search", "rebuild", "airflow-setup"):
            found.append(inside)
    return found


@pytest.mark.parametrize("words", list_ours(), ids=" ".join)
def test_a_command_of_ours_is_one(words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("page.html").touch()
    assert parse(words)


def test_there_are_commands_to_check() -> None:
    assert len(COMPOSE) >= 20
    assert len(list_ours()) >= 15
    assert len(LINES) >= 20


@pytest.mark.parametrize("target", sorted({found for each in COMMANDS for found in re.findall(r"^make (\w+)", each)}))
def test_a_target_of_make_is_one(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def test_the_profiles_are_those_of_the_file_and_take_the_memory_that_is_told() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \|.*\| (\d+) GB \|$", TEXT, re.MULTILINE))
    assert rows == {profile: str(math.ceil(sum_memory(profile))) for profile in ("app", "search", "airflow")}


def sum_memory(profile: str) -> float:
    """Gigabytes that what goes on may take."""
    total = 0.0
    for name in SERVICES.keys() - ONCE:
        if profile in SERVICES[name]["profiles"]:
            number, unit = re.fullmatch(r"(\d+)([gm])", SERVICES[name]["mem_limit"]).groups()  # type: ignore[union-attr]
            copies = SERVICES[name].get("deploy", {}).get("replicas", 1)
            total += int(number) * copies / (1 if unit == "g" else 1024)
    return total


def test_every_address_is_a_published_port() -> None:
    published = {str(port).split(":")[1] for service in SERVICES.values() for port in service.get("ports", ())}
    assert set(re.findall(r"<https?://127\.0\.0\.1:(\d+)>", TEXT)) == published


def test_every_secret_and_volume_that_is_named_exists() -> None:
    assert set(re.findall(r"`secrets/([a-z.-]+)`", TEXT)) <= COMPOSED["secrets"].keys()
    assert set(re.findall(r"clausewatch_([a-z-]+)", TEXT)) <= COMPOSED["volumes"].keys()


def test_every_setting_of_ours_that_is_named_exists() -> None:
    named = {name.lower() for name in re.findall(r"CLAUSEWATCH_([A-Z_]+)", TEXT)}
    assert named
    assert named <= Settings.model_fields.keys()


def test_every_finding_about_a_publisher_has_a_row() -> None:
    rows = re.findall(r"^\| finding (.*?) \|", ALARMS, re.MULTILINE)
    assert {kind for row in rows for kind in re.findall(r"`([a-z-]+)`", row)} == set(get_args(FindingKind))


def test_every_alarm_says_what_it_means_what_to_do_and_how() -> None:
    rows = [line.strip("|").split(" | ") for line in ALARMS.splitlines() if line.startswith("| ")][1:]
    assert len(rows) >= 20
    for row in rows:
        assert len(row) == 4
        assert row[2].strip()
        assert re.fullmatch(r"`[^`]+` ?", row[3])
