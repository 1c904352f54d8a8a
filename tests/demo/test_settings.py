"""The demo takes nothing from where real settings come from."""

from pathlib import Path

import pytest

from clausewatch.demo.settings import make_settings


def test_neither_environment_nor_file_has_a_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "clausewatch.toml").write_text('webhook = "https://hooks.example/real"\nrevisit_days = 1\n')
    monkeypatch.setenv("CLAUSEWATCH_DATABASE", "postgresql+psycopg://real/ledger")
    monkeypatch.setenv("CLAUSEWATCH_DATA", "real")
    settings = make_settings(Path("demo"))
    assert settings.data == Path("demo")
    assert settings.database_url == f"sqlite:///{tmp_path}/demo/ledger.db"
    assert (settings.webhook, settings.revisit_days, settings.allow_loopback) == (None, 14, True)


def test_the_demo_has_its_own_publishers_and_speakers() -> None:
    settings = make_settings(Path("demo"))
    assert settings.publishers == "clausewatch.demo.publishers"
    assert {file.name for file in settings.speakers.iterdir()} >= {"offices.yaml", "people-state.yaml"}
