"""The roles say the same for every way to load them, and reach no index but ours."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from clausewatch.index.elastic.names import SHIPPED, Names

ROLES = Path(__file__).resolve().parents[3] / "index_mappings" / "roles"
FILES = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in ROLES.glob("*.json")}
READING = {"read", "view_index_metadata"}


def list_grants(role: dict[str, Any]) -> set[tuple[str, str]]:
    """Index pattern and privilege."""
    return {(name, right) for part in role["indices"] for name in part["names"] for right in part["privileges"]}


def test_the_file_realm_and_the_interface_get_the_same_roles() -> None:
    assert yaml.safe_load((ROLES / "roles.yml").read_text(encoding="utf-8")) == FILES


def test_there_is_a_role_for_each_kind_of_work() -> None:
    assert set(FILES) == {"clausewatch-reader", "clausewatch-writer", "clausewatch-rebuilder"}
    assert all(role["description"] for role in FILES.values())


@pytest.mark.parametrize("role", FILES)
def test_a_role_reaches_no_index_but_ours_and_rules_no_cluster(role: str) -> None:
    names = Names(SHIPPED)
    assert {name for name, _ in list_grants(FILES[role])} <= {f"{names.read}*", names.control, f"{names.rules}*"}
    rights = [*FILES[role]["cluster"], *(right for _, right in list_grants(FILES[role]))]
    assert not any(right in {"all", "manage", "manage_security"} or right.endswith("*") for right in rights)


def test_a_reader_changes_nothing() -> None:
    assert {right for _, right in list_grants(FILES["clausewatch-reader"])} == READING


def test_a_writer_makes_no_version_and_takes_none_away() -> None:
    rights = {right for name, right in list_grants(FILES["clausewatch-writer"]) if "rules" not in name}
    assert not rights & {"create_index", "delete_index", "indices:admin/aliases"}
