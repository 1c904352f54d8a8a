"""`clausewatch speakers show` against a small registry."""

import pytest

from clausewatch.cli.main import run
from tests.nlp.speakers.cases import REGISTRY


def show(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run(["speakers", "show", "--speakers", str(REGISTRY), *arguments]) == 0
    return capsys.readouterr().out


def test_a_person_is_shown_with_roles_and_dates(capsys: pytest.CaptureFixture[str]) -> None:
    lines = show(capsys, "Ada Thorne").splitlines()
    assert lines[0] == "Ada Thorne (person, parliament), id ada-thorne"
    assert lines[1] == "  2020-03-01 to 2022-05-31: Secretary of State for Signals, Ministry of Signals"
    assert lines[-1] == "  source: made up"


def test_an_alias_and_an_id_lead_to_the_entry(capsys: pytest.CaptureFixture[str]) -> None:
    assert "id ben-okafor" in show(capsys, "Ben Okafour")
    assert "id lantern-trust" in show(capsys, "lantern-trust")


def test_a_surname_shows_everybody_who_has_it(capsys: pytest.CaptureFixture[str]) -> None:
    shown = show(capsys, "Brandt")
    assert "id otto-brandt" in shown
    assert "id ivy-brandt" in shown


def test_an_office_shows_its_holders_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    lines = show(capsys, "Signals Secretary").splitlines()
    assert lines[-3:-1] == ["  2020-03-01 to 2022-05-31: Ada Thorne", "  2022-06-01 to now: Ben Okafor"]


@pytest.mark.parametrize(("day", "holder"), [("2021-01-01", "Ada Thorne"), ("2019-01-01", "not known")])
def test_an_office_on_a_day_shows_who_held_it(capsys: pytest.CaptureFixture[str], day: str, holder: str) -> None:
    assert f"  on {day}: {holder}" in show(capsys, "Signals Secretary", "--on", day)


def test_a_body_shows_the_words_that_mean_it_later(capsys: pytest.CaptureFixture[str]) -> None:
    assert "  once named, also: regulator; watchdog" in show(capsys, "Comreg")


def test_a_name_that_nobody_has_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["speakers", "show", "--speakers", str(REGISTRY), "Nobody Known"]) == 1
    assert "Nobody Known: nobody of that name is in the registry" in capsys.readouterr().err
