"""Whom we collect from, found by name or by the domain of an address."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from pydantic import ValidationError

from clausewatch.errors import SettingsError
from clausewatch.lists.addresses import is_on_domains
from clausewatch.models import Publisher
from clausewatch.settings import Settings
from spiders.run import list_publishers

LOCAL_FILES = "local-files"
"""Publisher of what was handed in without saying whose it is."""


def find_publisher(settings: Settings, *, url: str | None = None, name: str | None = None) -> Publisher:
    """The publisher of that name, else the one whose domain the address has, else an ad hoc one; `SettingsError`
    where that is no name of a publisher.
    """
    return choose_publisher(list_publishers(settings), url, name)


def choose_publisher(known: Sequence[Publisher], url: str | None, name: str | None = None) -> Publisher:
    """As `find_publisher`, among those known."""
    if name is not None:
        named = next((p for p in known if p.name == name), None) or make_ad_hoc(name, url)
        return named.model_copy(update={"headlines_only": True}) if _is_restricted(known, url) else named
    host = _host(url)
    fitting = [publisher for publisher in known if is_on_domains(host, publisher.domains)]
    return min(fitting, key=lambda publisher: _rank(publisher, host), default=None) or make_ad_hoc(LOCAL_FILES, url)


def _is_restricted(known: Sequence[Publisher], url: str | None) -> bool:
    """Whether the terms of a page's site allow headlines only, whoever is said to have published it."""
    host = _host(url)
    return any(publisher.headlines_only and is_on_domains(host, publisher.domains) for publisher in known)


def _rank(publisher: Publisher, host: str) -> tuple[int, bool]:
    """The closest domain first; of those that share a site, the one that stands for the whole of it."""
    closest = max(len(domain) for domain in publisher.domains if is_on_domains(host, (domain,)))
    return -closest, publisher.organisation is not None


def make_ad_hoc(name: str, url: str | None = None) -> Publisher:
    """A publisher that nobody defined: what a person named when handing in files; `SettingsError` for no name."""
    host = _host(url)
    domains = (host,) if host else ()
    try:
        return Publisher(name=name, title=name, kind="coverage", category="other", domains=domains, enabled=False)
    except ValidationError as error:
        raise SettingsError(f"{name!r} is no publisher's name: small letters, digits and hyphens") from error


def _host(url: str | None) -> str:
    try:
        return urlsplit(url or "").hostname or ""
    except ValueError:
        return ""
