"""Page files are read once, checked, and put in order by day."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from clausewatch.demo.pages import Page, read_page, read_pages, split_front_matter
from clausewatch.errors import InputError

HEAD = "---\ntitle: {title}\npublished: {published}\n---\n"


def write_page(folder: Path, name: str, title: str, published: str, body: str = "Words.") -> Path:
    file = folder / name
    file.write_text(HEAD.format(title=title, published=published) + body, encoding="utf-8")
    return file


def test_a_page_file_gives_its_head_and_its_body(tmp_path: Path) -> None:
    page = read_page(write_page(tmp_path, "rain.md", "Rain", "2025-03-04T08:00:00+00:00", "\nIt rained.\n"))
    assert (page.slug, page.title, page.body) == ("rain", "Rain", "It rained.")
    assert page.published == datetime(2025, 3, 4, 8, tzinfo=UTC)
    assert page.modified == page.published
    assert page.status == 200


def test_a_page_appears_on_the_day_of_its_date(tmp_path: Path) -> None:
    write_page(tmp_path, "old.md", "Old", "2025-02-01T08:00:00+00:00")
    write_page(tmp_path, "first.md", "First", "2025-03-04T23:59:59+00:00")
    write_page(tmp_path, "second.md", "Second", "2025-03-05T00:00:00+00:00")
    assert [page.slug for page in read_pages(tmp_path, 1)] == ["first", "old"]
    assert [page.slug for page in read_pages(tmp_path, 2)] == ["second", "first", "old"]


def test_a_day_two_file_takes_the_place_of_its_page_on_day_two_only(tmp_path: Path) -> None:
    write_page(tmp_path, "rain.md", "Rain", "2025-03-04T08:00:00+00:00")
    write_page(tmp_path, "rain.day2.md", "More rain", "2025-03-04T08:00:00+00:00")
    assert [(page.slug, page.title) for page in read_pages(tmp_path, 1)] == [("rain", "Rain")]
    assert [(page.slug, page.title) for page in read_pages(tmp_path, 2)] == [("rain", "More rain")]


def test_a_syndicated_page_begins_with_the_text_of_the_other_one(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    write_page(tmp_path / "one", "rain.md", "Rain", "2025-03-04T08:00:00+00:00", "It rained.")
    copy = tmp_path / "two" / "copy.md"
    copy.write_text("---\ntitle: Rain\npublished: 2025-03-05T08:00:00+00:00\nsyndicated: one/rain\n---\nThanks.\n")
    assert read_page(copy).body == "It rained.\n\nThanks."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("no head at all", "bad.md: the page does not begin with YAML"),
        ("---\n- a list\n---\nbody", "bad.md: the head is not a mapping"),
        ("---\ntitle: [A\n---\nbody", "bad.md: the head is not YAML: "),
        ("---\nsyndicated: ledger/none\n---\nbody", "ledger/none.md: there is no such page to repeat"),
        ("---\n1: A\n---\nbody", "bad.md: title"),
        ("---\ntitle: A\npublished: 2025-03-04\n---\nbody", "bad.md: published"),
        ("---\ntitle: A\npublished: 2025-03-04T08:00:00+00:00\ncolour: red\n---\nbody", "bad.md: colour"),
    ],
)
def test_a_wrong_page_file_is_named_with_what_is_wrong(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "bad.md"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_page(file)


def test_front_matter_may_hold_lines_of_dashes_in_the_body() -> None:
    head, body = split_front_matter("---\ntitle: A\n---\nfirst\n\n---\n\nlast", "a.md")
    assert head == {"title": "A"}
    assert body == "first\n\n---\n\nlast"


def test_a_page_that_was_touched_later_says_so_only_to_the_cache() -> None:
    at, later = datetime(2025, 3, 4, tzinfo=UTC), datetime(2025, 3, 5, 7, tzinfo=UTC)
    page = Page(slug="a", title="A", published=at, changed=later, body="x")
    assert page.modified == later
    assert page.first_day == 1
