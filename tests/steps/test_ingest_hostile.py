"""What a file says of itself may be wrong: that costs this file at most, and never the pipeline."""

import gzip
import io
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from clausewatch.ledger.queue import claim, count, enqueue, fail
from clausewatch.models import RawResponse
from clausewatch.steps.ingest import Ingested
from clausewatch.steps.local_files import Entry, Facts, Found, keep_stream, list_files, read_file
from clausewatch.steps.stores import Stores, open_stores
from tests.collected import make_settings
from tests.extract.answers import make_page
from tests.steps.handing_in import documents, extract_all, take, take_chosen, take_entries, write_warc

CANONICAL = "<link rel='canonical' href='https://news.example/a'>"
LONG = "A note of some length about the clause. " * 4


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    with open_stores(make_settings(tmp_path)) as opened:
        yield opened


def write(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def take_stream(stores: Stores, content: bytes) -> Ingested:
    with keep_stream(io.BytesIO(content)) as entry:
        return take_entries(stores, iter([entry]))


@pytest.mark.parametrize(
    "head",
    [
        "<link rel=canonical href='https://[news.example/a'>",
        "<meta property='og:url' content='https://]/'>",
        "<!-- saved from url=(0010)https://[a -->",
        "<!-- saved from url=(0004)page -->",
        "<!-- saved from url=(0009)/a/b.html -->",
    ],
    ids=["canonical", "og:url", "saved-from-broken", "saved-from-no-address", "saved-from-relative"],
)
def test_a_page_that_names_a_broken_address_has_the_address_of_its_file(
    stores: Stores, tmp_path: Path, head: str
) -> None:
    page = write(tmp_path / "pages", "a.html", make_page(head))
    assert take(stores, page) == Ingested(fresh=1)
    assert extract_all(stores).done == 1
    assert list(documents(stores)) == ["file:///pages/a.html"]


@pytest.mark.parametrize("name", ["The News", "UPPER", "-dash", "naïve", "a/b"])
def test_a_file_with_a_bad_publisher_s_name_costs_no_other(stores: Stores, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "pages"
    bad = write(folder, "a.txt", f"---\ntitle: A\npublisher: {name!r}\n---\n{LONG}")
    write(folder, "b.html", make_page(CANONICAL))
    result = take(stores, folder)
    assert result.fresh == 1
    ((place, reason),) = result.failures
    assert place == str(bad)
    assert reason == f"{name!r} is no publisher's name: small letters, digits and hyphens"


def test_a_record_of_a_warc_file_with_a_broken_address_costs_no_other(stores: Stores, tmp_path: Path) -> None:
    pages = [
        RawResponse(
            url=f"https://news.example/{name}", status=200, body=make_page().encode(), fetched_at=datetime.now(UTC)
        )
        for name in "abc"
    ]
    content = gzip.decompress(write_warc(tmp_path / "warcs", *pages).read_bytes())
    warc = tmp_path / "foreign.warc"
    warc.write_bytes(
        content.replace(b"https://news.example/a", b"https://news.example a").replace(
            b"https://news.example/b", b"https://[ews.example/b"
        )
    )
    result = take(stores, warc)
    assert result.fresh == 1
    assert len(result.failures) == 2
    assert all("its WARC-Target-URI 'https://" in reason for _, reason in result.failures)
    extract_all(stores)
    assert list(documents(stores)) == ["https://news.example/c"]


def test_two_pages_from_standard_input_are_two_documents(stores: Stores) -> None:
    for place in ("harbour", "town hall"):
        body = "".join(f"<p>In hour {n} the council met in the {place} and spoke of the storm.</p>" for n in range(8))
        assert take_stream(stores, make_page(body=body).encode()) == Ingested(fresh=1)
    extract_all(stores)
    found = documents(stores)
    assert len(found) == 2
    assert all(url.startswith("file:///standard-input/") for url in found)


def test_the_same_page_from_standard_input_is_known(stores: Stores) -> None:
    body = make_page().encode()
    assert take_stream(stores, body) == Ingested(fresh=1)
    assert take_stream(stores, body) == Ingested(known=1)


@pytest.mark.parametrize("is_packed", [True, False], ids=["gzip", "plain"])
def test_a_warc_file_may_come_from_standard_input(stores: Stores, tmp_path: Path, is_packed: bool) -> None:
    page = RawResponse(
        url="https://news.example/a", status=200, body=make_page().encode(), fetched_at=datetime(2023, 5, 1, tzinfo=UTC)
    )
    content = write_warc(tmp_path / "warcs", page).read_bytes()
    for fresh, known in ((1, 0), (0, 1)):
        result = take_stream(stores, content if is_packed else gzip.decompress(content))
        assert (result.fresh, result.known, result.finished) == (fresh, known, 0)
    extract_all(stores)
    assert list(documents(stores)) == ["https://news.example/a"]


def test_what_is_wrong_with_standard_input_is_told_as_such(stores: Stores) -> None:
    ((place, reason),) = take_stream(stores, b"x" * 10_000_001).failures
    assert (place, reason) == ("standard input", "the file is over 10 MB")
    ((place, _),) = take_stream(stores, b"\x1f\x8b\x08 broken").failures
    assert place == "standard input, record at byte 0"
    (listed,) = list_files([Path("-")])
    assert isinstance(listed, Entry)
    assert listed.name == "standard input"


def test_a_kept_stream_is_gone_afterwards() -> None:
    with keep_stream(io.BytesIO(b"")) as entry:
        (found,) = read_file(entry, Facts())
        assert entry.path.exists()
    assert isinstance(found, Found)
    assert found.response.body == b""
    assert not entry.path.exists()


def test_a_page_whose_archived_body_is_lost_is_kept_anew(stores: Stores, tmp_path: Path) -> None:
    page = write(tmp_path / "pages", "a.html", make_page(CANONICAL))
    take(stores, page)
    shutil.rmtree(stores.archive.folder)
    assert len(extract_all(stores).failures) == 1
    assert take(stores, page) == Ingested(fresh=1)
    assert extract_all(stores).done == 1
    assert take(stores, page) == Ingested(known=1)


def test_what_failed_is_tried_again_however_much_else_failed(stores: Stores, tmp_path: Path) -> None:
    page = write(tmp_path / "pages", "a.html", make_page(CANONICAL))
    with stores.ledger.begin() as session:
        for number in range(1005):
            enqueue(session, "extract", f"old-{number}")
        for subject in claim(session, "extract", 2000):
            fail(session, "extract", subject, "old")
    take(stores, page)
    with stores.ledger.begin() as session:
        (subject,) = claim(session, "extract", 9)
        fail(session, "extract", subject, "the disk was full")
    assert take(stores, page) == Ingested(known=1)
    with stores.ledger.read() as session:
        assert count(session)["extract", "waiting"] == 1


@pytest.mark.parametrize("name", ["CC-NEWS.warc.gz.1", "segment.gz", "plain", "plain.warc.open"])
def test_a_warc_file_is_known_by_how_it_begins(stores: Stores, tmp_path: Path, name: str) -> None:
    page = RawResponse(
        url="https://news.example/a", status=200, body=make_page().encode(), fetched_at=datetime.now(UTC)
    )
    whole = write_warc(tmp_path / "archive", page).read_bytes()
    content = whole if "gz" in name else gzip.decompress(whole)
    named = tmp_path / name
    named.write_bytes(content)
    taken = take(stores, named)
    # The page, and what the file says of itself.
    assert (taken.fresh, taken.records.read, taken.failures) == (1, 2, ())
    assert extract_all(stores).done == 1
    assert list(documents(stores)) == ["https://news.example/a"]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("warc.paths.gz", gzip.compress(b"crawl-data/a.warc.gz\n", mtime=0), "compressed by gzip"),
        ("page.html", gzip.compress(make_page().encode()), "compressed by gzip"),
        ("broken.gz", b"\x1f\x8b\x08\x00" + b"\xff" * 50, "compressed by gzip"),
        ("a.warc.zst", b"\x28\xb5\x2f\xfd" + b"x" * 50, "compressed by zstd"),
        ("a.bz2", b"BZh91AY" + b"x" * 50, "compressed by bzip2"),
    ],
)
def test_a_compressed_file_of_another_kind_is_no_page(
    stores: Stores, tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(content)
    taken = take(stores, tmp_path / name)
    assert (taken.fresh, len(taken.failures)) == (0, 1)
    assert reason in taken.failures[0][1]


@pytest.mark.parametrize("address", ["ftp://archive.example/a.warc.gz", "gs://bucket/*.warc.gz", "file:///a.warc"])
def test_what_cannot_be_read_from_elsewhere_is_named_as_it_was_written(stores: Stores, address: str) -> None:
    taken = take_chosen(stores, address)
    assert taken.failures == ((address, "from elsewhere only s3://, https:// and http:// are read"),)
