"""Options come first, then the environment, then the file, then the defaults."""

from pathlib import Path

import pytest
from sqlalchemy import make_url

from clausewatch.errors import SettingsError
from clausewatch.settings import Settings, load_settings
from tests.servers.processes import as_somebody_else


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"CLAUSEWATCH_{name.upper()}", raising=False)


def test_ledger_and_index_lie_in_the_data_folder_by_default(tmp_path: Path) -> None:
    settings = load_settings(data=tmp_path / "here")
    assert settings.database_url == f"sqlite:///{tmp_path / 'here' / 'ledger.db'}"
    assert settings.index_url == f"sqlite:///{tmp_path / 'here' / 'index.db'}"
    assert settings.alerts_path == tmp_path / "here" / "alerts.jsonl"


def test_a_variable_covers_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAUSEWATCH_DATABASE", "sqlite:///elsewhere.db")
    assert load_settings().database_url == "sqlite:///elsewhere.db"


def test_an_option_covers_the_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAUSEWATCH_DATA", "from-environment")
    assert load_settings(data=Path("from-option")).data == Path("from-option")
    assert load_settings(data=None).data == Path("from-environment")


def test_the_file_is_read_last(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("clausewatch.toml").write_text('contact = "desk@clause.example"\nrevisit_days = 3\n')
    monkeypatch.setenv("CLAUSEWATCH_REVISIT_DAYS", "5")
    settings = load_settings()
    assert settings.contact == "desk@clause.example"
    assert settings.revisit_days == 5


def test_the_user_agent_names_the_contact() -> None:
    assert "desk@clause.example" in load_settings(contact="desk@clause.example").user_agent


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('colour = "red"', "clausewatch.toml: there is no setting 'colour'"),
        ('revisit_days = "soon"', "revisit_days"),
        ("revisit_days = -1", "revisit_days"),
        ("data = [", "clausewatch.toml"),
        ('contact = "a\\nb"', "contact"),
    ],
)
def test_a_wrong_setting_is_named(content: str, message: str) -> None:
    Path("clausewatch.toml").write_text(content)
    with pytest.raises(SettingsError, match=message):
        load_settings()


def test_secrets_are_not_shown() -> None:
    settings = load_settings(webhook_secret="hunter2")
    assert "hunter2" not in repr(settings)


def test_ledger_index_and_alerts_may_lie_elsewhere(tmp_path: Path) -> None:
    settings = load_settings(database="postgresql://host/db", index="https://search", alerts_file=tmp_path / "a.jsonl")
    assert settings.database_url == "postgresql://host/db"
    assert settings.index_url == "https://search"
    assert settings.alerts_path == tmp_path / "a.jsonl"


def test_an_empty_variable_counts_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAUSEWATCH_CONTACT", "")
    assert load_settings().contact == Settings.model_fields["contact"].default


def test_a_file_that_is_not_utf_8_is_named() -> None:
    Path("clausewatch.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(SettingsError, match=r"clausewatch\.toml: 'utf-8' codec"):
        load_settings()


def test_a_wrong_setting_is_told_in_plain_words() -> None:
    with pytest.raises(SettingsError) as error:
        load_settings(contact="desk\nevil")
    assert str(error.value) == "contact: give an address or a mail on one line"


def test_a_file_that_may_not_be_read_is_named() -> None:
    Path("clausewatch.toml").write_text("revisit_days = 3\n")
    Path("clausewatch.toml").chmod(0)
    with as_somebody_else(), pytest.raises(SettingsError, match=r"clausewatch\.toml: Permission denied"):
        load_settings()


def test_a_folder_in_the_place_of_the_file_is_no_file_of_settings() -> None:
    Path("clausewatch.toml").mkdir()
    assert load_settings().revisit_days == 14


SERVER = "postgresql+psycopg://desk@host/ledger"


def test_the_ledger_s_password_comes_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "password").write_text("p@ss/w:rd \n")
    settings = load_settings(database=SERVER, database_password_file=tmp_path / "password")
    assert settings.database_url == "postgresql+psycopg://desk:p%40ss%2Fw%3Ard@host/ledger"
    assert make_url(settings.database_url).password == "p@ss/w:rd"
    assert "w:rd" not in repr(settings)
    assert "w:rd" not in settings.model_dump_json()


@pytest.mark.parametrize(
    "url",
    ["", "sqlite:///ledger.db", "postgresql+psycopg://host/ledger", "postgresql+psycopg://desk:older@host/ledger"],
)
def test_a_password_that_belongs_to_no_user_is_told(url: str, tmp_path: Path) -> None:
    (tmp_path / "password").write_text("hunter2")
    settings = load_settings(database=url, database_password_file=tmp_path / "password")
    with pytest.raises(SettingsError, match="postgresql\\+psycopg://USER@HOST/NAME") as error:
        _ = settings.database_url
    assert "hunter2" not in str(error.value)


@pytest.mark.parametrize("content", [None, ""])
def test_a_file_of_the_ledger_s_password_that_is_of_no_use_is_named(content: str | None, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / "password").write_text(content)
    settings = load_settings(database=SERVER, database_password_file=tmp_path / "password")
    with pytest.raises(
        SettingsError, match=r"password: the (secret in this file cannot be read|file of the secret is empty)"
    ):
        _ = settings.database_url
