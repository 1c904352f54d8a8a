"""The same article under many addresses is one document, and no two articles are."""

from pathlib import Path

import pytest

from clausewatch.extract.addresses import normalise_url
from clausewatch.identifiers import address_key, document_id
from clausewatch.ledger import open_ledger
from clausewatch.ledger.documents import find_by_url, list_versions, save_version
from tests.extract.answers import FETCHED, extract, make_page

STORY = "https://www.news.example/tech/a-story-7"
SAME = [
    (STORY, "http://www.news.example/tech/a-story-7"),
    (STORY, "https://news.example/tech/a-story-7"),
    (STORY, "http://news.example/tech/a-story-7/"),
    (STORY, "https://www.news.example/tech/a-story-7/"),
    (STORY, "https://www.news.example/tech/a-story-7#comments"),
    (STORY, "https://www.news.example/tech/a-story-7?"),
    (STORY, "https://WWW.News.Example/tech/a-story-7"),
    (STORY, "HTTPS://www.news.example/tech/a-story-7"),
    (STORY, "https://www.news.example:443/tech/a-story-7"),
    (STORY, "http://www.news.example:80/tech/a-story-7"),
    (STORY, "https://www.news.example./tech/a-story-7"),
    (STORY, "https://m.news.example/tech/a-story-7"),
    (STORY, "https://mobile.news.example/tech/a-story-7"),
    (STORY, "https://amp.news.example/tech/a-story-7"),
    (STORY, "https://www.m.news.example/tech/a-story-7"),
    (STORY, "https://www.news.example/tech/a-story-7/amp"),
    (STORY, "https://www.news.example/tech/a-story-7/amp/"),
    (STORY, "https://www.news.example/amp/tech/a-story-7"),
    (STORY, "https://www.news.example/google-amp/tech/a-story-7"),
    (STORY, "https://www.news.example/tech/a-story-7.amp"),
    (STORY, "https://www.news.example/tech/a-story-7?amp"),
    (STORY, "https://www.news.example/tech/a-story-7?amp=1"),
    (STORY, "https://www.news.example/tech/a-story-7?outputType=amp"),
    (STORY, "https://amp.news.example/tech/a-story-7/amp?amp_js_v=0.1&usqp=mq331"),
    (STORY, "https://www.news.example/tech/a-story-7?utm_source=rss&utm_medium=feed#top"),
    (STORY, "https://news.example/tech/a-story-7/?fbclid=IwAR0x"),
    (STORY, "https://www.news.example/tech/a-story-7?gclid=1&gbraid=2&wbraid=3&gad_source=4"),
    (STORY, "https://www.news.example/tech/a-story-7?at_medium=RSS&at_campaign=rss"),
    (STORY, "https://www.news.example/tech/a-story-7?ns_mchannel=social&ns_source=x"),
    (STORY, "https://www.news.example/tech/a-story-7?mc_cid=1&mc_eid=2"),
    (STORY, "https://www.news.example/tech/a-story-7?_ga=2.1&_gl=1"),
    (STORY, "https://www.news.example/tech/a-story-7?srsltid=Af&mkt_tok=N"),
    (STORY, "https://www.news.example/tech/a-story-7?CMP=twt_gu&ito=x&ocid=y"),
    (STORY, "https://www.news.example/tech/a-story-7?utm_source=x&amp;utm_medium=y"),
    (STORY, "https://www.news.example/%74ech/a-story%2D7"),
    ("https://news.example/a.html", "https://news.example/a.amp.html"),
    ("https://news.example/a.html", "http://m.news.example/a.amp.html?utm_source=x#top"),
    ("https://news.example/a?id=7", "https://www.news.example/a/?id=7&amp;utm_source=x"),
    ("https://news.example/a?id=7&page=2", "http://news.example/a?id=7&page=2&fbclid=z"),
    ("https://news.example/caf%C3%A9", "https://news.example/caf%c3%a9"),
    ("https://news.example/café", "https://news.example/caf%C3%A9"),
    ("https://zürich.example/a", "https://www.xn--zrich-kva.example/a/"),
    ("https://news.example", "http://www.news.example/"),
    ("https://uk.news.example/a", "http://uk.news.example/a/"),
    ("http://news.localhost:8000/a", "http://news.localhost:8000/a/#top"),
]
OTHER = [
    ("https://news.example/a", "https://news.example/b"),
    ("https://news.example/a", "https://news.example/A"),
    ("https://news.example/a", "https://news.example/a/b"),
    ("https://news.example/a", "https://news.example/a.html"),
    ("https://news.example/a", "https://other.example/a"),
    ("https://news.example/a", "https://uk.news.example/a"),
    ("https://uk.news.example/a", "https://us.news.example/a"),
    ("https://news.example/a", "https://news.example:8443/a"),
    ("https://news.example/a?id=7", "https://news.example/a?id=8"),
    ("https://news.example/a?id=7", "https://news.example/a"),
    ("https://news.example/a?page=1", "https://news.example/a?page=2"),
    ("https://news.example/?p=17", "https://news.example/?p=18"),
    ("https://news.example/story?cid=17", "https://news.example/story?cid=18"),
    ("https://news.example/story?ref=17", "https://news.example/story?ref=18"),
    ("https://news.example/a?q=x%26y", "https://news.example/a?q=x&y"),
    ("https://news.example/a%2Fb", "https://news.example/a/b"),
    ("https://news.example/a%3Fid=7", "https://news.example/a?id=7"),
    ("https://news.example/a?b=1&c=2", "https://news.example/a?b=2&c=1"),
    ("https://news.example/guitar-amp", "https://news.example/guitar"),
    ("https://news.example/lamp", "https://news.example/l"),
    ("https://news.example/topics/amp", "https://news.example/topics"),
    ("https://news.example/tag/amp/", "https://news.example/tag"),
    ("https://news.example/amp", "https://news.example/amplifier"),
    ("https://news.example/ramp/a", "https://news.example/a"),
    ("https://news.example/a.camp", "https://news.example/a.c"),
    ("https://news.example/a-1", "https://news.example/a-2"),
    ("https://news.example/2025/03/04/vote", "https://news.example/2025/03/05/vote"),
    ("https://news.example/live/a?pinned_post=1", "https://news.example/live/b?pinned_post=1"),
    ("https://m.example/a", "https://www.m.example/b"),
    ("https://m.example/a", "https://example/a"),
    ("https://mail.news.example/a", "https://news.example/a"),
    ("https://mnews.example/a", "https://news.example/a"),
    ("https://news.example/a", "ftp://news.example/a"),
    ("https://news.example/debate#contribution-1", "file:///debate#contribution-1"),
    ("urn:note:1", "urn:note:2"),
]


