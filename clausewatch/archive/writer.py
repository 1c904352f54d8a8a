"""Write the responses of one crawl process into a WARC file of its own."""

import contextlib
import hashlib
import os
import re
from collections.abc import Sequence
from io import FileIO
from pathlib import Path
from types import TracebackType
from typing import Self

from clausewatch.archive.records import pack_response, pack_warcinfo
from clausewatch.errors import ArchiveError
from clausewatch.models import RawResponse, RecordAddress

SAFE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
MOST_FILES_OF_A_RUN = 1000


def explain_os_error(path: Path, error: OSError) -> str:
    """Which file, and what the system says of it."""
    return f"archive {path}: {error.strerror or error}"


class ArchiveWriter:
    """An open WARC file that nobody else writes to; a context manager. Each record is on the disk when `write` ends."""

    def __init__(self, folder: Path, publisher: str, day: str, run: str) -> None:
        for name in (publisher, run):
            if not SAFE_NAME.fullmatch(name):
                raise ArchiveError(f"archive: {name!r} cannot be part of a file name; use letters, digits, '.-_'")
        self._folder = folder
        self._path, self._file = _create(folder / publisher, f"{day}-{run}")
        try:
            self._append(pack_warcinfo(self._path.name, publisher, run))
        except ArchiveError:
            self.close()
            raise

    @property
    def path(self) -> Path:
        """The file."""
        return self._path

    def write(self, response: RawResponse) -> RecordAddress:
        """Append a response; `ArchiveError` when that fails, and then the file ends with the record before."""
        return self.write_all([response])[0]

    def write_all(self, responses: Sequence[RawResponse]) -> list[RecordAddress]:
        """Append responses and wait for the disk once; `ArchiveError` when that fails, and then none was appended."""
        members = [pack_response(response) for response in responses]
        offset, _ = self._append(b"".join(members))
        addresses = []
        for response, member in zip(responses, members, strict=True):
            addresses.append(self._address(response, offset, len(member)))
            offset += len(member)
        return addresses

    def _address(self, response: RawResponse, offset: int, length: int) -> RecordAddress:
        return RecordAddress(
            file=self._path.relative_to(self._folder).as_posix(),
            offset=offset,
            length=length,
            sha256=hashlib.sha256(response.body).hexdigest(),
        )

    def _append(self, member: bytes) -> tuple[int, int]:
        """Offset and length in the file."""
        offset = self._file.seek(0, os.SEEK_END)
        try:
            rest = memoryview(member)
            while rest:
                rest = rest[self._file.write(rest) :]
            os.fsync(self._file.fileno())
        except OSError as error:
            with contextlib.suppress(OSError):
                self._file.truncate(offset)
            raise ArchiveError(explain_os_error(self._path, error)) from error
        return offset, len(member)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _create(folder: Path, stem: str) -> tuple[Path, FileIO]:
    """A new file. A run that begins again gets another: after a kill the old one may end in half a record."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for number in range(1, MOST_FILES_OF_A_RUN):
            path = folder / (f"{stem}.warc.gz" if number == 1 else f"{stem}-{number}.warc.gz")
            with contextlib.suppress(FileExistsError):
                return path, path.open("xb", buffering=0)
    except OSError as error:
        raise ArchiveError(explain_os_error(folder, error)) from error
    raise ArchiveError(f"archive {folder}: there are {MOST_FILES_OF_A_RUN} files of {stem} already")
