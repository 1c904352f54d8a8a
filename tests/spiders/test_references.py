"""Ampersands that no XML allows cost neither address nor text."""

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st
from lxml import etree

from clausewatch.lists.feeds import read_feed
from clausewatch.lists.references import mend_references
from clausewatch.lists.sitemaps import read_sitemap
from clausewatch.lists.xml import child_text, read_xml

HOME = "https://gazette.example"


def title_of(body: bytes) -> str:
    return child_text(read_xml(body), "title")


@pytest.mark.parametrize("link", ["/a?b=1&c=2", "/a?b=1&copy=2&lt=3", "/a?b&amp;c&d", "/a?b=1&", "/a?q=x&#y", "/a?&&;"])
def test_a_bare_ampersand_in_an_address_is_kept(link: str) -> None:
    expected = f"{HOME}{link.replace('&amp;', '&')}"
    rss = f"<rss><channel><item><link>{HOME}{link}</link></item></channel></rss>"
    atom = f"<feed><entry><link href='{HOME}{link}'/></entry></feed>"
    for feed in (rss, atom):
        assert [entry.url for entry in read_feed(feed.encode(), HOME)] == [expected]
    sitemap = f"<urlset><url><loc>{HOME}{link}</loc></url></urlset>".encode()
    for body in (sitemap, gzip.compress(sitemap)):
        assert [entry.url for entry in read_sitemap(read_xml(body))] == [expected]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Fish & chips", "Fish & chips"),
        ("Caf&eacute;&nbsp;time", "Caf\xe9\xa0time"),
        ("a &NotEqualTilde; b", "a \u2242\u0338 b"),
        ("a &nobody; b", "a &nobody; b"),
        ("&lt;b&gt; &amp; &quot;c&apos; &#233; &#xE9;", "<b> & \"c' \xe9 \xe9"),
        ("&amp;eacute; &amp;amp;", "&eacute; &amp;"),
        ("<![CDATA[a & b &eacute; &amp;]]> & c", "a & b &eacute; &amp; & c"),
        ("a <!-- b & c --> & d", "a  & d"),
        ("a <?b c & d?> & e", "a  & e"),
    ],
)
def test_text_is_read_as_it_was_meant(written: str, read: str) -> None:
    root = read_xml(f"<r><title>{written}</title><title>another</title></r>".encode())
    assert root[0].xpath("string()") == read
    assert root[1].xpath("string()") == "another"


def test_names_are_known_behind_the_usual_doctype() -> None:
    doctype = b'<!DOCTYPE rss PUBLIC "-//Nobody//DTD 0.91//EN" "http://gazette.example/?a&b">'
    assert title_of(doctype + b"<rss><title>Caf&eacute; & bar</title></rss>") == "Caf\xe9 & bar"


def test_a_name_that_the_body_declares_is_not_resolved(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret", encoding="utf-8")
    text = f'<!DOCTYPE r [<!ENTITY eacute SYSTEM "{secret.as_uri()}"><!ENTITY a "b">]><r><title>&eacute;&a;</title></r>'
    assert mend_references(text.encode()) == text.encode()
    assert title_of(text.encode()) == "&eacute;&a;"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32", "iso-2022-jp"])
def test_an_encoding_in_which_bytes_mean_something_else_is_left_alone(encoding: str) -> None:
    # In ISO-2022-JP the second byte of this character is that of an ampersand.
    text = f'<?xml version="1.0" encoding="{encoding}"?><r><title>a &amp; \u3046\u3086\u30e6 &eacute;</title></r>'
    assert mend_references(text.encode(encoding)) == text.encode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "iso-8859-1", "windows-1252"])
def test_an_encoding_that_holds_ascii_is_mended(encoding: str) -> None:
    named = encoding.removesuffix("-sig")
    text = f'<?xml version="1.0" encoding="{named}"?><r><title>\xe9 & &eacute;</title></r>'
    assert title_of(text.encode(encoding)) == "\xe9 & \xe9"


def test_what_is_never_closed_is_left_as_it_is() -> None:
    for beginning in (b"<r>a & b<![CDATA[c & d", b"<r>a & b<!-- c & d", b"<r>a & b<? c & d"):
        assert mend_references(beginning) == beginning.replace(b"a & b", b"a &amp; b")


@limits(max_examples=200)
@given(st.lists(st.sampled_from(["&", ";", "#", "x", "4", "amp", "eacute", "lt", " ", "=", "q"]), max_size=30))
def test_whatever_stands_around_ampersands_nothing_else_is_lost(parts: list[str]) -> None:
    text = "".join(parts)
    mended = mend_references(f"<r>{text}</r>".encode())
    kept = etree.fromstring(mended, etree.XMLParser(resolve_entities=False, recover=True)).xpath("string()")
    names = ("&amp;", "&lt;", "&eacute;")
    if not any(name in text for name in names) and "&#" not in text:
        assert kept == text
    assert mend_references(mended) == mended
