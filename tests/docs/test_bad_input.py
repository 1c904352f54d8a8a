"""One test for each row of the table in docs/bad-input.md, through the real command."""

import json
import re
import resource
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from clausewatch.cli.main import run
from tests.docs.bad_files import make_bad_page, write_page

TABLE = Path(__file__).resolve().parents[2] / "docs" / "bad-input.md"
START = "import sys; from clausewatch.cli import main; main()"
DISK_BYTES = 200_000


class Row(NamedTuple):
    what: str
    command: str
    says: str
    status: int


class Outcome(NamedTuple):
    status: int
    out: str
    err: str


class Case(NamedTuple):
    """How a row is brought about: the arguments after the command, and what else must hold."""

    arguments: Callable[[Path], list[str]]
    check: Callable[[Path, Outcome], None]


def read_table() -> Iterator[Row]:
    table = TABLE.read_text(encoding="utf-8").partition("\n## ")[0]
    for line in table.splitlines()[5:]:
        if line.startswith("| ") and not line.startswith("| bad input"):
            what, command, says, status = (cell.strip() for cell in line.strip("|").split("|"))
            yield Row(what, command.strip("`"), says, int(status))


def hand_in_rows(bad: bytes, good: bytes, *options: str) -> Callable[[Path], list[str]]:
    def write(folder: Path) -> list[str]:
        (folder / "rows.jsonl").write_bytes(b"\n".join([good, bad, good, b""]))
        return [*options, str(folder / "rows.jsonl")]

    return write


def hand_in_page(what: str) -> Callable[[Path], list[str]]:
    return lambda folder: [*write_page(folder, *make_bad_page(what)), *store(folder)]


def store(folder: Path) -> list[str]:
    return ["--data", str(folder / "data")]


def both_good_rows_went_through(folder: Path, outcome: Outcome) -> None:
    del folder
    assert [json.loads(line)["id"] for line in outcome.out.splitlines()] == ["g", "g"]


def the_welsh_row_has_no_statements(folder: Path, outcome: Outcome) -> None:
    del folder
    rows = [json.loads(line) for line in outcome.out.splitlines()]
    assert [row["id"] for row in rows] == ["g", "f", "g"]
    assert rows[1] == {"id": "f", "statements": [], "language": "cy"}


def the_welsh_text_has_no_stance(folder: Path, outcome: Outcome) -> None:
    all_rows_have_a_stance(folder, outcome)
    told = json.loads(outcome.out.splitlines()[1])
    assert (told["label"], told["confidence"], told["language"]) == ("NONE", 0.333333, "cy")


def all_rows_have_a_stance(folder: Path, outcome: Outcome) -> None:
    del folder
    rows = [json.loads(line) for line in outcome.out.splitlines()]
    assert [row["id"] for row in rows] in (["g", "f", "g"], ["g", "long", "g"])
    assert all("label" in row for row in rows)


def hand_in_target(text: str) -> Callable[[Path], list[str]]:
    def write(folder: Path) -> list[str]:
        (folder / "target.yaml").write_text(text, encoding="utf-8")
        return [str(folder / "target.yaml")]

    return write


def the_good_page_went_through(folder: Path, outcome: Outcome) -> None:
    del outcome
    assert "good.html" in str(search(folder))


def search(folder: Path) -> list[dict[str, str | None]]:
    """The documents that are found; newest first."""
    done = subprocess.run(
        [sys.executable, "-c", START, "search", "--format", "json", *store(folder)],
        capture_output=True,
        text=True,
        check=True,
    )
    return [json.loads(line)["document"] for line in done.stdout.splitlines()]


def the_late_page_has_no_date(folder: Path, outcome: Outcome) -> None:
    the_good_page_went_through(folder, outcome)
    dates = {str(found["url"]).rpartition("/")[2]: found["published_at"] for found in search(folder)}
    assert dates == {"late.html": None, "good.html": "2023-09-06T10:00:00Z"}


def the_letters_were_read(folder: Path, outcome: Outcome) -> None:
    the_good_page_went_through(folder, outcome)
    assert len({found["url"] for found in search(folder)}) == 2


def nothing_more(folder: Path, outcome: Outcome) -> None:
    del folder
    assert outcome.out == ""


def no_file(folder: Path) -> list[str]:
    _, good = write_page(folder, "other.html", b"")
    return [str(folder / "absent.html"), good, *store(folder)]


def damaged_ledger(folder: Path) -> list[str]:
    (folder / "data").mkdir()
    (folder / "data" / "ledger.db").write_bytes(b"no database at all " * 1000)
    return store(folder)


def data_that_is_a_file(folder: Path) -> list[str]:
    (folder / "data").touch()
    return store(folder)


