"""A backup holds all that the ledger tells of, even while a crawl goes on, and is restored whole or not at all."""

import gzip
import io
import json
import sqlite3
import tarfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from threading import Event, Thread

import pytest

from clausewatch.archive import Archive
from clausewatch.errors import InputError, LedgerError, StoreError
from clausewatch.ledger import open_ledger
from clausewatch.ledger.fetches import read_fetch
from clausewatch.models import RawResponse, RecordAddress
from clausewatch.settings import Settings, load_settings
from clausewatch.steps.backup import ALERTS, LEDGER, MANIFEST, Kept, write_backup
from clausewatch.steps.restore import restore_backup
from spiders.recorder import Answer, Recorder


def ignore(_: str) -> None:
    """Nobody watches."""


def back_up(settings: Settings, **how: bool) -> bytes:
    stream = io.BytesIO()
    write_backup(settings, stream, ignore, **how)
    return stream.getvalue()


def restore(content: bytes, settings: Settings) -> Kept:
    return restore_backup(settings, io.BytesIO(content), ignore)


def crawl(settings: Settings, pages: Iterator[int], until: Event) -> None:
    """Record pages until told to end."""
    with Recorder(settings, "gazette", "run-1") as recorder:
        for number in pages:
            url = f"https://gazette.example/{number}"
            body = f"<p>{number}</p>".encode() * 500
            response = RawResponse(url=url, status=200, headers=(), body=body, fetched_at=datetime.now(UTC))
            recorder.record([Answer(response, "page", recorder.find_known(url))])
            if until.is_set():
                return


