"""Files that a person hands in: recorded as fetched, once, and bad ones named."""

import gzip
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from clausewatch.ledger.fetches import latest_fetch
from clausewatch.ledger.ingests import RecordCounts
from clausewatch.ledger.queue import count
from clausewatch.models import RawResponse
from clausewatch.steps.ingest import Ingested
from clausewatch.steps.local_files import Entry, Facts, Unreadable, read_file
from clausewatch.steps.stores import Stores, open_stores
from tests.collected import make_settings
from tests.extract.answers import make_page
from tests.extract.items import make_item
from tests.steps.handing_in import documents, extract_all, take, write_warc

CANONICAL = "<link rel='canonical' href='https://news.example/a'>"


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    with open_stores(make_settings(tmp_path)) as opened:
        yield opened


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.html").write_text(make_page(CANONICAL), encoding="utf-8")
    (folder / "deep" / "b.htm").write_text(make_page(), encoding="utf-8")
    (folder / "item.json").write_text(json.dumps(make_item()), encoding="utf-8")
    (folder / "note.txt").write_text(
        f"title: A note\ndate: 2023-09-06\n\n{'A note of some length about the clause. ' * 4}", encoding="utf-8"
    )
    (folder / "picture.png").write_bytes(b"\x89PNG")
    (folder / ".hidden.html").write_text("x", encoding="utf-8")
    return folder


def test_a_folder_is_read_with_all_below_it_but_not_what_is_no_page(stores: Stores, pages: Path) -> None:
    assert take(stores, pages) == Ingested(fresh=4)
    assert extract_all(stores).done == 4
    found = documents(stores)
    assert sorted(found) == [
        "file:///pages/deep/b.htm",
        "file:///pages/note.txt",
        "https://news.example/a",
        "https://www.gov.uk/government/speeches/on-care",
    ]
    assert found["https://news.example/a"].publisher == "news"
    assert found["file:///pages/note.txt"].publisher == "local-files"
    assert found["file:///pages/note.txt"].title == "A note"


def test_every_response_is_in_the_archive_and_the_ledger(stores: Stores, pages: Path) -> None:
    take(stores, pages)
    with stores.ledger.read() as session:
        fetch = latest_fetch(session, "https://news.example/a")
    assert fetch is not None
    assert fetch.address is not None
    assert (fetch.publisher, fetch.status, fetch.outcome) == ("news", 200, "fresh")
    assert stores.archive.read(fetch.address).body == (pages / "a.html").read_bytes()


def test_the_same_input_twice_is_nothing_new(stores: Stores, pages: Path) -> None:
    take(stores, pages)
    extract_all(stores)
    before = documents(stores)
    assert take(stores, pages) == Ingested(known=4)
    assert extract_all(stores).claimed == 0
    assert documents(stores) == before


def test_items_of_one_address_are_versions_and_stay_known(stores: Stores, tmp_path: Path) -> None:
    for name, title in (("1.json", "First"), ("2.json", "Second")):
        (tmp_path / name).write_text(json.dumps(make_item(title=title)), encoding="utf-8")
    paths = (tmp_path / "1.json", tmp_path / "2.json")
    assert take(stores, *paths).fresh == 2
    assert take(stores, *paths) == Ingested(known=2)


def test_a_changed_file_is_a_new_version_of_its_page(stores: Stores, pages: Path) -> None:
    take(stores, pages / "a.html")
    extract_all(stores)
    changed = make_page(CANONICAL).replace("three amendments", "four amendments")
    (pages / "a.html").write_text(changed, encoding="utf-8")
    assert take(stores, pages / "a.html") == Ingested(fresh=1)
    extract_all(stores)
    assert "four amendments" in documents(stores)["https://news.example/a"].text


def test_what_the_person_says_goes_before_what_the_file_says(stores: Stores, pages: Path) -> None:
    at = datetime(2022, 1, 2, tzinfo=UTC)
    facts: dict[str, Any] = {
        "publisher": "my-paper",
        "url": "https://paper.example/x",
        "title": "Mine",
        "published": at,
    }
    take(stores, pages / "note.txt", **facts)
    extract_all(stores)
    (document,) = documents(stores).values()
    assert (document.url, document.publisher, document.title) == ("https://paper.example/x", "my-paper", "Mine")
    assert document.published_at == at


