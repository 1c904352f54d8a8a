"""What reserves a page against text and data mining, and what does not."""

import json
from typing import Any

import pytest

from spiders.reservations import find_reservation, is_site_reserved, read_site_rules

PAGE = "<html><head><title>A</title>{}</head><body><p>Words.</p></body></html>"


def rules(*entries: tuple[str, Any]) -> bytes:
    return json.dumps([{"location": location, "tdm-reservation": value} for location, value in entries]).encode()


@pytest.mark.parametrize(
    ("location", "path", "fits"),
    [
        ("/", "/", True),
        ("/", "/a/b?c=d", True),
        ("/a/", "/a/b", True),
        ("/a/", "/a", False),
        ("/a", "/b/a", False),
        ("/a$", "/a", True),
        ("/a$", "/ab", False),
        ("/*.jpg", "/b/c.jpg?x", True),
        ("/*.jpg$", "/b/c.jpg?x", False),
        ("/*.jpg$", "/b/c.jpg", True),
        ("/a*b*c$", "/a1b2c3c", True),
        ("/a*b*c$", "/a1c2b", False),
        ("/ab*b$", "/ab", False),
        ("*", "/a", True),
        ("/News", "/news", False),
        ("/%7Ejo", "/~jo/a", True),
        ("/a%2fb", "/a%2Fb", True),
        ("/a%2fb", "/a/b", False),
        ("/a?id=", "/a?id=3", True),
        ("a", "/a", False),
    ],
)
def test_a_rule_fits_as_in_robots_txt(location: str, path: str, fits: bool) -> None:
    assert is_site_reserved(read_site_rules(rules((location, 1))), f"https://n.example{path}") is fits


def test_the_first_rule_that_fits_decides() -> None:
    found = read_site_rules(rules(("/open/", 0), ("/", 1), ("/never/", 0)))
    urls = [f"https://n.example{path}" for path in ("/open/a", "/a", "/never/a", "")]
    assert [is_site_reserved(found, url) for url in urls] == [False, True, True, True]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>Not found</html>",
        b'{"location": "/", "tdm-reservation": 1}',
        b'["/"]',
        b'[{"location": "/"}]',
        b'[{"location": 7, "tdm-reservation": 1}]',
        b'[{"location": "/", "tdm-reservation": 2}]',
        b'[{"location": "/", "tdm-reservation": null}]',
        b"[" * 100_000,
    ],
)
def test_what_is_no_such_file_reserves_nothing(body: bytes) -> None:
    assert not is_site_reserved(read_site_rules(body), "https://n.example/a")


def test_numbers_may_be_written_as_text_and_other_keys_do_not_matter() -> None:
    body = b'[{"location": "/", "tdm-reservation": "1", "tdm-policy": "https://n.example/p.json", "x": []}]'
    assert is_site_reserved(read_site_rules(body), "https://n.example/a")


def test_a_pattern_of_many_wildcards_takes_no_time() -> None:
    found = read_site_rules(rules(("/" + "*a" * 5000 + "*b", 1)))
    assert not is_site_reserved(found, "https://n.example/" + "a" * 6000)


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("TDM-Reservation", "1", "tdm-reservation in the header"),
        ("tdm-reservation", " 1 ", "tdm-reservation in the header"),
        ("tdm-reservation", "0", None),
        ("tdm-reservation", "yes", None),
        ("X-Robots-Tag", "noai", "noai in X-Robots-Tag"),
        ("X-Robots-Tag", "noindex, NOAI", "noai in X-Robots-Tag"),
        ("X-Robots-Tag", "clausewatch: noai", "noai in X-Robots-Tag"),
        ("X-Robots-Tag", "otherbot: noai", None),
        ("X-Robots-Tag", "noindex, noarchive, noimageai", None),
        ("X-Robots-Tag", "unavailable_after: 2030-01-01", None),
        ("X-Robots-Tag", "max-snippet:-1, max-image-preview:large, noai", "noai in X-Robots-Tag"),
        ("X-Robots-Tag", "unavailable_after: 25 Jun 2030 15:00:00 PST, noai", "noai in X-Robots-Tag"),
        ("X-Robots-Tag", "unavailable_after: Wed, 25 Jun 2030 15:00:00 GMT, noai", "noai in X-Robots-Tag"),
        ("X-Robots-Tag", "noindex, otherbot: noai", None),
        ("X-Robots-Tag", "otherbot: noai, Clausewatch/0.1: noai", "noai in X-Robots-Tag"),
        ("X-Robots-Tag", "otherbot: max-snippet:20, noai", None),
        ("X-Other", "noai", None),
    ],
)
def test_a_header_field_may_reserve_a_page(name: str, value: str, reason: str | None) -> None:
    assert find_reservation([("Content-Type", "text/html"), (name, value)], b"") == reason


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ('<meta name="tdm-reservation" content="1">', "tdm-reservation in a meta"),
        ("<META CONTENT='1' NAME='TDM-Reservation'/>", "tdm-reservation in a meta"),
        ("<meta name=tdm-reservation content=1>", "tdm-reservation in a meta"),
        ('<meta name="tdm-reservation" content="0">', None),
        ('<meta name="robots" content="noindex, noai">', "noai in a meta"),
        ('<meta name="clausewatch" content="noai">', "noai in a meta"),
        ('<meta name="otherbot" content="noai">', None),
        ('<meta name="robots" content="noimageai, noarchive">', None),
        ('<meta name="description" content="tdm-reservation, noai">', None),
        ('<!-- <meta name="robots" content="noai"> -->', None),
        ("<script>var a = '<meta name=robots content=noai>'</script>", None),
        ("", None),
    ],
)
def test_a_meta_may_reserve_a_page(markup: str, reason: str | None) -> None:
    assert find_reservation([], PAGE.format(markup).encode()) == reason


@pytest.mark.parametrize(("field", "meta", "reserved"), [("1", "0", False), ("0", "1", True), ("1", "?", True)])
def test_the_page_itself_overrules_the_header(field: str, meta: str, reserved: bool) -> None:
    body = PAGE.format(f'<meta name="tdm-reservation" content="{meta}">').encode()
    assert (find_reservation([("tdm-reservation", field)], body) is not None) is reserved


def test_a_body_that_is_no_page_reserves_nothing() -> None:
    for body in (b"tdm-reservation", b"noai", b'{"noai": 1}', b"\x00\xff tdm-reservation \x00", b"<noai"):
        assert find_reservation([], body) is None
