"""One response as a gzipped WARC record (WARC 1.1, ISO 28500:2017), and back."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from http import HTTPStatus
from io import BytesIO

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from clausewatch import __version__
from clausewatch.identifiers import is_address
from clausewatch.models import RawResponse

WARC_VERSION = "1.1"
ORIGINAL = "X-Archive-Orig-"
"""Before the names of headers that no longer hold of the body as it is kept; other crawlers use the same."""
OF_THE_TRANSFER = ("content-encoding", "transfer-encoding", "content-length")
HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
"""A token (RFC 9110, 5.6.2); a header of another name is left out, as it could pass for the next line."""
NOT_OF_A_HEADER = re.compile(r"[ \t]*[\x00-\x08\x0a-\x1f\x7f\ud800-\udfff]+[ \t]*")


def headers_as_kept(headers: Iterable[tuple[str, str]], body: bytes) -> list[tuple[str, str]]:
    """The headers as they came, those of the encoding renamed: the body is kept decoded."""
    kept = [
        (f"{ORIGINAL}{name}" if name.casefold() in OF_THE_TRANSFER else name, NOT_OF_A_HEADER.sub(" ", value).strip())
        for name, value in headers
        if HEADER_NAME.fullmatch(name)
    ]
    return [*kept, ("Content-Length", str(len(body)))]


def _status_line(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"{status} Unknown"


def _warc_date(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def pack_response(response: RawResponse) -> bytes:
    """A gzip member with one `response` record."""
    buffer = BytesIO()
    writer = WARCWriter(buffer, gzip=True, warc_version=WARC_VERSION)
    headers = StatusAndHeaders(
        _status_line(response.status), headers_as_kept(response.headers, response.body), protocol="HTTP/1.1"
    )
    record = writer.create_warc_record(
        response.url,
        "response",
        payload=BytesIO(response.body),
        length=len(response.body),
        http_headers=headers,
        warc_headers_dict={"WARC-Date": _warc_date(response.fetched_at)},
    )
    writer.write_record(record)
    return buffer.getvalue()


def pack_warcinfo(filename: str, publisher: str, run: str) -> bytes:
    """A gzip member with the `warcinfo` record that a file begins with."""
    buffer = BytesIO()
    writer = WARCWriter(buffer, gzip=True, warc_version=WARC_VERSION)
    facts = {"software": f"Clausewatch/{__version__}", "format": "WARC File Format 1.1"}
    record = writer.create_warcinfo_record(filename, {**facts, "isPartOf": publisher, "description": f"run {run}"})
    writer.write_record(record)
    return buffer.getvalue()


def unpack_response(warc: StatusAndHeaders, http: StatusAndHeaders, body: bytes) -> RawResponse:
    """A `response` record by its WARC headers, its HTTP headers and its body; `ValueError` names what is wrong."""
    url = (warc.get_header("WARC-Target-URI") or "").removeprefix("<").removesuffix(">")
    if not url:
        raise ValueError("it has no WARC-Target-URI")
    if not is_address(url):
        raise ValueError(f"its WARC-Target-URI {url!r} is not an absolute address without white space")
    return RawResponse(
        url=url,
        status=parse_status(http),
        headers=tuple((str(name), str(value)) for name, value in http.headers),
        body=body,
        fetched_at=_parse_date(warc.get_header("WARC-Date") or ""),
    )


def parse_status(http: StatusAndHeaders) -> int:
    """The HTTP status; `ValueError` where the first line has none."""
    status = http.get_statuscode()
    if not str(http.protocol).startswith("HTTP/") or not str(status).isdecimal():
        raise ValueError("it has no HTTP status line")
    return int(status)


def _parse_date(date: str) -> datetime:
    try:
        moment = datetime.fromisoformat(date)
    except ValueError as error:
        raise ValueError(f"its WARC-Date {date!r} is not a date") from error
    # The format has UTC only.
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
