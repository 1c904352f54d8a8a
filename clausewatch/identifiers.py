"""Deterministic ids: the same thing found twice gets the same id."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import SplitResult, quote, urlsplit

ID_LENGTH = 20
DEFAULT_PORTS = (None, 80, 443)
VARIANT_LABELS = re.compile(r"^(?:(?:www|amp|m|mobile|wap)\.)+(?=[^.]+\.)")
"""Beginnings of hosts under which sites serve the same pages; at least two labels must be left."""
RESERVED = "%/:?#[]@!$&'()*+,;="
ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s\x00-\x1f\x7f\ud800-\udfff]+")


def make_id(*parts: str) -> str:
    """Hexadecimal id of 20 characters (80 bits of SHA-256) of the parts in order."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:ID_LENGTH]


def normalise_words(text: str) -> str:
    """The words of a text in lower case, without accents, marks and extra white space: what stays equal in a copy."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c))))


def is_address(url: str) -> bool:
    """Whether it is an absolute address without white space that can be taken apart."""
    try:
        urlsplit(url)
    except ValueError:
        return False
    return ADDRESS.fullmatch(url) is not None


def url_id(url: str) -> str:
    """Id of an address as it was asked for."""
    return make_id("url", url)


def address_key(url: str) -> str:
    """The address without what never tells two pages of the web apart: http or https, `www.` and the like before the
    host, a slash at the end of the path, and how characters are escaped (RFC 3986, 6.2.2). Others are left as they are.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return url
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username is not None:
        return url
    host = VARIANT_LABELS.sub("", _fold_host(parts.hostname))
    is_usual = port in DEFAULT_PORTS
    scheme, place = ("https", host) if is_usual else (parts.scheme, f"{host}:{port}")
    path = _unify_escapes(parts.path).rstrip("/") or "/"
    return SplitResult(scheme, place, path, _unify_escapes(parts.query), parts.fragment).geturl()


def _fold_host(name: str) -> str:
    host = name.casefold().removesuffix(".")
    if ":" in host:
        return f"[{host}]"
    try:
        return host if host.isascii() else host.encode("idna").decode()
    except UnicodeError:
        return host


def _unify_escapes(text: str) -> str:
    escaped = quote(text, safe=RESERVED, errors="replace")
    return re.sub(r"%([0-9A-Fa-f]{2})", _unify_escape, escaped)


def _unify_escape(escape: re.Match[str]) -> str:
    character = chr(int(escape[1], 16))
    is_plain = character.isascii() and (character.isalnum() or character in "-._~")
    return character if is_plain else escape[0].upper()


def document_id(url: str) -> str:
    """Id of the document at a canonical URL, however that is spelt."""
    return make_id("document", address_key(url))


def version_id(document: str, title: str, text: str) -> str:
    """Id of the content of a document at a time: its title and text."""
    return make_id("version", document, title, text)


def statement_id(version: str, content: Iterable[tuple[int, int]], kind: str = "") -> str:
    """Id of a statement: the version it stands in and its content spans; primary ones apart from quotations."""
    marker = "primary" if kind == "primary" else "quotation"
    return make_id("statement", version, marker, *(f"{start}-{end}" for start, end in content))
