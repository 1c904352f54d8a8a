"""The folder of WARC files: new ones are written, and responses found again by their address."""

import gzip
import hashlib
import zlib
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecordLoader
from warcio.statusandheaders import StatusAndHeadersParser

from clausewatch.archive.records import unpack_response
from clausewatch.archive.writer import ArchiveWriter, explain_os_error
from clausewatch.errors import ArchiveError
from clausewatch.models import RawResponse, RecordAddress


class Archive:
    """A folder with a folder for each publisher."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def writer(self, publisher: str, run: str) -> ArchiveWriter:
        """A new file `<publisher>/<YYYYMMDD>-<run>.warc.gz` for one crawl process; to be used in a `with`."""
        return ArchiveWriter(self.folder, publisher, f"{datetime.now(UTC):%Y%m%d}", run)

    def read(self, address: RecordAddress) -> RawResponse:
        """The response at an address; `ArchiveError` when its file is missing, cut off or broken."""
        place = f"archive {self.folder / address.file}, record at byte {address.offset}"
        member = self._read_member(address, place)
        try:
            response = _unpack(gzip.decompress(member))
        except (OSError, EOFError, zlib.error, ValueError, ArchiveLoadFailed) as error:
            raise ArchiveError(f"{place}: the record is broken: {error}") from error
        if hashlib.sha256(response.body).hexdigest() != address.sha256:
            raise ArchiveError(f"{place}: the body is not the one that was kept there (its checksum differs)")
        return response

    def _read_member(self, address: RecordAddress, place: str) -> bytes:
        path = self.folder / address.file
        if not path.resolve().is_relative_to(self.folder.resolve()):
            raise ArchiveError(f"{place}: the file is outside the archive")
        try:
            with path.open("rb") as file:
                file.seek(address.offset)
                member = file.read(address.length)
        except FileNotFoundError as error:
            raise ArchiveError(f"{place}: there is no such file; was the archive moved?") from error
        except OSError as error:
            raise ArchiveError(explain_os_error(path, error)) from error
        if len(member) < address.length:
            raise ArchiveError(f"{place}: the file is cut off; {address.length - len(member)} bytes are missing")
        return member


def _unpack(content: bytes) -> RawResponse:
    record = ArcWarcRecordLoader().parse_record_stream(BytesIO(content), known_format="warc", no_record_parse=True)
    if record.rec_type != "response":
        raise ValueError("it is not an HTTP response")
    http = StatusAndHeadersParser([], verify=False).parse(record.raw_stream)
    return unpack_response(record.rec_headers, http, record.raw_stream.read())
