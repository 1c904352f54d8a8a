"""A response becomes one gzipped WARC record, and what cannot be read back is refused."""

import gzip

import pytest
from warcio.statusandheaders import StatusAndHeaders

from clausewatch import __version__
from clausewatch.archive.records import headers_as_kept, pack_response, pack_warcinfo, parse_status, unpack_response
from tests.archive.examples import NOON, PAGE, make_response


def unpack(**facts: str) -> StatusAndHeaders:
    return StatusAndHeaders("", [(name.replace("_", "-"), value) for name, value in facts.items()], protocol="WARC/1.0")


def http(protocol: str = "HTTP/1.1", status: str = "200 OK") -> StatusAndHeaders:
    return StatusAndHeaders(status, [], protocol=protocol)


def test_a_record_names_type_address_time_and_length() -> None:
    lines = gzip.decompress(pack_response(make_response())).split(b"\r\n")
    assert lines[0] == b"WARC/1.1"
    assert b"WARC-Type: response" in lines
    assert b"WARC-Target-URI: https://harbour.example/1" in lines
    assert b"WARC-Date: 2024-03-05T12:00:00.250000Z" in lines
    assert b"HTTP/1.1 200 OK" in lines


def test_a_response_is_one_gzip_member() -> None:
    member = pack_response(make_response())
    assert gzip.decompress(member).count(b"WARC/1.1") == 1
    with pytest.raises(EOFError):
        gzip.decompress(member[:-1])


@pytest.mark.parametrize(("status", "line"), [(404, b"404 Not Found"), (299, b"299 Unknown"), (999, b"999 Unknown")])
def test_a_status_has_its_phrase(status: int, line: bytes) -> None:
    assert b"HTTP/1.1 " + line in gzip.decompress(pack_response(make_response(status=status)))


def test_headers_of_the_transfer_are_renamed_and_the_length_is_that_of_the_body() -> None:
    came = (("Content-Encoding", "gzip"), ("content-length", "7"), ("TRANSFER-ENCODING", "chunked"), ("Server", "x"))
    assert headers_as_kept(came, PAGE) == [
        ("X-Archive-Orig-Content-Encoding", "gzip"),
        ("X-Archive-Orig-content-length", "7"),
        ("X-Archive-Orig-TRANSFER-ENCODING", "chunked"),
        ("Server", "x"),
        ("Content-Length", str(len(PAGE))),
    ]


@pytest.mark.parametrize(
    ("value", "kept"),
    [("a\r\n b: c", "a b: c"), ("a\x00b", "a b"), (" a ", "a"), ("\r\n", ""), ("a\udce9", "a"), ("a\tb", "a\tb")],
)
def test_a_header_stays_on_its_line(value: str, kept: str) -> None:
    assert headers_as_kept([("X-Note", value)], b"") == [("X-Note", kept), ("Content-Length", "0")]


@pytest.mark.parametrize("name", ["", "Two words", "X\r\nEvil", "X:", "Ü"])
def test_a_header_without_a_proper_name_is_left_out(name: str) -> None:
    assert headers_as_kept([(name, "v")], b"") == [("Content-Length", "0")]


@pytest.mark.parametrize(
    "url",
    [
        "",
        "/a",
        "harbour.example/a",
        "https://harbour.example/a b",
        "https://a.example/\r\nX: y",
        "https:",
        "a:\u2028",
        "https://[a.example/",
    ],
)
def test_an_address_that_would_not_be_read_back_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="not an absolute address"):
        make_response(url=url)
    warc = unpack(WARC_Target_URI=url or " ", WARC_Date="2024-03-05T12:00:00Z")
    with pytest.raises(ValueError, match="not an absolute address"):
        unpack_response(warc, http(), PAGE)


def test_a_file_begins_with_who_wrote_it_and_for_whom() -> None:
    content = gzip.decompress(pack_warcinfo("20240305-r1.warc.gz", "harbour", "r1"))
    assert b"WARC-Type: warcinfo" in content
    assert f"software: Clausewatch/{__version__}".encode() in content
    assert b"isPartOf: harbour" in content
    assert b"description: run r1" in content
    assert b"WARC-Filename: 20240305-r1.warc.gz" in content


def test_angle_brackets_around_an_address_are_dropped() -> None:
    warc = unpack(WARC_Target_URI="<https://harbour.example/1>", WARC_Date="2024-03-05T12:00:00.25Z")
    response = unpack_response(warc, http(), PAGE)
    assert response.url == "https://harbour.example/1"
    assert response.fetched_at == NOON


def test_a_date_without_zone_is_taken_as_utc() -> None:
    warc = unpack(WARC_Target_URI="https://harbour.example/1", WARC_Date="2024-03-05T12:00:00.250")
    assert unpack_response(warc, http(), PAGE).fetched_at == NOON


@pytest.mark.parametrize(
    ("warc", "reason"),
    [
        (unpack(WARC_Date="2024-03-05T12:00:00Z"), "no WARC-Target-URI"),
        (unpack(WARC_Target_URI="https://a.example/"), "WARC-Date '' is not a date"),
        (unpack(WARC_Target_URI="https://a.example/", WARC_Date="yesterday"), "'yesterday' is not a date"),
    ],
)
def test_a_record_without_address_or_date_says_so(warc: StatusAndHeaders, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        unpack_response(warc, http(), PAGE)


@pytest.mark.parametrize(("protocol", "status"), [("ICY", "200 OK"), ("HTTP/1.1", "OK"), ("", ""), ("HTTP/1.1", "")])
def test_an_answer_without_a_status_line_says_so(protocol: str, status: str) -> None:
    with pytest.raises(ValueError, match="no HTTP status line"):
        parse_status(http(protocol, status))


@pytest.mark.parametrize("status", ["404", "404 Not Found"])
def test_a_status_needs_no_phrase(status: str) -> None:
    assert parse_status(http(status=status)) == 404
