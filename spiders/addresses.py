"""Which addresses a crawl may ask, and one way of writing each."""

import ipaddress
import re
from functools import lru_cache
from urllib.parse import SplitResult, unquote_plus, urlsplit

from clausewatch.lists.addresses import SESSION, SESSION_NAMES, is_on_domains

TRACKING = ("utm_", "at_medium", "at_campaign", "at_link", "at_bbc", "at_custom", "at_format", "ns_", "mc_")
"""Beginnings of the names of parameters that say where a reader came from, not which page is meant."""
TRACKING_NAMES = frozenset(
    {"cmp", "fbclid", "gclid", "dclid", "msclkid", "igshid", "ocid", "ito", "xtor", "gbraid", "wbraid", "srsltid"}
)
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
STANDARD_PORTS = {"http": 80, "https": 443}
MOST_ADDRESSES = 8192
"""That are remembered as they are written: each is looked at several times on its way from a list to the ledger."""
MOST_HOSTS = 1024
"""That are remembered, and what was wrong with them."""
METADATA_NAMES = frozenset({"metadata", "metadata.google.internal", "instance-data", "168.63.129.16"})
"""The last is Azure's, which looks like a public address."""
NAME = re.compile(r"[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*", re.IGNORECASE)
LONGEST_NAME = 253
NUMBER = re.compile(r"\d+|0x[0-9a-f]*", re.IGNORECASE)
"""What makes a host an address when it is its last part: systems read `127.1`, `0x7f.1` and `017700000001` as one."""
DOTTED = re.compile(r"(?:0|[1-9]\d{0,2})(?:\.(?:0|[1-9]\d{0,2})){3}")
SPECIAL = tuple(map(ipaddress.ip_network, ("fec0::/10", "192.0.0.0/24", "192.88.99.0/24", "3fff::/20")))
"""Routed nowhere, though Python may take them for public: site-local ones (RFC 3879), those of protocols (RFC 6890), of
which a cloud has its metadata at 192.0.0.192, old relays (RFC 7526), and those for documents (RFC 9637).
"""


@lru_cache(maxsize=MOST_ADDRESSES)
def clean_address(url: str) -> str:
    """The address without fragment and without what only tracks readers or names their session; as it is where it is no
    address.
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url
    # What stays is left as it was, as some servers mind the order and the escapes.
    kept = [parameter for parameter in parts.query.split("&") if not _is_tracking(parameter)]
    return parts._replace(path=SESSION.sub("", parts.path), query="&".join(kept).strip(), fragment="").geturl().strip()


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
    return lower.startswith(TRACKING) or lower in TRACKING_NAMES | SESSION_NAMES


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
    if not host:
        return "it names no host"
    if reason := _explain_name(host):
        return reason
    return None if is_on_domains(host, domains) else f"{host} is outside {', '.join(domains)}"


@lru_cache(MOST_HOSTS)
def _explain_name(host: str) -> str | None:
    """Why no honest address has such a host; none for names and for addresses written as usual."""
    name = host.removesuffix(".")
    if ":" in name:
        return None
    try:
        # As it is written when it is looked up: what only looks like a plain letter or dot comes out as that one.
        written = name.encode("idna").decode("ascii")
    except UnicodeError:
        return f"{host!r} is no name of a host"
    is_disguised = not name.isascii() and "xn--" not in written
    if is_disguised or not NAME.fullmatch(written) or len(written) > LONGEST_NAME:
        return f"{host!r} is no name of a host"
    if NUMBER.fullmatch(written.rpartition(".")[2]) and not DOTTED.fullmatch(written):
        return f"{host!r} is a number and no name of a host"
    return None


def explain_refusal(url: str, domains: tuple[str, ...], *, allow_loopback: bool = False) -> str | None:
    """Why an address may not be asked: scheme, domain, password, port, or a bare private address. None: it may."""
    try:
        parts = urlsplit(url)
    except ValueError as error:
        return f"it is no address ({error})"
    return _explain_place(f"{parts.scheme}://{parts.netloc}", domains, allow_loopback)


@lru_cache(MOST_HOSTS)
def _explain_place(place: str, domains: tuple[str, ...], allow_loopback: bool) -> str | None:
    """Of the part before the path, which a crawl asks thousands of times."""
    if reason := explain_host(place, domains):
        return reason
    parts = urlsplit(place)
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


@lru_cache(MOST_HOSTS)
def is_loopback(host: str) -> bool:
    """Whether a host says itself that it is this machine, by its address or by its name (RFC 6761)."""
    name = host.casefold().removesuffix(".")
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


@lru_cache(MOST_HOSTS)
def explain_private(host: str, *, allow_loopback: bool = False) -> str | None:
    """Why a host that is a bare IP address may not be connected to; none for names and public addresses."""
    name = host.casefold().removesuffix(".")
    if name in METADATA_NAMES:
        return f"{host} is a metadata service"
    try:
        address = ipaddress.ip_address(name.split("%")[0])
    except ValueError:
        return None
    inner = _find_inner(address)
    if inner.is_loopback:
        return None if allow_loopback and inner is address else f"{host} is a loopback address"
    # Private, link-local (so also the metadata services), shared, multicast, reserved and unspecified ones.
    is_special = any(inner in network for network in SPECIAL)
    if not inner.is_global or inner.is_multicast or inner.is_reserved or is_special:
        return f"{host} is not a public address"
    return None


def _find_inner(address: Address) -> Address:
    """The IPv4 address that an IPv6 one stands for: mapped, 6to4 or ISATAP. Teredo and NAT64 are not public as such."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    is_isatap = address.packed[8:12] in (b"\x00\x00\x5e\xfe", b"\x02\x00\x5e\xfe")
    inner = ipaddress.IPv4Address(address.packed[12:]) if is_isatap else address.ipv4_mapped or address.sixtofour
    return inner or address
