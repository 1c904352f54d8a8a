"""Responses and WARC records that the tests of the archive are made of."""

import gzip
from datetime import UTC, datetime

from clausewatch.models import RawResponse

NOON = datetime(2024, 3, 5, 12, 0, 0, 250_000, tzinfo=UTC)
PAGE = b"<html><body><p>The harbour master said the ferry will run.</p></body></html>"


def make_response(number: int = 1, **changes: object) -> RawResponse:
    """A page; each number has an address of its own."""
    facts: dict[str, object] = {
        "url": f"https://harbour.example/{number}",
        "status": 200,
        "headers": (("Content-Type", "text/html"),),
        "body": PAGE + str(number).encode(),
        "fetched_at": NOON,
    }
    return RawResponse.model_validate(facts | changes)


def make_http(body: bytes = PAGE, status: str = "200 OK", **headers: str) -> bytes:
    """An HTTP answer; `_` in a header's name stands for `-`."""
    lines = [f"HTTP/1.1 {status}", *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items())]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def make_record(
    block: bytes | None = None,
    *,
    url: str = "https://harbour.example/1",
    kind: str = "response",
    date: str = "2024-03-05T12:00:00Z",
    length: str | None = None,
) -> bytes:
    """A WARC record as another crawler writes it; `length` covers the true Content-Length."""
    block = make_http() if block is None else block
    facts = {
        "WARC-Type": kind,
        "WARC-Target-URI": url,
        "WARC-Date": date,
        "Content-Length": str(len(block)) if length is None else length,
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in facts.items() if value)
    return b"WARC/1.0\r\n" + head.encode() + b"\r\n" + block + b"\r\n\r\n"


def make_records(*numbers: int) -> list[bytes]:
    """Good records, each with an address of its own."""
    return [make_record(url=f"https://harbour.example/{number}") for number in numbers]


def gzip_each(*records: bytes) -> bytes:
    """A file with a gzip member for each record, as the format asks for."""
    return b"".join(gzip.compress(record, mtime=0) for record in records)
