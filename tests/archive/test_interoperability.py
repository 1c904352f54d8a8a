"""Our files are plain WARC: another library reads them whole, and its check finds nothing wrong."""

import subprocess
import sys
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from clausewatch.archive import Archive
from tests.archive.examples import make_response


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Archive(tmp_path).writer("harbour", "r1") as writer:
        for number in range(4):
            writer.write(make_response(number, status=404 if number == 3 else 200))
        writer.write(make_response(4, headers=(("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked"))))
    return writer.path


def test_warcio_reads_every_record(path: Path) -> None:
    with path.open("rb") as file:
        records = [
            (
                record.rec_type,
                record.rec_headers.get_header("WARC-Target-URI"),
                record.http_headers and record.http_headers.get_statuscode(),
                record.content_stream().read(),
            )
            for record in ArchiveIterator(file)
        ]
    assert records[0][:3] == ("warcinfo", None, None)
    assert [record[2] for record in records[1:]] == ["200", "200", "200", "404", "200"]
    assert [record[3] for record in records[1:]] == [make_response(number).body for number in range(5)]
    assert [record[1] for record in records[1:]] == [f"https://harbour.example/{number}" for number in range(5)]


def test_warcio_finds_each_record_at_its_address(tmp_path: Path) -> None:
    with Archive(tmp_path).writer("harbour", "r1") as writer:
        addresses = [writer.write(make_response(number)) for number in range(3)]
    for number, address in enumerate(addresses):
        with writer.path.open("rb") as file:
            file.seek(address.offset)
            record = next(iter(ArchiveIterator(file)))
            assert record.rec_headers.get_header("WARC-Target-URI") == f"https://harbour.example/{number}"


def test_the_check_of_warcio_passes(path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "warcio.cli", "check", "-v", str(path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("digest pass") == 6
