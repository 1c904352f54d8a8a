"""Options that several commands share."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from clausewatch.cli.options import Address, DateTime, read_input, with_settings
from clausewatch.settings import Settings


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2023-09-06", datetime(2023, 9, 6, tzinfo=UTC)),
        ("2023-09-06T17:00:00Z", datetime(2023, 9, 6, 17, tzinfo=UTC)),
        ("2023-09-06T17:00", datetime(2023, 9, 6, 17, tzinfo=UTC)),
        ("2023-09-06T17:00:00+01:00", datetime(2023, 9, 6, 17, tzinfo=timezone(timedelta(hours=1)))),
    ],
)
def test_a_day_or_a_time_becomes_an_aware_time(written: str, meant: datetime) -> None:
    assert DateTime().convert(written, None, None) == meant


@pytest.mark.parametrize(
    "written",
    ["yesterday", "2023-13-01", "2023-02-30", "06/09/2023", "", "9999-12-31T23:59-12:00", "0001-01-01T00:00+01:00"],
)
def test_what_is_no_date_is_wrong_use(written: str) -> None:
    with pytest.raises(click.BadParameter, match="is no date: write 2023-09-06 or"):
        DateTime().convert(written, None, None)


def test_a_time_that_is_one_already_stays_as_it_is() -> None:
    at = datetime(2023, 9, 6, tzinfo=UTC)
    assert DateTime().convert(at, None, None) is at


@pytest.mark.parametrize(
    "written", ["https://news.example/a?b=c#d", "HTTP://a", "urn:note:1", "https://news.example/zoë", "file:///a/b"]
)
def test_an_absolute_address_stays_as_it_is(written: str) -> None:
    assert Address().convert(written, None, None) == written


@pytest.mark.parametrize(
    "written", ["", "news.example/a", "/a", "https://a b", "https://[a", "http:", "a:\nb", " http:a"]
)
def test_what_is_no_address_is_wrong_use(written: str) -> None:
    with pytest.raises(click.BadParameter, match="is no address: write https://news"):
        Address().convert(written, None, None)


@click.command()
@click.option("--word", default="none")
@with_settings
def show(settings: Settings, word: str) -> None:
    click.echo(f"{settings.data}|{settings.database}|{settings.index}|{word}")


def test_the_three_options_reach_the_settings(tmp_path: Path) -> None:
    given = ["--data", str(tmp_path), "--database", "sqlite:///l.db", "--index", "sqlite:///i.db", "--word", "hello"]
    result = CliRunner().invoke(show, given, catch_exceptions=False)
    assert result.output == f"{tmp_path}|sqlite:///l.db|sqlite:///i.db|hello\n"


def test_without_options_the_environment_decides(tmp_path: Path) -> None:
    result = CliRunner().invoke(show, env={"CLAUSEWATCH_DATA": str(tmp_path / "there")}, catch_exceptions=False)
    assert result.output == f"{tmp_path / 'there'}|||none\n"


@click.command()
@click.argument("file")
@click.argument("most", type=int, default=-1)
def measure(file: str, most: int) -> None:
    click.echo(len(read_input(file, most)))


def test_a_dash_is_standard_input() -> None:
    assert CliRunner().invoke(measure, ["-"], input=b"\xff\x00\n", catch_exceptions=False).output == "3\n"


def test_anything_else_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "page").write_bytes(b"12345")
    assert CliRunner().invoke(measure, [str(tmp_path / "page")], catch_exceptions=False).output == "5\n"


@pytest.mark.parametrize(("most", "read"), [(2, "2"), (5, "5"), (6, "5")])
def test_no_more_is_read_than_is_asked_for(tmp_path: Path, most: int, read: str) -> None:
    (tmp_path / "page").write_bytes(b"12345")
    for source in (str(tmp_path / "page"), "-"):
        result = CliRunner().invoke(measure, [source, str(most)], input=b"12345", catch_exceptions=False)
        assert result.output == f"{read}\n"