def list_bodies(settings: Settings) -> list[RecordAddress]:
    """Of the fetches that the ledger tells of."""
    found: list[RecordAddress] = []
    with closing(open_ledger(settings.database_url)) as ledger, ledger.read() as session:
        for number in count(1):
            try:
                fetch = read_fetch(session, number)
            except LedgerError:
                return found
            if fetch.address is not None:
                found.append(fetch.address)
    return found


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A data folder with three pages and an alert."""
    made = load_settings(data=tmp_path / "data")
    stopped = Event()
    crawl(made, iter(range(3)), stopped)
    made.alerts_path.write_text('{"id": "a1"}\n', encoding="utf-8")
    return made


@pytest.fixture
def elsewhere(tmp_path: Path) -> Settings:
    return load_settings(data=tmp_path / "elsewhere")


def test_all_that_was_kept_is_there_again(settings: Settings, elsewhere: Settings) -> None:
    kept = restore(back_up(settings), elsewhere)
    assert kept.files == 3
    assert list_bodies(elsewhere) == list_bodies(settings)
    archive = Archive(elsewhere.data / "archive")
    assert [archive.read(address).body[:8] for address in list_bodies(elsewhere)] == [
        b"<p>0</p>",
        b"<p>1</p>",
        b"<p>2</p>",
    ]
    assert elsewhere.alerts_path.read_text(encoding="utf-8") == '{"id": "a1"}\n'
    assert {path.name for path in elsewhere.data.iterdir()} == {"archive", "alerts.jsonl", "ledger.db"}


def test_a_backup_leaves_the_data_folder_as_it_was(settings: Settings) -> None:
    before = {path.name for path in settings.data.iterdir()}
    back_up(settings)
    assert {path.name for path in settings.data.iterdir()} <= before | {"ledger.db-wal", "ledger.db-shm"}


def test_what_is_crawled_meanwhile_is_in_the_archive_where_the_ledger_tells_of_it(
    settings: Settings, tmp_path: Path
) -> None:
    stop = Event()
    crawler = Thread(target=crawl, args=(settings, count(100), stop))
    crawler.start()
    try:
        backups = [back_up(settings) for _ in range(5)]
    finally:
        stop.set()
        crawler.join()
    numbers = []
    for number, content in enumerate(backups):
        place = load_settings(data=tmp_path / f"place-{number}")
        restore(content, place)
        archive, bodies = Archive(place.data / "archive"), list_bodies(place)
        assert all(archive.read(address).body for address in bodies)
        numbers.append(len(bodies))
    assert numbers == sorted(numbers)
    assert len(list_bodies(settings)) > numbers[0] >= 3


def test_the_ledger_stands_before_the_archive(settings: Settings) -> None:
    with tarfile.open(fileobj=io.BytesIO(back_up(settings))) as tar:
        names = tar.getnames()
    assert names[:3] == [MANIFEST, LEDGER, ALERTS]
    assert all(name.startswith("archive/gazette/") for name in names[3:])
    assert len(names) == 4


def test_the_index_is_left_out(settings: Settings) -> None:
    (settings.data / "index.db").write_bytes(b"large")
    with tarfile.open(fileobj=io.BytesIO(back_up(settings))) as tar:
        assert "index.db" not in str(tar.getnames())


def test_without_a_ledger_there_is_nothing_to_back_up(elsewhere: Settings) -> None:
    with pytest.raises(InputError, match=r"there is no ledger at .*elsewhere/ledger\.db"):
        back_up(elsewhere)


def test_a_ledger_on_a_server_is_not_left_out_in_silence(settings: Settings) -> None:
    on_server = settings.model_copy(update={"database": "postgresql+psycopg://host/ledger"})
    with pytest.raises(InputError, match="pg_dump"):
        back_up(on_server)
    with tarfile.open(fileobj=io.BytesIO(back_up(on_server, archive_only=True))) as tar:
        assert LEDGER not in tar.getnames()


@pytest.mark.parametrize("name", ["ledger.db", "alerts.jsonl", "archive/gazette/old.warc.gz"])
def test_nothing_is_written_over(name: str, settings: Settings, elsewhere: Settings) -> None:
    there = elsewhere.data / name
    there.parent.mkdir(parents=True)
    there.write_bytes(b"mine")
    with pytest.raises(StoreError, match="is there already"):
        restore(back_up(settings), elsewhere)
    assert there.read_bytes() == b"mine"


@pytest.mark.parametrize("share", [0, 0.1, 0.5, 0.9, 0.999])
def test_of_a_backup_that_is_cut_off_nothing_is_restored(share: float, settings: Settings, elsewhere: Settings) -> None:
    content = back_up(settings)
    with pytest.raises(InputError, match="no backup of Clausewatch, or it is damaged"):
        restore(content[: int(len(content) * share)], elsewhere)
    assert list(elsewhere.data.iterdir()) == []


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8, 0.9995])
def test_of_a_backup_with_a_wrong_byte_nothing_is_restored(
    share: float, settings: Settings, elsewhere: Settings
) -> None:
    content = bytearray(back_up(settings))
    content[int(len(content) * share)] ^= 0xFF
    with pytest.raises((InputError, LedgerError)):
        restore(bytes(content), elsewhere)
    assert list(elsewhere.data.iterdir()) == []


def make_backup(members: dict[str, bytes], **facts: object) -> bytes:
    """A file of the right form that holds what it should not."""
    manifest = {"format": 1, "version": "0", "made_at": "2024-01-01T00:00:00Z", "has_ledger": True, **facts}
    stream = io.BytesIO()
    with gzip.GzipFile(fileobj=stream, mode="wb") as packed, tarfile.open(fileobj=packed, mode="w|") as tar:
        for name, content in {MANIFEST: json.dumps(manifest).encode(), **members}.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return stream.getvalue()


@pytest.mark.parametrize("name", ["../evil", "/etc/evil", "archive/../../evil", "index.db", "notes.txt"])
def test_a_file_that_does_not_belong_there_is_refused(name: str, elsewhere: Settings, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not belong into a backup"):
        restore(make_backup({name: b"evil"}), elsewhere)
    assert not list(tmp_path.rglob("*evil*"))


def test_a_link_is_refused(elsewhere: Settings) -> None:
    stream = io.BytesIO(gzip.decompress(make_backup({})))
    with tarfile.open(fileobj=stream, mode="a") as tar:
        link = tarfile.TarInfo("archive/link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc"
        tar.addfile(link)
    with pytest.raises(InputError, match="does not belong into a backup"):
        restore(gzip.compress(stream.getvalue()), elsewhere)


def test_a_ledger_that_is_damaged_is_refused(elsewhere: Settings) -> None:
    with pytest.raises(LedgerError, match="damaged"):
        restore(make_backup({LEDGER: b"no database" * 100}), elsewhere)
    assert list(elsewhere.data.iterdir()) == []


def test_a_ledger_of_a_newer_clausewatch_is_refused(settings: Settings, elsewhere: Settings) -> None:
    with closing(sqlite3.connect(settings.data / "ledger.db")) as ledger:
        ledger.execute("UPDATE alembic_version SET version_num = '9999'")
        ledger.commit()
        ledger.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = make_backup({LEDGER: (settings.data / "ledger.db").read_bytes()})
    with pytest.raises(LedgerError, match="newer Clausewatch"):
        restore(content, elsewhere)
    assert list(elsewhere.data.iterdir()) == []


def test_a_backup_of_a_newer_form_is_refused(elsewhere: Settings) -> None:
    with pytest.raises(InputError, match="made by Clausewatch 7, which is newer"):
        restore(make_backup({}, format=2, version="7"), elsewhere)


def test_a_ledger_goes_neither_onto_a_server_nor_missing(settings: Settings, elsewhere: Settings) -> None:
    on_server = elsewhere.model_copy(update={"database": "postgresql+psycopg://host/ledger"})
    with pytest.raises(InputError, match="settings name a server"):
        restore(back_up(settings), on_server)
    with pytest.raises(InputError, match="holds no ledger"):
        restore(back_up(settings, archive_only=True), elsewhere)


def test_what_a_killed_restore_left_is_in_nobody_s_way(settings: Settings, elsewhere: Settings) -> None:
    left = elsewhere.data / ".restoring" / "ledger.db"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"half")
    restore(back_up(settings), elsewhere)
    assert len(list_bodies(elsewhere)) == 3


def test_a_ledger_that_lies_elsewhere_goes_there(settings: Settings, elsewhere: Settings, tmp_path: Path) -> None:
    apart = elsewhere.model_copy(update={"database": f"sqlite:///{tmp_path / 'apart' / 'main.db'}"})
    restore(back_up(settings), apart)
    assert (tmp_path / "apart" / "main.db").is_file()
    assert len(list_bodies(apart)) == 3
