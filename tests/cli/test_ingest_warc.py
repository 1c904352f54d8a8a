"""`clausewatch ingest` on archives of other crawlers: what is taken, what is told, and how it ends."""

import re
from pathlib import Path

import pytest

from clausewatch.settings import Settings
from tests.archive.aws_settings import use_store
from tests.archive.file_server import FileServer
from tests.archive.stores import serve_buckets
from tests.cli.shell import Shell, settings, shell
from tests.steps.foreign_files import KEYWORD, OTHER, make_foreign, write_records

__all__ = ["settings", "shell"]

KNOWN = "www.bbc.co.uk"
"""On the domain of a publisher that ships."""


@pytest.fixture
def archive(tmp_path: Path, settings: Settings) -> Path:
    """A page that is worth it, one without keywords, and one of another site."""
    del settings
    pages = [make_foreign(KNOWN, 1), make_foreign(KNOWN, 2, OTHER), make_foreign("other.example", 3, KEYWORD)]
    return write_records(tmp_path / "in" / "a.warc.gz", pages)


def test_pages_of_publishers_with_a_keyword_are_taken_and_the_others_counted(shell: Shell, archive: Path) -> None:
    answer = shell("ingest", str(archive.parent / "*.warc.gz"))
    assert answer.status == 0, answer.err
    assert answer.out.splitlines() == [
        "3 records read: 1 pages of other sites, 1 without keywords, 1 taken, 0 faulty",
        "1 new, 0 known already, 0 not readable",
    ]
    assert "1 pages read" in answer.err


def test_a_file_that_was_read_is_told_and_read_again_only_when_that_is_asked(shell: Shell, archive: Path) -> None:
    shell("ingest", str(archive))
    second, third = shell("ingest", str(archive)), shell("ingest", str(archive), "--again")
    assert second.status == third.status == 0
    assert second.out.splitlines()[0].endswith("1 files were read before")
    assert third.out.startswith("3 records read")
    assert second.out.splitlines()[1] == third.out.splitlines()[1] == "0 new, 1 known already, 0 not readable"


def test_where_no_page_is_taken_it_is_told_how_to_take_them(shell: Shell, tmp_path: Path) -> None:
    file = write_records(tmp_path / "b.warc.gz", [make_foreign("other.example", 1)])
    answer = shell("ingest", str(file))
    assert (answer.status, answer.out.splitlines()[0].partition("; ")[2]) == (0, "--all takes every page")
    assert shell("ingest", str(file), "--all").out.splitlines()[-1].startswith("1 new")


def test_who_says_whose_pages_they_are_gets_all_of_them(shell: Shell, archive: Path) -> None:
    answer = shell("ingest", str(archive), "--publisher", "my-paper")
    assert answer.out.splitlines()[-1] == "3 new, 0 known already, 0 not readable"


def test_files_of_a_bucket_and_of_a_web_server(shell: Shell, archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with FileServer({"/pages/a.warc.gz": archive.read_bytes()}) as server:
        use_store(monkeypatch, server.url)
        assert shell("ingest", "s3://pages/*.warc.gz").out.splitlines()[-1].startswith("1 new")
        assert shell("ingest", f"{server.url}/pages/a.warc.gz").out.splitlines()[-1].startswith("0 new, 1 known")
        missing = shell("ingest", f"{server.url}/pages/b.warc.gz")
    assert (missing.status, missing.err.splitlines()[0]) == (
        1,
        f"{server.url}/pages/b.warc.gz: there is no such file",
    )


def test_a_private_bucket_is_read_by_who_may_and_others_are_told_why_not(
    shell: Shell, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serve_buckets({"/papers/a.warc.gz": archive.read_bytes()}) as server:
        use_store(monkeypatch, server.url, **server.stranger.as_settings())
        refused = shell("ingest", "s3://papers/*.warc.gz")
        use_store(monkeypatch, server.url, **server.reader.as_settings())
        assert shell("ingest", "s3://papers/*.warc.gz").out.splitlines()[-1].startswith("1 new")
    assert refused.status == 1
    assert refused.err.splitlines()[0].startswith("s3://papers/*.warc.gz: ")
    assert "the server refuses the keys in use (by env): their user needs the rights s3:ListBucket" in refused.err


def test_a_faulty_record_is_status_3_also_where_no_page_is_taken(shell: Shell, tmp_path: Path) -> None:
    file = write_records(tmp_path / "b.warc.gz", [make_foreign("other.example", 1), make_foreign(KNOWN, 2)])
    file.write_bytes(file.read_bytes()[:-9])
    answer = shell("ingest", str(file))
    assert answer.status == 3
    assert re.search(r"b\.warc\.gz, record at byte \d+: the gzip data is cut off", answer.err)


def test_facts_of_one_page_are_not_those_of_files_elsewhere(shell: Shell) -> None:
    answer = shell("ingest", "https://archive.example/a.warc.gz", "--title", "All the same")
    assert (answer.status, "name one file that holds just a page" in answer.err) == (2, True)
