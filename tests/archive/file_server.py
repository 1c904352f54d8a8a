"""A web server on loopback with files, and with buckets in S3's protocol, that fails in the ways a test asks for."""

import re
import threading
from collections import deque
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

RANGE = re.compile(r"bytes=(\d+)-(\d*)")
PAGE = 2
"""Keys in one answer of a bucket."""


class FileServer:
    """Serves `files`, bytes by path, and each first folder as a bucket; to be used in a `with`."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files
        self.asked: list[tuple[str, str]] = []
        """Path with query and `Range` of each request."""
        self.faults: deque[int] = deque()
        """For the next requests: a status to answer with, or minus the number of bytes after which to break off."""
        self.gives_parts = True
        self.etag = '"1"'
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.owner = self
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    @property
    def url(self) -> str:
        """Without a slash at its end."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def list_bucket(self, bucket: str, query: dict[str, str]) -> bytes:
        """An answer of ListObjectsV2, with few keys each; what lies there as `.listing` in its place."""
        if (other := self.files.get(f"/{bucket}/.listing")) is not None:
            return other
        names = (path.removeprefix(f"/{bucket}/") for path in self.files if path.startswith(f"/{bucket}/"))
        keys = sorted(name for name in names if name.startswith(query.get("prefix", "")))
        first = int(query.get("continuation-token", "0"))
        shown, is_cut = keys[first : first + PAGE], len(keys) > first + PAGE
        found = "".join(f"<Contents><Key>{escape(key)}</Key><Size>1</Size></Contents>" for key in shown)
        token = f"<NextContinuationToken>{first + PAGE}</NextContinuationToken>" if is_cut else ""
        truncated = f"<IsTruncated>{str(is_cut).lower()}</IsTruncated>"
        name_space = "http://s3.amazonaws.com/doc/2006-03-01/"
        return f'<ListBucketResult xmlns="{name_space}">{truncated}{found}{token}</ListBucketResult>'.encode()


class _Server(ThreadingHTTPServer):
    owner: FileServer


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        owner, parts = self.server.owner, urlsplit(self.path)
        owner.asked.append((self.path, self.headers.get("Range", "")))
        fault = owner.faults.popleft() if owner.faults else 0
        if fault > 0:
            self.answer(fault, b"")
        elif "list-type" in parts.query:
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            self.answer(200, owner.list_bucket(parts.path.strip("/"), query))
        elif (content := owner.files.get(unquote(parts.path))) is None:
            self.answer(404, b"")
        else:
            self.send(content, -fault)

    def send(self, content: bytes, most: int) -> None:
        """A file or the part of it that is asked for, broken off after so many bytes if that is not 0."""
        asked = RANGE.fullmatch(self.headers.get("Range", ""))
        if asked is None or not self.server.owner.gives_parts:
            self.answer(200, content, most=most)
            return
        first, last = int(asked[1]), int(asked[2] or len(content) - 1)
        if first >= len(content):
            self.answer(416, b"", f"bytes */{len(content)}")
        else:
            self.answer(206, content[first : last + 1], f"bytes {first}-{last}/{len(content)}", most)

    def answer(self, status: int, body: bytes, part: str = "", most: int = 0) -> None:
        """One answer, after which the connection is closed."""
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", self.server.owner.etag)
        if part:
            self.send_header("Content-Range", part)
        self.end_headers()
        self.wfile.write(body[:most] if most else body)
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Say nothing."""
