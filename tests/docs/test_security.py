"""docs/security.md names every setting of a search server's security and every role, and none that there is not."""

import re
from pathlib import Path

from clausewatch.settings import Settings
from tests.cli.walking import list_commands

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
ROLES = {path.stem for path in (ROOT / "index_mappings" / "roles").glob("*.json")}


def test_the_settings_are_those_that_there_are() -> None:
    variables = {f"CLAUSEWATCH_{name.upper()}" for name in Settings.model_fields}
    rows = set(re.findall(r"^\| `(CLAUSEWATCH_[A-Z_]+)` \|", TEXT, re.MULTILINE))
    assert rows == {name for name in variables if re.fullmatch("CLAUSEWATCH_INDEX(_.+)?", name)}
    assert set(re.findall(r"CLAUSEWATCH_[A-Z_]*[A-Z]", TEXT)) <= variables


def test_the_roles_are_those_that_ship() -> None:
    assert set(re.findall(r"^\| `(clausewatch-[a-z]+)` \|", TEXT, re.MULTILINE)) == ROLES
    assert set(re.findall(r"_security/role/([a-z-]+)", TEXT)) <= ROLES
    assert set(re.findall(r"useradd \w+ -r ([a-z-]+)", TEXT)) <= ROLES


def test_the_files_and_commands_that_are_named_exist() -> None:
    for path in re.findall(r"(?:index_mappings|tests)/[\w/.-]+\w", TEXT):
        assert (ROOT / path).exists(), path
    rows = re.findall(r"^\| `clausewatch-[a-z]+` \| ([^|]+) \|", TEXT, re.MULTILINE)
    named = {name for row in rows for name in re.findall(r"`([a-z -]+)`", row)}
    assert named
    assert all(name in list_commands() for name in named)
