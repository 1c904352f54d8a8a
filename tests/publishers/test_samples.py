"""What must come out of each publisher's sample page.

A folder holds `sample.html` or `sample.json` (of our own writing, in the shape of the site), `address.txt` with the
page's address, and `expected.json`. Where the last is missing it is written with a mark, as `clausewatch publishers
new` writes it too, and the test fails, however often it is run, until somebody has read it and deleted the mark.

Of a publisher whose feed is all that is taken the sample is that feed, `sample.xml`, and expected are its headlines. A
further sample stands in a folder named after the publisher, a plus and what it is: `guardian+live`.
"""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from clausewatch.extract import extract_documents
from clausewatch.models import Document, Publisher, RawResponse
from clausewatch.settings import Settings
from clausewatch.steps.publisher_files import mark_expected, write_expected
from spiders.bases.headlines import HeadlineSpider
from spiders.checking.lists import make_lister, read_list
from spiders.run import list_spiders
from spiders.watching.answers import Answer

HERE = Path(__file__).parent
FOLDERS = sorted(file.parent for file in HERE.glob("*/address.txt"))
SPIDERS = {spider.publisher.name: spider for spider in list_spiders(Settings())}
PUBLISHERS = {name: spider.publisher for name, spider in SPIDERS.items()}
SHIPPED = sorted(name for name, spider in SPIDERS.items() if spider.__module__ != "spiders.publishers.listed")
"""All but those that a user lists."""
HEADLINES = sorted(name for name, spider in SPIDERS.items() if issubclass(spider, HeadlineSpider))
MARK = "review"
"""Key of the entry by which `clausewatch publishers new` marks an expectation that nobody has read."""
CONTENT_TYPES = {".html": "text/html; charset=utf-8", ".json": "application/json", ".xml": "application/rss+xml"}


def publisher_of(folder: Path) -> str:
    return folder.name.partition("+")[0]


def address_of(folder: Path) -> str:
    return (folder / "address.txt").read_text(encoding="utf-8").strip()


def extract_sample(folder: Path, publisher: Publisher) -> list[dict[str, Any]]:
    """The documents of the sample, without what is not known."""
    [sample] = folder.glob("sample.*")
    response = RawResponse(
        url=address_of(folder),
        status=200,
        headers=(("Content-Type", CONTENT_TYPES[sample.suffix]),),
        body=sample.read_bytes(),
        fetched_at=datetime(2031, 12, 1, tzinfo=UTC),
    )
    found = extract_documents(response, publisher)
    return [document.model_dump(mode="json", exclude_none=True, exclude_defaults=True) for document in found]


def list_pages(folder: Path) -> list[str]:
    """What a crawl learns from a feed of headlines; it asks for no page."""
    lister = make_lister(SPIDERS[publisher_of(folder)])
    [request] = [request for request in lister.ask_lists() if request.url == address_of(folder)]
    headers = httpx.Headers({"Content-Type": CONTENT_TYPES[".xml"]})
    listed = read_list(lister, request, Answer(request.url, 200, headers, (folder / "sample.xml").read_bytes()))
    assert (listed.problem, listed.lists) == (None, ())
    return [entry.url for entry in listed.entries]


def compare_or_write(expected: Path, found: list[dict[str, Any]]) -> None:
    """Fail where the documents differ from what is expected, or where nobody has said what is."""
    if not expected.exists():
        expected.write_text(mark_expected(found), encoding="utf-8")
        pytest.fail(f"{expected} was missing and has been written: read it, correct what is wrong, delete the mark")
    wanted = json.loads(expected.read_text(encoding="utf-8"))
    if any(MARK in entry for entry in wanted):
        pytest.fail(f"{expected} is marked as not reviewed: read it, correct what is wrong, delete the mark, run again")
    assert found == wanted


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_sample_gives_what_is_expected(folder: Path) -> None:
    compare_or_write(folder / "expected.json", extract_sample(folder, PUBLISHERS[publisher_of(folder)]))


@pytest.mark.parametrize("name", SHIPPED)
def test_every_publisher_that_ships_has_a_sample(name: str) -> None:
    assert name in {publisher_of(folder) for folder in FOLDERS}, f"write tests/publishers/{name}/, see this module"


def test_every_sample_is_of_a_publisher_that_ships() -> None:
    assert {publisher_of(folder) for folder in FOLDERS} <= set(SHIPPED)


def test_there_are_samples_of_every_kind_of_answer() -> None:
    assert {file.suffix for folder in FOLDERS for file in folder.glob("sample.*")} == {".html", ".json", ".xml"}
    assert {PUBLISHERS[publisher_of(folder)].category for folder in FOLDERS} == {
        p.category for p in PUBLISHERS.values()
    }


@pytest.mark.parametrize("name", HEADLINES)
def test_the_sample_of_headlines_is_the_feed_and_no_page(name: str) -> None:
    assert [file.suffix for file in (HERE / name).glob("sample.*")] == [".xml"]
    expected = json.loads((HERE / name / "expected.json").read_text(encoding="utf-8"))
    assert [document["url"] for document in expected] == list_pages(HERE / name)
    assert {document["document_type"] for document in expected} == {"headline"}


def test_a_missing_expectation_is_written_and_fails_until_it_is_read(tmp_path: Path) -> None:
    expected = tmp_path / "expected.json"
    with pytest.raises(pytest.fail.Exception, match="has been written"):
        compare_or_write(expected, [{"title": "One"}])
    for _ in range(2):
        with pytest.raises(pytest.fail.Exception, match="marked as not reviewed"):
            compare_or_write(expected, [{"title": "One"}])
    mark, *found = json.loads(expected.read_text(encoding="utf-8"))
    assert (mark.keys(), found) == ({MARK}, [{"title": "One"}])
    expected.write_text(json.dumps(found), encoding="utf-8")
    compare_or_write(expected, [{"title": "One"}])
    with pytest.raises(AssertionError):
        compare_or_write(expected, [{"title": "Two"}])


def test_an_expectation_that_is_marked_fails_until_the_mark_is_deleted(tmp_path: Path) -> None:
    expected = tmp_path / "expected.json"
    document = Document(url="https://fen.example/1", title="One", text="Words.", publisher="fen-post")
    marked = write_expected((document,))
    expected.write_text(marked, encoding="utf-8")
    mark, *found = json.loads(marked)
    with pytest.raises(pytest.fail.Exception, match="marked as not reviewed"):
        compare_or_write(expected, found)
    with pytest.raises(pytest.fail.Exception, match="marked as not reviewed"):
        compare_or_write(expected, [mark, *found])
    expected.write_text(json.dumps(found), encoding="utf-8")
    compare_or_write(expected, found)
