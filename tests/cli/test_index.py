"""`clausewatch index rebuild` makes what is searched anew from the ledger."""

import json
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from clausewatch.index import open_index
from clausewatch.index.protocol import Query
from clausewatch.ledger import open_ledger
from clausewatch.settings import Settings
from tests.cli.shell import Shell, settings, shell
from tests.collected import collect
from tests.index.contract.examples import replace_document

__all__ = ["settings", "shell"]


@pytest.fixture(autouse=True)
def _collected(settings: Settings) -> None:
    collect(settings)


def find(shell: Shell) -> list[str]:
    answer = shell("search", "--format", "json")
    assert answer.status == 0
    return [json.loads(line)["id"] for line in answer.out.splitlines()]


def test_the_rebuilt_index_holds_the_same(shell: Shell) -> None:
    before = shell("search", "--format", "json").out
    answer = shell("index", "rebuild")
    assert answer == (0, "", "The index now holds 4 statements.\n")
    assert shell("search", "--format", "json").out == before


def test_a_lost_index_is_made_anew(shell: Shell, settings: Settings) -> None:
    before = find(shell)
    for path in settings.data.glob("index.db*"):
        path.unlink()
    assert find(shell) == []
    assert shell("index", "rebuild").status == 0
    assert find(shell) == before


def test_what_the_ledger_does_not_know_is_gone(shell: Shell, settings: Settings) -> None:
    with closing(open_index(settings.index_url, ())) as index:
        (hit, *_) = index.search(Query()).hits
        stray = hit.entry.model_copy(update={"document": hit.entry.document.model_copy(update={"id": "stray"})})
        replace_document(index, "stray", [stray.model_copy(update={"id": "stray-1"})])
        assert index.count() == 5
    assert "4 statements" in shell("index", "rebuild").err


def test_a_rebuild_waits_for_no_writer_of_the_ledger_and_holds_none_up(shell: Shell, settings: Settings) -> None:
    with closing(open_ledger(settings.database_url)) as ledger, ledger.begin():
        assert shell("index", "rebuild").status == 0


def test_a_second_rebuild_at_the_same_time_is_refused(shell: Shell, settings: Settings) -> None:
    holding = f"""
import sys
from pathlib import Path
from clausewatch.index.embedded.connections import hold_lock
with hold_lock(Path({str(settings.data.absolute() / "index.db")!r})):
    print("held", flush=True)
    sys.stdin.read()
"""
    with subprocess.Popen(
        [sys.executable, "-c", holding], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        answer = shell("index", "rebuild")
        other.communicate("")
    assert (answer.status, answer.out) == (1, "")
    assert "another process makes or rebuilds it" in answer.err
    assert answer.err.count("\n") == 1
    assert shell("index", "rebuild").status == 0


def test_a_file_that_is_no_index_is_told_in_one_line(shell: Shell, settings: Settings) -> None:
    (settings.data / "notes.txt").write_text("Many notes. " * 500)
    answer = shell("index", "rebuild", "--index", f"sqlite:///{settings.data / 'notes.txt'}")
    assert (answer.status, answer.out) == (1, "")
    assert "the file is not an index" in answer.err
    assert answer.err.count("\n") == 1


def test_the_command_itself_runs(settings: Settings) -> None:
    command = [str(Path(sys.executable).with_name("clausewatch")), "index", "rebuild"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=dict(os.environ))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "The index now holds 4 statements.\n")
    assert settings.data.is_dir()


@pytest.mark.parametrize("arguments", [("index",), ("index", "rebuild", "extra"), ("index", "no-such")])
def test_wrong_use_is_told(shell: Shell, arguments: tuple[str, ...]) -> None:
    assert shell(*arguments).status == 2
