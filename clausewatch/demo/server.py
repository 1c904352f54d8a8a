"""The fictional web as a real HTTP server on loopback, with a switch from day one to day two."""

import errno
import sys
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, Self, cast
from urllib.parse import parse_qsl, unquote, urlsplit

from clausewatch.demo.answers import PLAIN, Answer, Reply, Request, base_address, make_reply
from clausewatch.demo.government import answer_government
from clausewatch.demo.html_pages import answer_pages
from clausewatch.demo.pages import Day
from clausewatch.demo.parliament import answer_parliament
from clausewatch.demo.sites import WEB, Site, load_web
from clausewatch.errors import ServerError

LOOPBACK = "127.0.0.1"
SUFFIX = ".localhost"
SECONDS_TO_ASK = 10
"""How long a connection may stay silent."""


@dataclass(frozen=True)
class RecordedRequest:
    """One request as it came and the status it got."""

    at: datetime
    host: str
    """The site's label; empty for a name that is no site."""
    method: str
    path: str
    """With its query."""
    status: int
    user_agent: str
    if_none_match: str | None
    if_modified_since: str | None


class DemoWeb:
    """The fictional web. `with DemoWeb() as web:` serves it; port 0 takes any free one."""

    def __init__(self, port: int = 0, folder: Path = WEB) -> None:
        """`ServerError` where the port cannot be taken."""
        self.sites = load_web(folder)
        self.requests: list[RecordedRequest] = []
        self._day: Day = 1
        self._server = _listen(port)
        self._server.web = self
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), name="demo web", daemon=True)
        self._answer = cache(self._make_answer)

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self._server.server_address[1])

    @property
    def day(self) -> Day:
        """Which of the two days it is on the fictional web."""
        return self._day

    @day.setter
    def day(self, day: Day) -> None:
        if day not in {1, 2}:
            raise ValueError(f"the demo has day 1 and day 2, not {day}")
        self._day = day

    def base(self, host: str) -> str:
        """Address of a site, without a slash at the end; `KeyError` for an unknown one."""
        return base_address(self.sites[host].host, self.port)

    @property
    def publishers(self) -> tuple[Site, ...]:
        """The sites that a crawl should know, in order of their host labels."""
        return tuple(site for site in self.sites.values() if site.facts.publisher)

    def requests_to(self, host: str) -> tuple[RecordedRequest, ...]:
        """What one site has been asked, in order."""
        return tuple(request for request in list(self.requests) if request.host == host)

    def answer(self, host: str, target: str) -> Answer:
        """The answer to a path with its query on the day it is."""
        return self._answer(host, target, self._day)

    def _make_answer(self, host: str, target: str, day: Day) -> Answer:
        """One rendering a day: the pages have no clock in them."""
        site = self.sites.get(host)
        if site is None:
            known = ", ".join(f"{name}{SUFFIX}" for name in self.sites)
            return Answer(404, PLAIN, f"No site has this name. There are: {known}\n".encode())
        try:
            parts = urlsplit(target)
        except ValueError as error:
            return Answer(400, PLAIN, f"No address: {error}\n".encode())
        query = tuple(parse_qsl(parts.query, keep_blank_values=True))
        return answer_request(Request(site, day, self.port, unquote(parts.path), query))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def answer_request(request: Request) -> Answer:
    """The API of an official site first, then its pages."""
    engines = {"government": answer_government, "parliament": answer_parliament}
    engine = engines.get(request.site.facts.engine)
    return (engine(request) if engine else None) or answer_pages(request)


class _Server(ThreadingHTTPServer):
    web: DemoWeb
    daemon_threads = False
    """So that closing waits for the answers under way."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """An asker that went away in the middle is nothing to report."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


def _listen(port: int) -> _Server:
    try:
        return _Server((LOOPBACK, port), _Handler)
    except OSError as error:
        advice = "choose another with --port, or 0 for any free one"
        if error.errno == errno.EADDRINUSE:
            raise ServerError(f"The demo's web server cannot start: port {port} is in use; {advice}") from error
        raise ServerError(f"The demo's web server cannot start on port {port}: {error.strerror}; {advice}") from error
    except OverflowError as error:
        raise ServerError(f"The demo's web server cannot start: {port} is no port (0 to 65535)") from error


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "ClausewatchDemo"
    sys_version = ""
    timeout = SECONDS_TO_ASK

    def do_GET(self) -> None:
        """Answer and record."""
        web = cast(_Server, self.server).web
        host = (self.headers.get("Host") or "").partition(":")[0].lower().removesuffix(SUFFIX)
        reply = make_reply(web.answer(host, self.path), {name.title(): value for name, value in self.headers.items()})
        web.requests.append(self._record(host if host in web.sites else "", reply))
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(reply.body)

    def do_HEAD(self) -> None:
        """The same without the body."""
        self.do_GET()

    def _record(self, host: str, reply: Reply) -> RecordedRequest:
        return RecordedRequest(
            at=datetime.now(UTC),
            host=host,
            method=self.command,
            path=self.path,
            status=reply.status,
            user_agent=self.headers.get("User-Agent", ""),
            if_none_match=self.headers.get("If-None-Match"),
            if_modified_since=self.headers.get("If-Modified-Since"),
        )

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Requests are recorded and not printed."""
