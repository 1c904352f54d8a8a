"""JSON Lines in and out: a bad row is named and costs nothing else."""

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from pydantic import BaseModel

from clausewatch.cli.rows import RowReader, parse_row, write_row
from clausewatch.errors import InputError
from clausewatch.models import Text


class Fruit(BaseModel):
    name: Text
    weight: int = 0


def read(file: Path, content: bytes) -> tuple[list[Fruit], RowReader[Fruit]]:
    file.write_bytes(content)
    reader = RowReader(str(file), Fruit)
    return list(reader), reader


def test_rows_come_in_order_and_blank_lines_are_skipped(tmp_path: Path) -> None:
    rows, reader = read(tmp_path / "rows", b'{"name": "fig"}\n\n  \n{"name": "pear", "weight": 90}\n')
    assert [(row.name, row.weight) for row in rows] == [("fig", 0), ("pear", 90)]
    assert (reader.failed, reader.exit_status) == (0, 0)


def test_the_last_line_needs_no_line_break(tmp_path: Path) -> None:
    rows, _ = read(tmp_path / "rows", b'{"name": "fig"}')
    assert [row.name for row in rows] == ["fig"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"\xff\xfe{", "not UTF-8 at byte 0"),
        (b"{", "not JSON: "),
        (b"[" * 100_000, "not JSON: "),
        (b"[1, 2]", "a row must be an object, this is a list"),
        (b'"fig"', "a row must be an object, this is a string"),
        (b"3", "a row must be an object, this is a number"),
        (b"2.5", "a row must be an object, this is a number"),
        (b"true", "a row must be an object, this is a truth value"),
        (b"null", "a row must be an object, this is null"),
        (b'{"name": "fig", "weight": ' + b"1" * 5000 + b"}", "not JSON: Exceeds the limit"),
        (b'{"name": "fig", "weight": 1e400}', "weight: "),
        (b'{"weight": 3}', "name: Field required"),
        (rb'{"name": "\ud800"}', "name: half of a surrogate pair at character 0 is no text"),
        (b'{"name": "fig", "weight": "heavy"}', "weight: "),
    ],
)
def test_a_bad_row_says_what_is_wrong(line: bytes, reason: str) -> None:
    with pytest.raises(InputError) as error:
        parse_row(line, Fruit)
    assert str(error.value).startswith(reason)


def test_a_bad_row_is_named_with_its_line_and_costs_nothing_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows, reader = read(tmp_path / "rows", b'{"name": "fig"}\n\n3\n{"name": "pear"}\n')
    assert [row.name for row in rows] == ["fig", "pear"]
    assert capsys.readouterr().err == f"{tmp_path}/rows: line 3: a row must be an object, this is a number\n"
    assert (reader.failed, reader.exit_status) == (1, 3)


def test_a_byte_order_mark_is_no_part_of_the_first_row(tmp_path: Path) -> None:
    rows, reader = read(tmp_path / "rows", b'\xef\xbb\xbf{"name": "fig"}\n')
    assert [row.name for row in rows] == ["fig"]
    assert reader.failed == 0


def test_a_file_that_is_not_there_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="absent: No such file or directory"):
        list(RowReader(str(tmp_path / "absent"), Fruit))


def test_a_folder_is_no_file_of_rows(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Is a directory"):
        list(RowReader(str(tmp_path), Fruit))


def test_a_row_is_one_line_and_keeps_its_letters(capsys: pytest.CaptureFixture[str]) -> None:
    write_row({"text": "“Zoë”\nsaid"})
    out = capsys.readouterr().out
    assert out == '{"text": "“Zoë”\\nsaid"}\n'
    assert json.loads(out) == {"text": "“Zoë”\nsaid"}


@click.command()
def count_rows() -> None:
    click.echo(len(list(RowReader("-", Fruit))))


def test_standard_input_is_named_as_such() -> None:
    result = CliRunner().invoke(count_rows, input=b'{"name": "fig"}\nnull\n', catch_exceptions=False)
    assert result.stdout == "1\n"
    assert result.stderr.startswith("standard input: line 2: ")
