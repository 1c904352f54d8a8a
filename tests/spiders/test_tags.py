"""A tag with very many attributes is refused before a parser sees it, and a long one with few is not."""

import subprocess
import sys
import time
from contextlib import suppress

import pytest
from scrapy.http import HtmlResponse

from clausewatch.errors import CrawlError
from clausewatch.lists.tags import LONG, MOST_ATTRIBUTES, check_tags
from spiders.bases.lists import find_links
from spiders.reservations import find_reservation

NUMBER = 100_000
MEASURE = """
import resource
from scrapy.http import HtmlResponse
from clausewatch.errors import CrawlError
from spiders.bases.lists import find_links
def peak(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
body = b"<ul>" + {piece!r} * 200_000
before = peak()
try:
    print(len(list(find_links(HtmlResponse("https://gazette.example/", body=body, encoding="utf-8"), "a", ".*"))))
except CrawlError as error:
    print(error)
print(peak() - before)
"""
BEGIN = b"<p>Here.</p><div "


def list_attributes(between: bytes, value: bytes = b"") -> bytes:
    return between.join(b"a%d%s" % (number, value) for number in range(NUMBER))


@pytest.mark.parametrize(
    "attributes",
    [
        list_attributes(b" "),
        list_attributes(b"\n", b"=1"),
        list_attributes(b" ", b'="1"'),
        list_attributes(b"", b'="1"'),
        list_attributes(b"/"),
        list_attributes(b" ", b"='>'"),
        list_attributes(b" ", b"=<b"),
        b"' " + list_attributes(b" ") + b" '",
        list_attributes(b" ", b'="'),
    ],
    ids=["bare", "lines", "quoted", "no spaces", "slashes", "ends in quotes", "tags in tags", "odd", "open"],
)
def test_a_tag_of_very_many_attributes_is_refused_in_time(attributes: bytes) -> None:
    begin = time.process_time()
    with pytest.raises(CrawlError, match="one of its tags has over 2,000 attributes"):
        check_tags(BEGIN + attributes + b">x</div>")
    with pytest.raises(CrawlError):
        check_tags(BEGIN + attributes)
    assert time.process_time() - begin < 2


@pytest.mark.parametrize(
    "page",
    [
        b"",
        b"<p>Here.</p>" * 100_000,
        b'<img src="data:image/png;base64,' + b"iVBOR/w0 KGgo+" * 20_000 + b'" alt="A ferry">',
        b"<p>It's 5 < 6 and \"so" + b"word " * 50_000 + b"</p>",
        b'<script type="application/ld+json">{"text": "' + b"word " * 50_000 + b'"}</script>',
        b"<style>" + b".a { color: red }\n" * 20_000 + b"</style>",
        b'<div class="' + b"name " * 50_000 + b'">x</div>',
        b"<div " + b" ".join(b"a%d" % number for number in range(MOST_ATTRIBUTES - 1)) + b" " * LONG + b">x</div>",
    ],
    ids=["empty", "many tags", "picture", "text", "data", "styles", "classes", "just as many"],
)
def test_what_is_long_for_another_reason_is_read(page: bytes) -> None:
    check_tags(page)


@pytest.mark.parametrize("piece", [b"<a ", b'<a ="', b"<a ='", b"<a = ", b"<a=", b"<", b"="])
def test_what_never_ends_is_looked_through_in_time(piece: bytes) -> None:
    begin = time.process_time()
    with suppress(CrawlError):
        check_tags(piece * 1_000_000)
    assert time.process_time() - begin < 3


def test_lists_and_reservations_are_read_in_time() -> None:
    body = BEGIN + list_attributes(b" ") + b">noai</div><a href='/1'>1</a>"
    begin = time.process_time()
    with pytest.raises(CrawlError, match="attributes"):
        list(find_links(HtmlResponse("https://gazette.example/", body=body, encoding="utf-8"), "a", ".*"))
    assert find_reservation([], b"<meta name='robots' content='noai'><div " + list_attributes(b" ")) is None
    assert find_reservation([], b"<meta name='robots' content='noai'>") is not None
    assert time.process_time() - begin < 2


@pytest.mark.parametrize(
    ("piece", "told"), [(b"<li>a", "0"), (b"<item>", "0"), (b"<a href=/1>", "it lists over 50,000 pages")]
)
def test_a_list_of_very_many_elements_takes_little_memory(piece: bytes, told: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", MEASURE.format(piece=piece)], capture_output=True, text=True, check=True
    )
    said, taken = done.stdout.splitlines()
    assert said == told
    # With what a crawl takes besides, far under the 512 MB that it may.
    assert int(taken) < 200_000_000


def test_as_many_links_as_a_list_may_have_are_found() -> None:
    body = b"".join(b"<a href=/%d>x</a>" % number for number in range(50_000))
    response = HtmlResponse("https://gazette.example/", body=body, encoding="utf-8")
    assert len(list(find_links(response, "p a, body > a", ".*"))) == 50_000
