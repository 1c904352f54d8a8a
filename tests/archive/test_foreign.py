"""WARC files of other crawlers: their pages are read, whatever else the files hold."""

import gzip
from io import BytesIO
from pathlib import Path

import brotli
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from clausewatch.archive import BrokenRecord, read_warc
from clausewatch.errors import ArchiveError
from clausewatch.models import RawResponse
from tests.archive.examples import PAGE, gzip_each, make_http, make_record, make_records


@pytest.fixture(params=["plain", "gzip", "one member"])
def pack(request: pytest.FixtureRequest, tmp_path: Path) -> "Pack":
    return Pack(tmp_path, request.param)


class Pack:
    """Writes records as a file of one sort."""

    def __init__(self, folder: Path, sort: str) -> None:
        self._folder, self._sort = folder, sort

    def __call__(self, *records: bytes) -> Path:
        path = self._folder / ("foreign.warc" if self._sort == "plain" else "foreign.warc.gz")
        joined = b"".join(records)
        contents = {"plain": joined, "one member": gzip.compress(joined, mtime=0), "gzip": gzip_each(*records)}
        path.write_bytes(contents[self._sort])
        return path


def read_bodies(path: Path) -> list[bytes]:
    """The pages of a file in which nothing is broken."""
    found = list(read_warc(path))
    assert [one for one in found if isinstance(one, BrokenRecord)] == []
    return [one.body for one in found if isinstance(one, RawResponse)]


def read_one(path: Path) -> RawResponse:
    (found,) = read_warc(path)
    assert isinstance(found, RawResponse)
    return found


def read_reason(path: Path) -> str:
    (found,) = read_warc(path)
    assert isinstance(found, BrokenRecord)
    return found.reason


def test_a_page_has_address_status_headers_body_and_time(pack: Pack) -> None:
    block = make_http(Content_Type="text/html; charset=utf-8", Set_Cookie="a=b")
    found = read_one(pack(make_record(block, date="2024-03-05T12:00:00Z")))
    assert (found.url, found.status, found.body) == ("https://harbour.example/1", 200, PAGE)
    assert found.header("content-type") == "text/html; charset=utf-8"
    assert found.fetched_at.isoformat() == "2024-03-05T12:00:00+00:00"


def test_all_records_are_read_in_order(pack: Pack) -> None:
    found = read_warc(pack(*make_records(*range(30))))
    assert [one.url for one in found] == [f"https://harbour.example/{number}" for number in range(30)]


def test_only_pages_are_given(pack: Pack) -> None:
    path = pack(
        make_record(b"software: other\r\n", kind="warcinfo", url=""),
        make_record(b"GET / HTTP/1.1\r\n\r\n", kind="request"),
        make_record(make_http(status="404 Not Found")),
        make_record(make_http(status="301 Moved", Location="/b")),
        make_record(b"203.0.113.9", url="dns:harbour.example"),
        make_record(make_http(b"kept")),
        make_record(make_http(b"again"), kind="revisit"),
        make_record(b"via: x\r\n", kind="metadata"),
    )
    assert read_bodies(path) == [b"kept"]


@pytest.mark.parametrize("content", [b"", b"\r\n\r\n"])
def test_an_empty_file_holds_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "empty.warc").write_bytes(content)
    assert list(read_warc(tmp_path / "empty.warc")) == []


def test_a_file_is_known_by_its_content_not_its_name(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(gzip_each(make_record()))
    (tmp_path / "b.warc.gz").write_bytes(make_record())
    assert read_bodies(tmp_path / "a.warc") == read_bodies(tmp_path / "b.warc.gz") == [PAGE]


def test_lines_between_records_may_be_missing_or_many(pack: Pack) -> None:
    first, second = (record.removesuffix(b"\r\n\r\n") for record in make_records(1, 2))
    assert len(read_bodies(pack(first + b"\r\n" * 6, second, b"\r\n"))) == 2


def test_line_feeds_alone_end_lines_too(pack: Pack) -> None:
    block = b"HTTP/1.1 200 OK\nServer: x\n\n" + PAGE
    record = make_record(block).replace(b"\r\n", b"\n")
    assert read_bodies(pack(record, record)) == [PAGE, PAGE]


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(PAGE, mtime=0), {"Content_Encoding": "gzip"}),
        (brotli.compress(PAGE), {"Content_Encoding": "br"}),
        (b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE), {"Transfer_Encoding": "chunked"}),
        (PAGE, {"Content_Encoding": "gzip", "Transfer_Encoding": "chunked"}),
    ],
)
def test_bodies_come_decoded_and_their_headers_say_so(pack: Pack, body: bytes, headers: dict[str, str]) -> None:
    found = read_one(pack(make_record(make_http(body, **headers))))
    assert found.body == PAGE
    assert found.header("Content-Encoding") is None
    assert found.header("Transfer-Encoding") is None
    for name, value in headers.items():
        assert found.header(f"X-Archive-Orig-{name.replace('_', '-')}") == value
    assert found.header("Content-Length") == str(len(PAGE))


def test_the_length_that_the_server_claimed_does_not_count(pack: Pack) -> None:
    assert read_one(pack(make_record(make_http(Content_Length="3")))).body == PAGE


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (make_record(b""), "its block is empty"),
        (make_record(b"not http at all"), "it has no HTTP status line"),
        (make_record(date="in spring"), "its WARC-Date 'in spring' is not a date"),
        (make_record(date=""), "its WARC-Date '' is not a date"),
        (make_record(make_http(Content_Encoding="zstd")), "its Content-Encoding 'zstd' is not supported"),
        (make_record(make_http(gzip.compress(PAGE, mtime=0)[:-9], Content_Encoding="gzip")), "cut off"),
        (make_record(make_http(b"5\r\nab", Transfer_Encoding="chunked")), "its chunks are"),
        (make_record(make_http(gzip.compress(bytes(20_000_000)), Content_Encoding="gzip")), "its body is over 10 MB"),
        (make_record(make_http(b"x" * 10_000_001)), "its body is over 10 MB"),
    ],
)
def test_a_bad_page_is_named_and_its_neighbours_are_read(pack: Pack, record: bytes, reason: str) -> None:
    found = list(read_warc(pack(*make_records(7), record, *make_records(8, 9))))
    assert [isinstance(one, RawResponse) for one in found] == [True, False, True, True]
    broken = found[1]
    assert isinstance(broken, BrokenRecord)
    assert reason in broken.reason
    assert broken.url == "https://harbour.example/1"


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="No such file"):
        list(read_warc(tmp_path / "none.warc"))


def test_a_file_that_is_no_warc_file_is_one_broken_record(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(PAGE)
    assert read_reason(path) == "here no WARC record begins"
    path.write_bytes(gzip.compress(PAGE, mtime=0))
    assert read_reason(path) == "here no WARC record begins"
    path.write_bytes(b"\x1f\x8bgarbage")
    assert "gzip data is broken" in read_reason(path)


def test_files_that_warcio_writes_are_read(tmp_path: Path) -> None:
    path = tmp_path / "warcio.warc.gz"
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.0")
        writer.write_record(writer.create_warcinfo_record("warcio.warc.gz", {"software": "other"}))
        kinds = {"request": b"", "response": PAGE}
        writer.write_request_response_pair(
            *(
                writer.create_warc_record(
                    "https://harbour.example/w", kind, payload=BytesIO(body), length=len(body), http_headers=headers
                )
                for kind, body in kinds.items()
            )
        )
    found = read_one(path)
    assert (found.url, found.body) == ("https://harbour.example/w", PAGE)
