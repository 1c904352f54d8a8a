"""The demo's settings: nothing of them comes from the environment or a settings file."""

from pathlib import Path

from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from clausewatch.settings import Settings

SPEAKERS = Path(__file__).resolve().parent / "speakers"
PUBLISHERS = "clausewatch.demo.publishers"


class DemoSettings(Settings):
    """Only what the demo says, so that no real ledger or webhook is ever touched."""

    model_config = SettingsConfigDict(toml_file=None)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """What is given in code."""
        del settings_cls, env_settings, dotenv_settings, file_secret_settings
        return (init_settings,)


def make_settings(folder: Path) -> Settings:
    """Settings of a demo whose archive, ledger and index lie in a folder."""
    # Its two days are minutes apart, so that no list would be due on the second.
    return DemoSettings(
        data=folder, publishers=PUBLISHERS, speakers=SPEAKERS, allow_loopback=True, adaptive_polling=False
    )
