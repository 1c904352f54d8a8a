"""Archives of other crawlers: what is worth it is taken, everything is counted, and no kill loses or doubles any."""

import gzip
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from clausewatch.ledger import open_ledger
from clausewatch.ledger.ingest_tables import IngestRow
from clausewatch.ledger.ingests import RecordCounts
from clausewatch.ledger.tables import FetchRow
from clausewatch.settings import Settings
from clausewatch.steps import warc_files
from clausewatch.steps.stores import Stores, open_stores
from tests.archive.aws_settings import use_store
from tests.archive.file_server import FileServer
from tests.collected import make_settings
from tests.steps.foreign_files import (
    KEYWORD,
    NOT_A_PAGE,
    OTHER,
    count_mixture,
    make_foreign,
    make_mixture,
    write_records,
)
from tests.steps.handing_in import extract_all, take_chosen

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    with open_stores(make_settings(tmp_path)) as opened:
        yield opened


def fetched(settings: Settings) -> Counter[tuple[str, str | None]]:
    """How often each page is in the ledger, by address and checksum."""
    with closing(open_ledger(settings.database_url)) as ledger, ledger.read() as session:
        return Counter((row.url, row.sha256) for row in session.execute(select(FetchRow.url, FetchRow.sha256)))


def progress_of(stores: Stores) -> list[tuple[int, bool, RecordCounts]]:
    """Of each file how far it was read."""
    with stores.ledger.read() as session:
        rows = session.scalars(select(IngestRow).order_by(IngestRow.id)).all()
        return [(row.offset, row.is_done, RecordCounts.model_validate_json(row.body)) for row in rows]


def test_pages_of_publishers_with_a_keyword_are_taken_and_all_are_counted(stores: Stores, tmp_path: Path) -> None:
    file = write_records(tmp_path / "a.warc.gz", make_mixture(0, 3))
    result = take_chosen(stores, str(file))
    assert result.records == count_mixture(3)
    assert (result.fresh, result.known, result.failures, result.finished) == (3, 0, (), 0)
    assert {url for url, _ in fetched(stores.settings)} == {f"https://news.example/{number}" for number in range(3)}
    assert extract_all(stores).done == 3


def test_a_file_that_was_read_to_its_end_is_not_opened_again(stores: Stores, tmp_path: Path) -> None:
    file = write_records(tmp_path / "a.warc.gz", make_mixture(0, 3))
    take_chosen(stores, str(file))
    second = take_chosen(stores, str(file))
    assert (second.finished, second.fresh, second.known, second.records.read) == (1, 0, 3, 0)
    again = take_chosen(stores, str(file), again=True)
    assert again.records == count_mixture(3).model_copy(update={"fresh": 0, "known": 3})
    assert set(fetched(stores.settings).values()) == {1}


def test_a_file_that_was_written_anew_is_read_again(stores: Stores, tmp_path: Path) -> None:
    file = write_records(tmp_path / "a.warc.gz", make_mixture(0, 1))
    take_chosen(stores, str(file))
    write_records(file, make_mixture(0, 2))
    result = take_chosen(stores, str(file))
    assert (result.fresh, result.known, result.records.read) == (1, 1, 12)


def test_another_keyword_makes_files_worth_reading_again(stores: Stores, tmp_path: Path) -> None:
    file = write_records(tmp_path / "a.warc.gz", make_mixture(0, 2))
    assert take_chosen(stores, str(file)).records.without_keywords == 2
    target = stores.settings.targets / "clause.yaml"
    target.write_text(target.read_text().replace("keywords: [scanning]", "keywords: [scanning, storms]"))
    result = take_chosen(stores, str(file))
    assert (result.fresh, result.known, result.records.without_keywords) == (2, 2, 0)


def test_what_a_broken_record_costs_is_itself(stores: Stores, tmp_path: Path) -> None:
    whole, broken = make_mixture(0, 2), make_foreign("news.example", 7)
    file = tmp_path / "a.warc.gz"
    pieces = [gzip.compress(record) for record in [*whole, broken]]
    file.write_bytes(b"".join([*pieces[:6], pieces[-1][:-9], *pieces[6:-1]]))
    result = take_chosen(stores, str(file))
    assert result.records.model_copy(update={"read": 12}) == count_mixture(2).model_copy(update={"faulty": 1})
    ((place, reason),) = result.failures
    assert place == f"{file}, record at byte {sum(map(len, pieces[:6]))}"
    assert "gzip data is broken" in reason


def test_of_many_faulty_records_the_first_are_told_and_all_counted(
    stores: Stores, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warc_files, "MOST_TOLD", 2)
    bad = make_foreign("news.example", 1).replace(b"HTTP/1.1 200", b"nonsense")
    result = take_chosen(stores, str(write_records(tmp_path / "a.warc.gz", [bad] * 5)))
    assert (len(result.failures), result.records.faulty) == (2, 5)


def test_how_far_a_file_was_read_is_kept_now_and_then_where_nothing_is_taken(
    stores: Stores, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warc_files, "KEPT_EVERY", 4)
    records = [NOT_A_PAGE, make_foreign("other.example", 1), make_foreign("news.example", 1, OTHER)] * 3
    file = write_records(tmp_path / "a.warc.gz", records)
    file.write_bytes(file.read_bytes() + b"\x1f\x8b\x08 no more")
    monkeypatch.setattr(warc_files._Pass, "_keep", _stop_at_the_end(warc_files._Pass._keep))
    with pytest.raises(KeyboardInterrupt):
        take_chosen(stores, str(file))
    ((offset, is_done, counts),) = progress_of(stores)
    assert offset == sum(len(gzip.compress(record, mtime=0)) for record in records[:8])
    assert (is_done, counts) == (False, RecordCounts(read=8, other_sites=3, without_keywords=2))
    monkeypatch.undo()
    result = take_chosen(stores, str(file))
    assert result.records == RecordCounts(read=10, other_sites=3, without_keywords=3, faulty=1)