def test_another_title_is_something_new(stores: Stores, pages: Path) -> None:
    assert take(stores, pages / "a.html").fresh == 1
    assert take(stores, pages / "a.html", title="Mine").fresh == 1
    assert take(stores, pages / "a.html", title="Mine").known == 1


def test_a_text_may_name_its_publisher(stores: Stores, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"publisher: news\n\n{'Words of some length. ' * 9}", encoding="utf-8")
    take(stores, tmp_path / "a.txt")
    extract_all(stores)
    assert [document.publisher for document in documents(stores).values()] == ["news"]


def test_bad_files_are_named_and_cost_nothing_else(stores: Stores, pages: Path, tmp_path: Path) -> None:
    (pages / "big.html").write_bytes(b"x" * 10_000_001)
    (pages / "broken.warc.gz").write_bytes(b"\x1f\x8b\x08 broken")
    empty = tmp_path / "empty"
    empty.mkdir()
    result = take(stores, pages, empty, tmp_path / "missing.html")
    assert result.fresh == 4
    reasons = {Path(place.partition(",")[0]).name: reason for place, reason in result.failures}
    assert sorted(reasons) == ["big.html", "broken.warc.gz", "empty", "missing.html"]
    assert "over 10 MB" in reasons["big.html"]
    assert "gzip" in reasons["broken.warc.gz"]
    assert "no such file" in reasons["missing.html"]
    assert "holds no page" in reasons["empty"]


def test_a_file_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    (item,) = read_file(Entry(tmp_path, PurePosixPath("x")), Facts())
    assert isinstance(item, Unreadable)
    assert "directory" in item.reason.casefold()


def test_a_page_that_gives_no_document_fails_again_when_it_is_handed_in_again(stores: Stores, tmp_path: Path) -> None:
    (tmp_path / "bad.html").write_text("<html><body><p>Coming soon.</p></body></html>", encoding="utf-8")
    for expected in (Ingested(fresh=1), Ingested(known=1)):
        assert take(stores, tmp_path / "bad.html") == expected
        (failure,) = extract_all(stores).failures
        assert "implausible body" in failure.reason
        assert "bad.html" in failure.reason


def make_response(url: str, body: str, content_type: str = "text/html", day: int = 1) -> RawResponse:
    at = datetime(2023, 5, day, tzinfo=UTC)
    return RawResponse(
        url=url, status=200, headers=(("Content-Type", content_type),), body=body.encode(), fetched_at=at
    )


def test_the_pages_of_a_warc_file_are_taken_with_the_times_of_their_fetch(stores: Stores, tmp_path: Path) -> None:
    warc = write_warc(
        tmp_path / "warcs",
        make_response("https://news.example/a", make_page()),
        make_response(
            "https://news.example/a",
            make_page(body="<p>Quite another text about the same debate, and longer than it was.</p>" * 2),
            day=2,
        ),
        make_response("https://news.example/style.css", "p {}", "text/css"),
    )
    assert take(stores, warc) == Ingested(fresh=2, records=RecordCounts(read=4, fresh=2))
    assert take(stores, warc) == Ingested(known=2, records=RecordCounts(known=2), finished=1)
    extract_all(stores)
    with stores.ledger.read() as session:
        fetch = latest_fetch(session, "https://news.example/a")
    assert fetch is not None
    assert fetch.fetched_at == datetime(2023, 5, 2, tzinfo=UTC)
    assert documents(stores)["https://news.example/a"].text.startswith("Quite another text")


def test_a_plain_warc_file_is_read_too(stores: Stores, tmp_path: Path) -> None:
    packed = write_warc(tmp_path / "warcs", make_response("https://news.example/a", make_page()))
    plain = tmp_path / "plain.warc"
    plain.write_bytes(gzip.decompress(packed.read_bytes()))
    assert take(stores, plain).fresh == 1


def test_a_broken_record_of_a_warc_file_costs_no_other(stores: Stores, tmp_path: Path) -> None:
    warc = write_warc(
        tmp_path / "warcs",
        make_response("https://news.example/a", make_page()),
        make_response("https://news.example/b", make_page()),
    )
    content = warc.read_bytes()
    warc.write_bytes(content[:-60])
    result = take(stores, warc)
    assert result.fresh == 1
    assert "record at byte" in result.failures[0][0]


def test_what_is_recorded_waits_for_the_next_step(stores: Stores, pages: Path) -> None:
    take(stores, pages)
    with stores.ledger.read() as session:
        assert count(session) == {("extract", "waiting"): 4}
