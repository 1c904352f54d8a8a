"""Deterministic ids: the same thing found twice gets the same id."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import urlsplit

ID_LENGTH = 20
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


def document_id(url: str) -> str:
    """Id of the document at a canonical URL."""
    return make_id("document", url)


def version_id(document: str, title: str, text: str) -> str:
    """Id of the content of a document at a time: its title and text."""
    return make_id("version", document, title, text)


def statement_id(version: str, content: Iterable[tuple[int, int]], kind: str = "") -> str:
    """Id of a statement: the version it stands in and its content spans; primary ones apart from quotations."""
    marker = "primary" if kind == "primary" else "quotation"
    return make_id("statement", version, marker, *(f"{start}-{end}" for start, end in content))
