"""What indices, aliases and templates are called."""

import pytest

from clausewatch.index.elastic.names import Names

NAMES = Names("desk-2")


def test_all_names_begin_with_the_prefix() -> None:
    assert NAMES.read == "desk-2-statements"
    found = [NAMES.read, NAMES.write, NAMES.building, NAMES.control, NAMES.rules, NAMES.version(1)]
    assert all(name.startswith("desk-2-") for name in found)
    assert len(set(found)) == len(found)


@pytest.mark.parametrize(
    ("number", "index"),
    [(1, "desk-2-statements-000001"), (999_999, "desk-2-statements-999999"), (10**6, "desk-2-statements-1000000")],
)
def test_a_version_has_its_number_in_its_name(number: int, index: str) -> None:
    assert NAMES.version(number) == index
    assert NAMES.number(index) == number


@pytest.mark.parametrize(
    "index",
    [
        "desk-2-statements",
        "desk-2-statements-write",
        "desk-2-statements-building",
        "desk-2-statements-00001",
        "desk-2-statements-000001-write",
        "desk-2-statements-00000x",
        "desk-2-control",
        "desk-20-statements-000001",
        "old-desk-2-statements-000001",
        "desk-statements-000001",
    ],
)
def test_what_is_no_version_of_ours_has_no_number(index: str) -> None:
    assert NAMES.number(index) is None


def test_a_prefix_is_no_pattern() -> None:
    assert Names("a.b").number("axb-statements-000001") is None


def test_each_version_is_written_through_an_alias_of_its_own() -> None:
    assert NAMES.writes("desk-2-statements-000007") == "desk-2-statements-000007-write"
    assert NAMES.number(NAMES.writes(NAMES.version(7))) is None


def test_the_shipped_files_take_another_prefix_in_names_only() -> None:
    shipped = '{"index_patterns": ["clausewatch-statements-*"], "_meta": {"description": "Of clausewatch-users"}}'
    assert NAMES.adapt(shipped) == (
        '{"index_patterns": ["desk-2-statements-*"], "_meta": {"description": "Of clausewatch-users"}}'
    )
    assert Names("clausewatch").adapt(shipped) == shipped
