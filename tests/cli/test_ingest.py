"""`clausewatch ingest` and `clausewatch extract` on files."""

import json
from pathlib import Path

import pytest

from clausewatch.settings import Settings
from tests.cli.shell import Shell, settings, shell
from tests.extract.answers import make_page
from tests.extract.items import make_item

__all__ = ["settings", "shell"]

CANONICAL = "<link rel='canonical' href='https://paper.example/a'>"


@pytest.fixture
def page(tmp_path: Path, settings: Settings) -> Path:
    del settings
    file = tmp_path / "page.html"
    file.write_text(make_page(CANONICAL), encoding="utf-8")
    return file


def test_a_page_goes_through_to_the_search(shell: Shell, page: Path) -> None:
    answer = shell("ingest", str(page), "--publisher", "my-paper")
    assert answer.status == 0, answer.err
    assert "1 new, 0 known already, 0 not readable" in answer.out
    found = shell("search", "--publisher", "my-paper", "--format", "json")
    (first, *_) = [json.loads(line) for line in found.out.splitlines()]
    assert first["document"]["url"] == "https://paper.example/a"


def test_the_same_page_twice_is_nothing_new(shell: Shell, page: Path) -> None:
    shell("ingest", str(page))
    answer = shell("ingest", str(page))
    assert (answer.status, answer.out.splitlines()[-1]) == (0, "0 new, 1 known already, 0 not readable")


def test_some_bad_files_are_status_3_and_only_bad_ones_status_1(shell: Shell, page: Path) -> None:
    bad = page.parent / "bad.html"
    bad.write_text("<html><body><p>Soon.</p></body></html>", encoding="utf-8")
    answer = shell("ingest", str(page), str(bad), str(page.parent / "missing.html"))
    assert answer.status == 3
    assert "missing.html: there is no such file or folder" in answer.err
    assert "implausible body" in answer.err
    assert shell("ingest", str(bad)).status == 1
    assert shell("ingest", str(page.parent / "missing.html")).status == 1


def test_facts_of_one_page_are_not_taken_for_many(shell: Shell, page: Path) -> None:
    (page.parent / "more.html").write_text(make_page(), encoding="utf-8")
    for option, value in (("--url", "https://a.example/"), ("--title", "x"), ("--published", "2023-09-06")):
        answer = shell("ingest", str(page), str(page.parent / "more.html"), option, value)
        assert answer.status == 2
        assert "name one file" in answer.err


def test_a_page_is_extracted_as_one_line_of_json(shell: Shell, page: Path) -> None:
    answer = shell("extract", "--url", "https://paper.example/a?utm_source=x", str(page))
    assert answer.status == 0
    found = json.loads(answer.out)
    assert list(found)[:10] == [
        "url",
        "title",
        "text",
        "published_at",
        "published_precision",
        "published_confidence",
        "authors",
        "publisher",
        "language",
        "kind",
    ]
    assert (found["url"], found["title"], found["kind"]) == ("https://paper.example/a", "A debate", "coverage")
    assert found["published_at"] is None


def test_of_a_feed_of_headlines_each_entry_is_a_line_and_what_is_wrong_is_told(shell: Shell, tmp_path: Path) -> None:
    items = (
        "<item><title>Bells</title><link>/content/1</link><description>They ring.</description></item>"
        "<item><title>No link</title></item>"
    )
    file = tmp_path / "feed.xml"
    file.write_text(f"<rss version='2.0'><channel>{items}</channel></rss>", encoding="utf-8")
    answer = shell("extract", "--url", "https://www.ft.com/technology?format=rss", str(file))
    (document,) = [json.loads(line) for line in answer.out.splitlines()]
    assert (document["url"], document["title"], document["text"]) == (
        "https://www.ft.com/content/1",
        "Bells",
        "They ring.",
    )
    assert "1 of 2 entries were left out: link: there is none (1)" in answer.err
    assert answer.status == 0


def test_an_item_of_an_api_is_extracted_with_its_record(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "item.json").write_text(json.dumps(make_item()), encoding="utf-8")
    answer = shell(
        "extract", "--url", "https://www.gov.uk/api/content/government/speeches/on-care", str(tmp_path / "item.json")
    )
    found = json.loads(answer.out)
    assert found["record"]["name"] == "The Rt Hon Helena Marsh MP"
    assert (found["kind"], found["published_at"]) == ("official", "2023-05-04T09:30:11+00:00")


def test_a_page_that_gives_nothing_is_an_error_with_its_reason(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "empty.html").write_bytes(b"")
    answer = shell("extract", "--url", "https://paper.example/a", str(tmp_path / "empty.html"))
    assert (answer.status, answer.out) == (1, "")
    assert "the body is empty" in answer.err
    assert shell("extract", "--url", "https://paper.example/a", str(tmp_path / "missing.html")).status == 1


def test_facts_of_a_page_are_not_those_of_a_warc_file(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "crawl.warc.gz").write_bytes(b"")
    answer = shell("ingest", str(tmp_path / "crawl.warc.gz"), "--title", "All the same")
    assert answer.status == 2
    assert "name one file that holds just a page" in answer.err


@pytest.mark.parametrize(
    ("command", "option", "value", "told"),
    [
        ("ingest", "--publisher", "The Paper", "'The Paper' is no publisher's name"),
        ("extract", "--publisher", "The Paper", "'The Paper' is no publisher's name"),
        ("ingest", "--url", "https://[paper.example/a", "is no address"),
        ("extract", "--url", "paper.example/a", "is no address"),
    ],
)
def test_a_bad_name_or_address_is_wrong_use_before_anything_is_kept(
    shell: Shell, settings: Settings, page: Path, command: str, option: str, value: str, told: str
) -> None:
    given = {"--url": "https://paper.example/a", option: value}
    answer = shell(command, str(page), *(word for pair in given.items() for word in pair))
    assert (answer.status, answer.out) == (2, "")
    assert told in answer.err
    assert not settings.data.exists()