def identify(url: str) -> str:
    """The document that a page without a name of its own is."""
    return document_id(normalise_url(url))


def test_there_are_enough_pairs_of_both_kinds() -> None:
    assert len(SAME) + len(OTHER) >= 60
    assert min(len(SAME), len(OTHER)) >= 25


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_article_under_two_addresses_is_one_document(one: str, other: str) -> None:
    assert identify(one) == identify(other)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_two_articles_are_two_documents(one: str, other: str) -> None:
    assert identify(one) != identify(other)


@pytest.mark.parametrize("url", [url for pair in (*SAME, *OTHER) for url in pair])
def test_a_key_is_its_own_key(url: str) -> None:
    assert address_key(address_key(url)) == address_key(url)


def test_words_of_two_speakers_on_one_page_stay_two_documents() -> None:
    assert document_id("https://hansard.example/d#contribution-1") != document_id(
        "https://hansard.example/d#contribution-2"
    )


@pytest.mark.parametrize(
    ("address", "named", "attributes"),
    [
        ("https://amp.news.example/x/7", "https://www.news.example/tech/a-story-7", "amp"),
        ("https://www.news.example/tech/a-story-7/amp", "https://www.news.example/tech/a-story-7/amp", "amp"),
        ("https://www.news.example/tech/a-story-7/amp", "/tech/a-story-7/amp/", "\N{HIGH VOLTAGE SIGN}"),
        ("https://m.news.example/7", "http://news.example/tech/a-story-7/", "lang=en"),
        ("https://www.news.example/tech/a-story-7/2", "https://www.news.example/tech/a-story-7", "lang=en"),
    ],
)
def test_what_a_page_names_as_its_own_address_joins_its_forms(address: str, named: str, attributes: str) -> None:
    page = make_page(f"<link rel='canonical' href='{named}'>", attributes=attributes)
    assert extract(page, address).id == document_id(STORY)


@pytest.mark.parametrize(
    "named",
    [
        "https://elsewhere.example/tech/a-story-7",
        "https://www.news.example/",
        "https://www.news.example/tech",
        "https://www.news.example/tech/",
    ],
)
def test_a_name_of_another_site_or_of_the_section_does_not_join_two_articles(named: str) -> None:
    head = f"<link rel='canonical' href='{named}'>"
    one, other = (extract(make_page(head), f"https://www.news.example/tech/a-story-{number}") for number in (7, 8))
    assert one.id == document_id(STORY)
    assert one.id != other.id


def test_a_page_about_amp_that_names_itself_is_not_the_section_it_stands_in() -> None:
    url = "https://www.news.example/music/amp"
    assert extract(make_page(f"<link rel='canonical' href='{url}'>"), url).url == url


def test_what_is_saved_under_five_addresses_is_one_document_with_one_version(tmp_path: Path) -> None:
    ledger = open_ledger(f"sqlite:///{tmp_path / 'ledger.db'}")
    urls = [STORY, *(other for _, other in SAME[1:5])]
    with ledger.begin() as session:
        news = [save_version(session, extract(make_page(), url), fetch=None, seen_at=FETCHED) for url in urls]
    with ledger.read() as session:
        assert news == [True, False, False, False, False]
        assert len(list_versions(session, document_id(STORY))) == 1
        last = extract(make_page(), urls[-1]).url
        assert find_by_url(session, last) == document_id(STORY)
        # Another spelling may be gone while this one is not.
        assert find_by_url(session, f"{last}/") is None
    ledger.close()
