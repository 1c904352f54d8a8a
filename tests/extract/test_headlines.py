"""Feeds and news sitemaps of publishers whose terms allow headlines and summaries only, and pages of theirs."""

import gzip
import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from clausewatch.errors import ExtractError
from clausewatch.extract import extract_documents
from clausewatch.extract.summaries import LONGEST
from clausewatch.models import Document, Publisher
from tests.extract.answers import BODY, json_ld, make_page, make_publisher, respond
from tests.extract.items import make_debate, said

QUILL = make_publisher(name="quill", title="The Quill", domains=("quill.example",), headlines_only=True)
FEED = "https://quill.example/rss"
SECRET = "Her opponents said that they could see no difference"


def rss(*items: str, channel: str = "<language>en-gb</language>") -> str:
    spaces = (
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    )
    told = "".join(f"<item>{item}</item>" for item in items)
    head = f'<?xml version="1.0"?><rss version="2.0" {spaces}>'
    return f"{head}<channel><title>The Quill</title>{channel}{told}</channel></rss>"


def item(path: str = "/a", title: str = "The bells stay", rest: str = "") -> str:
    return f"<title>{title}</title><link>https://quill.example{path}</link>{rest}"


def read(body: str | bytes, *, told: list[str] | None = None, publisher: Publisher = QUILL) -> list[Document]:
    left_out: list[str] = [] if told is None else told
    return list(extract_documents(respond(body, FEED, "application/rss+xml"), publisher, left_out.append))


def test_an_entry_is_a_document_of_its_headline_and_summary() -> None:
    rest = (
        "<description><![CDATA[<p>“Nobody will listen in,” said <b>Ada Moor</b> &amp; others.</p>]]></description>"
        "<pubDate>Fri, 28 Feb 2025 09:30:15 GMT</pubDate><dc:creator>Imogen Farraday, Political Editor</dc:creator>"
    )
    [document] = read(rss(item(rest=rest)))
    assert document == Document(
        url="https://quill.example/a",
        title="The bells stay",
        text="“Nobody will listen in,” said Ada Moor & others.",
        publisher="quill",
        language="en",
        authors=("Imogen Farraday",),
        published_at=datetime(2025, 2, 28, 9, 30, 15, tzinfo=UTC),
        published_precision="second",
        published_confidence="high",
        document_type="headline",
    )


def test_without_a_summary_the_headline_is_the_text() -> None:
    [document] = read(rss(item(rest="<description> </description>")))
    assert (document.title, document.text) == ("The bells stay", "The bells stay")


def test_the_article_is_never_taken_from_the_feed() -> None:
    whole = f"<content:encoded><![CDATA[{BODY}]]></content:encoded><media:description>A photo</media:description>"
    [document] = read(rss(item(rest=f"{whole}<description>Short.</description>")))
    assert document.text == "Short."
    [document] = read(rss(item(rest=whole)))
    assert document.text == "The bells stay"


def test_a_summary_that_is_the_article_is_cut_to_its_first_paragraph_or_left_out() -> None:
    long = "x " * LONGEST
    [document] = read(rss(item(rest=f"<description><![CDATA[<p>First.</p><p>{long}</p>]]></description>")))
    assert document.text == "First."
    [document] = read(rss(item(rest=f"<description>{long}</description>")))
    assert document.text == "The bells stay"


def test_names_of_pictures_are_no_headlines() -> None:
    [document] = read(rss(f"<media:title>Bell.jpg</media:title>{item()}"))
    assert document.title == "The bells stay"


def test_an_atom_feed_is_read() -> None:
    entry = (
        "<entry><title type='html'>Bells &amp;amp; whistles</title><link href='/b?utm_source=feed'/>"
        "<summary>They stay.</summary><content type='html'>All of it.</content><author><name>Ada Moor</name></author>"
        "<published>2025-02-28T09:30:00Z</published><updated>2025-02-28T11:00:00Z</updated></entry>"
        "<entry><title>Later</title><link href='/c'/><updated>2025-02-28T11:00:00Z</updated></entry>"
    )
    first, second = read(f"<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en'>{entry}</feed>")
    assert (first.url, first.title, first.text) == ("https://quill.example/b", "Bells & whistles", "They stay.")
    assert (first.authors, first.modified_at) == (("Ada Moor",), datetime(2025, 2, 28, 11, tzinfo=UTC))
    assert (second.published_at, second.published_confidence) == (datetime(2025, 2, 28, 11, tzinfo=UTC), "low")


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_news_sitemap_gives_headlines(pack: Callable[[bytes], bytes]) -> None:
    spaces = (
        'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"'
    )
    news = (
        "<n:publication><n:language>en</n:language></n:publication><n:publication_date>2025-02-28</n:publication_date>"
    )
    named = f"<url><loc>https://quill.example/a</loc><n:news>{news}<n:title>The bells stay</n:title></n:news></url>"
    body = f"<urlset {spaces}>{named}<url><loc>https://quill.example/b</loc></url></urlset>"
    told: list[str] = []
    [document] = read(pack(body.encode()), told=told)
    assert (document.url, document.title, document.text) == (
        "https://quill.example/a",
        "The bells stay",
        "The bells stay",
    )
    assert (document.published_precision, document.published_at) == ("day", datetime(2025, 2, 28, tzinfo=UTC))
    assert told == ["1 of 2 entries were left out: title: there is none (1)"]


