"""Which crawls did not come to their end is remembered across processes."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from clausewatch.errors import StoreError
from spiders.earlier import Earlier
from spiders.journal import FOLDER, MOST, Journal
from tests.spiders.conftest import make_settings

NOW = datetime(2025, 3, 4, 9, tzinfo=UTC)


def runs(journal: Journal) -> list[str]:
    return [each.run for each in journal.read()]


def test_a_crawl_that_ends_well_leaves_nothing(tmp_path: Path) -> None:
    journal = Journal(tmp_path, "gazette")
    assert journal.begin("r1", NOW) == ()
    assert runs(journal) == ["r1"]
    journal.end("r1", (), is_cut_off=False, is_whole=True)
    assert runs(journal) == []
    assert list((tmp_path / FOLDER).iterdir()) == []


def test_a_crawl_that_was_killed_is_known_to_the_next_until_one_is_whole(tmp_path: Path) -> None:
    Journal(tmp_path, "gazette").begin("r1", NOW)
    journal = Journal(tmp_path, "gazette")
    earlier = journal.begin("r2", NOW)
    assert [(each.run, each.is_cut_off) for each in earlier] == [("r1", True)]
    journal.end("r2", earlier, is_cut_off=False, is_whole=False)
    assert [(each.run, each.is_cut_off) for each in journal.read()] == [("r1", True), ("r2", False)]
    earlier = journal.begin("r3", NOW)
    journal.end("r3", earlier, is_cut_off=False, is_whole=True)
    assert runs(journal) == []


def test_a_crawl_that_still_runs_is_not_forgotten_by_another(tmp_path: Path) -> None:
    journal = Journal(tmp_path, "gazette")
    earlier = journal.begin("r1", NOW)
    Journal(tmp_path, "gazette").begin("r2", NOW)
    journal.end("r1", earlier, is_cut_off=False, is_whole=True)
    assert runs(journal) == ["r2"]


def test_publishers_have_journals_of_their_own_and_a_broken_one_is_empty(tmp_path: Path) -> None:
    Journal(tmp_path, "gazette").begin("r1", NOW)
    assert Journal(tmp_path, "courier").read() == ()
    (tmp_path / FOLDER / "gazette.json").write_text("{", encoding="utf-8")
    assert Journal(tmp_path, "gazette").begin("r2", NOW) == ()
    assert runs(Journal(tmp_path, "gazette")) == ["r2"]


def test_what_was_left_stays_until_every_list_is_asked(tmp_path: Path) -> None:
    settings = make_settings(tmp_path)
    now = datetime.now(UTC)
    Journal(settings.data, "gazette").begin("r1", now)
    for run, asked_all, left in (("r2", False, ["r1"]), ("r3", True, [])):
        earlier = Earlier("gazette", run, settings)
        earlier.begin()
        earlier.end(is_cut_off=False, is_whole=True, asked_all=asked_all)
        assert runs(Journal(settings.data, "gazette")) == left


def test_no_more_crawls_are_remembered_than_are_of_use(tmp_path: Path) -> None:
    for number in range(3 * MOST):
        Journal(tmp_path, "gazette").begin(f"r{number}", NOW)
    assert len(runs(Journal(tmp_path, "gazette"))) == MOST


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("a file", encoding="utf-8")
    with pytest.raises(StoreError, match="cannot be kept that a crawl began"):
        Journal(tmp_path, "gazette").begin("r1", NOW)
    told: list[str] = []
    earlier = Earlier("gazette", "r1", make_settings(tmp_path))
    earlier.report = told.append
    earlier.begin()
    assert len(told) == 1


def test_without_settings_nothing_is_known_and_nothing_written(tmp_path: Path) -> None:
    earlier = Earlier()
    earlier.begin()
    assert earlier.last_visit("https://gazette.example/feed") is None
    assert earlier.last_body("https://gazette.example/feed") is None
    assert earlier.bodies_left("https://gazette.example/feed") == []
    assert earlier.last_answers(["https://gazette.example/1"]) == {}
    earlier.end(is_cut_off=False, is_whole=True)
    assert list(tmp_path.iterdir()) == []


def test_a_ledger_that_cannot_be_opened_is_told_and_counts_as_empty(tmp_path: Path) -> None:
    settings = make_settings(tmp_path).model_copy(update={"database": f"sqlite:///{tmp_path}/no/../no"})
    (tmp_path / "no").write_text("a file", encoding="utf-8")
    told: list[str] = []
    earlier = Earlier("gazette", "r1", settings)
    earlier.report = told.append
    assert earlier.last_visit("https://gazette.example/feed") is None
    assert len(told) == 1
