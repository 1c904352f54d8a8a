"""Whether a site reserves its pages against text and data mining, as machines can read it.

Read are the TDM Reservation Protocol (W3C community group, final report of 10 May 2024): a file of the whole site, a
header field and a `meta` of a page, of which the latter wins; and `noai` among the directives for robots, in a header
field or a `meta`. `noimageai` is about pictures, which are never taken, and `noarchive` about copies that are shown to
the public, which there are none of: neither is a reservation here.
"""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple, TypeGuard
from urllib.parse import urlsplit

from lxml import etree, html

from clausewatch.errors import CrawlError
from clausewatch.ledger.fetches import Fetch
from clausewatch.lists.tags import check_tags
from spiders.robots import AGENT

WELL_KNOWN = "/.well-known/tdmrep.json"
PREFIX = "rights are reserved: "
"""Begins the reason for which the ledger has a page that was left out."""
KEPT = timedelta(days=1)
"""How long a site's file, and what a page said of itself, is taken as it was."""
MOST_RULES = 2_000
HEAD = 200_000
"""Bytes of a page in which its `meta` elements stand."""
_ESCAPED = re.compile(r"%[0-9A-Fa-f]{2}")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")
FIELDS = ("tdm-reservation", "x-robots-tag")
"""Header fields that may reserve a page."""
OURS = {"robots", AGENT.casefold()}
VALUED = {"max-snippet", "max-image-preview", "max-video-preview", "unavailable_after"}
"""Directives with a value after a colon, as a robot's name is followed by one, too."""
_ROBOT = re.compile(r"\s*(\*|[A-Za-z][\w-]*)(?:/[\w.]+)?\s*:")
Headers = Iterable[tuple[str, str]]


class SiteRule(NamedTuple):
    """One rule of a site's file."""

    location: str
    """A pattern as in robots.txt."""
    is_reserved: bool


def read_site_rules(body: bytes) -> tuple[SiteRule, ...]:
    """The rules of a `tdmrep.json` in their order; none where it is no such file."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return ()
    rules = found[:MOST_RULES] if isinstance(found, list) else []
    return tuple(rule for entry in rules if (rule := _read_rule(entry)))


def _read_rule(entry: Any) -> SiteRule | None:
    location = entry.get("location") if isinstance(entry, dict) else None
    value = _read_value(str(entry.get("tdm-reservation"))) if isinstance(location, str) else None
    return None if value is None or not isinstance(location, str) else SiteRule(_normalise(location), value)


def _read_value(text: str) -> bool | None:
    return {"1": True, "0": False}.get(text.strip())


def is_site_reserved(rules: Iterable[SiteRule], url: str) -> bool:
    """Whether the first rule that fits an address reserves it."""
    parts = urlsplit(url)
    path = _normalise(parts._replace(scheme="", netloc="", fragment="").geturl() or "/")
    return next((rule.is_reserved for rule in rules if _fits(rule.location, path)), False)


def _normalise(path: str) -> str:
    """Escapes that need not be are undone, the others in capitals."""
    return _ESCAPED.sub(_unescape, path)


def _unescape(escape: re.Match[str]) -> str:
    letter = chr(int(escape[0][1:], 16))
    return letter if _UNRESERVED.fullmatch(letter) else escape[0].upper()


def _fits(pattern: str, path: str) -> bool:
    """Each part between wildcards at its first place: no pattern takes longer than its length times the path's."""
    is_anchored = pattern.endswith("$")
    first, *parts = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    if not parts:
        return not is_anchored or path == first
    last = parts.pop() if is_anchored else ""
    place = len(first)
    for part in parts:
        found = path.find(part, place)
        if found < 0:
            return False
        place = found + len(part)
    return len(path) - len(last) >= place and path.endswith(last)


def is_known_reserved(known: Fetch | None) -> TypeGuard[Fetch]:
    """Whether a page reserved itself when it was asked for within the last day."""
    is_reserved = known is not None and (known.reason or "").startswith(PREFIX)
    return is_reserved and known is not None and datetime.now(UTC) - known.fetched_at < KEPT


def name_reservation(known: Fetch) -> str:
    """What reserved it."""
    return (known.reason or "").removeprefix(PREFIX)


def find_reservation(headers: Headers, body: bytes) -> str | None:
    """What reserves a page, by its header fields and `meta` elements; none where nothing does."""
    fields = [(name.casefold(), value) for name, value in headers]
    metas = list(_read_metas(body))
    by_meta = _first_value(value for name, value in metas if name == "tdm-reservation")
    by_field = _first_value(value for name, value in fields if name == "tdm-reservation")
    if by_meta or (by_meta is None and by_field):
        return "tdm-reservation in a meta" if by_meta else "tdm-reservation in the header"
    if any(_reserves(value) for name, value in fields if name == "x-robots-tag"):
        return "noai in X-Robots-Tag"
    return "noai in a meta" if any(_names_ai(value) for name, value in metas if name in OURS) else None


def _first_value(values: Iterable[str]) -> bool | None:
    return next((value for text in values if (value := _read_value(text)) is not None), None)


def _names_ai(directives: str) -> bool:
    return "noai" in {directive.strip().casefold() for directive in directives.split(",")}


def _reserves(field: str) -> bool:
    """Whether a field has `noai` for us; what follows a robot's name is for that one: `otherbot: noai, noindex`."""
    is_ours = True
    for directive in field.split(","):
        robot = _ROBOT.match(directive)
        if robot and robot[1].casefold() not in VALUED:
            is_ours, directive = robot[1].casefold() in OURS | {"*"}, directive[robot.end() :]
        if is_ours and _names_ai(directive):
            return True
    return False


def _read_metas(body: bytes) -> Iterator[tuple[str, str]]:
    """Names and contents of the `meta` elements, read only where one may matter."""
    head = body[:HEAD]
    # Most pages mention neither, and need not be parsed.
    lowered = head.lower()
    if b"tdm-reservation" not in lowered and b"noai" not in lowered:
        return
    try:
        check_tags(head)
        root = html.document_fromstring(head)
    except (CrawlError, etree.LxmlError, ValueError):
        return
    for element in root.iter("meta"):
        yield element.get("name", "").strip().casefold(), element.get("content", "")
