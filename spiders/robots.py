"""What a robots.txt lets us do, as RFC 9309 has it."""

import codecs
import re
from datetime import UTC, datetime, time, timedelta
from http import HTTPStatus

from protego import Protego

AGENT = "Clausewatch"
"""Our product token, which a group of a robots.txt may name."""
LARGEST = 512_000
"""Bytes that are read; the rest does not count (RFC 9309, 2.5 asks for at least 500 KiB)."""
LONGEST_DELAY = 86_400.0
"""Seconds."""
OFF_HOURS = "robots.txt asks for visits at other hours"
NOBODY = "-"
_BLANK = r"[^\S\r\n]"
_AGENT_LINE = re.compile(
    rf"^({_BLANK}*user[- ]?agent{_BLANK}*(?::|{_BLANK}){_BLANK}*)([^\r\n#]*)", re.IGNORECASE | re.MULTILINE
)
_TOKEN = re.compile(r"[A-Za-z_-]*")


class Robots:
    """The rules of one host."""

    def __init__(self, content: str | None, *, allow_all: bool = False) -> None:
        """`content` None: nothing is known, so that everything is allowed or everything forbidden."""
        self._rules = None if content is None else Protego.parse(_AGENT_LINE.sub(_name_agent, content))
        self._allow_all = allow_all

    def allows(self, url: str) -> bool:
        """Whether we may ask for an address of this host."""
        return self._allow_all if self._rules is None else bool(self._rules.can_fetch(url, AGENT))

    @property
    def crawl_delay(self) -> float | None:
        """Seconds between two requests, where it is asked for, also as a rate (`Request-rate: 1/10s`), which is kept at
        every hour, whatever hours it names; of both the longer.
        """
        if self._rules is None:
            return None
        delay, rate = self._rules.crawl_delay(AGENT), self._rules.request_rate(AGENT)
        asked = [*([] if delay is None else [delay]), *([] if rate is None else [rate.seconds / rate.requests])]
        return min(float(max(asked)), LONGEST_DELAY) if asked else None

    def closed_for(self, at: datetime) -> float:
        """Seconds until visits are welcome; 0: they are, or it names no hours (`Visit-time: 0200-0630`, in UTC)."""
        hours = None if self._rules is None else self._rules.visit_time(AGENT)
        now = at.astimezone(UTC)
        if hours is None or _is_within(now.time(), hours.start_time, hours.end_time):
            return 0.0
        opens = datetime.combine(now.date(), hours.start_time, UTC)
        return (opens + timedelta(days=opens <= now) - now).total_seconds()

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """Addresses of the sitemaps that it names, for whatever agent."""
        return () if self._rules is None else tuple(map(str, self._rules.sitemaps))

    @property
    def is_unreadable(self) -> bool:
        """Whether all is forbidden because nobody could read the rules."""
        return self._rules is None and not self._allow_all


def read_robots(status: int | None, body: bytes = b"") -> Robots:
    """The rules by the answer to /robots.txt; `status` None: there was no answer.

    Success: its rules. 4xx: there are none, all is allowed (2.3.1.3). 5xx, 429 or no answer: the server cannot say, so
    all is forbidden (2.3.1.4). A redirect that was not followed to its end counts as no answer.
    """
    if status is not None and HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return Robots(_decode(body[:LARGEST]))
    refused = HTTPStatus.BAD_REQUEST <= (status or 0) < HTTPStatus.INTERNAL_SERVER_ERROR
    return Robots(None, allow_all=refused and status != HTTPStatus.TOO_MANY_REQUESTS)


def _is_within(now: time, start: time, end: time) -> bool:
    """Hours that begin and end at once are all day; some go past midnight."""
    return start <= now <= end if start < end else now >= start or now <= end


def _name_agent(line: re.Match[str]) -> str:
    """The line with the product token that it names (2.2.1): `Clausewatch/0.1` is us, and `Clause` is somebody else,
    though it is how our name begins.
    """
    named = line[2].strip()
    token = _TOKEN.match(named)
    is_for_all = named[:1] == "*" and not named[1:].strip("* \t")
    is_ours = token is not None and token[0].casefold() == AGENT.casefold()
    return line[1] + ("*" if is_for_all else AGENT if is_ours else NOBODY if named else "")


def _decode(body: bytes) -> str:
    # It must be UTF-8 (2.2), but what an editor saved otherwise forbids no less.
    is_wide = body[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    return body.decode("utf-16" if is_wide else "utf-8-sig", errors="replace").replace("\x00", "")
