"""Files listed once and taken one by one, by whichever process."""

import gzip
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from clausewatch.archive import listing
from clausewatch.errors import InputError, LedgerError
from clausewatch.steps import ingest_plan as module
from clausewatch.steps.ingest_plan import ingest_planned, plan_files
from clausewatch.steps.stores import Stores, open_stores
from tests.archive.aws_settings import use_store
from tests.archive.file_server import FileServer
from tests.collected import make_settings
from tests.steps.foreign_files import count_mixture, make_mixture, write_records
from tests.steps.handing_in import NEWS


@pytest.fixture
def stores(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stores]:
    monkeypatch.setattr(module, "list_publishers", lambda _: (NEWS,))
    with open_stores(make_settings(tmp_path)) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(3):
        write_records(tmp_path / "in" / f"{number}.warc.gz", make_mixture(number, number + 1))
    (tmp_path / "in" / "page.html").write_text("no WARC file", encoding="utf-8")
    return tmp_path / "in"


def test_each_file_has_a_number_of_its_own_by_which_it_is_taken(stores: Stores, folder: Path) -> None:
    numbers = plan_files(stores, [str(folder)], 10)
    assert len(set(numbers)) == 3
    assert plan_files(stores, [str(folder / "*.warc.gz")], 10) == numbers
    taken = [ingest_planned(stores, number) for number in numbers]
    assert [Path(name).name for name, _ in taken] == ["0.warc.gz", "1.warc.gz", "2.warc.gz"]
    assert [report.counts for _, report in taken] == [count_mixture(1)] * 3
    assert plan_files(stores, [str(folder)], 10) == []


def test_a_run_takes_so_many_and_the_next_those_that_are_left(
    stores: Stores, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    first = plan_files(stores, [str(folder)], 2)
    assert len(first) == 2
    assert "1 files were not looked at" in caplog.text
    for number in first:
        ingest_planned(stores, number)
    assert len(plan_files(stores, [str(folder)], 2)) == 1


def test_a_file_that_is_taken_twice_is_read_once(stores: Stores, folder: Path) -> None:
    (number,) = plan_files(stores, [str(folder / "0.warc.gz")], 10)
    ingest_planned(stores, number)
    _, report = ingest_planned(stores, number)
    assert (report.finished, report.counts.known) == (True, 1)


def test_every_page_may_be_asked_for(stores: Stores, folder: Path) -> None:
    (number,) = plan_files(stores, [str(folder / "0.warc.gz")], 10, take_all=True)
    _, report = ingest_planned(stores, number, take_all=True)
    assert (report.counts.fresh, report.counts.other_sites) == (3, 0)
    assert len(plan_files(stores, [str(folder / "0.warc.gz")], 10)) == 1


def test_files_of_a_bucket_are_taken_by_their_numbers(
    stores: Stores, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {f"/pages/{path.name}": path.read_bytes() for path in folder.glob("*.warc.gz")}
    with FileServer(files) as server:
        use_store(monkeypatch, server.url)
        numbers = plan_files(stores, ["s3://pages/*"], 10)
        server.asked.clear()
        taken = [ingest_planned(stores, number) for number in numbers]
        assert not [path for path, _ in server.asked if "list-type" in path]
    assert [name for name, _ in taken] == [f"s3://pages/{number}.warc.gz" for number in range(3)]
    assert all(report.counts == count_mixture(1) for _, report in taken)


def test_a_list_of_paths_is_asked_for_once_however_many_files_it_names(
    stores: Stores, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {f"/2023/{path.name}": path.read_bytes() for path in sorted(folder.glob("*.warc.gz"))}
    listed = gzip.compress("".join(f"{path[1:]}\n" for path in files).encode())
    with FileServer({**files, "/2023/warc.paths.gz": listed}) as server:
        monkeypatch.setattr(listing, "OPEN_TO_ALL", {"news": server.url})
        numbers = plan_files(stores, ["s3://news/2023/*.warc.gz"], 10)
        taken = [ingest_planned(stores, number) for number in numbers[:2]]
        server.files.pop("/2023/2.warc.gz")
        _, gone = ingest_planned(stores, numbers[2])
    assert [report.counts for _, report in taken] == [count_mixture(1)] * 2
    assert [path for path, _ in server.asked if path.endswith("warc.paths.gz")] == ["/2023/warc.paths.gz"]
    assert gone.fault == "there is no such file"


def test_what_is_not_there_is_told(stores: Stores, folder: Path) -> None:
    with pytest.raises(InputError, match="no file has a name like this"):
        plan_files(stores, [str(folder / "*.arc")], 10)
    (number,) = plan_files(stores, [str(folder / "0.warc.gz")], 10)
    (folder / "0.warc.gz").unlink()
    with pytest.raises(InputError, match="no such file"):
        ingest_planned(stores, number)
    with pytest.raises(LedgerError, match="no file 99"):
        ingest_planned(stores, 99)
