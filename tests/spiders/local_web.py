"""A web on loopback that behaves as badly as a test wants, and records what it is asked."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self, cast


@dataclass(frozen=True)
class Asked:
    """One request."""

    at: float
    host: str
    """The label before `.localhost`."""
    path: str
    user_agent: str
    cookie: str | None
    condition: str | None = None
    """If-None-Match."""
    since: str | None = None
    """If-Modified-Since."""
    at_once: int = 1
    """How many requests to the host were under way when this one came, with it."""
    referer: str | None = None


HANG_UP = 0
"""The status of an answer that never comes: the connection is closed."""


@dataclass(frozen=True)
class Reply:
    """One answer; `drip` sends the body in pieces with a pause of so many seconds between them."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    drip: float = 0.0


Route = Reply | Callable[[int], Reply]
"""An answer, or one by how often it was asked before."""


def page(words: str) -> Reply:
    """A page of some words."""
    return Reply(f"<html><body><p>{words}</p></body></html>".encode(), headers={"Content-Type": "text/html"})


def feed(paths: Iterable[str]) -> Reply:
    """An RSS feed of paths on the same site."""
    items = "".join(f"<item><title>{path}</title><link>{path}</link></item>" for path in paths)
    body = f"<rss version='2.0'><channel><title>Feed</title>{items}</channel></rss>"
    return Reply(body.encode(), headers={"Content-Type": "application/rss+xml"})


class LocalWeb:
    """Sites by their host label; `with LocalWeb(routes) as web:` serves them."""

    def __init__(self, sites: dict[str, dict[str, Route]]) -> None:
        self.sites = sites
        self.asked: list[Asked] = []
        self.under_way: Counter[str] = Counter()
        self.lock = threading.Lock()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.web = self
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self._server.server_address[1])

    def asked_of(self, host: str) -> list[str]:
        """The paths one site was asked for, in order."""
        return [request.path for request in list(self.asked) if request.host == host]

    def reply_to(self, host: str, path: str) -> Reply:
        """What a site answers."""
        route = self.sites.get(host, {}).get(path, Reply(b"Not found", 404))
        return route if isinstance(route, Reply) else route(self.asked_of(host).count(path) - 1)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    web: LocalWeb
    request_queue_size = 128
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A crawler that hangs up is what these tests want."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    _counted: str | None = None

    def do_GET(self) -> None:
        """Record and answer."""
        web = cast(_Server, self.server).web
        host = (self.headers.get("Host") or "").partition(":")[0].removesuffix(".localhost")
        with web.lock:
            web.under_way[host] += 1
            web.asked.append(self._describe(host, web.under_way[host]))
        self._counted = host
        try:
            self._answer(web.reply_to(host, self.path))
        finally:
            self._note_end()

    def _note_end(self) -> None:
        """Before the last byte goes out, as the crawler's next request may come faster than this thread ends."""
        web = cast(_Server, self.server).web
        host, self._counted = self._counted, None
        if host is not None:
            with web.lock:
                web.under_way[host] -= 1

    def _describe(self, host: str, at_once: int) -> Asked:
        names = ("Cookie", "If-None-Match", "If-Modified-Since")
        cookie, tag, since = (self.headers.get(name) for name in names)
        agent, referer = self.headers.get("User-Agent", ""), self.headers.get("Referer")
        return Asked(time.monotonic(), host, self.path, agent, cookie, tag, since, at_once, referer)

    def _answer(self, reply: Reply) -> None:
        if reply.status == HANG_UP:
            self.close_connection = True
            return
        self.send_response(reply.status)
        for name, value in ({"Content-Length": str(len(reply.body)), "Connection": "close"} | reply.headers).items():
            self.send_header(name, value)
        self.end_headers()
        self._send(reply)

    def _send(self, reply: Reply) -> None:
        for byte in reply.body[:-1] if reply.drip else b"":
            self.wfile.write(bytes([byte]))
            self.wfile.flush()
            time.sleep(reply.drip)
        self._note_end()
        self.wfile.write(reply.body[-1:] if reply.drip else reply.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Requests are recorded and not printed."""
