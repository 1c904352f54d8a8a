"""Secrets come from a variable or a file and stand in no text that anybody sees."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from clausewatch.cli.main import run
from clausewatch.errors import SettingsError
from clausewatch.index.elastic.access import read_access
from clausewatch.settings import Credentials, Settings, load_settings
from tests.index.security.refusals import refuse
from tests.servers.processes import as_somebody_else

URL = "https://search.example"
KINDS = ("index_api_key", "index_password")


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"CLAUSEWATCH_{name.upper()}", raising=False)


def read_shown(kind: str) -> str | None:
    """The secret of this kind that a server would be shown."""
    credentials = load_settings().credentials
    secret: SecretStr | None = getattr(credentials, kind.removeprefix("index_"))
    return None if secret is None else secret.get_secret_value()


@pytest.mark.parametrize("kind", KINDS)
def test_a_secret_is_read_from_a_variable_or_a_file(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_shown(kind) is None
    (tmp_path / "secret").write_text("hush-from-file\n")
    monkeypatch.setenv(f"CLAUSEWATCH_{kind.upper()}_FILE", str(tmp_path / "secret"))
    assert read_shown(kind) == "hush-from-file"
    monkeypatch.setenv(f"CLAUSEWATCH_{kind.upper()}", "hush-from-variable")
    assert read_shown(kind) == "hush-from-variable"


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "cannot be read"), (b"\xff\xfehush", "cannot be read"), (b" \n", "the file of the secret is empty")],
)
@pytest.mark.parametrize("kind", KINDS)
def test_a_file_without_a_secret_is_named(
    kind: str, content: bytes | None, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if content is not None:
        (tmp_path / "secret").write_bytes(content)
    monkeypatch.setenv(f"CLAUSEWATCH_{kind.upper()}_FILE", str(tmp_path / "secret"))
    told = refuse(lambda: read_shown(kind))
    assert told.startswith(f"{tmp_path}/secret: ")
    assert said in told


def test_a_file_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("hush")
    (tmp_path / "secret").chmod(0)
    settings = load_settings(index_password_file=tmp_path / "secret")
    with as_somebody_else():
        assert "cannot be read" in refuse(lambda: settings.credentials)


def test_no_text_of_settings_or_access_holds_a_secret(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("hush-key")
    settings = load_settings(
        index="https://desk:hush@search.example",
        database="postgresql+psycopg://desk:hush@127.0.0.1/none",
        webhook="https://hooks.example/hush",
        index_user="desk",
        index_password="hush-password",
        index_api_key_file=tmp_path / "key",
    )
    access = read_access(URL, Credentials(user="desk", password=SecretStr("hush")))
    by_key = read_access(URL, settings.credentials.model_copy(update={"user": None, "password": None}))
    shown = [settings, settings.credentials, settings.credentials.model_dump(), access, access.model_dump(), by_key]
    assert not any("hush" in text for one in shown for text in (str(one), repr(one), f"{one}"))
    assert "hush" not in access.model_dump_json() + settings.credentials.model_dump_json()
    assert (access.user, by_key.user) == ("user desk", "the owner of an API key")


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        (URL, Credentials(user="desk")),
        (URL, Credentials(password=SecretStr("hush"))),
        (URL, Credentials(user="desk", password=SecretStr("hush"), api_key=SecretStr("hush"))),
        (URL, Credentials(api_key=SecretStr(""))),
        (URL, Credentials(api_key=SecretStr("hush hush"))),
        (URL, Credentials(api_key=SecretStr("hush\r\nX-Other: hush"))),
        (URL, Credentials(api_key=SecretStr("húsh"))),
        (URL, Credentials(user="desk:hush", password=SecretStr("hush"))),
        (URL, Credentials(user="desk\n", password=SecretStr("hush"))),
        ("https://desk:hush@search.example", Credentials()),
        ("https://desk:hush/hush@search.example", Credentials()),
        ("https://hush@search.example", Credentials()),
        ("https://search.example:hush", Credentials()),
        ("https://[hush", Credentials()),
        ("https://search.example?key=hush", Credentials()),
        ("https://search.example#hush", Credentials()),
        ("http://search.example", Credentials(ca=Path("hush.pem"), user="desk", password=SecretStr("x"))),
    ],
)
def test_what_cannot_be_shown_is_refused_before_anything_is_sent(url: str, shown: Credentials) -> None:
    said = refuse(lambda: read_access(url, shown))
    assert said.startswith("index: ")


def test_a_wrong_file_of_settings_does_not_show_what_it_holds(tmp_path: Path) -> None:
    (tmp_path / "clausewatch.toml").write_text("index_password = 12345678\n")
    with pytest.raises(SettingsError) as error:
        load_settings()
    assert "index_password" in str(error.value)
    assert "12345678" not in str(error.value)


@pytest.mark.parametrize("url", ["https://desk:hush@127.0.0.1:9", "opensearch+https://desk:hush@127.0.0.1:9/p"])
def test_doctor_shows_no_secret(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("API_KEY", "PASSWORD"):
        monkeypatch.setenv(f"CLAUSEWATCH_INDEX_{name}", "hush")
    assert run(["doctor", "--data", str(tmp_path / "data"), "--index", url]) == 1
    said = capsys.readouterr()
    assert "hush" not in f"{said.out}{said.err}"
    assert "WRONG  index" in said.out
