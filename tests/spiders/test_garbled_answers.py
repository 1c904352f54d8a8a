"""Servers that hardly speak HTTP: each answer is a failure with its reason, and none is passed over."""

import socketserver
import threading
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

from clausewatch.settings import Settings
from spiders.tally import Tally, judge
from tests.spiders.conftest import crawl_once, environment, find_fetch, make_settings
from tests.spiders.local_web import feed
from tests.spiders.making import GAZETTE

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
FAULTS = {
    "/no-http": (b"good morning\r\n\r\n", "non-integer status code"),
    "/silence": (b"", "the connection was closed without an answer"),
    "/half-a-head": (b"HTTP/1.1 200 OK\r\nContent-Ty", "the connection was closed without an answer"),
    "/endless-header": (HEAD + b"X: " + b"a" * 70_000 + b"\r\n\r\nok", "the connection was closed without an answer"),
    "/negative-length": (HEAD + b"Content-Length: -5\r\n\r\nok", "-5"),
    "/two-lengths": (HEAD + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\nok", "conflicting Content-Length"),
    "/bad-chunk": (HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nok", "the answer was cut off"),
    "/half-a-chunk": (HEAD + b"Transfer-Encoding: chunked\r\n\r\n9\r\nok", "the answer was cut off"),
    "/no-brotli": (HEAD + b"Content-Encoding: br\r\nContent-Length: 4\r\n\r\nnope", "compressed body is broken"),
    "/no-zstd": (HEAD + b"Content-Encoding: zstd\r\nContent-Length: 4\r\n\r\nnope", "compressed body is broken"),
    "/no-content": (b"HTTP/1.1 204 No Content\r\n\r\n", "HTTP 204"),
    "/not-modified": (b"HTTP/1.1 304 Not Modified\r\n\r\n", "HTTP 304"),
    "/bad-address": (b"HTTP/1.1 302 Found\r\nLocation: http://[broken/\r\nContent-Length: 0\r\n\r\n", "no address"),
    "/bad-port": (b"HTTP/1.1 302 Found\r\nLocation: //garbled.localhost:99999/\r\nContent-Length: 0\r\n\r\n", "Port"),
    "/strange-status": (b"HTTP/1.1 999 Denied\r\nContent-Length: 0\r\n\r\n", "HTTP 999"),
}


class _Handler(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        """Read a request and send the bytes for its path."""
        asked = b""
        while b"\r\n\r\n" not in asked:
            block = self.request.recv(65_536)
            if not block:
                return
            asked += block
        path = asked.split()[1].decode()
        if path == "/feed.xml":
            body = feed(FAULTS).body
            self.request.sendall(HEAD + b"Content-Length: %d\r\n\r\n" % len(body) + body)
        else:
            self.request.sendall(FAULTS[path][0] if path in FAULTS else b"HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n")


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A crawler that hangs up is what these tests want."""


class Garbled(NamedTuple):
    port: int
    settings: Settings
    tally: Tally


@pytest.fixture(scope="module")
def garbled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Garbled]:
    settings = make_settings(tmp_path_factory.mktemp("garbled"))
    with _Server(("127.0.0.1", 0), _Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        port = server.server_address[1]
        with environment("CLAUSEWATCH_TEST_PORT", port):
            yield Garbled(port, settings, crawl_once("garbled", settings))
        server.shutdown()


@pytest.mark.parametrize("path", FAULTS)
def test_a_garbled_answer_is_kept_as_a_failure(garbled: Garbled, path: str) -> None:
    fetch = find_fetch(garbled.settings, f"http://garbled.localhost:{garbled.port}{path}")
    assert fetch is not None
    assert fetch.outcome == "failed"
    assert FAULTS[path][1] in (fetch.reason or "")


def test_each_is_counted_once_and_the_publisher_is_unhealthy(garbled: Garbled) -> None:
    assert garbled.tally.failed == len(FAULTS)
    assert (garbled.tally.fresh, garbled.tally.spider_errors, garbled.tally.lists) == (0, 0, 1)
    assert f"all {len(FAULTS)} requests" in (judge(GAZETTE.model_copy(update={"minimum": 0}), garbled.tally) or "")


def test_the_reasons_are_for_people(garbled: Garbled) -> None:
    assert [reason for reason in garbled.tally.failures if "<twisted" in reason or "Failure" in reason] == []
