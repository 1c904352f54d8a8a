"""What was written is found again by its address, checked, and never outside the archive."""

import gzip
import hashlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clausewatch.archive import Archive, RecordAddress
from clausewatch.errors import ArchiveError
from tests.archive.examples import PAGE, gzip_each, make_http, make_record, make_response


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "archive")


def keep_bytes(archive: Archive, member: bytes, body: bytes = PAGE) -> RecordAddress:
    """The address of a gzip member that a test made by hand."""
    archive.folder.mkdir(exist_ok=True)
    (archive.folder / "made.warc.gz").write_bytes(member)
    return RecordAddress(file="made.warc.gz", offset=0, length=len(member), sha256=hashlib.sha256(body).hexdigest())


def test_responses_are_found_again_in_any_order(archive: Archive) -> None:
    responses = [make_response(number) for number in range(5)]
    with archive.writer("harbour", "r1") as writer:
        addresses = [writer.write(response) for response in responses]
    for response, address in reversed(list(zip(responses, addresses, strict=True))):
        found = archive.read(address)
        assert (found.url, found.status, found.body) == (response.url, response.status, response.body)
        assert found.fetched_at == response.fetched_at
        assert found.header("Content-Type") == "text/html"


def test_records_follow_one_another_without_a_gap(archive: Archive) -> None:
    with archive.writer("harbour", "r1") as writer:
        first, second = writer.write(make_response(1)), writer.write(make_response(2))
    assert second.offset == first.offset + first.length
    assert writer.path.stat().st_size == second.offset + second.length


def test_a_response_can_be_read_while_its_file_is_being_written(archive: Archive) -> None:
    with archive.writer("harbour", "r1") as writer:
        address = writer.write(make_response())
        assert archive.read(address).body == make_response().body


@pytest.mark.parametrize(
    "body", [b"", b"\x00\xff" * 5000, b"WARC/1.0\r\n\r\nHTTP/1.1 200 OK\r\n\r\n", "Zoë\u2028".encode(), b"\r\n\r\n"]
)
def test_a_body_comes_back_byte_for_byte(archive: Archive, body: bytes) -> None:
    with archive.writer("harbour", "r1") as writer:
        assert archive.read(writer.write(make_response(body=body))).body == body


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.binary(max_size=300), value=st.text(max_size=20), status=st.integers(100, 999))
def test_any_body_and_header_can_be_kept(archive: Archive, body: bytes, value: str, status: int) -> None:
    response = make_response(body=body, status=status, headers=(("X-Note", value),))
    with archive.writer("harbour", "r1") as writer:
        found = archive.read(writer.write(response))
    assert (found.body, found.status, found.url) == (body, status, response.url)


@pytest.mark.parametrize("url", ["https://harbour.example/é?q=%20#top", "file:///pages/a.html", "urn:clausewatch:a"])
def test_an_address_of_any_scheme_comes_back(archive: Archive, url: str) -> None:
    with archive.writer("harbour", "r1") as writer:
        assert archive.read(writer.write(make_response(url=url))).url == url


def test_a_missing_file_is_named(archive: Archive) -> None:
    address = RecordAddress(file="harbour/gone.warc.gz", offset=3, length=9, sha256="0" * 64)
    with pytest.raises(ArchiveError, match=r"gone\.warc\.gz, record at byte 3: there is no such file"):
        archive.read(address)


def test_a_folder_in_the_place_of_the_file_is_an_error(archive: Archive) -> None:
    (archive.folder / "harbour").mkdir(parents=True)
    with pytest.raises(ArchiveError, match="harbour: Is a directory"):
        archive.read(RecordAddress(file="harbour", offset=0, length=9, sha256="0" * 64))


def test_a_file_that_was_cut_off_says_how_much_is_missing(archive: Archive) -> None:
    with archive.writer("harbour", "r1") as writer:
        first, last = writer.write(make_response(1)), writer.write(make_response(2))
    with writer.path.open("r+b") as file:
        file.truncate(last.offset + last.length - 7)
    assert archive.read(first).body == make_response(1).body
    with pytest.raises(ArchiveError, match="cut off; 7 bytes are missing"):
        archive.read(last)


def test_a_damaged_record_costs_only_itself(archive: Archive) -> None:
    with archive.writer("harbour", "r1") as writer:
        addresses = [writer.write(make_response(number)) for number in range(3)]
    with writer.path.open("r+b") as file:
        file.seek(addresses[1].offset + addresses[1].length // 2)
        file.write(b"\x00\xff\x00\xff")
    with pytest.raises(ArchiveError, match="record is broken"):
        archive.read(addresses[1])
    assert archive.read(addresses[0]).url.endswith("/0")
    assert archive.read(addresses[2]).url.endswith("/2")


def test_a_wrong_offset_is_no_record(archive: Archive) -> None:
    with archive.writer("harbour", "r1") as writer:
        address = writer.write(make_response())
    with pytest.raises(ArchiveError, match="record is broken"):
        archive.read(address.model_copy(update={"offset": address.offset - 3}))


def test_another_body_at_the_address_is_noticed(archive: Archive) -> None:
    with archive.writer("harbour", "r1") as writer:
        address = writer.write(make_response(1))
        other = writer.write(make_response(2))
    with pytest.raises(ArchiveError, match="checksum differs"):
        archive.read(other.model_copy(update={"sha256": address.sha256}))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (make_record(kind="warcinfo"), "not an HTTP response"),
        (make_record(b""), "broken"),
        (make_record(url=""), "no WARC-Target-URI"),
        (make_record(date="never"), "'never' is not a date"),
        (make_record(make_http(status="fine")), "no HTTP status line"),
        (b"no record at all", "broken"),
        (b"", "broken"),
    ],
)
def test_a_member_that_holds_no_response_is_broken(archive: Archive, content: bytes, reason: str) -> None:
    with pytest.raises(ArchiveError, match=reason):
        archive.read(keep_bytes(archive, gzip.compress(content)))


def test_what_is_not_gzip_is_broken(archive: Archive) -> None:
    with pytest.raises(ArchiveError, match="broken"):
        archive.read(keep_bytes(archive, make_record()))


@pytest.mark.parametrize("file", ["../secret.warc.gz", "harbour/../../secret.warc.gz", "/etc/hostname", "way-out"])
def test_no_address_leads_out_of_the_archive(archive: Archive, file: str) -> None:
    secret = archive.folder.parent / "secret.warc.gz"
    secret.write_bytes(gzip_each(make_record()))
    archive.folder.mkdir()
    (archive.folder / "way-out").symlink_to(secret)
    address = RecordAddress(file=file, offset=0, length=secret.stat().st_size, sha256=hashlib.sha256(PAGE).hexdigest())
    with pytest.raises(ArchiveError, match="outside the archive"):
        archive.read(address)
