"""What was found, as table, JSON Lines, CSV and RSS."""

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TextIO

import feedparser
import pytest
from lxml import etree

from clausewatch.cli.formats import write_csv, write_json, write_rss, write_table
from clausewatch.cli.formats.csv import COLUMNS, neutralise
from clausewatch.cli.formats.statement import statement_to_json
from clausewatch.index.protocol import Hit, SearchResult
from clausewatch.index.snippets import make_snippet
from clausewatch.models import Speaker, StanceLabel
from tests.index.contract.examples import make_entry, make_speaker

MOOR = make_speaker("Ada Moor", id="ada-moor", role="chief executive", organisation="Openline", category="platform")
AT = datetime(2024, 6, 30, 23, 30, tzinfo=UTC)


def make_hit(
    text: str = "It breaks encryption & trust",
    *,
    speaker: Speaker | None = MOOR,
    stances: tuple[tuple[str, StanceLabel], ...] = (("clause", "AGAINST"),),
    at: datetime | None = AT,
    title: str = "A title",
    match: str = "encryption",
) -> Hit:
    entry = make_entry("walk", text, speaker=speaker, stances=stances, at=at, title=title)
    start = text.find(match)
    spans = [(start, start + len(match))] if start >= 0 else []
    return Hit(entry=entry, snippet=make_snippet(text, spans), score=1.5)


def write(writer: Callable[[SearchResult, TextIO], None], *hits: Hit) -> str:
    stream = io.StringIO()
    writer(SearchResult(hits=hits, total=len(hits)), stream)
    return stream.getvalue()


def read_rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_json_has_the_keys_that_scripts_rely_on() -> None:
    (line,) = write(write_json, make_hit()).splitlines()
    row = json.loads(line)
    assert list(row) == [
        "id", "kind", "text", "content", "source", "cue", "speaker", "stances", "cue_type", "claims_change",
        "document", "snippet", "also_at", "corrected",
    ]  # fmt: skip
    assert list(row["speaker"]) == [
        "id", "name", "kind", "role", "organisation", "category", "members", "resolved_by", "confidence"
    ]  # fmt: skip
    assert list(row["document"]) == ["id", "url", "title", "publisher", "kind", "published_at", "withdrawn_at"]
    assert row["stances"] == [{"target": "clause", "label": "AGAINST", "confidence": 0.9}]
    assert row["content"] == [[0, 1]]
    assert row["document"]["published_at"] == "2024-06-30T23:30:00Z"
    assert row["snippet"] == "It breaks <mark>encryption</mark> &amp; trust"


def test_json_says_null_for_a_speaker_who_is_not_known() -> None:
    row = json.loads(write(write_json, make_hit(speaker=None, stances=(), at=None)))
    assert row["speaker"] is None
    assert row["stances"] == []
    assert row["document"]["published_at"] is None
    assert list(statement_to_json(make_hit(speaker=None).entry.statement))[6] == "speaker"


def test_json_is_one_line_a_statement_with_its_own_letters() -> None:
    text = write(write_json, make_hit("naïve\nwords"), make_hit())
    assert len(text.splitlines()) == 2
    assert "naïve\\nwords" in text


@pytest.mark.parametrize("writer", [write_json, write_table])
def test_nothing_found_writes_nothing(writer: Callable[[SearchResult, TextIO], None]) -> None:
    assert write(writer) == ""


def test_csv_has_a_header_and_a_row_a_statement() -> None:
    text = write(write_csv, make_hit(), make_hit(speaker=None, stances=(), at=None))
    assert text.startswith("published_at,speaker,")
    first, second = read_rows(text)
    assert list(first) == list(COLUMNS)
    assert first["published_at"] == "2024-06-30T23:30:00+00:00"
    assert (first["speaker"], first["role"], first["organisation"]) == ("Ada Moor", "chief executive", "Openline")
    assert (first["target"], first["stance"], first["stance_confidence"]) == ("clause", "AGAINST", "0.90")
    assert first["statement"] == "It breaks encryption & trust"
    assert first["url"] == "https://news.example/walk"
    assert (second["speaker"], second["category"], second["stance"], second["published_at"]) == ("", "", "", "")


def test_a_body_that_is_its_own_organisation_is_named_once() -> None:
    ministry = make_speaker("Harbour Ministry", kind="organisation", organisation="Harbour Ministry")
    assert write(write_table, make_hit(speaker=ministry)).splitlines()[0].split()[1:3] == ["Harbour", "Ministry"]
    assert "(" not in write(write_table, make_hit(speaker=ministry))


