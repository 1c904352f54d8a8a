"""Where a search server is and how we show who we are, taken from the settings; secrets never come out in a text."""

import re
from urllib.parse import urlsplit

from clausewatch.errors import SettingsError
from clausewatch.index.elastic.trust import check_authorities
from clausewatch.models import Model
from clausewatch.settings import Credentials

SCHEMES = ("http", "https", "opensearch+http", "opensearch+https")
PREFIX = "clausewatch"
PORT = 9200
PLACEHOLDER = "https://HOST:9200 or https://HOST:9200/PREFIX"
KEY = re.compile(r"[!-~]+")
USER = re.compile(r"[^:\x00-\x1f\x7f]+")


class Access(Model):
    """What a client needs to reach a server."""

    address: str
    """Scheme, host and port."""
    prefix: str = PREFIX
    """Names of indices, aliases and templates begin with it."""
    is_opensearch: bool = False
    credentials: Credentials = Credentials()

    @property
    def user(self) -> str:
        """As whom we ask, for people."""
        shown = self.credentials
        who = f"user {shown.user}" if shown.user else "the owner of an API key" if shown.api_key else "nobody"
        is_open = who != "nobody" and self.address.startswith("http:")
        return f"{who} (not encrypted: an address that begins with https is safer)" if is_open else who


def is_server(url: str) -> bool:
    """Whether it is the URL of a search server."""
    return url.partition("://")[0] in SCHEMES


def read_access(url: str, credentials: Credentials) -> Access:
    """The access that a URL and the settings give; `SettingsError` without secrets where they cannot be right."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        # The cause may hold a part of a password.
        raise SettingsError(f"index: the address is not a URL like {PLACEHOLDER}") from None
    if parts.username or parts.password:
        raise SettingsError(
            "index: leave user and password out of the URL; set CLAUSEWATCH_INDEX_USER and ..._PASSWORD"
        )
    prefix = parts.path.strip("/") or PREFIX
    if not parts.hostname or parts.query or parts.fragment or not _is_prefix(prefix):
        raise SettingsError(f"index: the address is not a URL like {PLACEHOLDER}, with a prefix of a-z, 0-9 and -")
    scheme = parts.scheme.removeprefix("opensearch+")
    _check_credentials(credentials, scheme)
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return Access(
        address=f"{scheme}://{host}:{port or PORT}",
        prefix=prefix,
        is_opensearch=parts.scheme.startswith("opensearch+"),
        credentials=credentials,
    )


def _check_credentials(given: Credentials, scheme: str) -> None:
    if (given.user is None) != (given.password is None) or (given.api_key and given.user):
        raise SettingsError("index: give an API key, or a user with a password")
    if given.ca is not None and scheme != "https":
        raise SettingsError("index: a CA file needs an address that begins with https")
    if given.ca is not None:
        check_authorities(given.ca)
    if given.api_key is not None and not KEY.fullmatch(given.api_key.get_secret_value()):
        raise SettingsError("index: this is no API key: give what the server calls `encoded`")
    if given.user is not None and not USER.fullmatch(given.user):
        raise SettingsError("index: a user's name is on one line and has no colon")


def _is_prefix(text: str) -> bool:
    plain = text.replace("-", "")
    return plain.isascii() and plain.isalnum() and text == text.lower() and text[0] != "-"
