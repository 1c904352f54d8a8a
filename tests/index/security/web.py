"""A small HTTP server that answers as an empty search server would, and keeps who was said to ask."""

import json
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.index.security.authority import Certificate

ANSWERS = {"/_nodes/": {"nodes": {"one": {"version": "9.5.3"}}}, "/clausewatch-statements/_count": {"count": 0}}
"""By the beginning of the path."""


class Web(ThreadingHTTPServer):
    """Answers on loopback; `shown` are the Authorization headers of all requests."""

    daemon_threads = True

    def __init__(self, certificate: Certificate | None, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.shown: list[str | None] = []
        self.is_opensearch = False
        self.elsewhere: str | None = None
        """Where to send whoever asks."""
        scheme = "http"
        if certificate is not None:
            scheme = "https"
            (folder / "http.pem").write_bytes(certificate.certificate + certificate.key)
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(folder / "http.pem")
            self.socket = context.wrap_socket(self.socket, server_side=True)
        self.address = f"{scheme}://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: Web

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"] or 0))
        self.server.shown.append(self.headers["Authorization"])
        found = next((answer for path, answer in ANSWERS.items() if self.path.startswith(path)), {})
        body = json.dumps(found).replace("9.5.3", "3.8.0" if self.server.is_opensearch else "9.5.3").encode()
        self.send_response(302 if self.server.elsewhere else 200)
        if self.server.elsewhere:
            self.send_header("Location", f"{self.server.elsewhere}{self.path}")
        if not self.server.is_opensearch:
            self.send_header("X-Elastic-Product", "Elasticsearch")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        self.do_GET()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base class calls it so
        """Say nothing."""
        del format, args


@contextmanager
def run_web(folder: Path, certificate: Certificate | None = None) -> Iterator[Web]:
    """A server that has stopped when the block ends; it speaks TLS where it has a certificate."""
    with Web(certificate, folder) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
