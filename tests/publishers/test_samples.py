"""What must come out of each publisher's sample page.

A folder holds `sample.html` or `sample.json` (of our own writing, in the shape of the site), `address.txt` with the
page's address, and `expected.json`. Where the last is missing it is written, and the test fails until somebody has
read it and runs it again. `clausewatch publishers new` writes it with a mark that is to be deleted by whoever read it.
"""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from clausewatch.extract import extract_documents
from clausewatch.models import Document, Publisher, RawResponse
from clausewatch.settings import Settings
from clausewatch.steps.publisher_files import write_expected
from spiders.run import list_publishers

HERE = Path(__file__).parent
FOLDERS = sorted(file.parent for file in HERE.glob("*/address.txt"))
PUBLISHERS = {publisher.name: publisher for publisher in list_publishers(Settings())}
MARK = "review"
"""Key of the entry by which `clausewatch publishers new` marks an expectation that nobody has read."""
CONTENT_TYPES = {".html": "text/html; charset=utf-8", ".json": "application/json"}


def extract_sample(folder: Path, publisher: Publisher) -> list[dict[str, Any]]:
    """The documents of the sample, without what is not known."""
    [sample] = folder.glob("sample.*")
    response = RawResponse(
        url=(folder / "address.txt").read_text(encoding="utf-8").strip(),
        status=200,
        headers=(("Content-Type", CONTENT_TYPES[sample.suffix]),),
        body=sample.read_bytes(),
        fetched_at=datetime(2031, 12, 1, tzinfo=UTC),
    )
    found = extract_documents(response, publisher)
    return [document.model_dump(mode="json", exclude_none=True, exclude_defaults=True) for document in found]


def compare_or_write(expected: Path, found: list[dict[str, Any]]) -> None:
    """Fail where the documents differ from what is expected, or where nobody has said what is."""
    if not expected.exists():
        expected.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        pytest.fail(f"{expected} was missing and has been written: read it, correct what is wrong, run again")
    wanted = json.loads(expected.read_text(encoding="utf-8"))
    if any(MARK in entry for entry in wanted):
        pytest.fail(f"{expected} is marked as not reviewed: read it, correct what is wrong, delete the mark, run again")
    assert found == wanted


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_sample_gives_what_is_expected(folder: Path) -> None:
    compare_or_write(folder / "expected.json", extract_sample(folder, PUBLISHERS[folder.name]))


def test_there_are_samples_of_every_kind_of_answer() -> None:
    assert {file.suffix for folder in FOLDERS for file in folder.glob("sample.*")} == {".html", ".json"}
    assert {PUBLISHERS[folder.name].category for folder in FOLDERS} >= {"news", "government", "parliament", "regulator"}


def test_a_missing_expectation_is_written_and_fails_until_it_is_read(tmp_path: Path) -> None:
    expected = tmp_path / "expected.json"
    with pytest.raises(pytest.fail.Exception, match="has been written"):
        compare_or_write(expected, [{"title": "One"}])
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
