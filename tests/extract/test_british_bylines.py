"""Bylines as the kinds of British news sites write them, with people and outlets that are none."""

from typing import Any

import pytest

from tests.extract.answers import extract, json_ld, make_page

ADA, BO = ("Ada Moor",), ("Ada Moor", "Bo Lind")
OUTLET = {"@type": "NewsMediaOrganization", "name": "Harbour Broadcasting"}


def person(name: str) -> dict[str, Any]:
    return {"@type": "Person", "name": name}


DESCRIBED = {
    "a job title without a comma": (person("Ada Moor Political Editor"), ADA),
    "two in one string with titles": (person("Ada Moor, Political Editor and Bo Lind, Technology Reporter"), BO),
    "for a site": ([person("Ada Moor For Harbouronline"), person("Bo Lind")], BO),
    "for a site in capitals": ([person("ADA MOOR, SCIENCE EDITOR FOR HARBOUR.COM"), person("BO LIND")], BO),
    "a surname in small letters": (person("Ada moor"), ("Ada moor",)),
    "no name but a sentence": (person("this is a test"), ()),
    "no name but two words": (person("default user"), ()),
    "a nickname": (person('Ada "Big Ada" Moor'), ('Ada "Big Ada" Moor',)),
    "the writer and a paper": (person("Ada Moor, Washington Post"), ADA),
    "a paper of a city": ([person("Ada Moor"), person("Jerusalem Post")], ADA),
    "a daily paper": (person("Daily Harbour"), ()),
    "a surname with an apostrophe": (person("Ada d'Moor"), ("Ada d'Moor",)),
    "a Welsh name": (person("Rhys ap Moor"), ("Rhys ap Moor",)),
    "an account": (person("Moor7567"), ("Moor7567",)),
    "pronouns": (person("Ada Moor (she/her)"), ADA),
    "where she is what": (person("Ada Moor, Head of Policy, Quill Harbour"), ADA),
    "the address before the name": ("ada.moor@news.example (Ada Moor)", ADA),
}


@pytest.mark.parametrize("name", DESCRIBED)
def test_a_description_gives_the_people_in(name: str) -> None:
    author, expected = DESCRIBED[name]
    assert extract(make_page(json_ld(author=author))).authors == expected


SHOWN = {
    "a broadcaster's block": (
        (
            "<div data-component='byline-block'><div class='x-TextContributorName'>By Ada Moor &amp; Bo Lind</div>"
            "<div class='x-TextContributorTitle'>Technology reporters</div></div>"
        ),
        BO,
    ),
    "names, roles and accounts in spans": (
        (
            "<div data-testid='byline-contributors'><div><span>Ada Moor</span><span>Technology editor</span>"
            "<span>•</span><span>@adamoor</span></div><div><span>Bo Lind</span><span>Reporter</span></div></div>"
        ),
        BO,
    ),
    "a margin with links and a day": (
        (
            "<aside><address><a rel='author' href='/profile/ada'>Ada Moor</a> and <a rel='author' href='/profile/bo'>"
            "Bo Lind</a> Political editor</address><div>Wed 3 May 2023 22.01 BST</div></aside>"
        ),
        BO,
    ),
    "a job title in a span": (
        "<div class='byline'><a href='/authors/ada-moor/'>Ada Moor</a><span>Political Correspondent</span></div>",
        ADA,
    ),
    "capitals for a site": (
        (
            "<p class='author-section'>By <a class='author'>ADA MOOR</a> and <a class='author'>BO LIND FOR HARBOUR"
            "</a></p><p>PUBLISHED: 22:01, 3 May 2023 | UPDATED: 08:01, 4 May 2023</p>"
        ),
        BO,
    ),
    "the desk in capitals": (
        "<p class='author-section'>By <a class='author'>DAILY HARBOUR REPORTER</a></p>",
        ("DAILY HARBOUR REPORTER",),
    ),
    "a list of roles in a sentence": (
        "<p class='article-author__byline'>By Ada Moor, political reporter, and Bo Lind, technology correspondent</p>",
        BO,
    ),
    "a date that touches": ("<p class='author'>by Ada Moor January 18, 2017 11:00 PM</p>", ADA),
    "when it was changed, and buttons": (
        "<div class='byline'>Ada Moor / HNA / Updated: Oct 9, 2019, 11:05<br>Share<br>Text Size</div>",
        ADA,
    ),
    "a word for screen readers twice": ("<div class='byline'>By<span>by ADA MOOR, BO LIND</span></div>", BO),
    "a button to follow": ("<div class='byline'><a>Ada Moor</a> <button>x</button> Follow</div>", ADA),
    "a card of the author": (
        "<div class='byline'><div class='author-card'><a class='author-card__name'>Ada Moor</a></div></div>",
        ADA,
    ),
    "a line without a biography": ("<div class='sig hasnt-bio'><span class='byline'>By Ada Moor</span></div>", ADA),
    "the foot of the headline": (
        "<div class='headline__footer'><div class='byline'>By Ada Moor, HNA</div></div>",
        ADA,
    ),
    "the article's own line beside comments": (
        "<div class='entry-meta social-comments'><span class='author'>Ada Moor</span></div>",
        ADA,
    ),
    "who helped": ("<p class='byline'>By Ada Moor. Additional reporting by Bo Lind</p>", ADA),
    "who read it": ("<p class='byline'>Written by Ada Moor; Medically reviewed by Bo Lind</p>", ADA),
    "a column": ("<p class='byline'>Perspective by Ada Moor</p>", ADA),
    "a biography of somebody": (
        "<div class='author-bio'><span class='author'>Ada Moor</span></div>",
        ("Harbour Broadcasting",),
    ),
}


