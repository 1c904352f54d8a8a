"""Every command explains itself with an example that it understands."""

import re
import shlex

import click
import pytest

from clausewatch.cli.main import run
from tests.cli.walking import list_commands, parse

COMMANDS = list_commands()
EXAMPLE = re.compile(r"Example: (.+)$", re.MULTILINE)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_says_how_to_call_it_with_an_example(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*name.split(), "--help"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith(f"Usage: clausewatch {name} ")
    assert "Example: " in shown


@pytest.mark.parametrize("name", COMMANDS)
def test_the_example_is_of_this_command_and_understood(name: str) -> None:
    found = EXAMPLE.search(COMMANDS[name].help or "")
    assert found is not None
    program, *words = shlex.split(found[1].rpartition("| ")[2])
    assert program == "clausewatch"
    understood = parse(words)
    assert understood == name or (isinstance(COMMANDS[name], click.Group) and understood.startswith(f"{name} "))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_says_what_it_is_for(name: str) -> None:
    options = [each for each in COMMANDS[name].params if isinstance(each, click.Option)]
    assert [each.name for each in options if not each.help and not each.show_default] == []
