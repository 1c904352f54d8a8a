"""An agency or a desk is the author of a page on which no person is named."""

from typing import Any

import pytest

from clausewatch.extract.desks import find_desk
from tests.extract.answers import extract, json_ld, make_page

AGENCY = {"@type": "Organization", "name": "Fenland Press Agency"}

DESKS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "a description": (json_ld(author=AGENCY), "", ("Fenland Press Agency",)),
    "a description that is no organisation": (json_ld(author={"name": "Fenland Agency"}), "", ()),
    "a meta element": ("<meta name='author' content='Fenland Press'>", "", ("Fenland Press",)),
    "a byline": ("", "<p class='byline'>By Fenland Press</p>", ("Fenland Press",)),
    "a desk": ("", "<p class='byline'>Our science staff</p>", ("Our science staff",)),
    "an agency of one word": ("", "<p class='byline'>Reuters</p>", ("Reuters",)),
    "a byline before a description": (json_ld(author=AGENCY), "<p class='byline'>AFP</p>", ("AFP",)),
    "capitals that another place has in small letters": (
        "<meta name='author' content='Fenland Press'>",
        "<p class='byline'>FENLAND PRESS</p>",
        ("Fenland Press",),
    ),
    "a byline inside of an element that is named like one and holds more": (
        "",
        f"<div class='sorted-by by'><p class='byline'>By Fenland Agency</p><p>{'Doors are doors. ' * 20}</p></div>",
        ("Fenland Agency",),
    ),
    "the place behind it": ("", "<p class='byline'>Reuters, Thornby</p>", ("Reuters",)),
    "a person beside it": (json_ld(author=[AGENCY, {"@type": "Person", "name": "Ada Moor"}]), "", ("Ada Moor",)),
    "a person in the byline": (json_ld(author=AGENCY), "<p class='byline'>By Ada Moor</p>", ("Ada Moor",)),
}


@pytest.mark.parametrize("name", DESKS)
def test_a_page_without_a_person_is_by_the_agency_or_desk_of(name: str) -> None:
    head, before, expected = DESKS[name]
    assert extract(make_page(head, before=before)).authors == expected


@pytest.mark.parametrize(
    ("head", "facts"),
    [
        ("<meta property='og:site_name' content='Fenland Press Agency'>", {}),
        ("", {"title": "The Fenland Press Agency"}),
        ("", {"kind": "official", "category": "platform", "organisation": "Quillchat"}),
    ],
)
def test_neither_the_outlet_nor_a_body_on_an_official_site_is_an_author(head: str, facts: dict[str, Any]) -> None:
    assert extract(make_page(head + json_ld(author=AGENCY)), **facts).authors == ()


def test_the_publisher_that_a_page_describes_is_the_outlet() -> None:
    assert extract(make_page(json_ld(author=AGENCY, publisher=[AGENCY]))).authors == ()


def test_the_outlet_may_be_told_by_the_address() -> None:
    page = make_page("<meta name='author' content='Fenland Agency'>")
    url = "https://www.fenland-agency.example.co.uk/story"
    assert extract(page, "https://www.fenlandagency.co.uk/a", domains=("fenlandagency.co.uk",)).authors == ()
    assert extract(page, url, domains=("example.co.uk",)).authors == ("Fenland Agency",)


@pytest.mark.parametrize(
    "text",
    ["admin", "Site Admin", "Super User", "Guest contributor", "Getty Images", "View profile", "3 reporters", "staff"],
)
def test_accounts_and_buttons_are_no_desk(text: str) -> None:
    assert find_desk([text], [], [text], []) == ()


@pytest.mark.parametrize("text", ["", "x" * 70 + " Agency", "One Two Three Four Five Six Seven Agency", "the agency"])
def test_what_cannot_be_a_name_is_no_desk_though_it_is_described_as_one(text: str) -> None:
    assert find_desk([], [text], [], []) == ()
