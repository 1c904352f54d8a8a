"""XML from strangers."""

import gzip
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from clausewatch.errors import CrawlError
from spiders.xml import child_text, children, local_name, read_time, read_xml

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


def test_a_gzipped_file_is_read() -> None:
    assert local_name(read_xml(gzip.compress(b"<urlset/>"))) == "urlset"


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


def test_comments_have_no_name() -> None:
    assert [local_name(child) for child in read_xml(b"<r><!-- a --><b/></r>")] == ["", "b"]


def test_the_first_name_that_has_text_counts() -> None:
    assert child_text(read_xml(b"<r><a> </a><b>two</b></r>"), "a", "b") == "two"
    assert child_text(read_xml(b"<r/>"), "a") == ""


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Tue, 04 Mar 2025 09:30:00 GMT", datetime(2025, 3, 4, 9, 30, tzinfo=UTC)),
        ("Tue, 04 Mar 2025 09:30:00 +0100", datetime(2025, 3, 4, 9, 30, tzinfo=timezone(timedelta(hours=1)))),
        ("2025-03-04T09:30:00Z", datetime(2025, 3, 4, 9, 30, tzinfo=UTC)),
        ("2025-03-04", datetime(2025, 3, 4, tzinfo=UTC)),
        ("", None),
        ("yesterday", None),
        ("Tue, 99 Mar 2025 09:30:00 GMT", None),
    ],
)
def test_times_are_aware(text: str, at: datetime | None) -> None:
    assert read_time(text) == at
