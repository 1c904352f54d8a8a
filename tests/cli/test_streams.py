"""Standard streams that are closed, of another encoding, or hold what is no text."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = f"{Path(sys.executable).parent}/clausewatch"
ROW = '{"id": "ü1", "text": "“It is safe,” said Zoë Moor."}\n'
PAGE = (
    "<html><head><title>Zoë’s vote</title></head><body><article>"
    + "".join(f"<p>In hour {n} the council spoke of the “storm” and put off its vote.</p>" for n in range(9))
    + "</article></body></html>"
)


def call(command: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run a line of the shell in a folder, with nothing of the machine's own settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CLAUSEWATCH_", "PYTHON"))}
    return subprocess.run(
        ["sh", "-c", command.replace("clausewatch", PROGRAM, 1)],
        cwd=folder,
        env=kept | environment,
        capture_output=True,
        check=False,
        timeout=100,
    )


@pytest.mark.parametrize("redirection", [">&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_closed_streams_are_no_error_and_no_store_is_written_over(tmp_path: Path, redirection: str) -> None:
    done = call(f"clausewatch status {redirection}", tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    for name in ("ledger.db", "index.db"):
        assert (tmp_path / "clausewatch-data" / name).read_bytes().startswith(b"SQLite format 3\0")
    assert call("clausewatch status", tmp_path).returncode == 0


def test_closed_standard_input_holds_no_row(tmp_path: Path) -> None:
    done = call("clausewatch annotate - <&-", tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_rows_are_utf8_whatever_the_terminal_speaks(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "rows.jsonl").write_text(ROW, encoding="utf-8")
    done = call("clausewatch annotate rows.jsonl", tmp_path, PYTHONIOENCODING=encoding)
    assert done.returncode == 0, done.stderr
    row = json.loads(done.stdout.decode("utf-8"))
    assert row["id"] == "ü1"
    assert row["statements"][0]["speaker"]["name"] == "Zoë Moor"
    assert "“".encode() in done.stdout


def test_a_document_is_utf8_whatever_the_terminal_speaks(tmp_path: Path) -> None:
    command = "clausewatch extract --url https://paper.example/a - < page.html"
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    done = call(command, tmp_path, PYTHONIOENCODING="ascii")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.decode("utf-8"))["title"] == "Zoë’s vote"


def test_what_is_for_people_shows_what_the_terminal_can(tmp_path: Path) -> None:
    assert call("clausewatch alert add --query “safe” --name “Zoë”", tmp_path).returncode == 0
    shown = call("clausewatch alert list", tmp_path, PYTHONIOENCODING="latin-1")
    assert shown.returncode == 0, shown.stderr
    assert "?Zoë?".encode("latin-1") in shown.stdout


def test_an_endless_page_is_too_large(tmp_path: Path) -> None:
    done = call("clausewatch extract --url https://paper.example/a - < /dev/zero", tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"Error: the body is over 10 MB\n")


def test_two_pages_that_are_handed_in_are_two_documents(tmp_path: Path) -> None:
    for words in ("storm", "harbour"):
        (tmp_path / "page.html").write_text(PAGE.replace("storm", words), encoding="utf-8")
        done = call("clausewatch ingest - < page.html", tmp_path)
        assert (done.returncode, done.stdout) == (0, b"1 new, 0 known already, 0 not readable\n"), done.stderr


def test_nothing_that_is_handed_in_is_a_failure(tmp_path: Path) -> None:
    done = call("clausewatch ingest - < /dev/null", tmp_path)
    assert done.returncode == 1
    assert b"the body is empty" in done.stderr