def test_malformed_entries_are_counted_by_field_and_reason() -> None:
    told: list[str] = []
    bad = ("<title>No link</title>", item("/b", " "), "<title>Other</title><link>mailto:desk@quill.example</link>")
    assert [one.url for one in read(rss(item(), *bad, item("/c", "<![CDATA[<b></b>]]>")), told=told)] == [
        "https://quill.example/a"
    ]
    counts = "title: there is none (2); link: there is none (1); link: it is no address of the web (1)"
    assert told == [f"4 of 5 entries were left out: {counts}"]


def test_entries_on_other_sites_are_left_out_as_a_crawl_leaves_them_out() -> None:
    told: list[str] = []
    advert = "<title>Buy bells</title><link>https://shop.example/a</link>"
    assert len(read(rss(item(), advert), told=told)) == 1
    assert told == []
    with pytest.raises(ExtractError, match=r"no entry is on quill\.example"):
        read(rss(advert))


def test_spellings_of_one_address_are_one_document() -> None:
    documents = read(rss(item("/a?utm_source=rss", "First"), item("/a/", "Second"), item("/b", "Third")))
    assert [(one.url, one.title) for one in documents] == [
        ("https://quill.example/a", "First"),
        ("https://quill.example/b", "Third"),
    ]


@pytest.mark.parametrize("date", ["soon", "Fri, 28 Feb 2525 09:30:15 GMT", ""])
def test_a_date_that_cannot_be_is_none(date: str) -> None:
    [document] = read(rss(item(rest=f"<pubDate>{date}</pubDate>")))
    assert document.published_at is None


def test_a_feed_without_entries_gives_nothing_and_is_no_fault() -> None:
    assert read(rss()) == []


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<sitemapindex><sitemap><loc>https://quill.example/s.xml</loc></sitemap></sitemapindex>", "no pages"),
        (rss("<title>No link</title>"), r"1 of 1 entries were left out: link: there is none \(1\)"),
        (gzip.compress(b"x" * 10_000_001), "over 10 MB when decoded"),
        (b"\x1f\x8bnot gzip", "its gzip is broken"),
        (b"<rss>" + b"<a/>" * 1_000_001, "over 1,000,000 tags"),
    ],
)
def test_a_list_that_cannot_be_read_says_why(body: str | bytes, reason: str) -> None:
    with pytest.raises(ExtractError, match=reason):
        read(body)


def test_entities_and_other_files_are_not_read() -> None:
    doctype = '<!DOCTYPE rss [<!ENTITY big "many words"><!ENTITY file SYSTEM "file:///etc/hostname">]>'
    body = rss(item(rest="<description>a&big;b&file;c</description>"))
    [document] = read(body.replace("<rss", f"{doctype}<rss"))
    assert document.text == "a&big;b&file;c"


def test_a_feed_of_any_other_publisher_gives_no_headlines() -> None:
    with pytest.raises(ExtractError):
        read(rss(item()), publisher=make_publisher(domains=("quill.example",)))


def test_of_a_page_that_is_handed_in_headline_and_summary_are_all() -> None:
    head = (
        json_ld(description="What the wording means.", isAccessibleForFree=False, datePublished="2025-02-28T09:30:15Z")
        + '<meta property="og:description" content="For other sites.">'
        + '<link rel="canonical" href="https://quill.example/story">'
    )
    [document] = extract_documents(respond(make_page(head), "https://quill.example/story?x=1"), QUILL)
    assert (document.url, document.title) == ("https://quill.example/story", "A debate")
    assert document.text == "What the wording means."
    assert (document.document_type, document.access) == ("headline", None)
    assert document.published_at == datetime(2025, 2, 28, 9, 30, 15, tzinfo=UTC)
    assert SECRET not in document.model_dump_json()


def test_of_a_page_without_a_summary_the_headline_is_all() -> None:
    [document] = extract_documents(respond(make_page(), "https://quill.example/story"), QUILL)
    assert (document.title, document.text) == ("A debate", "A debate")
    [described] = extract_documents(
        respond(make_page(f'<meta name="description" content="{"x " * LONGEST}">'), "https://quill.example/s"), QUILL
    )
    assert described.text == "A debate"


def test_a_captcha_page_and_a_page_without_headline_give_nothing() -> None:
    wall = "<html><head><title>Just a moment...</title></head><body><p>Checking your browser.</p></body></html>"
    with pytest.raises(ExtractError, match="captcha page"):
        extract_documents(respond(wall, "https://quill.example/a"), QUILL)
    with pytest.raises(ExtractError, match="it has no title"):
        extract_documents(respond(f"<html><body><div>{BODY}</div></body></html>", "https://quill.example/a"), QUILL)


def test_of_text_and_of_an_api_answer_no_more_is_kept_either() -> None:
    body = " ".join(f"Sentence {number} of the article says a little more." for number in range(9))
    text = f"---\ntitle: The bells stay\n---\n{body}\n"
    [document] = extract_documents(respond(text, "https://quill.example/a", "text/plain"), QUILL)
    assert (document.text, document.document_type) == ("The bells stay", "headline")
    with pytest.raises(ExtractError, match="headlines and summaries only, and it has no title"):
        extract_documents(respond(body, "https://quill.example/a", "text/plain"), QUILL)
    debate = json.dumps(make_debate(said("Lord Coldbrook (CB)", "One."), said("Baroness Carrow (Cwl)", "Two.", 8, 2)))
    found = extract_documents(respond(debate, "https://quill.example/a.json", "application/json"), QUILL)
    assert [one.text for one in found] == [one.title for one in found]


def test_a_page_that_mentions_a_feed_is_no_feed() -> None:
    page = make_page(before="<rss >").replace("<!DOCTYPE html>", "")
    [document] = extract_documents(respond(page, "https://quill.example/story"), QUILL)
    assert document.url == "https://quill.example/story"
