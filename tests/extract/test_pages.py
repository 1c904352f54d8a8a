"""Pages of many layouts, each with what it must give; texts and outlets are fictional."""

import json
from pathlib import Path
from typing import Any

import pytest

from clausewatch.extract import extract_documents
from tests.extract.answers import make_publisher, respond

PAGES = Path(__file__).parent / "pages"
FACTS = ("title", "published_precision", "published_confidence", "language", "url")


def read_case(name: str) -> tuple[bytes, dict[str, Any]]:
    folder = PAGES / name
    return (folder / "page.html").read_bytes(), json.loads((folder / "expected.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", sorted(folder.name for folder in PAGES.iterdir()))
def test_a_page_gives_its_text_and_facts_and_nothing_else(name: str) -> None:
    page, expected = read_case(name)
    publisher = make_publisher(**expected.get("publisher", {}))
    (document,) = extract_documents(respond(page, expected["response_url"], "text/html"), publisher)
    assert document.text.split("\n\n") == expected["text"]
    assert {name: getattr(document, name) for name in FACTS} == {name: expected[name] for name in FACTS}
    assert set(document.authors) == set(expected["authors"])
    assert document.published_at is not None
    assert document.published_at.isoformat() == expected["published_at"]
    modified = document.modified_at.isoformat() if document.modified_at else None
    assert modified == expected.get("modified_at")
    record = document.record.model_dump(exclude_none=True) if document.record else None
    assert record == expected.get("record")
