"""The command line on a data folder of the test's own."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from clausewatch.cli.main import run
from clausewatch.settings import Settings
from tests.collected import make_settings


class Answer(NamedTuple):
    """What a command left behind."""

    status: int
    out: str
    err: str


Shell = Callable[..., Answer]


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """An empty data folder, and nothing of the machine's own settings."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"CLAUSEWATCH_{name.upper()}", raising=False)
    made = make_settings(tmp_path)
    monkeypatch.setenv("CLAUSEWATCH_DATA", str(made.data))
    monkeypatch.setenv("CLAUSEWATCH_TARGETS", str(made.targets))
    return made


@pytest.fixture
def shell(settings: Settings, capsys: pytest.CaptureFixture[str]) -> Shell:
    """Runs `clausewatch` on that folder."""
    del settings

    def call(*arguments: str) -> Answer:
        capsys.readouterr()
        status = run(arguments)
        return Answer(status, *capsys.readouterr())

    return call
