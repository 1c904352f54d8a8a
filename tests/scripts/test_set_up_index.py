"""The setup of the composed stack fills an index that is empty, and leaves one that is not."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from clausewatch.settings import Settings
from tests.cli.shell import Shell, settings, shell
from tests.collected import collect
from tests.servers.running import FIRST, borrow_server, clear_server

__all__ = ["settings", "shell"]

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "set-up-index"


@pytest.fixture
def server(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A server without an index of ours, and a ledger with four statements."""
    prefix = f"s{uuid4().hex[:12]}"
    collect(settings)
    monkeypatch.setenv("CLAUSEWATCH_INDEX", f"{borrow_server(FIRST)}/{prefix}")
    yield prefix
    clear_server(FIRST, prefix)


def set_up() -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    return subprocess.run(
        ["bash", str(SCRIPT)], env=os.environ | {"PATH": path}, capture_output=True, text=True, check=False
    )


def list_versions(shell: Shell) -> list[list[str]]:
    return [line.split()[:3] for line in shell("index", "versions").out.splitlines()]


@pytest.mark.server
def test_an_empty_server_is_filled_and_a_full_one_left_alone(server: str, shell: Shell) -> None:
    done = set_up()
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "The index now holds 4 statements.\n")
    [(name, *facts)] = list_versions(shell)
    assert name.startswith(f"{server}-statements-")
    assert facts == ["live", "4"]
    done = set_up()
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert list_versions(shell) == [[name, "live", "4"]]


def test_an_index_that_cannot_be_asked_ends_it_at_once(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    assert settings.data
    monkeypatch.setenv("CLAUSEWATCH_INDEX", "https+gopher://search.example")
    done = set_up()
    assert done.returncode == 1
    assert "https+gopher is not supported" in done.stderr
    assert done.stderr.count("\n") == 1


def test_an_embedded_index_needs_nothing(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CLAUSEWATCH_INDEX", raising=False)
    done = set_up()
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert not list(settings.data.parent.glob("data/*"))
