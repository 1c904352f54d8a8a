"""A server on loopback that sends the very bytes a test wants, or goes on sending for ever."""

import socket
import socketserver
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from tests.spiders.local_web import feed

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n"
Sender = Callable[[socket.socket], None]


def whole(body: bytes, head: bytes = b"") -> bytes:
    """An answer with a body and its length."""
    return HEAD + head + b"Content-Length: %d\r\n\r\n" % len(body) + body


def for_ever(first: bytes, then: bytes, pause: float = 0.0) -> Sender:
    """Sends the beginning, and the rest again and again until the crawler hangs up."""

    def send(connection: socket.socket) -> None:
        connection.sendall(first)
        while True:
            connection.sendall(then)
            if pause:
                time.sleep(pause)

    return send


class _Handler(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        """Read a request and answer by its path."""
        asked = b""
        while b"\r\n\r\n" not in asked:
            block = self.request.recv(65_536)
            if not block:
                return
            asked += block
        answers: Mapping[str, bytes | Sender] = self.server.answers  # type: ignore[attr-defined]
        path = asked.split()[1].decode()
        none = b"HTTP/1.1 404 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        answer = whole(feed(answers).body) if path == "/feed.xml" else answers.get(path, none)
        if isinstance(answer, bytes):
            self.request.sendall(answer)
        else:
            answer(self.request)


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A crawler that hangs up is what these tests want."""


@contextmanager
def serve_raw(answers: Mapping[str, bytes | Sender]) -> Iterator[int]:
    """Serve them, and a feed that names all of them; the port."""
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.answers = answers  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield int(server.server_address[1])
        finally:
            server.shutdown()
