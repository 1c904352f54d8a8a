"""docs/cli.md names every command, option, setting and address, and none that there is not."""

import re
from pathlib import Path

import click
import pytest

from clausewatch.settings import Settings, load_settings
from clausewatch.steps.stores import open_stores
from clausewatch.web import make_app
from clausewatch.web.parameters import SearchParameters
from tests.cli.walking import list_commands

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
STORE_OPTIONS = {"--data", "--database", "--index"}
OPTION = re.compile(r"`(--[a-z-]+)`")
SECTIONS = dict(re.findall(r"^## clausewatch ([a-z ]+)\n(.*?)(?=^## |\Z)", TEXT, re.MULTILINE | re.DOTALL))


FOUND = list_commands()


def rows_of(section: str) -> list[str]:
    return [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]


def test_every_command_has_a_section_and_no_section_is_stale() -> None:
    assert set(SECTIONS) == set(FOUND)


@pytest.mark.parametrize("name", FOUND)
def test_the_options_of_a_command_are_those_that_it_takes(name: str) -> None:
    options = {option for each in FOUND[name].params if isinstance(each, click.Option) for option in each.opts}
    documented = {option for row in rows_of(SECTIONS[name]) for option in OPTION.findall(row)}
    if "Takes the store options." in SECTIONS[name]:
        assert documented & STORE_OPTIONS == set()
        documented |= STORE_OPTIONS
    assert documented == options


@pytest.mark.parametrize("name", FOUND)
def test_no_option_is_spoken_of_that_does_not_exist(name: str) -> None:
    known = {option for command in FOUND.values() for each in command.params for option in each.opts} | {"--help"}
    assert set(OPTION.findall(SECTIONS[name])) <= known


def test_every_setting_is_there_with_its_default() -> None:
    begin = TEXT.index("## Settings")
    table = TEXT[begin : TEXT.index("The **store options**", begin)]
    rows = {
        row[0].strip(" `"): row[1].strip(" `") for row in (line.split("|")[1:] for line in table.splitlines()) if row
    }
    assert set(rows) - {"setting", "---"} == set(Settings.model_fields)
    assert rows["revisit_days"] == str(Settings.model_fields["revisit_days"].default)
    assert rows["data"] == str(Settings.model_fields["data"].default)
    assert rows["publishers"] == Settings.model_fields["publishers"].default


def test_every_address_of_the_server_is_there(tmp_path: Path) -> None:
    with open_stores(load_settings(data=tmp_path)) as stores:
        app_routes = [str(path) for path in (getattr(route, "path", None) for route in make_app(stores).routes) if path]
    routes = {re.sub(r"\{[a-z_]+\}", "{id}", path) for path in app_routes}
    section = SECTIONS["serve"]
    documented = {each.partition("?")[0] for row in rows_of(section) for each in re.findall(r"`(/[^`]*)`", row)}
    assert documented == routes - {"/static/style.css"}
    names = set(re.findall(r"`([a-z]+)`", section[section.index("parameters") : section.index("/statements")]))
    assert names == set(SearchParameters.model_fields)


@pytest.mark.parametrize("file", sorted(path.name for path in (ROOT / "docs").glob("*.md")))
def test_links_between_the_pages_lead_somewhere(file: str) -> None:
    text = (ROOT / "docs" / file).read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (ROOT / "docs" / link).exists(), link