@pytest.mark.parametrize("name", SHOWN)
def test_a_page_shows_the_people_in(name: str) -> None:
    before, expected = SHOWN[name]
    assert extract(make_page(json_ld(author=OUTLET), before=before)).authors == expected


def test_people_that_are_addresses_alone_are_named_by_the_byline() -> None:
    head = json_ld(author=[{"@type": "Person", "url": "https://news.example/author/ada-moor"}])
    assert extract(make_page(head, before="<p class='byline'>By Ada Moor</p>")).authors == ADA


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("<p class='byline'>By Ada Moor and Bo Lind</p>", BO),
        ("<p class='byline'>By Cy Dorn</p>", ("Di Erne",)),
        ("", ("Di Erne",)),
    ],
)
def test_a_byline_decides_between_the_description_and_the_meta_element(before: str, expected: tuple[str, ...]) -> None:
    head = json_ld(author=person("Di Erne")) + "<meta name='author' content='Ada Moor'>"
    assert extract(make_page(head, before=before)).authors == expected


@pytest.mark.parametrize(
    ("names", "expected"),
    [(["Ada Moor", "Ada Lind"], ("Ada Moor",)), (["Ada Lind"], ("Ada Lind",))],
)
def test_the_site_itself_is_no_author_beside_a_person(names: list[str], expected: tuple[str, ...]) -> None:
    head = json_ld(author=[person(name) for name in names])
    assert extract(make_page(head), "https://www.adalind.co.uk/story", domains=("adalind.co.uk",)).authors == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("Moor, Ada", ADA),
        ("Moor, A.", ("A. Moor",)),
        ("de Moor, Ada", ("Ada de Moor",)),
        ("Ada Moor, Bo Lind", BO),
        ("News, Editor", ()),
    ],
)
def test_a_catalogue_has_the_last_name_first(content: str, expected: tuple[str, ...]) -> None:
    assert extract(make_page(f"<meta name='dc.creator' content='{content}'>")).authors == expected


def test_a_margin_of_many_elements_is_not_the_articles_own() -> None:
    margin = "<aside>" + "<i></i>" * 400 + "<span class='author'>Ada Moor</span></aside>"
    assert extract(make_page(before=margin)).authors == ()


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("<p>By <a class='story-author-link'>Bo Lind</a></p>", ("Bo Lind",)),
        ("<p class='byline'><span class='author-name'>Bo Lind</span></p>", ("Bo Lind",)),
        ("<p class='people'>Bo Lind</p>", ADA),
        ("", ADA),
    ],
)
def test_a_shared_card_gives_way_to_an_element_that_is_the_authors_name(byline: str, expected: tuple[str, ...]) -> None:
    card = '<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Ada Moor">'
    assert extract(make_page(card, before=byline)).authors == expected
    head = f"{card}<meta name='author' content='Ada Moor'>"
    assert extract(make_page(head, before=byline)).authors == ADA


@pytest.mark.parametrize(
    ("rights", "other", "expected"),
    [
        ("Copyright (c) Moor Haven 2023", "Ada Moor", ADA),
        ("Copyright (c) Moor Haven 2023", "Harbour News", ("Moor Haven",)),
        ("All rights reserved", "Ada Moor", ("Moor Haven",)),
    ],
)
def test_whoever_holds_the_rights_is_an_author_only_where_no_other_is_named(
    rights: str, other: str, expected: tuple[str, ...]
) -> None:
    head = (
        f'<meta name="author" content="Moor Haven"><meta name="copyright" content="{rights}">'
        f'<meta property="article:author" content="{other}">'
    )
    assert extract(make_page(head)).authors == expected


@pytest.mark.parametrize(
    "line",
    [
        "<div class='byline'><a class='author-link'>Ada Moor</a><span> Thornby</span></div>",
        "<span class='byline'>by <span class='author'><a>Ada Moor</a></span> Reading time: 3 minutes</span>",
        "<span class='byline'>Ada Moor Reading time: 3 minutes</span>",
        "<div class='byline'>Ada Moor. Photographed by Bo Lind</div>",
        "<div class='byline'>Ada Moor; modelled by Bo Lind</div>",
    ],
)
def test_a_place_a_reading_time_and_who_made_pictures_are_no_part_of_a_name(line: str) -> None:
    assert extract(make_page(before=line)).authors == ADA
