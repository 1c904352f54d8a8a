"""Whose certificates we trust, and what to do about a server that we do not."""

import ssl
from pathlib import Path

from clausewatch.errors import SettingsError

NO_TLS = "the server speaks no TLS there: an address for it begins with http"
WRONG = {
    "WRONG_VERSION_NUMBER": NO_TLS,
    "RECORD_LAYER_FAILURE": NO_TLS,
    "HTTP_REQUEST": NO_TLS,
    "not valid for": "the server's certificate is for another name: put one that stands in it into the address",
    "expired": "the server's certificate has run out: make a new one there",
    "VERIFY_FAILED": "the server's certificate is not trusted: name its authority with CLAUSEWATCH_INDEX_CA",
}
"""What to do, by what stands in the library's words; the first that does."""
UNKNOWN = "no secure connection to the server can be made: look at the TLS settings there"


def check_authorities(ca: Path) -> None:
    """`SettingsError` where a file does not hold certificates in PEM form."""
    try:
        ssl.create_default_context(cafile=ca)
    except FileNotFoundError as error:
        raise SettingsError(f"index: there is no CA file {ca}") from error
    except OSError as error:
        raise SettingsError(f"index: the CA file {ca} cannot be read as certificates in PEM form") from error


def explain_distrust(said: str) -> str:
    """What to do about a connection that could not be made secure."""
    return next((advice for mark, advice in WRONG.items() if mark in said), UNKNOWN)
