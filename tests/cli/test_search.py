"""`clausewatch search` on what a run left behind."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from clausewatch.settings import Settings
from tests.cli.shell import Shell, settings, shell
from tests.collected import collect

__all__ = ["settings", "shell"]


@pytest.fixture(autouse=True)
def _collected(settings: Settings) -> None:
    collect(settings)


def find(shell: Shell, *arguments: str) -> list[str]:
    """The texts found, in order."""
    answer = shell("search", *arguments, "--format", "json")
    assert (answer.status, answer.err) == (0, "")
    return [json.loads(line)["text"] for line in answer.out.splitlines()]


MOOR, VOTE = "The spy clause breaks encryption & trust", "a vote may be delayed"
SPEECH, NOTE = "Client-side scanning will be used only where it is technically feasible.", "=1+1 is two"


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ((), [SPEECH, MOOR, VOTE, NOTE]),
        (("encryption",), [MOOR]),
        (("zeppelin",), []),
        (('"technically feasible"',), [SPEECH]),
        (("client-side scanning", "--sort", "newest"), [SPEECH, MOOR]),
        (("spy clause", "--stance", "favor"), [SPEECH]),
        (("techn*",), [SPEECH]),
        (("--target", "encryption-clause"), [SPEECH, MOOR]),
        (("--stance", "AGAINST"), [MOOR]),
        (("--speaker", "moor"), [MOOR]),
        (("--speaker", "ada-moor"), [MOOR]),
        (("--organisation", "order"), [SPEECH]),
        (("--category", "government", "--stance", "FAVOR"), [SPEECH]),
        (("--publisher", "harbour-post"), [MOOR, VOTE]),
        (("--kind", "indirect"), [VOTE]),
        (("--since", "2024-03-05"), [SPEECH]),
        (("--since", "2024-03-04T23:30:00Z", "--until", "2024-03-05"), [MOOR, VOTE]),
        (("--limit", "1"), [SPEECH]),
        (("--limit", "2", "--offset", "1"), [MOOR, VOTE]),
        (("--limit", "0"), []),
    ],
)
def test_search_finds(shell: Shell, arguments: tuple[str, ...], found: list[str]) -> None:
    assert find(shell, *arguments) == found


PRIVATE = "breaking encryption makes people trust us less"


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (("--limit", "1"), [MOOR]),
        (("--limit", "1", "--sort", "newest"), [MOOR]),
        # The vote is about no target, so that only its words find it.
        (("--publisher", "harbour-post"), [MOOR]),
        (("--stance", "FAVOR"), [SPEECH]),
        (("--limit", "1", "--offset", "2"), []),
        (("vote", "--limit", "2"), [VOTE, MOOR]),
        (("encryption", "--limit", "1"), [MOOR]),
        (("zeppelin", "--limit", "1"), [MOOR]),
    ],
)
def test_search_finds_what_means_the_like(shell: Shell, arguments: tuple[str, ...], found: list[str]) -> None:
    assert find(shell, *arguments, "--like", PRIVATE) == found


def test_a_new_index_is_searched_by_meaning(shell: Shell) -> None:
    assert shell("index", "rebuild").status == 0
    assert find(shell, "--like", PRIVATE, "--limit", "1") == [MOOR]


@pytest.mark.parametrize("text", ["!?", "x" * 100_000, "\udcff", "Ministers haben nichts geändert"])
def test_every_text_means_something(shell: Shell, text: str) -> None:
    assert sorted(find(shell, "--like", text)) == sorted([SPEECH, MOOR])


def test_an_exclusion_comes_after_two_dashes(shell: Shell) -> None:
    answer = shell("search", "--format", "json", "--", "-clause")
    assert [json.loads(line)["text"] for line in answer.out.splitlines()] == [SPEECH, VOTE, NOTE]


def test_with_words_the_best_come_first(shell: Shell) -> None:
    assert find(shell, "vote") == [VOTE]
    assert set(find(shell, "spy clause")) == {MOOR, SPEECH}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--stance", "MAYBE"), "MAYBE"),
        (("--category", "weather"), "weather"),
        (("--kind", "sung"), "sung"),
        (("--format", "xml"), "xml"),
        (("--limit", "-1"), "-1"),
        (("--limit", "10001"), "10001"),
        (("--offset", "-1"), "-1"),
        (("--since", "yesterday"), "'yesterday' is no date"),
        (("--like", " "), "--like: the text is empty"),
        (("--target", "no-such-target"), "unknown target 'no-such-target': there are encryption-clause"),
        (("--index", "gopher://search.example"), "gopher is not supported"),
    ],
)
def test_wrong_use_is_told_on_stderr(shell: Shell, arguments: tuple[str, ...], said: str) -> None:
    answer = shell("search", *arguments)
    assert answer.status == (1 if "--index" in arguments else 2)
    assert answer.out == ""
    assert said in answer.err


@pytest.mark.parametrize("text", ['"', "AND OR NOT", '")(*', "-" * 5000, "x" * 10_000, "\udcff"])
def test_no_text_makes_the_command_fail(shell: Shell, text: str) -> None:
    answer = shell("search", "--format", "json", "--", text)
    assert (answer.status, answer.out, answer.err) == (0, "", "")


def test_a_name_that_is_not_unicode_finds_nobody(shell: Shell) -> None:
    assert find(shell, "--speaker", "\udcff") == []


def test_the_table_is_followed_by_how_many_there_are(shell: Shell) -> None:
    assert shell("search").err == "1 to 4 of 4 statements.\n"
    assert shell("search", "--limit", "2", "--offset", "2").err == "3 to 4 of 4 statements.\n"
    assert shell("search", "--offset", "9").err == "4 statements match; none is shown.\n"
    assert shell("search", "zeppelin") == (0, "", "No statement matches.\n")


def test_an_empty_index_says_what_to_do(shell: Shell, tmp_path: Path) -> None:
    answer = shell("search", "--data", str(tmp_path / "new"))
    assert answer == (0, "", "The index holds no statement yet: `clausewatch run` collects some.\n")


def test_the_help_has_an_example(shell: Shell) -> None:
    answer = shell("search", "--help")
    assert answer.status == 0
    assert 'clausewatch search "client-side scanning" --category government --stance FAVOR' in " ".join(
        answer.out.split()
    )


def search_in_process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [str(Path(sys.executable).with_name("clausewatch")), "search", *arguments]
    return subprocess.run(command, capture_output=True, check=False, env={**os.environ, **environment})


@pytest.mark.parametrize("shape", ["json", "csv", "rss"])
def test_what_programs_read_is_utf8_on_every_machine(shape: str) -> None:
    done = search_in_process("--speaker", "Moor", "--format", shape, PYTHONIOENCODING="ascii")
    assert done.returncode == 0, done.stderr
    assert "The spy clause" in done.stdout.decode("utf-8")


def test_a_terminal_without_unicode_gets_what_it_can_show() -> None:
    done = search_in_process("technically", PYTHONIOENCODING="ascii")
    assert done.returncode == 0, done.stderr
    assert b"technically feasible" in done.stdout
