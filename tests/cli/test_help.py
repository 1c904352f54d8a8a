"""Every command explains itself with an example that it understands."""

import re
import shlex
from collections.abc import Iterator

import click
import pytest

from clausewatch.cli.app import COMMANDS, app
from clausewatch.cli.main import run

EXAMPLE = re.compile(r"Example: (.+)$", re.MULTILINE)


def list_commands() -> Iterator[tuple[str, ...]]:
    with app.make_context("clausewatch", ["--help"], resilient_parsing=True) as context:
        for name in COMMANDS:
            found = app.get_command(context, name)
            yield (name,)
            if isinstance(found, click.Group):
                yield from ((name, inner) for inner in found.commands)


def find_command(path: tuple[str, ...]) -> click.Command:
    found: click.Command = app
    for name in path:
        assert isinstance(found, click.Group)
        inner = found.get_command(click.Context(found), name)
        assert inner is not None
        found = inner
    return found


@pytest.mark.parametrize("path", list_commands(), ids=" ".join)
def test_help_has_an_example_on_one_line(path: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*path, "--help"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("Usage: clausewatch")
    assert "Example: " in shown
    assert "clausewatch" in shown[shown.index("Example: ") :]


@pytest.mark.parametrize("path", list_commands(), ids=" ".join)
def test_the_example_is_understood(path: tuple[str, ...]) -> None:
    found = EXAMPLE.search(find_command(path).help or "")
    assert found is not None
    line = found[1].rpartition("| ")[2]
    words = shlex.split(line)
    assert words[: 1 + len(path)] == ["clausewatch", *path] or isinstance(find_command(path), click.Group)
    inner = tuple(word for word in words[1:] if word in {*COMMANDS, "rebuild", "list", "add", "remove", "check"})
    named = inner[:2] if isinstance(find_command(inner[:1]), click.Group) else inner[:1]
    find_command(named).make_context(" ".join(named), words[1 + len(named) :])


@pytest.mark.parametrize("path", list_commands(), ids=" ".join)
def test_every_option_says_what_it_is_for(path: tuple[str, ...]) -> None:
    options = [each for each in find_command(path).params if isinstance(each, click.Option)]
    assert [each.name for each in options if not each.help and not each.show_default] == []
