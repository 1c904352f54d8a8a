"""What a person said of a page when handing it in, kept as headers of the response beside the page itself."""

from datetime import datetime
from typing import NamedTuple
from urllib.parse import quote, unquote

from clausewatch.extract.times import Dated, parse_time
from clausewatch.models import RawResponse

TITLE = "X-Clausewatch-Title"
PUBLISHED = "X-Clausewatch-Published"
LOCAL_SCHEME = "file"
"""Scheme of the address of a local page whose own address nobody named: `file:` and its place in what was handed in."""


class Overrides(NamedTuple):
    """Facts that go before what the page says."""

    title: str | None = None
    published: Dated | None = None


def make_headers(title: str | None, published: datetime | None) -> tuple[tuple[str, str], ...]:
    """Headers that carry the facts through the archive, in ASCII; what of them is no text becomes a question mark."""
    facts = ((TITLE, title), (PUBLISHED, published.isoformat() if published else None))
    return tuple((name, quote(value, safe=" :+", errors="replace")) for name, value in facts if value)


def read_overrides(response: RawResponse) -> Overrides:
    """The facts that a response carries, most often none."""
    title, published = response.header(TITLE), response.header(PUBLISHED)
    return Overrides(unquote(title) if title else None, parse_time(unquote(published)) if published else None)