def test_csv_without_hits_is_a_header() -> None:
    assert write(write_csv) == ",".join(COLUMNS) + "\n"


def test_csv_keeps_commas_quotation_marks_and_lines() -> None:
    (row,) = read_rows(write(write_csv, make_hit('one, "two"\nthree')))
    assert row["statement"] == 'one, "two"\nthree'


def test_csv_names_several_targets_in_one_cell() -> None:
    (row,) = read_rows(write(write_csv, make_hit(stances=(("one", "FAVOR"), ("two", "NONE")))))
    assert (row["target"], row["stance"], row["stance_confidence"]) == ("one; two", "FAVOR; NONE", "0.90; 0.90")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "\t=", "\u00a0=", "＝"])
def test_a_cell_that_could_be_a_formula_is_neutralised(start: str) -> None:
    cell = f"{start}SUM(1,2)"
    assert neutralise(cell) == f"'{cell}"
    row = read_rows(write(write_csv, make_hit(cell, title=cell, speaker=make_speaker(cell))))[0]
    assert {row["statement"], row["title"], row["speaker"]} == {f"'{cell}"}


@pytest.mark.parametrize("cell", ["", "words", "'=1", "a=1", "“=1”", "1-2", "– he said"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert neutralise(cell) == cell


def test_rss_opens_in_a_feed_reader() -> None:
    feed = feedparser.parse(write(write_rss, make_hit(), make_hit("other words", speaker=None)).encode())
    assert not feed.bozo
    assert feed.version == "rss20"
    assert feed.feed.title == "Clausewatch: statements"
    first, second = feed.entries
    assert first.title == "Ada Moor (chief executive, Openline): It breaks encryption & trust"
    assert first.link == "https://news.example/walk"
    assert first.author == "Ada Moor"
    assert "<b>encryption</b> &amp; trust" in first.summary
    assert "AGAINST 0.90" in first.summary
    assert [tag.term for tag in first.tags] == ["clause: AGAINST"]
    assert second.title == "unknown speaker: other words"


def test_rss_has_what_the_specification_asks_for() -> None:
    hits = [make_hit(f"words {number}", at=AT if number else None) for number in range(3)]
    root = etree.fromstring(write(write_rss, *hits).encode())
    assert (root.tag, root.get("version"), len(root)) == ("rss", "2.0", 1)
    for name in ("title", "link", "description"):
        assert root.findtext(f"channel/{name}")
    items = root.findall("channel/item")
    assert len(items) == 3
    assert items[0].findtext("guid") == hits[0].entry.id
    for item in items:
        assert item.find("guid").get("isPermaLink") == "false"  # type: ignore[union-attr]
        assert len(item.findall("title")) == len(item.findall("description")) == len(item.findall("link")) == 1
    assert items[0].find("pubDate") is None
    stamp = items[1].findtext("pubDate")
    assert stamp == "Sun, 30 Jun 2024 23:30:00 +0000"
    assert parsedate_to_datetime(stamp) == AT


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "]]>", "a\x00b\x0bc", "\ufffe\uffff", "&amp; &lt;", "🔐"]
)
def test_rss_is_xml_whatever_was_said(text: str) -> None:
    feed = feedparser.parse(write(write_rss, make_hit(text, title=text, speaker=make_speaker(text))).encode())
    assert not feed.bozo
    assert len(feed.entries) == 1
    assert "<script" not in feed.entries[0].summary


def test_rss_shortens_a_long_title() -> None:
    feed = feedparser.parse(write(write_rss, make_hit("word " * 100)))
    assert len(feed.entries[0].title) < 150
    assert feed.entries[0].title.endswith("word…")


@pytest.mark.parametrize("writer", [write_table, write_json, write_csv, write_rss])
def test_every_shape_says_that_a_page_was_withdrawn(writer: Callable[[SearchResult, TextIO], None]) -> None:
    hit = make_hit()
    facts = hit.entry.document.model_copy(update={"withdrawn_at": datetime(2024, 8, 9, 10, tzinfo=UTC)})
    withdrawn = hit.model_copy(update={"entry": hit.entry.model_copy(update={"document": facts})})
    assert "2024-08-09" in write(writer, withdrawn)
    assert "2024-08-09" not in write(writer, hit)
