"""Whom we collect from, found by name or by the domain of an address."""

from urllib.parse import urlsplit

from clausewatch.models import Publisher
from clausewatch.settings import Settings
from spiders.run import list_publishers

LOCAL_FILES = "local-files"
"""Publisher of what was handed in without saying whose it is."""


def find_publisher(settings: Settings, *, url: str | None = None, name: str | None = None) -> Publisher:
    """The publisher of that name, else the one whose domain the address has, else an ad hoc one."""
    known = list_publishers(settings)
    if name is not None:
        return next((p for p in known if p.name == name), None) or make_ad_hoc(name, url)
    host = urlsplit(url or "").hostname or ""
    return next((p for p in known if is_on_domains(host, p.domains)), None) or make_ad_hoc(LOCAL_FILES, url)


def is_on_domains(host: str, domains: tuple[str, ...]) -> bool:
    """Whether a host is one of the domains or below one."""
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)


def make_ad_hoc(name: str, url: str | None = None) -> Publisher:
    """A publisher that nobody defined: what a person named when handing in files."""
    host = urlsplit(url or "").hostname
    return Publisher(
        name=name, title=name, kind="coverage", category="other", domains=(host,) if host else (), enabled=False
    )
