"""A server that answers bulk requests as a test wants: a real one cannot be made busy on demand."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple, cast

PRODUCT = {"X-Elastic-Product": "Elasticsearch"}
BUSY = {"type": "es_rejected_execution_exception", "reason": "rejected execution of coordinating operation"}
WRONG = {"type": "document_parsing_exception", "reason": "failed to parse field [place]"}
FULL = {
    "type": "cluster_block_exception",
    "reason": "index [x] blocked by: [TOO_MANY_REQUESTS/12/disk usage exceeded flood-stage watermark, index has "
    "read-only-allow-delete block];",
}


class Answer(NamedTuple):
    """Status and body of an answer, and what is beside them."""

    status: int
    body: Any
    headers: dict[str, str] = PRODUCT


Reply = Callable[[list[str]], Answer]
"""By the ids that a request would write."""


def take(ids: list[str]) -> Answer:
    """All are written."""
    return answer_items(dict.fromkeys(ids, 201))


def answer_items(statuses: dict[str, int], error: dict[str, str] | None = None) -> Answer:
    """Each has its status, those from 400 on with an error."""
    items = [
        {"index": {"_id": name, "status": status} | ({"error": error or WRONG} if status >= 400 else {})}
        for name, status in statuses.items()
    ]
    return Answer(200, {"errors": any(status >= 400 for status in statuses.values()), "items": items})


def turn_away(statuses: dict[str, int], error: dict[str, str] | None = None) -> Reply:
    """Some are not written."""
    return lambda ids: answer_items({name: statuses.get(name, 201) for name in ids}, error)


def fail_whole(status: int, error: dict[str, str] | None = None) -> Reply:
    """The request fails as a whole."""
    return lambda ids: Answer(status, {"status": status, "error": error or BUSY, "ids": ids})


class ScriptedServer:
    """Answers in turn, and from the last reply on with `take`; keeps what it was asked."""

    def __init__(self, *replies: Reply, other: Answer | None = None) -> None:
        self._replies = list(replies)
        self._other = other or Answer(404, {"error": "nothing is there"})
        self.requests: list[list[str]] = []
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.script = self

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def reply(self, path: str, body: bytes) -> Answer:
        """The next answer."""
        if path.partition("?")[0] != "/_bulk":
            return self._other
        actions = [json.loads(line) for line in body.splitlines()[::2]]
        ids = [next(iter(action.values()))["_id"] for action in actions]
        self.requests.append(ids)
        return (self._replies.pop(0) if self._replies else take)(ids)

    @contextmanager
    def serving(self) -> Iterator["ScriptedServer"]:
        """While it lasts, the server answers."""
        thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            self._server.server_close()
            thread.join()


class _Server(ThreadingHTTPServer):
    script: ScriptedServer
    daemon_threads = True


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        self._answer(self.rfile.read(int(self.headers.get("Content-Length", 0))))

    def do_PUT(self) -> None:
        self.do_POST()

    def do_GET(self) -> None:
        self._answer(b"")

    def _answer(self, body: bytes) -> None:
        answer = cast(_Server, self.server).script.reply(self.path, body)
        text = answer.body if isinstance(answer.body, str) else json.dumps(answer.body)
        self.send_response(answer.status)
        headers = {"Content-Type": "application/json", "Content-Length": str(len(text.encode())), **answer.headers}
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name is Python's own
        """Say nothing."""
