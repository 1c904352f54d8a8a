"""Feeds whose first bytes are not as XML wants them."""

import pytest

from clausewatch.errors import CrawlError
from clausewatch.lists.beginning import FARTHEST, mend_beginning
from clausewatch.lists.feeds import read_feed

BASE = "https://gazette.example/feed"
REST = "<rss><channel><item><title>Café</title><link>/1</link></item></channel></rss>"
WARNING = "<br />\n<b>Warning</b>: Undefined index in <b>feed.php</b> on line <b>3</b><br />\n"


def declare(encoding: str) -> str:
    return f'<?xml version="1.0" encoding="{encoding}" standalone="yes"?>{REST}'


@pytest.mark.parametrize("encoding", ["utf-16", "UTF-16LE", "ucs-2", "UTF-32", "iso-10646-ucs-2", "utf16"])
@pytest.mark.parametrize("sent", ["utf-8", "utf-8-sig", "latin-1"])
def test_a_wide_encoding_that_is_only_said_does_not_count(encoding: str, sent: str) -> None:
    assert [entry.url for entry in read_feed(declare(encoding).encode(sent), BASE)] == ["https://gazette.example/1"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8", "iso-8859-1"])
def test_an_encoding_that_is_true_stays(encoding: str) -> None:
    body = declare(encoding).encode(encoding)
    assert mend_beginning(body) == body
    assert len(read_feed(body, BASE)) == 1


@pytest.mark.parametrize("before", [WARNING, "Notice: something in feed.php\n", "\n \n", "<!-- cached -->"])
def test_what_a_program_printed_before_a_feed_is_passed_over(before: str) -> None:
    assert len(read_feed((before + declare("utf-8")).encode(), BASE)) == 1


def test_a_declaration_far_below_the_beginning_is_none() -> None:
    body = ("x" * FARTHEST + declare("utf-8")).encode()
    assert mend_beginning(body) == body
    with pytest.raises(CrawlError, match="it is not XML"):
        read_feed(body, BASE)


def test_a_page_of_html_with_a_piece_of_xml_is_a_page() -> None:
    page = f"<html><body><svg>{declare('utf-8')}</svg></body></html>".encode()
    with pytest.raises(CrawlError, match="it is no feed: its root is <html>"):
        read_feed(page, BASE)
