"""Which addresses a crawl may ask, and one way of writing each."""

import ipaddress
from urllib.parse import SplitResult, unquote_plus, urljoin, urlsplit

TRACKING = ("utm_", "at_medium", "at_campaign", "at_link", "at_bbc", "at_custom", "at_format", "ns_", "mc_")
"""Beginnings of the names of parameters that say where a reader came from, not which page is meant."""
TRACKING_NAMES = frozenset(
    {"cmp", "fbclid", "gclid", "dclid", "msclkid", "igshid", "ocid", "ito", "xtor", "gbraid", "wbraid", "srsltid"}
)
STANDARD_PORTS = {"http": 80, "https": 443}
METADATA_NAMES = frozenset({"metadata", "metadata.google.internal", "instance-data"})


def is_on_domains(host: str, domains: tuple[str, ...]) -> bool:
    """Whether a host is one of the domains or below one."""
    name = host.casefold().removesuffix(".")
    return any(name == domain or name.endswith(f".{domain}") for domain in domains)


def clean_address(url: str) -> str:
    """The address without fragment and without parameters that only track readers; as it is where it is no address."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url
    # What stays is left as it was, as some servers mind the order and the escapes.
    kept = [parameter for parameter in parts.query.split("&") if not _is_tracking(parameter)]
    return parts._replace(query="&".join(kept).strip(), fragment="").geturl().strip()


def join_address(base: str, link: str) -> str:
    """The address that a link on a page means; the link as it is where it is no address."""
    try:
        return urljoin(base, link)
    except ValueError:
        return link


def host_of(url: str) -> str:
    """The host of an address, in small letters; empty where it is no address."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def path_of(url: str) -> str:
    """The path of an address, without its query; empty where it is no address."""
    try:
        return urlsplit(url).path or "/"
    except ValueError:
        return ""


def _is_tracking(parameter: str) -> bool:
    lower = unquote_plus(parameter.partition("=")[0]).casefold()
    # Some feeds escape the ampersand twice.
    lower = lower.removeprefix("amp;")
    return lower.startswith(TRACKING) or lower in TRACKING_NAMES


def explain_host(url: str, domains: tuple[str, ...]) -> str | None:
    """Why an address is not one of the publisher's: not http or https, or on another domain. None: it is."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        return f"it is no address ({error})"
    if parts.scheme not in STANDARD_PORTS:
        return f"the scheme {parts.scheme!r} is not http or https"
    host = parts.hostname or ""
    return None if is_on_domains(host, domains) else f"{host or 'it'} is outside {', '.join(domains)}"


def explain_refusal(url: str, domains: tuple[str, ...], *, allow_loopback: bool = False) -> str | None:
    """Why an address may not be asked: scheme, domain, password, port, or a bare private address. None: it may."""
    if reason := explain_host(url, domains):
        return reason
    parts = urlsplit(url)
    if parts.username or parts.password:
        return "it holds a user name or password"
    if reason := explain_private(parts.hostname or "", allow_loopback=allow_loopback):
        return reason
    return _explain_port(parts, allow_loopback)


def _explain_port(parts: SplitResult, allow_loopback: bool) -> str | None:
    port = parts.port
    if port is None or port == STANDARD_PORTS[parts.scheme] or (allow_loopback and is_loopback(parts.hostname or "")):
        return None
    return f"port {port} is not the standard one"


def is_loopback(host: str) -> bool:
    """Whether a host says itself that it is this machine, by its address or by its name (RFC 6761)."""
    name = host.casefold().removesuffix(".")
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def explain_private(host: str, *, allow_loopback: bool = False) -> str | None:
    """Why a host that is a bare IP address may not be connected to; none for names and public addresses."""
    if host.casefold().removesuffix(".") in METADATA_NAMES:
        return f"{host} is a metadata service"
    try:
        address = ipaddress.ip_address(host.split("%")[0])
    except ValueError:
        return None
    mapped = getattr(address, "ipv4_mapped", None) or address
    if mapped.is_loopback:
        return None if allow_loopback else f"{host} is a loopback address"
    # Private, link-local (so also the metadata services), shared, multicast, reserved and unspecified ones.
    if not mapped.is_global or mapped.is_multicast or mapped.is_reserved:
        return f"{host} is not a public address"
    return None
