"""What the demo's server is asked and what it answers: caching headers, 304 and gzip."""

import gzip
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from typing import Any

from clausewatch.demo.pages import Day
from clausewatch.demo.sites import Site

HTML = "text/html; charset=utf-8"
JSON = "application/json; charset=utf-8"
XML = "application/xml; charset=utf-8"
PLAIN = "text/plain; charset=utf-8"
BEFORE_ALL = datetime(2025, 1, 6, 9, tzinfo=UTC)
"""When the parts of the sites that never change were made."""


@dataclass(frozen=True)
class Request:
    """A request to one site; `query` keeps repeated parameters in order."""

    site: Site
    day: Day
    port: int
    path: str
    query: tuple[tuple[str, str], ...] = ()

    @property
    def base(self) -> str:
        """The site's own address, without a slash at the end."""
        return base_address(self.site.host, self.port)


@dataclass(frozen=True)
class Answer:
    """An answer before the connection is considered."""

    status: int
    content_type: str
    body: bytes
    modified: datetime = BEFORE_ALL
    location: str | None = None


@dataclass(frozen=True)
class Reply:
    """What goes over the wire."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


def base_address(host: str, port: int) -> str:
    """Address of a site of the demo: every name under `.localhost` is loopback (RFC 6761)."""
    return f"http://{host}.localhost:{port}"


def answer_json(content: Any, modified: datetime, status: int = 200) -> Answer:
    """An answer of an API."""
    return Answer(status, JSON, json.dumps(content, ensure_ascii=False).encode(), modified)


def redirect(location: str) -> Answer:
    """The page has moved for good."""
    return Answer(HTTPStatus.MOVED_PERMANENTLY, PLAIN, f"Moved to {location}\n".encode(), location=location)


def make_reply(answer: Answer, asked: Mapping[str, str]) -> Reply:
    """The reply to a request with these headers: 304 where the asker has it (RFC 9110, 13), gzip where it is taken."""
    etag = f'W/"{hashlib.sha256(answer.body).hexdigest()[:16]}"'
    headers = {"ETag": etag, "Last-Modified": format_datetime(answer.modified.astimezone(UTC), usegmt=True)}
    if answer.location:
        headers["Location"] = answer.location
    if answer.status == HTTPStatus.OK and _is_known(etag, answer.modified, asked):
        return Reply(HTTPStatus.NOT_MODIFIED, headers)
    headers |= {"Content-Type": answer.content_type, "Vary": "Accept-Encoding"}
    body = answer.body
    if _takes_gzip(asked.get("Accept-Encoding", "")):
        body = gzip.compress(body, mtime=0)
        headers["Content-Encoding"] = "gzip"
    return Reply(answer.status, headers | {"Content-Length": str(len(body))}, body)


def _takes_gzip(accepted: str) -> bool:
    """Whether gzip is named, and not with a weight of 0, which refuses it."""
    weights = {
        name.strip(): weight.strip() for name, _, weight in (c.partition(";") for c in accepted.lower().split(","))
    }
    return "gzip" in weights and not re.fullmatch(r"q=0(\.0*)?", weights["gzip"])


def _is_known(etag: str, modified: datetime, asked: Mapping[str, str]) -> bool:
    """The entity tag decides where one is given; the date only where none is."""
    if tags := asked.get("If-None-Match"):
        return tags.strip() == "*" or etag in (tag.strip() for tag in tags.split(","))
    if since := asked.get("If-Modified-Since"):
        try:
            return modified <= parsedate_to_datetime(since)
        except (TypeError, ValueError):
            return False
    return False
