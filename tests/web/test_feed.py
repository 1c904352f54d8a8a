"""A search as a feed that readers understand."""

import feedparser
import httpx
import pytest
from lxml import etree

from clausewatch.web.feed import _shorten


def test_the_feed_holds_what_the_search_finds(client: httpx.Client) -> None:
    answer = client.get("/search.rss?speaker=moor")
    assert answer.headers["content-type"] == "application/rss+xml; charset=utf-8"
    feed = feedparser.parse(answer.content)
    assert not feed.bozo
    assert feed.feed.title == "Clausewatch: statements"
    (entry,) = feed.entries
    assert entry.title.startswith("Ada Moor: “Scanning ")
    assert client.get(entry.link).status_code == 200
    assert entry.id == entry.link.rpartition("/")[2]
    assert entry.published.startswith("Wed, 06 Sep 2023 17:00:00")
    assert [tag.term for tag in entry.tags] == ["encryption-clause: AGAINST"]


def test_the_page_names_its_feed(client: httpx.Client) -> None:
    page = client.get("/?q=reckless&stance=AGAINST&offset=0").text
    assert '<link rel="alternate" type="application/rss+xml"' in page
    assert 'href="/search.rss?q=reckless&amp;stance=AGAINST"' in page


def test_a_feed_is_newest_first_also_with_words(client: httpx.Client) -> None:
    feed = feedparser.parse(client.get("/search.rss?q=will").content)
    assert [entry.published[:16] for entry in feed.entries] == sorted(
        (entry.published[:16] for entry in feed.entries), reverse=True
    )


def test_the_markup_of_a_page_stays_text_in_the_description(client: httpx.Client) -> None:
    root = etree.fromstring(client.get("/search.rss?q=reckless").content)
    description = root.findtext(".//item/description") or ""
    assert "&lt;b&gt;private&lt;/b&gt;" in description
    assert "<mark>reckless</mark>" in description
    assert "against (94 %)" in description


def test_an_unknown_speaker_and_a_wrong_parameter(client: httpx.Client) -> None:
    feed = feedparser.parse(client.get("/search.rss?stance=NONE").content)
    assert feed.entries[0].title == "Speaker not known: The debate goes on next week."
    assert client.get("/search.rss?stance=MAYBE").status_code == 422


@pytest.mark.parametrize("length", [100, 101])
def test_a_long_statement_is_cut_in_the_title(length: int) -> None:
    text = "a" * length
    assert len(_shorten(text)) == 100
    assert _shorten(text).endswith("…") is (length > 100)
