"""Read WARC files that other crawlers wrote, and skip what is broken in them."""

from collections.abc import Callable, Iterator
from enum import Enum
from pathlib import Path

from pydantic import ValidationError
from warcio.limitreader import LimitReader
from warcio.recordloader import ArcWarcRecordLoader
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser, StatusAndHeadersParserException

from clausewatch.archive.encodings import read_body
from clausewatch.archive.records import headers_as_kept, parse_status, unpack_response
from clausewatch.archive.streams import (
    GZIP_MAGIC,
    BrokenStreamError,
    GzipMember,
    Lines,
    SeekableFile,
    find_after,
)
from clausewatch.archive.writer import explain_os_error
from clausewatch.errors import ArchiveError
from clausewatch.models import Model, RawResponse

WARC_LINE = b"WARC/"


class BrokenRecord(Model):
    """A record that was skipped."""

    file: str
    offset: int
    """Byte of the file where the record begins; of its gzip member in a compressed file."""
    url: str | None = None
    reason: str


class Passed(Enum):
    """Why a sound record was passed over."""

    KIND = "no response with status 200"
    ADDRESS = "its address is not wanted"


Read = RawResponse | BrokenRecord | Passed


def read_warc(path: Path) -> Iterator[RawResponse | BrokenRecord]:
    """The responses with status 200 of a `.warc` or `.warc.gz` file, bodies decoded; and what was skipped as broken.

    Other records and statuses are passed over in silence. Bodies over 10 MB are skipped as broken. Takes bounded
    memory whatever the file holds. `ArchiveError` when the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            yield from (one for one in WarcReader(str(path), file) if not isinstance(one, Passed))
    except OSError as error:
        raise ArchiveError(explain_os_error(path, error)) from error


class WarcReader:
    """Every record of an open file in order, once: what it holds, why it is broken, or why it was passed over."""

    def __init__(
        self, name: str, file: SeekableFile, start: int = 0, is_wanted: Callable[[str], bool] = lambda _: True
    ) -> None:
        """Begin at byte `start`, which a reader of the same file told as `resume_at`. A response whose address is not
        wanted is passed over by its header: what it holds is neither parsed nor decoded.
        """
        self._name, self._file, self._start, self._is_wanted = name, file, start, is_wanted
        self.resume_at: int | None = start
        """Byte at which all that was given so far lies behind; none: within a gzip member, or in what is broken."""

    def __iter__(self) -> Iterator[Read]:
        self._file.seek(self._start)
        is_packed = self._file.read(2) == GZIP_MAGIC[:2]
        yield from self._read_gzip() if is_packed else self._read_plain()

    def _read_gzip(self) -> Iterator[Read]:
        file = self._file
        offset: int | None = self._start
        while offset is not None:
            file.seek(offset)
            reader = _Reader(self._name, Lines(GzipMember(file)), offset, self._is_wanted)
            for one in reader.read_all(in_member=True):
                self.resume_at = file.tell() if reader.is_at_end else None
                yield one
            if reader.is_broken:
                offset = _find_member(file, offset + 1)
                continue
            offset = file.tell()
            mark = file.read(len(GZIP_MAGIC))
            if not mark:
                return
            if mark != GZIP_MAGIC:
                self.resume_at = None
                yield BrokenRecord(file=self._name, offset=offset, reason="here no gzip member begins")
                offset = _find_member(file, offset)

    def _read_plain(self) -> Iterator[Read]:
        file = self._file
        offset: int | None = self._start
        while offset is not None:
            file.seek(offset)
            reader = _Reader(self._name, Lines(file), offset, self._is_wanted)
            for one in reader.read_all(in_member=False):
                self.resume_at = None if reader.is_broken else reader.next_offset
                yield one
            mark = find_after(file, b"\n" + WARC_LINE, reader.offset) if reader.is_broken else None
            offset = None if mark is None else mark + 1


def _find_member(file: SeekableFile, start: int) -> int | None:
    """The next gzip member that holds a WARC record, at or after `start`."""
    place = find_after(file, GZIP_MAGIC, start)
    while place is not None:
        file.seek(place)
        try:
            if Lines(GzipMember(file)).readline().startswith(WARC_LINE):
                return place
        except BrokenStreamError:
            pass
        place = find_after(file, GZIP_MAGIC, place + 1)
    return None


class _Reader:
    """The records of one stream, until its end or a record that is broken."""

    def __init__(self, file: str, lines: Lines, offset: int, is_wanted: Callable[[str], bool]) -> None:
        self._file, self._lines, self._start, self._is_wanted = file, lines, offset, is_wanted
        self._loader = StatusAndHeadersParser(ArcWarcRecordLoader.WARC_TYPES)
        self._next_line = b""
        self.offset = offset
        self.is_broken = False

    @property
    def is_at_end(self) -> bool:
        """Whether nothing comes after the record that was given last."""
        return not (self.is_broken or self._next_line)

    @property
    def next_offset(self) -> int:
        """Byte of the stream at which the record begins that comes next."""
        return self._start + self._lines.position - len(self._next_line)

    def read_all(self, *, in_member: bool) -> Iterator[Read]:
        """The records; `is_broken` and `offset` then say whether and where reading stopped early."""
        while True:
            warc: StatusAndHeaders | None = None
            try:
                line = self._next_record_line()
                if not in_member:
                    self.offset = self._start + self._lines.position - len(line)
                if not line:
                    return
                warc = self._loader.parse(self._lines, line)
                found = self._read_record(warc)
            except StatusAndHeadersParserException:
                yield self._break(warc, "here no WARC record begins")
                return
            except BrokenStreamError as error:
                yield self._break(warc, str(error))
                return
            yield found

    def _break(self, warc: StatusAndHeaders | None, reason: str) -> BrokenRecord:
        self.is_broken = True
        return self._skip(warc, reason)

    def _skip(self, warc: StatusAndHeaders | None, reason: str) -> BrokenRecord:
        url = warc.get_header("WARC-Target-URI") if warc else None
        return BrokenRecord(file=self._file, offset=self.offset, url=url, reason=reason)

    def _next_record_line(self) -> bytes:
        self._lines.allow_headers()
        line, self._next_line = self._next_line or self._lines.readline(), b""
        return self._skip_blank(line)

    def _skip_blank(self, line: bytes) -> bytes:
        while line and not line.strip():
            line = self._lines.readline()
        return line

    def _read_record(self, warc: StatusAndHeaders) -> Read:
        """One record. The stream then stands behind it; `BrokenStreamError` when that place is not sure."""
        length = warc.get_header("Content-Length") or ""
        if not length.isdecimal():
            raise BrokenStreamError("it has no Content-Length")
        left = int(length)
        found: Read | None = self._judge(warc)
        if found is None:
            block = LimitReader(self._lines, left)
            try:
                found = self._read_response(warc, block)
            except (ValueError, ValidationError, EOFError) as error:
                found = self._skip(warc, str(error) or "its block is empty")
            left = block.limit
        if self._lines.skip(left) < left:
            raise BrokenStreamError(found.reason if isinstance(found, BrokenRecord) else "the record is cut off")
        self._lines.allow_headers()
        line = self._lines.readline()
        if line.strip() and not line.startswith(WARC_LINE):
            raise BrokenStreamError("its Content-Length is wrong: the record goes on after its end")
        # To the next record or the end, where a gzip member turns out to be whole or not.
        self._next_line = self._skip_blank(line)
        return found

    def _judge(self, warc: StatusAndHeaders) -> Passed | None:
        """Why a record can be passed over by what its own header says; none where it cannot."""
        if warc.get_header("WARC-Type") != "response":
            return Passed.KIND
        url = (warc.get_header("WARC-Target-URI") or "").strip("<>")
        if not url.startswith(("http:", "https:")):
            return Passed.KIND
        return None if self._is_wanted(url) else Passed.ADDRESS

    @staticmethod
    def _read_response(warc: StatusAndHeaders, block: LimitReader) -> RawResponse | Passed:
        http = StatusAndHeadersParser([], verify=False).parse(block)
        if parse_status(http) != 200:
            return Passed.KIND
        encodings = [http.get_header(name) or "" for name in ("Content-Encoding", "Transfer-Encoding")]
        response = unpack_response(warc, http, read_body(block, *encodings))
        kept = tuple(headers_as_kept(response.headers, response.body))
        return response.model_copy(update={"headers": kept})
