"""A backup's ledger and archive into an empty place, checked before anything is put there."""

import gzip
import os
import shutil
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from pydantic import ValidationError

from clausewatch.errors import InputError, StoreError
from clausewatch.ledger.snapshot import check_copy, find_ledger_file
from clausewatch.settings import Settings
from clausewatch.steps.backup import ALERTS, ARCHIVE, FORMAT, LEDGER, MANIFEST, Kept, Manifest, Watch

BLOCK = 1 << 20


def restore_backup(settings: Settings, stream: BinaryIO, watch: Watch) -> Kept:
    """Put a backup's ledger and archive where the settings say; nothing may be there yet.

    The backup is read to its end and checked before anything is put into place. `InputError` where it is no backup or
    damaged, `StoreError` where something is in the way. The index is to be made anew afterwards.
    """
    ledger_file = find_ledger_file(settings.database_url)
    _refuse_what_is_there(settings, ledger_file)
    work = settings.data / ".restoring"
    try:
        # What a restore that was killed left.
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)
    except OSError as error:
        raise StoreError(f"data folder {settings.data}: {error.strerror}; choose another with --data") from error
    try:
        with _explain_damage():
            kept = _unpack(stream, work, ledger_file, watch)
        if ledger_file:
            check_copy(work / LEDGER)
        _put_into_place(work, settings, ledger_file)
    finally:
        shutil.rmtree(work)
    return kept


def _refuse_what_is_there(settings: Settings, ledger_file: Path | None) -> None:
    archive = settings.data / ARCHIVE
    found = [path for path in (ledger_file, settings.alerts_path) if path and path.exists()]
    found += [archive] if archive.is_dir() and any(archive.iterdir()) else []
    if found:
        raise StoreError(f"{found[0]} is there already: a backup is restored into an empty place; move it away first")


@contextmanager
def _explain_damage() -> Iterator[None]:
    try:
        yield
    except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile, ValidationError) as error:
        raise InputError("the file is no backup of Clausewatch, or it is damaged; nothing was restored") from error


def _unpack(stream: BinaryIO, work: Path, ledger_file: Path | None, watch: Watch) -> Kept:
    kept = Kept()
    with gzip.GzipFile(fileobj=stream) as packed:
        with tarfile.open(fileobj=packed, mode="r|") as tar:
            _read_manifest(tar, ledger_file)
            while (member := tar.next()) is not None:
                _check_member(member)
                kept += _extract(tar, member, work / member.name)
                watch(member.name)
        # The checksum stands at the very end.
        while packed.read(BLOCK):
            pass
    return kept


def _read_manifest(tar: tarfile.TarFile, ledger_file: Path | None) -> None:
    first = tar.next()
    file = tar.extractfile(first) if first is not None and first.name == MANIFEST else None
    if file is None:
        raise tarfile.TarError("it does not begin with its manifest")
    manifest = Manifest.model_validate_json(file.read())
    if manifest.format != FORMAT:
        raise InputError(f"the backup was made by Clausewatch {manifest.version}, which is newer: upgrade this one")
    if manifest.has_ledger and ledger_file is None:
        raise InputError("the backup holds an SQLite ledger, and the settings name a server: leave --database out")
    if ledger_file and not manifest.has_ledger:
        raise InputError("the backup holds no ledger: restore that by pg_restore, and name its server with --database")


def _check_member(member: tarfile.TarInfo) -> None:
    parts = PurePosixPath(member.name).parts
    if not member.isfile() or not (member.name in (LEDGER, ALERTS) or (parts[0] == ARCHIVE and ".." not in parts)):
        raise InputError(f"{member.name!r} does not belong into a backup of Clausewatch; nothing was restored")


def _extract(tar: tarfile.TarFile, member: tarfile.TarInfo, place: Path) -> int:
    """Its size in bytes. The modes and owners in the backup are left alone."""
    content = tar.extractfile(member)
    if content is None:
        raise tarfile.TarError(f"{member.name} has no content")
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("xb") as file:
        shutil.copyfileobj(content, file, BLOCK)
        os.fsync(file.fileno())
    return member.size


def _put_into_place(work: Path, settings: Settings, ledger_file: Path | None) -> None:
    """The ledger comes last: as long as it is missing, nothing takes the rest for whole."""
    try:
        for name, place in ((ARCHIVE, settings.data / ARCHIVE), (ALERTS, settings.alerts_path), (LEDGER, ledger_file)):
            if place is None or not (work / name).exists():
                continue
            place.parent.mkdir(parents=True, exist_ok=True)
            if place.is_dir():
                place.rmdir()
            shutil.move(work / name, place)
    except OSError as error:
        raise StoreError(f"data folder {settings.data}: {error.strerror or error}") from error
