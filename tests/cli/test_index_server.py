"""The command line on a search server: the same answers as on the embedded index, and its versions."""

import json
from collections.abc import Iterator
from uuid import uuid4

import pytest

from clausewatch.settings import Settings
from tests.cli.shell import Shell, settings, shell
from tests.collected import collect
from tests.servers.running import PARAMETERS, borrow_server, clear_server

__all__ = ["settings", "shell"]


@pytest.fixture(params=PARAMETERS)
def server(request: pytest.FixtureRequest, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An index on each server that holds what the embedded one holds; the variable names it."""
    prefix = f"c{uuid4().hex[:12]}"
    url = f"{borrow_server(request.param)}/{prefix}"
    collect(settings)
    monkeypatch.setenv("CLAUSEWATCH_INDEX", url)
    yield url
    clear_server(request.param, prefix)


@pytest.fixture
def rebuilt(server: str, shell: Shell) -> str:
    assert shell("index", "rebuild") == (0, "", "The index now holds 4 statements.\n")
    return server


@pytest.mark.parametrize(
    "asked",
    [
        (),
        ("spy clause", "--sort", "newest"),
        ('"breaks encryption"',),
        ("--speaker", "moor"),
        ("--category", "government", "--stance", "FAVOR"),
        ("--since", "2024-03-05"),
        ("scan* -trust",),
        ("--sort", "newest", "encryption"),
    ],
    ids=" ".join,
)
def test_a_server_answers_as_the_embedded_index_does(
    asked: tuple[str, ...], rebuilt: str, settings: Settings, shell: Shell
) -> None:
    on_server = shell("search", "--format", "json", *asked)
    embedded = shell("search", "--format", "json", "--index", settings.index_url, *asked)
    assert rebuilt not in settings.index_url
    assert on_server == embedded
    assert (on_server.status, on_server.err) == (0, "")


def test_nothing_is_found_before_something_is_written(server: str, shell: Shell) -> None:
    answer = shell("search")
    assert server
    assert answer == (0, "", "The index holds no statement yet: `clausewatch run` collects some.\n")


def test_versions_are_listed_gone_back_to_and_dropped(rebuilt: str, shell: Shell) -> None:
    prefix = rebuilt.rpartition("/")[2]
    assert shell("index", "rebuild").status == 0
    listed = [line.split()[:3] for line in shell("index", "versions").out.splitlines()]
    names = [f"{prefix}-statements-{number:06}" for number in (2, 3)]
    assert listed == [[names[0], "kept", "4"], [names[1], "live", "4"]]
    assert names[0] in shell("index", "rollback").err
    assert [line.split()[1] for line in shell("index", "versions").out.splitlines()] == ["live", "kept"]
    assert shell("index", "drop").err == f"Dropped: {names[1]}\n"
    assert shell("index", "drop").err == "Dropped: nothing, as no version was kept\n"
    refused = shell("index", "rollback")
    assert (refused.status, "no older version is kept" in refused.err) == (1, True)


def test_a_search_by_meaning_needs_vectors(rebuilt: str, shell: Shell) -> None:
    answer = shell("search", "--like", "breaking encryption makes people less safe", "--format", "json")
    if rebuilt.startswith("opensearch"):
        assert (answer.status, "does not search by meaning" in answer.err) == (1, True)
    else:
        first = json.loads(answer.out.splitlines()[0])
        assert "breaks encryption" in first["text"]


def test_the_embedded_index_has_no_versions(settings: Settings, shell: Shell) -> None:
    for command in ("versions", "rollback", "drop"):
        answer = shell("index", command, "--index", settings.index_url)
        assert (answer.status, "keeps no older version" in answer.err) == (1, True)
