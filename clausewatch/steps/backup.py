"""Ledger and archive into one file; the index is left out, as it is made anew from the ledger.

The file is a gzipped tar: `backup.json` (see `Manifest`), `ledger.db`, `alerts.jsonl` and the files of `archive/`.
"""

import gzip
import io
import tarfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from pydantic import AwareDatetime

from clausewatch import __version__
from clausewatch.errors import ArchiveError, InputError
from clausewatch.ledger import open_ledger
from clausewatch.ledger.snapshot import copy_ledger, find_ledger_file
from clausewatch.models import Model
from clausewatch.settings import Settings

MANIFEST, LEDGER, ALERTS, ARCHIVE = "backup.json", "ledger.db", "alerts.jsonl", "archive"
FORMAT = 1
QUICK = 1
"""Compression level: the archive's files are compressed already."""
Watch = Callable[[str], object]
"""Called with the name of each file."""


class Manifest(Model):
    """The first thing in a backup."""

    format: int = FORMAT
    version: str = __version__
    made_at: AwareDatetime
    has_ledger: bool


class Kept(Model):
    """How many files went through, and their size in bytes before compression."""

    files: int = 0
    size: int = 0

    def __add__(self, size: int) -> "Kept":
        """With one more file."""
        return Kept(files=self.files + 1, size=self.size + size)


def write_backup(settings: Settings, stream: BinaryIO, watch: Watch, *, archive_only: bool = False) -> Kept:
    """Write a backup while crawls and steps go on; `StoreError` names what cannot be read.

    The ledger is copied first and the archive after it: a page is in the archive before the ledger tells of it, so
    all that the ledger tells of is there. Without the ledger, it must be saved by other means before this is called.
    """
    if not archive_only:
        _check_ledger(find_ledger_file(settings.database_url))
    kept = Kept()
    with (
        gzip.GzipFile(fileobj=stream, mode="wb", compresslevel=QUICK) as packed,
        tarfile.open(fileobj=packed, mode="w|") as tar,
    ):
        _add_manifest(tar, Manifest(made_at=datetime.now(UTC), has_ledger=not archive_only))
        for name, path in _list_files(settings, with_ledger=not archive_only):
            kept += _add_file(tar, name, path)
            watch(name)
    return kept


def _check_ledger(file: Path | None) -> None:
    if file is None:
        raise InputError(
            "the ledger is on a server: save it with pg_dump first, then the archive with `clausewatch backup "
            "--archive-only FILE`"
        )
    if not file.is_file():
        raise InputError(f"there is no ledger at {file}: name the folder that holds it with --data")


def _list_files(settings: Settings, *, with_ledger: bool) -> Iterator[tuple[str, Path]]:
    """Names in the backup and the files, the ledger's copy before all others."""
    if with_ledger:
        with TemporaryDirectory(prefix=".backup-", dir=settings.data) as folder:
            with closing(open_ledger(settings.database_url)) as ledger:
                copy_ledger(ledger, Path(folder) / LEDGER)
            yield LEDGER, Path(folder) / LEDGER
    if settings.alerts_path.is_file():
        yield ALERTS, settings.alerts_path
    archive = settings.data / ARCHIVE
    for path in sorted(archive.rglob("*")):
        if path.is_file():
            yield f"{ARCHIVE}/{path.relative_to(archive).as_posix()}", path


def _add_manifest(tar: tarfile.TarFile, manifest: Manifest) -> None:
    content = manifest.model_dump_json().encode()
    info = tarfile.TarInfo(MANIFEST)
    info.size = len(content)
    tar.addfile(info, io.BytesIO(content))


def _add_file(tar: tarfile.TarFile, name: str, path: Path) -> int:
    """Add what the file holds now; a crawl may be appending to it. Its size in bytes."""
    try:
        file = path.open("rb")
    except OSError as error:
        raise ArchiveError(f"backup of {path}: {error.strerror}") from error
    with file:
        info = tar.gettarinfo(arcname=name, fileobj=file)
        # Whose it is on this machine is nobody's business elsewhere.
        info.uid = info.gid = 0
        info.uname = info.gname = ""
        tar.addfile(info, file)
    return info.size
