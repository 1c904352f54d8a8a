"""The secrets of a local Airflow: made once, in a folder that only its owner may enter."""

import base64
import json
import os
import secrets
from collections.abc import Callable
from pathlib import Path

ADMIN = "admin"


def _make_fernet_key() -> str:
    """32 random bytes, as the Fernet format writes them."""
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


def _make_passwords() -> str:
    """Who may log in, as Airflow's simple auth manager reads it."""
    return json.dumps({ADMIN: secrets.token_urlsafe(12)})


MADE: dict[str, Callable[[], str]] = {
    "jwt-secret": lambda: secrets.token_urlsafe(48),
    "fernet-key": _make_fernet_key,
    "session-key": lambda: secrets.token_urlsafe(32),
    "passwords.json": _make_passwords,
}


class SecretFiles:
    """A folder with one secret a file, all readable by their owner only."""

    def __init__(self, folder: Path) -> None:
        """What is missing is made; what is there stays, as the database is encrypted with it."""
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        for name, make in MADE.items():
            if not (folder / name).exists():
                self.write(name, make())

    def path(self, name: str) -> Path:
        """Where a secret stands."""
        return self.folder / name

    def write(self, name: str, secret: str) -> Path:
        """Keep a secret; never, not even for a moment, can anybody else read it."""
        path = self.folder / name
        new = path.with_name(f".{name}.new")
        new.unlink(missing_ok=True)
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secret)
        new.replace(path)
        return path

    @property
    def password(self) -> str:
        """Of the one who may log in."""
        passwords: dict[str, str] = json.loads(self.path("passwords.json").read_text())
        return passwords[ADMIN]
