"""`clausewatch doctor` tells what is in force, where it comes from and what is wrong."""

import sqlite3
from pathlib import Path

import pytest

from clausewatch.cli.commands.doctor import CHECKS
from clausewatch.cli.main import run
from clausewatch.settings import Settings


def ask(capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, dict[str, str], dict[str, str]]:
    """Status, settings by name, and the verdict of each check by its name."""
    status = run(["doctor", *options])
    head, _, tail = capsys.readouterr().out.partition("\n\n")
    settings = {line.split()[0]: line[16:] for line in head.splitlines()}
    verdicts = {line[7:20].strip(): line for line in tail.splitlines()}
    return status, settings, verdicts


def test_a_new_installation_is_well(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = tmp_path / "new"
    status, settings, verdicts = ask(capsys, "--data", str(data))
    assert status == 0
    assert list(settings) == list(Settings.model_fields)
    assert list(verdicts) == list(CHECKS)
    assert all(line.startswith("ok ") for line in verdicts.values())
    assert "with full-text search" in verdicts["sqlite"]
    assert "encryption-clause" in verdicts["targets"]
    assert "not made yet" in verdicts["ledger"]
    assert "not made yet" in verdicts["index"]
    assert "people" in verdicts["speakers"]
    assert not data.exists()


def test_it_tells_where_each_setting_comes_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "clausewatch.toml").write_text('contact = "desk@news.example"\nrevisit_days = 3\n')
    monkeypatch.setenv("CLAUSEWATCH_REVISIT_DAYS", "5")
    monkeypatch.setenv("CLAUSEWATCH_DATA", "elsewhere")
    _, settings, _ = ask(capsys, "--data", str(tmp_path / "here"))
    assert settings["data"] == f"{tmp_path}/here (option)"
    assert settings["revisit_days"] == "5 (from CLAUSEWATCH_REVISIT_DAYS)"
    assert settings["contact"] == "desk@news.example (from clausewatch.toml)"
    assert settings["publishers"] == "spiders.publishers"


def test_secrets_are_not_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CLAUSEWATCH_WEBHOOK_SECRET", "hush")
    database = "postgresql+psycopg://desk:hush@127.0.0.1:9/none"
    status = run(["doctor", "--data", str(tmp_path), "--database", database])
    out = capsys.readouterr().out
    assert status == 1
    assert "hush" not in out
    assert "postgresql+psycopg://desk:***@127.0.0.1:9/none (option)" in out
    assert "WRONG  ledger" in out


def test_the_project_s_own_contact_is_pointed_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, settings, _ = ask(capsys, "--data", str(tmp_path))
    assert "set CLAUSEWATCH_CONTACT to an address of yours before a crawl" in settings["contact"]


def test_stores_that_exist_are_opened(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["status", "--data", str(tmp_path)]) == 0
    capsys.readouterr()
    _, _, verdicts = ask(capsys, "--data", str(tmp_path))
    assert verdicts["ledger"].endswith("opens")
    assert verdicts["index"].endswith(f"SQLite {sqlite3.sqlite_version}: 0 statements")


def test_everything_wrong_is_told_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "data").touch()
    (tmp_path / "speakers").mkdir()
    (tmp_path / "rules.yaml").write_text("rules: maybe")
    (tmp_path / "targets").mkdir()
    (tmp_path / "targets" / "bad.yaml").write_text("id: [")
    for name in ("speakers", "targets"):
        monkeypatch.setenv(f"CLAUSEWATCH_{name.upper()}", str(tmp_path / name))
    monkeypatch.setenv("CLAUSEWATCH_RULES", str(tmp_path / "rules.yaml"))
    monkeypatch.setenv("CLAUSEWATCH_PUBLISHERS", "no.such.package")
    status, _, verdicts = ask(capsys, "--data", str(tmp_path / "data" / "deeper"))
    assert status == 1
    wrong = {name for name, line in verdicts.items() if line.startswith("WRONG")}
    assert wrong == {"data", "targets", "speakers", "models", "rules", "publishers"}


def test_a_data_folder_that_is_a_file_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").touch()
    _, _, verdicts = ask(capsys, "--data", str(tmp_path / "file"))
    assert "is no folder; choose another with --data" in verdicts["data"]


def test_rules_of_one_s_own_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "rules.yaml").write_text("rules: [{name: moved, kind: shift}]")
    monkeypatch.setenv("CLAUSEWATCH_RULES", str(tmp_path / "rules.yaml"))
    _, _, verdicts = ask(capsys, "--data", str(tmp_path / "data"))
    assert f"1 of {tmp_path}/rules.yaml" in verdicts["rules"]


@pytest.mark.parametrize(
    ("webhook", "shown"),
    [
        ("https://desk:hush@hooks.example/services/T0/hush", "https://hooks.example/***"),
        ("https://hooks.example?token=hush", "https://hooks.example/***"),
        ("hush", "***"),
        ("https://[hush", "***"),
        ("hooks.example/hush", "***"),
    ],
)
def test_of_the_webhook_only_the_host_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], webhook: str, shown: str
) -> None:
    monkeypatch.setenv("CLAUSEWATCH_WEBHOOK", webhook)
    _, settings, verdicts = ask(capsys, "--data", str(tmp_path / "new"))
    assert settings["webhook"] == f"{shown} (from CLAUSEWATCH_WEBHOOK)"
    assert not any("hush" in text for text in (*settings.values(), *verdicts.values()))
    assert verdicts["webhook"].startswith("ok" if shown.startswith("https") else "WRONG")


@pytest.mark.parametrize("database", ["postgresql://desk:hush@db:port/none", "https//desk:hush@db", "hush"])
def test_what_is_no_url_of_a_database_is_told_without_showing_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], database: str
) -> None:
    status, settings, verdicts = ask(capsys, "--data", str(tmp_path / "new"), "--database", database)
    assert status == 1
    assert verdicts["ledger"].startswith("WRONG")
    assert verdicts["index"].startswith("ok")
    assert not any("hush" in text for text in (*settings.values(), *verdicts.values()))


def test_a_data_folder_whose_name_is_too_long_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, verdicts = ask(capsys, "--data", str(tmp_path / ("a" * 300)))
    assert status == 1
    assert "File name too long; choose another with --data" in verdicts["data"]


def test_an_index_of_another_kind_is_wrong_before_there_is_any_data(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, _, verdicts = ask(capsys, "--data", str(tmp_path / "new"), "--index", "gopher://127.0.0.1:9/statements")
    assert verdicts["index"].startswith("WRONG")
    assert not (tmp_path / "new").exists()


def test_looking_makes_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "data").mkdir()
    elsewhere = f"sqlite:///{tmp_path}/elsewhere/ledger.db"
    _, _, verdicts = ask(capsys, "--data", str(tmp_path / "data"), "--database", elsewhere)
    assert verdicts["ledger"].endswith("not made yet; the first run makes it")
    assert verdicts["index"].endswith("not made yet; the first run makes it")
    assert [path.name for path in tmp_path.iterdir()] == ["data"]
    assert not list((tmp_path / "data").iterdir())


def test_a_folder_in_the_place_of_the_settings_file_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "clausewatch.toml").mkdir()
    assert ask(capsys, "--data", "data")[1]["revisit_days"] == "14"
