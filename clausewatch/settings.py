"""One Settings object: options first, then CLAUSEWATCH_* variables, then clausewatch.toml, then the defaults here."""

from pathlib import Path
from typing import Any
from urllib.parse import quote

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from clausewatch.errors import SettingsError
from clausewatch.models import Model

SETTINGS_FILE = "clausewatch.toml"
PROJECT_ADDRESS = "https://example.org/clausewatch"
SHIPPED = Path(__file__).resolve().parent.parent / "nlp"


class Credentials(Model):
    """How we show a search server who we are, and whom we trust; secrets never show in a text."""

    ca: Path | None = None
    api_key: SecretStr | None = None
    user: str | None = None
    password: SecretStr | None = None


class Settings(BaseSettings):
    """Where things are kept, whom we collect from and how we present ourselves."""

    model_config = SettingsConfigDict(
        env_prefix="CLAUSEWATCH_", toml_file=SETTINGS_FILE, extra="forbid", frozen=True, env_ignore_empty=True
    )

    data: Path = Path("clausewatch-data")
    """Folder of the archive and, by default, of ledger and index."""
    # Not in texts of this object: people put passwords into URLs.
    database: str = Field(default="", repr=False)
    """SQLAlchemy URL of the ledger; empty: ledger.db in the data folder."""
    database_password_file: Path | None = None
    """File that holds the password of the URL's user, so that the URL need not."""
    index: str = Field(default="", repr=False)
    """URL of the index; empty: index.db in the data folder."""
    index_ca: Path | None = None
    """PEM file of an authority that may have signed the search server's certificate, beside the system's."""
    index_api_key: SecretStr | None = None
    """Shown to the search server, as it calls `encoded`; or a user with a password."""
    index_api_key_file: Path | None = None
    index_user: str | None = None
    index_password: SecretStr | None = None
    index_password_file: Path | None = None
    publishers: str = "spiders.publishers"
    """Package with one spider per publisher."""
    publishers_file: Path | None = None
    """YAML list of feeds and sitemaps to crawl beside the publishers of the package."""
    targets: Path = SHIPPED / "targets"
    speakers: Path = SHIPPED / "speakers"
    rules: Path | None = None
    """YAML file of alert rules, read beside those added by command."""
    contact: str = PROJECT_ADDRESS
    """Address or mail in the user agent, so that a publisher can reach whoever crawls."""
    allow_loopback: bool = False
    """Let crawls reach loopback addresses; only for demos and tests."""
    revisit_days: int = Field(default=14, ge=0)
    """How long after its first fetch a page is asked again for edits and withdrawal."""
    second_reading: bool = True
    """Ask once more for a page that reads otherwise before anybody is told; off: each change is told as it is seen."""
    adaptive_polling: bool = True
    """Let regular crawls ask a list only when it is due, by how often it changes; off: every time."""
    extract_processes: int | None = Field(default=None, ge=0, le=64)
    """Processes that read pages beside a crawl or an ingest; none: one a processor core; 0: they are read after it."""
    respect_tdm: bool = True
    """Leave out pages whose rights are reserved against text and data mining (TDMRep, noai)."""
    webhook: str | None = Field(default=None, repr=False)
    """Where alerts are posted as JSON."""
    webhook_secret: SecretStr | None = None
    alerts_file: Path | None = None
    """JSON Lines file that alerts are appended to; empty: alerts.jsonl in the data folder."""

    @field_validator("contact")
    @classmethod
    def _check_contact(cls, contact: str) -> str:
        if not contact.strip() or any(c in contact for c in "\r\n"):
            raise ValueError("give an address or a mail on one line")
        return contact

    @property
    def database_url(self) -> str:
        """SQLAlchemy URL of the ledger; `SettingsError` where the password's file cannot be read or is of no use."""
        url = self.database or f"sqlite:///{self.data.absolute() / 'ledger.db'}"
        password = _read_secret(None, self.database_password_file)
        return _insert_password(url, password.get_secret_value()) if password else url

    @property
    def index_url(self) -> str:
        """URL of the index."""
        return self.index or f"sqlite:///{self.data.absolute() / 'index.db'}"

    @property
    def credentials(self) -> Credentials:
        """What is shown to a search server; `SettingsError` where a secret's file cannot be read."""
        return Credentials(
            ca=self.index_ca,
            api_key=_read_secret(self.index_api_key, self.index_api_key_file),
            user=self.index_user,
            password=_read_secret(self.index_password, self.index_password_file),
        )

    @property
    def alerts_path(self) -> Path:
        """JSON Lines file of the alerts."""
        return self.alerts_file or self.data / "alerts.jsonl"

    @property
    def user_agent(self) -> str:
        """Who we are, honestly."""
        return f"Clausewatch/0.1 (+{self.contact})"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Options, then variables, then the file."""
        del dotenv_settings, file_secret_settings
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def _read_secret(value: SecretStr | None, path: Path | None) -> SecretStr | None:
    if value is not None or path is None:
        return value
    try:
        secret = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: the secret in this file cannot be read") from error
    if not secret:
        raise SettingsError(f"{path}: the file of the secret is empty")
    return SecretStr(secret)


def _insert_password(url: str, password: str) -> str:
    scheme, mark, rest = url.partition("://")
    user, at, place = rest.partition("@")
    if not (mark and user and at) or ":" in user:
        raise SettingsError("database: with a file of its password the URL is postgresql+psycopg://USER@HOST/NAME")
    return f"{scheme}://{user}:{quote(password, safe='')}@{place}"


def load_settings(**options: Any) -> Settings:
    """Settings in force; options that are None are left to the other places. `SettingsError` names what is wrong."""
    given = {name: value for name, value in options.items() if value is not None}
    try:
        return Settings(**given)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "settings"
        if first["type"] == "extra_forbidden":
            raise SettingsError(f"{SETTINGS_FILE}: there is no setting {field!r}") from error
        raise SettingsError(f"{field}: {first['msg'].removeprefix('Value error, ')}") from error
    except ValueError as error:
        raise SettingsError(f"{SETTINGS_FILE}: {error}") from error
    except OSError as error:
        raise SettingsError(f"{SETTINGS_FILE}: {error.strerror}") from error
