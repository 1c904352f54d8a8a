"""XML from strangers."""

import base64
import gzip
from pathlib import Path
from time import perf_counter

import pytest

from clausewatch.errors import CrawlError
from clausewatch.lists.feeds import read_feed
from clausewatch.lists.sitemaps import read_sitemap
from clausewatch.lists.xml import check_marks, child_text, children, local_name, read_xml

BOMB = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">
<!ENTITY lol1 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">
<!ENTITY lol2 "&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;">
<!ENTITY lol3 "&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;">
<!ENTITY lol4 "&lol3;&lol3;&lol3;&lol3;&lol3;&lol3;&lol3;&lol3;&lol3;&lol3;">
<!ENTITY lol5 "&lol4;&lol4;&lol4;&lol4;&lol4;&lol4;&lol4;&lol4;&lol4;&lol4;">]>
<rss><channel><title>&lol5;</title></channel></rss>"""


def test_entities_are_not_expanded() -> None:
    root = read_xml(BOMB)
    assert len(child_text(next(children(root, "channel")), "title")) < 100


def test_no_file_is_read_through_an_entity(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret", encoding="utf-8")
    text = f'<!DOCTYPE r [<!ENTITY x SYSTEM "{secret.as_uri()}">]><r><title>&x;</title></r>'
    assert "the secret" not in child_text(read_xml(text.encode()), "title")


LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32", "utf-7"])
def test_entities_are_not_expanded_however_they_are_written(tmp_path: Path, encoding: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret", encoding="utf-8")
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE r [<!ENTITY x SYSTEM "{secret.as_uri()}">'
        f'<!ENTITY a0 "aaaaaaaaaa">{LAUGHS}]><r><title>&x;&a9;</title></r>'
    )
    assert child_text(read_xml(text.encode(encoding)), "title") in ("&x;", "&x;&a9;")


def test_a_doctype_hidden_in_another_encoding_opens_nothing(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret", encoding="utf-8")
    hidden = f'<!DOCTYPE r [<!ENTITY x SYSTEM "{secret.as_uri()}">]><r><title>&x;</title></r>'
    # The whole in the base64 of UTF-7, so that no byte of it is one of markup.
    shifted = b"+" + base64.b64encode(hidden.encode("utf-16-be")).rstrip(b"=") + b"-"
    body = b'<?xml version="1.0" encoding="UTF-7"?>' + shifted
    assert b"<!DOCTYPE" not in body
    assert "the secret" not in child_text(read_xml(body), "title")


def test_laughs_in_an_attribute_stay_small() -> None:
    body = f'<!DOCTYPE r [<!ENTITY a0 "aaaaaaaaaa">{LAUGHS}]><r><item link="&a9;"/></r>'
    root = read_xml(body.encode())
    assert sum(len(str(value)) for element in root.iter() for value in element.attrib.values()) < 5_000_000


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE r [<!ENTITY % p SYSTEM "{}"> %p;]><r><title>&evil;</title><e/></r>',
        '<!DOCTYPE r SYSTEM "{}"><r><title>&evil;</title><e/></r>',
        '<!DOCTYPE r PUBLIC "-//X//Y" "{}"><r><title>&evil;</title><e/></r>',
        '<r xmlns:xi="http://www.w3.org/2001/XInclude"><title><xi:include href="{}" parse="text"/></title><e/></r>',
        '<?xml-stylesheet href="{}"?><r><title/><e/></r>',
    ],
    ids=["parameter entity", "system", "public", "xinclude", "stylesheet"],
)
def test_nothing_outside_is_included(tmp_path: Path, text: str) -> None:
    outside = tmp_path / "evil.dtd"
    outside.write_text('<!ENTITY evil "EVIL"><!ATTLIST e evil CDATA "EVIL">', encoding="utf-8")
    root = read_xml(text.format(outside.as_uri()).encode())
    assert "EVIL" not in child_text(root, "title")
    assert not next(children(root, "e")).attrib


@pytest.mark.parametrize("end", [b"", b"</a>" * 100_000], ids=["open", "closed"])
def test_depth_has_a_bound(end: bytes) -> None:
    assert sum(1 for _ in read_xml(b"<a>" * 100_000 + end).iter()) < 3000


@pytest.mark.parametrize(
    "filling",
    [b"<a/>", b'<a b=""/>', b"&x;", b'a=""', b"<a/>\n", b"<item>\n"],
    ids=["tags", "both", "entities", "a", "texts", "open"],
)
def test_what_would_fill_the_memory_is_refused_before_it_is_parsed(filling: bytes) -> None:
    with pytest.raises(CrawlError, match="over 1,000,000 tags, texts, references and attributes"):
        read_xml(b"<rss>" + filling * 1_000_001 + b"</rss>")


def test_texts_are_counted_and_the_ends_of_tags_are_not() -> None:
    with pytest.raises(CrawlError, match="over 1,000,000 tags"):
        check_marks(b"<a/>x" * 500_001)
    check_marks(b"<a></a>" * 900_000)


def test_the_largest_honest_sitemap_is_read() -> None:
    page = (
        b"<url>\n<loc>https://gazette.example/a</loc>\n<lastmod>2025-03-04</lastmod>\n<priority>1</priority>\n</url>\n"
    )
    assert len(read_sitemap(read_xml(b"<urlset>" + page * 50_000 + b"</urlset>"))) == 50_000


def test_a_list_names_no_more_pages_than_one_may() -> None:
    with pytest.raises(CrawlError, match="over 50,000 pages"):
        read_sitemap(read_xml(b"<urlset>" + b"<url/>" * 50_001 + b"</urlset>"))
    with pytest.raises(CrawlError, match="over 50,000 pages"):
        read_feed(b"<rss>" + b"<item/>" * 50_001 + b"</rss>", "https://gazette.example/")
    assert read_feed(b"<rss>" + b"<item/>" * 50_000 + b"</rss>", "https://gazette.example/") == []


def test_a_gzipped_file_is_read() -> None:
    assert local_name(read_xml(gzip.compress(b"<urlset/>"))) == "urlset"


def test_a_gzipped_file_in_several_members_is_read_to_its_end() -> None:
    whole = gzip.compress(b"<urlset><url/>") + gzip.compress(b"<url/></urlset>") + b"\0" * 8
    assert len(read_xml(whole)) == 2


@pytest.mark.parametrize("missing", [1, 8, 20])
def test_a_gzipped_file_that_is_cut_off_is_no_short_list(missing: int) -> None:
    with pytest.raises(CrawlError, match="its gzip is cut off"):
        read_xml(gzip.compress(b"<urlset><url/></urlset>")[:-missing])


def test_very_many_gzip_members_are_refused_in_an_instant() -> None:
    began = perf_counter()
    with pytest.raises(CrawlError, match="over 300 gzip members"):
        read_xml(gzip.compress(b"") * 400_000)
    assert perf_counter() - began < 20


def test_a_gzip_bomb_is_refused() -> None:
    with pytest.raises(CrawlError, match="over 10 MB"):
        read_xml(gzip.compress(b"<a>" + b" " * 11_000_000 + b"</a>"))


@pytest.mark.parametrize(
    ("body", "reason"), [(b"", "empty"), (b"  \n", "empty"), (b"no xml at all", "not XML"), (b"\x1f\x8bbroken", "gzip")]
)
def test_what_is_no_xml_is_an_error_with_a_reason(body: bytes, reason: str) -> None:
    with pytest.raises(CrawlError, match=reason):
        read_xml(body)


def test_small_faults_are_forgiven() -> None:
    assert child_text(read_xml(b"<r><title>Fish & chips</title></r>"), "title").startswith("Fish")


@pytest.mark.parametrize(
    "body", [b"<!doctype html><html><body>Moved", b"<html", b"\n<!DOCTYPE HTML><p>Hello <b>there", b"<html>&nbsp;<"]
)
def test_a_page_of_html_is_called_one(body: bytes) -> None:
    with pytest.raises(CrawlError, match=r"^it is (a page of HTML|no feed: its root is <(html|p)>)$"):
        read_feed(body, "https://gazette.example/feed")


def test_comments_have_no_name() -> None:
    assert [local_name(child) for child in read_xml(b"<r><!-- a --><b/></r>")] == ["", "b"]


def test_the_first_name_that_has_text_counts() -> None:
    assert child_text(read_xml(b"<r><a> </a><b>two</b></r>"), "a", "b") == "two"
    assert child_text(read_xml(b"<r/>"), "a") == ""
