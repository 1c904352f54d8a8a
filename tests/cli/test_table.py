"""The table of what was found, for people."""

import contextlib
import fcntl
import io
import os
import pty
import struct
import termios
from collections.abc import Iterator
from typing import BinaryIO

import pytest

from clausewatch.cli.formats import write_table
from clausewatch.index.protocol import Hit, SearchResult
from tests.cli.test_formats import AT, make_hit, write
from tests.index.contract.examples import make_speaker

LINK = "https://news.example/walk"


def write_on_terminal(columns: int, monkeypatch: pytest.MonkeyPatch, *hits: Hit) -> str:
    """The table on a real terminal of that width."""
    for name in ("NO_COLOR", "COLUMNS", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    with os.fdopen(slave, "w", encoding="utf-8") as stream:
        write_table(SearchResult(hits=hits, total=len(hits)), stream)
    with os.fdopen(master, "rb") as shown:
        return b"".join(read_to_hang_up(shown)).decode().replace("\r\n", "\n")


def read_to_hang_up(terminal: BinaryIO) -> Iterator[bytes]:
    """A terminal that nobody holds any more ends with an error, not with an end."""
    with contextlib.suppress(OSError):
        while piece := os.read(terminal.fileno(), 65_536):
            yield piece


def test_a_block_says_when_who_where_they_stand_what_and_where_it_is_from() -> None:
    head, statement, origin = write(write_table, make_hit()).splitlines()
    # Half past eleven at night in Greenwich is the next day in London's summer.
    assert head.startswith("2024-07-01  Ada Moor (chief executive, Openline)")
    assert head.rstrip().endswith("AGAINST 0.90")
    assert statement.strip() == "It breaks encryption & trust"
    assert origin.split() == ["harbour-post", LINK]


@pytest.mark.parametrize(("number", "told"), [(0, ""), (1, "(also at 1 page)"), (2, "(also at 2 pages)")])
def test_a_block_counts_the_other_pages_that_have_it(number: int, told: str) -> None:
    hit = make_hit()
    shown = write(write_table, hit.model_copy(update={"also_at": (hit.entry.document,) * number}))
    assert shown.splitlines()[-1].split(LINK)[1].strip() == told


def test_what_is_not_known_is_said() -> None:
    head = write(write_table, make_hit(speaker=None, stances=(), at=None)).splitlines()[0]
    assert head.split() == ["no", "date", "unknown", "speaker"]


def test_several_stances_are_told_apart_by_target() -> None:
    shown = write(write_table, make_hit(stances=(("one", "FAVOR"), ("two", "NONE"))))
    assert "one: FAVOR 0.90, two: NONE 0.90" in shown


def test_an_unsure_stance_says_so() -> None:
    hit = make_hit(stances=(("one", "NONE"),))
    (stance,) = hit.entry.statement.stances
    unsure = stance.model_copy(update={"confidence": 0.31})
    statement = hit.entry.statement.model_copy(update={"stances": (unsure,)})
    shown = hit.model_copy(update={"entry": hit.entry.model_copy(update={"statement": statement})})
    assert "NONE 0.31, unsure" in write(write_table, shown)
    assert "unsure" not in write(write_table, hit)


def test_blocks_are_parted_by_a_blank_line() -> None:
    assert write(write_table, make_hit(), make_hit()).count("\n\n") == 1


def test_a_file_gets_no_colours_and_a_hundred_columns() -> None:
    shown = write(write_table, make_hit("word " * 50, match="word"))
    assert "\x1b" not in shown
    assert all(line == line.rstrip() for line in shown.splitlines())
    assert 80 < max(map(len, shown.splitlines())) <= 100


def test_a_terminal_shows_the_match_highlighted(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = write_on_terminal(100, monkeypatch, make_hit())
    assert "\x1b[7mencryption\x1b[0m" in shown


@pytest.mark.parametrize("columns", [60, 80, 120, 200])
def test_lines_fit_the_terminal_and_are_never_too_long(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    long_name = make_speaker("Ada Moor", role="chief executive and founder " * 4, organisation="Openline " * 3)
    monkeypatch.setenv("NO_COLOR", "1")
    hit = make_hit("word " * 60, speaker=long_name, match="nothing")
    stream = io.StringIO(write_on_terminal(columns, monkeypatch, hit))
    for line in stream:
        plain = "".join(part.partition("m")[2] if number else part for number, part in enumerate(line.split("\x1b[")))
        assert len(plain.rstrip("\n")) <= min(columns, 120)


def test_a_link_is_never_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = make_hit().entry
    far = "https://news.example/" + "a" * 150
    document = entry.document.model_copy(update={"url": far})
    hit = make_hit().model_copy(update={"entry": entry.model_copy(update={"document": document})})
    assert far in write(write_table, hit)
    assert far in write_on_terminal(80, monkeypatch, hit)


def test_nothing_in_a_statement_reaches_the_terminal_as_a_command(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\x1b[31mred\x1b]0;title\x07 [bold]x[/bold] :smile:"
    hit = make_hit(text, speaker=make_speaker("\x1b[2JEve"), stances=())
    shown = write_on_terminal(100, monkeypatch, hit)
    assert "\x1b[31m" not in shown
    assert "\x1b]0" not in shown
    assert "\x1b[2J" not in shown
    assert "[bold]x[/bold] :smile:" in shown


def test_the_day_is_that_of_london_in_winter_too() -> None:
    assert write(write_table, make_hit(at=AT.replace(month=1))).startswith("2024-01-30")
