"""Exit statuses, and errors as one line on standard error."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

import clausewatch
from clausewatch.cli.app import COMMANDS, app
from clausewatch.cli.main import main, run

START = "import sys; from clausewatch.cli import main; main()"
HEAVY = ("spacy", "scrapy", "onnxruntime", "trafilatura", "sqlalchemy", "fastapi", "numpy", "pydantic")


def call(*arguments: str, code: str = START) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False)


def test_the_version_is_the_package_s(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"clausewatch, version {clausewatch.__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["sing"], "No such command 'sing'"),
        (["extract"], "Missing argument 'FILE'"),
        (["extract", "--colour", "page.html"], "No such option '--colour'"),
        (["annotate", "one", "two"], "unexpected extra argument"),
    ],
)
def test_wrong_use_is_status_2_and_says_why(
    arguments: Sequence[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    captured = capsys.readouterr()
    assert said in captured.err
    assert captured.out == ""


def test_without_a_command_the_help_is_shown_and_the_use_was_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 2
    assert "Usage: clausewatch" in capsys.readouterr().err


def test_an_error_of_ours_is_one_line_and_status_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    absent = str(tmp_path / "absent.html")
    assert run(["extract", "--url", "https://news.example/a", absent]) == 1
    assert capsys.readouterr().err == f"Error: {absent}: No such file or directory\n"


def test_a_wrong_setting_is_wrong_use(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("CLAUSEWATCH_REVISIT_DAYS", "-1")
    assert run(["doctor"]) == 2
    assert capsys.readouterr().err.startswith("Error: revisit_days: ")


def test_main_leaves_with_the_status(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["sing"])
    assert end.value.code == 2
    assert capsys.readouterr().err


def test_help_imports_nothing_heavy() -> None:
    code = f"""
import sys
from clausewatch.cli.main import run
status = run(["--help"])
print(status, sorted(set({HEAVY!r}) & set(sys.modules)))
"""
    done = call(code=code)
    assert done.stdout.splitlines()[-1] == "0 ['pydantic']" or done.stdout.splitlines()[-1] == "0 []", done.stdout


def test_every_command_is_listed_with_what_it_does(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    shown = capsys.readouterr().out
    assert list(COMMANDS) == sorted(COMMANDS)
    assert app.list_commands(app.make_context("clausewatch", ["--help"], resilient_parsing=True)) == list(COMMANDS)
    for name, does in COMMANDS.items():
        assert f"  {name} " in shown
        assert does in shown


def test_a_reader_that_has_gone_is_no_error() -> None:
    code = f'import sys; sys.argv[1:] = ["--help"]; {START}'
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.close()
        said = child.stderr.read()
    assert (child.returncode, said) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_no_room_for_the_output_is_a_clear_error() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-c", START, "--help"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 1
    assert done.stderr == "Error: No space left on device: free some space and run the command again\n"
