"""`clausewatch backup` and `clausewatch restore`: what was found before is found again."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from clausewatch.settings import Settings
from tests.cli.shell import Shell, settings, shell
from tests.collected import collect

__all__ = ["settings", "shell"]

SEARCHES = ((), ("spy clause",), ("--speaker", "Renn"), ("--stance", "AGAINST", "--target", "encryption-clause"))


@pytest.fixture(autouse=True)
def _collected(settings: Settings) -> None:
    collect(settings)


def search(shell: Shell, *where: str) -> list[str]:
    """What each search answers."""
    answers = [shell("search", *words, "--format", "json", *where) for words in SEARCHES]
    assert all(answer.status == 0 and answer.out for answer in answers)
    return [answer.out for answer in answers]


def test_what_was_found_before_is_found_again(shell: Shell) -> None:
    before = search(shell)
    assert shell("backup", "kept.tar.gz").status == 0
    answer = shell("restore", "kept.tar.gz", "--data", "restored")
    assert answer == (0, "", "Restored 1 files; the index now holds 4 statements.\n")
    assert search(shell, "--data", "restored") == before


def test_it_goes_through_pipes(settings: Settings, shell: Shell) -> None:
    before = search(shell)
    command = str(Path(sys.executable).with_name("clausewatch"))
    line = f"{command} backup - | {command} restore - --data restored"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", line], capture_output=True, check=False, env=dict(os.environ)
    )
    assert (done.returncode, done.stdout) == (0, b"")
    assert search(shell, "--data", "restored") == before
    assert settings.data.is_dir()


def test_an_older_backup_is_never_written_over(shell: Shell) -> None:
    Path("kept.tar.gz").write_bytes(b"older")
    answer = shell("backup", "kept.tar.gz")
    assert (answer.status, answer.out) == (1, "")
    assert answer.err == (
        "Error: kept.tar.gz: is there already; name another file, as an older backup is never written over\n"
    )
    assert Path("kept.tar.gz").read_bytes() == b"older"


def test_a_backup_that_fails_leaves_no_file(shell: Shell) -> None:
    answer = shell("backup", "kept.tar.gz", "--data", "nowhere")
    assert answer.status == 1
    assert "there is no ledger at" in answer.err
    assert not list(Path().glob("kept*"))


def test_a_place_that_cannot_be_written_is_named(shell: Shell) -> None:
    answer = shell("backup", "no-such-folder/kept.tar.gz")
    assert (answer.status, answer.err) == (1, "Error: no-such-folder/kept.tar.gz: No such file or directory\n")


def test_a_backup_that_is_missing_or_none_is_named(shell: Shell) -> None:
    answer = shell("restore", "kept.tar.gz", "--data", "restored")
    assert (answer.status, answer.err) == (1, "Error: kept.tar.gz: No such file or directory\n")
    Path("kept.tar.gz").write_text("Notes.")
    answer = shell("restore", "kept.tar.gz", "--data", "restored")
    assert answer.status == 1
    assert "no backup of Clausewatch" in answer.err


def test_the_data_folder_in_use_is_not_written_over(shell: Shell) -> None:
    assert shell("backup", "kept.tar.gz").status == 0
    before = search(shell)
    answer = shell("restore", "kept.tar.gz")
    assert answer.status == 1
    assert "is there already" in answer.err
    assert search(shell) == before


@pytest.mark.parametrize("arguments", [("backup",), ("restore",), ("backup", "a", "b"), ("restore", "a", "b")])
def test_wrong_use_is_told(shell: Shell, arguments: tuple[str, ...]) -> None:
    assert shell(*arguments).status == 2