def _stop_at_the_end(keep: Callable[[Any, Session], None]) -> Callable[..., None]:
    def stopped(self: Any, session: Session, *, is_done: bool = False) -> None:
        if is_done:
            raise KeyboardInterrupt
        keep(self, session)

    return stopped


def test_a_file_of_one_member_is_read_from_its_beginning_after_a_stop(stores: Stores, tmp_path: Path) -> None:
    file = tmp_path / "a.warc.gz"
    file.write_bytes(gzip.compress(b"".join(make_mixture(0, 3))))
    assert take_chosen(stores, str(file)).records == count_mixture(3)
    assert take_chosen(stores, str(file)).finished == 1


def kill_at(folder: Path, file: Path, pages: int) -> None:
    """Ingest in a process of its own, killed as soon as the ledger has so many pages."""
    command = [sys.executable, "-m", "tests.steps.ingest_worker", str(folder), str(file)]
    settings = make_settings(folder)
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as worker:
        if worker.stdout is not None:
            worker.stdout.readline()
        while worker.poll() is None and count_fetched(settings) < pages:
            time.sleep(0.005)
        worker.kill()
    assert worker.returncode == -signal.SIGKILL


def count_fetched(settings: Settings) -> int:
    """How many answers the ledger has; read without its own code, so that looking takes next to no time."""
    with closing(sqlite3.connect(settings.data / "ledger.db")) as database:
        ((number,),) = database.execute("SELECT count(*) FROM fetches").fetchall()
        return int(number)


def test_after_kills_it_goes_on_and_ends_as_if_there_had_been_none(tmp_path: Path) -> None:
    number = 300
    file = write_records(tmp_path / "a.warc.gz", make_mixture(0, number))
    folder = tmp_path / "killed"
    folder.mkdir()
    settings = make_settings(folder)
    offsets = []
    for pages in (1, 60):
        kill_at(folder, file, pages)
        with open_stores(settings) as stores:
            ((offset, is_done, counts),) = progress_of(stores)
        assert not is_done
        # What is kept of the file is just what the ledger has of it.
        assert counts.fresh == len(fetched(settings)) < number
        offsets.append(offset)
    assert 0 < offsets[0] < offsets[1] < file.stat().st_size
    with open_stores(settings) as stores:
        result = take_chosen(stores, str(file))
        assert result.records == count_mixture(number)
        assert extract_all(stores).done == number
    assert fetched(settings).total() == len(fetched(settings)) == number


def test_a_file_on_another_machine_is_gone_on_with_where_the_network_failed(
    stores: Stores, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clausewatch.archive.remote.time.sleep", lambda _: None)
    content = write_records(tmp_path / "a.warc.gz", make_mixture(0, 40)).read_bytes()
    with FileServer({"/pages/2023/a.warc.gz": content}) as server:
        use_store(monkeypatch, server.url)
        server.faults.extend([0, 0, -len(content) // 2, *[503] * 4])
        broken = take_chosen(stores, "s3://pages/2023/*.warc.gz")
        ((place, reason),) = broken.failures
        assert (place, "times in a row" in reason) == ("s3://pages/2023/a.warc.gz", True)
        assert 0 < broken.fresh < 40
        server.asked.clear()
        whole = take_chosen(stores, "s3://pages/2023/*.warc.gz")
        assert (whole.records, whole.failures) == (count_mixture(40), ())
        first = int(server.asked[2][1].removeprefix("bytes=").removesuffix("-"))
        assert len(content) // 8 < first < len(content)
        server.asked.clear()
        assert take_chosen(stores, "s3://pages/2023/*.warc.gz").finished == 1
        assert [part for _, part in server.asked] == [""]


def test_patterns_folders_and_what_is_not_there(stores: Stores, tmp_path: Path) -> None:
    for number, name in enumerate(("a.warc.gz", "b.warc.gz", "deep/c.warc.gz")):
        write_records(tmp_path / "in" / name, [make_foreign("news.example", number, KEYWORD)])
    assert take_chosen(stores, str(tmp_path / "in" / "*.warc.gz")).fresh == 2
    whole = take_chosen(stores, str(tmp_path / "in"))
    assert (whole.finished, whole.fresh) == (2, 1)
    ((place, reason),) = take_chosen(stores, str(tmp_path / "*.arc")).failures
    assert (place, reason) == (str(tmp_path / "*.arc"), "no file has a name like this")


def test_an_address_without_files_is_told(stores: Stores, monkeypatch: pytest.MonkeyPatch) -> None:
    with FileServer({"/pages/notes.txt": b""}) as server:
        use_store(monkeypatch, AWS_ENDPOINT_URL=server.url)
        paths = ["s3://pages/*", f"{server.url}/none.paths.gz", f"{server.url}/none.warc.gz"]
        failures = take_chosen(stores, *paths).failures
    assert failures == (
        ("s3://pages/*", "there is no WARC file of a name like this"),
        (paths[1], "there is no such file"),
        (paths[2], "there is no such file"),
    )
