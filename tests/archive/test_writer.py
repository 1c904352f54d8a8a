"""Each crawl process has a file of its own, whose records survive whatever ends it."""

import contextlib
import gzip
import re
import resource
from collections.abc import Iterator
from datetime import UTC, datetime
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest

from clausewatch.archive import Archive, ArchiveWriter, BrokenRecord, RecordAddress, read_warc
from clausewatch.archive.writer import MOST_FILES_OF_A_RUN
from clausewatch.errors import ArchiveError
from clausewatch.models import RawResponse
from tests.archive.examples import make_response
from tests.archive.writers import write_forever, write_pages

WAIT_S = 30


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[ArchiveWriter]:
    with Archive(tmp_path).writer("harbour", "r1") as opened:
        yield opened


def read_urls(path: Path) -> list[str]:
    return [found.url for found in read_warc(path) if isinstance(found, RawResponse)]


def test_a_file_is_named_by_publisher_day_and_run(tmp_path: Path, writer: ArchiveWriter) -> None:
    assert writer.path == tmp_path / "harbour" / f"{datetime.now(UTC):%Y%m%d}-r1.warc.gz"
    address = writer.write(make_response())
    assert address.file == writer.path.relative_to(tmp_path).as_posix()
    assert re.fullmatch(r"[0-9a-f]{64}", address.sha256)


def test_a_file_begins_with_a_warcinfo_record(writer: ArchiveWriter) -> None:
    address = writer.write(make_response())
    assert b"WARC-Type: warcinfo" in gzip.decompress(writer.path.read_bytes()[: address.offset])


def test_a_run_that_begins_again_gets_another_file(tmp_path: Path, writer: ArchiveWriter) -> None:
    writer.write(make_response(1))
    with Archive(tmp_path).writer("harbour", "r1") as second:
        second.write(make_response(2))
    assert second.path.name.endswith("-r1-2.warc.gz")
    assert read_urls(writer.path) == ["https://harbour.example/1"]
    assert read_urls(second.path) == ["https://harbour.example/2"]


def test_a_run_cannot_begin_again_for_ever(tmp_path: Path, writer: ArchiveWriter) -> None:
    stem = writer.path.name.removesuffix(".warc.gz")
    for number in range(2, MOST_FILES_OF_A_RUN):
        (writer.path.parent / f"{stem}-{number}.warc.gz").touch()
    with pytest.raises(ArchiveError, match=f"there are {MOST_FILES_OF_A_RUN} files of {stem} already"):
        Archive(tmp_path).writer("harbour", "r1")


@pytest.mark.parametrize("name", ["..", "a/b", "", ".hidden", "a b", "é", "-x", "a\n"])
def test_names_cannot_lead_elsewhere(tmp_path: Path, name: str) -> None:
    with pytest.raises(ArchiveError, match="cannot be part of a file name"):
        Archive(tmp_path).writer(name, "r1")
    with pytest.raises(ArchiveError, match="cannot be part of a file name"):
        Archive(tmp_path).writer("harbour", name)
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_place_of_the_folder_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "harbour").touch()
    with pytest.raises(ArchiveError, match="harbour: File exists"):
        Archive(tmp_path).writer("harbour", "r1")


def test_processes_of_one_run_never_write_to_one_file(tmp_path: Path, processes: ForkServerContext) -> None:
    together = processes.Barrier(4)
    ends = [processes.Pipe(duplex=False) for _ in range(4)]
    workers = [
        processes.Process(target=write_pages, args=(tmp_path, 100 * number, together, out))
        for number, (_, out) in enumerate(ends)
    ]
    for worker in workers:
        worker.start()
    kept: list[list[RecordAddress]] = [end.recv() for end, _ in ends if end.poll(WAIT_S)]
    for worker in workers:
        worker.join(WAIT_S)
    assert [worker.exitcode for worker in workers] == [0] * 4
    assert len({address.file for addresses in kept for address in addresses}) == 4
    for number, addresses in enumerate(kept):
        assert len({address.file for address in addresses}) == 1
        urls = [Archive(tmp_path).read(address).url for address in addresses]
        assert urls == [f"https://harbour.example/{100 * number + page}" for page in range(10)]


def test_a_killed_writer_leaves_every_finished_record_readable(tmp_path: Path, processes: ForkServerContext) -> None:
    end, out = processes.Pipe(duplex=False)
    worker = processes.Process(target=write_forever, args=(tmp_path, out))
    worker.start()
    out.close()
    kept = [end.recv() for _ in range(8) if end.poll(WAIT_S)]
    worker.kill()
    worker.join(WAIT_S)
    while end.poll(0):
        try:
            kept.append(end.recv())
        except (EOFError, OSError):
            break
    assert worker.exitcode == -9
    assert len(kept) >= 8
    archive = Archive(tmp_path)
    assert all(archive.read(address).status == 200 for address in kept)
    # A run that begins again leaves the killed one's file alone.
    with archive.writer("harbour", "killed") as writer:
        writer.write(make_response())
    assert read_urls(writer.path) == ["https://harbour.example/1"]


def test_half_a_record_at_the_end_is_reported_and_the_rest_read(tmp_path: Path, writer: ArchiveWriter) -> None:
    writer.write(make_response(1))
    last = writer.write(make_response(2))
    with writer.path.open("r+b") as file:
        file.truncate(last.offset + last.length // 2)
    good, broken = read_warc(writer.path)
    assert isinstance(good, RawResponse)
    assert broken == BrokenRecord(
        file=str(tmp_path / last.file), offset=last.offset, url=None, reason="the gzip data is cut off"
    )


@contextlib.contextmanager
def limit_file_size(most: int) -> Iterator[None]:
    """A disk that is full as soon as a file has so many bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_where_space_ends_the_file_ends_with_the_record_before(tmp_path: Path, writer: ArchiveWriter) -> None:
    first = writer.write(make_response(1))
    end = first.offset + first.length
    with limit_file_size(end + 50), pytest.raises(ArchiveError, match=re.escape(f"{writer.path}: File too large")):
        writer.write(make_response(2))
    assert writer.path.stat().st_size == end
    # Once there is space again the same writer goes on.
    second = writer.write(make_response(3))
    assert [Archive(tmp_path).read(address).url[-1] for address in (first, second)] == ["1", "3"]
    assert read_urls(writer.path) == ["https://harbour.example/1", "https://harbour.example/3"]


def test_where_there_is_no_space_at_all_nothing_is_opened(tmp_path: Path) -> None:
    with limit_file_size(10), pytest.raises(ArchiveError, match="File too large"):
        Archive(tmp_path).writer("harbour", "r1")