GOOD = b'{"id": "g", "text": "It rained."}'
WELSH = '{"id": "f", "text": "Dywedodd y cyngor y bydd y lamp yn llosgi drwy’r gaeaf."}'
STANCE = ("--target", "encryption-clause")
TARGETS = {
    "a key twice": "id: a\nname: A\nname: B\n",
    "an unknown label": "id: a\nexamples: {FOR: [Yes.]}\nname: A\nproposition: P\nkeywords: [k]\n",
    "one example": "id: a\nexamples: {FAVOR: [Yes.]}\nname: A\nproposition: P\nkeywords: [k]\n",
}
CASES = {
    "row that is not UTF-8": Case(hand_in_rows(b"\xff\xfe", GOOD), both_good_rows_went_through),
    "row that is not JSON": Case(hand_in_rows(b'{"id": ', GOOD), both_good_rows_went_through),
    "row that is not an object": Case(hand_in_rows(b"[1, 2]", GOOD), both_good_rows_went_through),
    "row without a field that is needed": Case(
        hand_in_rows(b'{"id": "b"}', GOOD, *STANCE), both_good_rows_went_through
    ),
    "row in another language than English": Case(hand_in_rows(WELSH.encode(), GOOD), the_welsh_row_has_no_statements),
    "text in another language than English": Case(
        hand_in_rows(WELSH.encode(), GOOD, *STANCE), the_welsh_text_has_no_stance
    ),
    "text of 1 MB": Case(
        hand_in_rows(b'{"id": "long", "text": "%s"}' % (b"It rained. " * 90_000), GOOD, *STANCE), all_rows_have_a_stance
    ),
    **{f"target file with {what}": Case(hand_in_target(text), nothing_more) for what, text in TARGETS.items()},
    "file that is not there": Case(no_file, the_good_page_went_through),
    "unknown target": Case(hand_in_rows(GOOD, GOOD, "--target", "nope"), nothing_more),
    "unknown publisher": Case(lambda folder: ["--publisher", "nope", *store(folder)], nothing_more),
    "data folder that is a file": Case(data_that_is_a_file, nothing_more),
    "file that is no database": Case(damaged_ledger, nothing_more),
    **{
        what: Case(hand_in_page(what), the_good_page_went_through)
        for what in (
            "empty file",
            "file of 50 MB",
            "binary file",
            "WARC file with broken gzip",
            "WARC file with a broken record",
            "HTML bomb of nested tags",
            "JSON of another shape",
        )
    },
    "date in 2099": Case(hand_in_page("date in 2099"), the_late_page_has_no_date),
    "page that is not UTF-8": Case(hand_in_page("page that is not UTF-8"), the_letters_were_read),
}
ROWS = {row.what: row for row in read_table()}
APART = {"wrong setting", "store that is read-only", "store that is full", "port in use"}
"""Rows whose test stands by itself below."""


def test_every_row_has_a_test_and_no_test_is_without_a_row() -> None:
    assert set(CASES) | APART == set(ROWS)


def check_said(row: Row, outcome: Outcome) -> None:
    assert outcome.status == row.status, outcome
    told = re.search("`(.+)`", row.says)
    if told:
        assert told[1].strip() in outcome.err
        assert "Traceback" not in outcome.err
    else:
        assert not re.search("Error|failed", outcome.err)


@pytest.mark.parametrize("what", CASES)
def test_bad_input_is_told_and_costs_nothing_else(
    what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row, case = ROWS[what], CASES[what]
    status = run([*row.command.split(), *case.arguments(tmp_path)])
    outcome = Outcome(status, *capsys.readouterr())
    check_said(row, outcome)
    case.check(tmp_path, outcome)


def test_a_wrong_setting(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("CLAUSEWATCH_REVISIT_DAYS", "many")
    check_said(ROWS["wrong setting"], Outcome(run(["doctor"]), *capsys.readouterr()))


def test_a_port_in_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        arguments = ["serve", "--port", str(taken.getsockname()[1]), *store(tmp_path)]
        check_said(ROWS["port in use"], Outcome(run(arguments), *capsys.readouterr()))


def test_a_store_that_is_read_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = write_page(tmp_path, "empty.html", b"")
    assert run(["status", *store(tmp_path)]) == 0
    capsys.readouterr()
    url = f"sqlite:///file:{tmp_path}/data/ledger.db?mode=ro&uri=true"
    status = run(["ingest", *paths, *store(tmp_path), "--database", url])
    check_said(ROWS["store that is read-only"], Outcome(status, *capsys.readouterr()))
    assert run(["status", *store(tmp_path), "--database", url]) == 0


def test_a_store_that_is_full(tmp_path: Path) -> None:
    paths = write_page(tmp_path, "other.json", b"{}")
    disk = tmp_path / "disk"
    disk.mkdir()
    command = [sys.executable, "-c", START, "ingest", *paths, "--data", str(disk)]
    mount = f'mount -t tmpfs -o size={DISK_BYTES} full {disk} && exec "$@"'
    if shutil.which("unshare") and subprocess.run(["unshare", "-rm", "true"], check=False).returncode == 0:
        done = subprocess.run(
            ["unshare", "-rm", "sh", "-c", mount, "sh", *command], capture_output=True, text=True, check=False
        )
        check_said(ROWS["store that is full"], Outcome(done.returncode, done.stdout, done.stderr))
        return
    # Where no disk can be made: files that cannot grow.
    done = subprocess.run(command, capture_output=True, text=True, check=False, preexec_fn=_keep_files_small)
    assert done.returncode == 1
    assert re.match(r"Error: [^\n]*\n$", done.stderr)


def _keep_files_small() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (DISK_BYTES, DISK_BYTES))
