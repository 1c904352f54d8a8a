"""Links to the pages of authors near a headline."""

import pytest

from tests.extract.answers import BODY, extract, make_page

ADA, BO = ("Ada Moor",), ("Ada Moor", "Bo Lind")

ADDRESSES = {
    "a folder of authors": ("/author/ada-moor", ADA),
    "an address in full": ("https://news.example/authors/ada-moor/", ADA),
    "a folder of contributors": ("/contributors/am/", ADA),
    "a folder of journalists with a number": ("/journalist/117/Ada-Moor", ADA),
    "a folder of people, and the name": ("/people/ada-moor?ref=byline", ADA),
    "a folder of profiles, and the last name": ("/profile/amoor#top", ADA),
    "a folder of people, and another page": ("/people/all", ()),
    "a story": ("/politics/a-debate-about-doors", ()),
    "a story below the page of an author": ("/author/ada-moor/2023/05/a-debate", ()),
    "the list of authors": ("/authors/", ()),
    "a place on the page": ("#author", ()),
    "an address that is none": ("http://[::1/author", ()),
    "nothing": ("", ()),
}


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_link_near_the_headline_leads_to_an_author_by(name: str) -> None:
    href, authors = ADDRESSES[name]
    assert extract(make_page(before=f"<div class='x1'><a href='{href}'>Ada Moor</a></div>")).authors == authors


def test_a_link_to_what_is_told_about_the_house_leads_to_no_author() -> None:
    menu = "<ul><li><a href='/about/fenland/'>About Fenland</a></li></ul>"
    assert extract(make_page(before=menu)).authors == ()
    by = "<div><a href='/people/ada-moor'>By Ada Moor</a></div>"
    assert extract(make_page(before=menu + by)).authors == ADA


def link(name: str) -> str:
    return f"<a href='/author/{name.casefold().replace(' ', '-')}'>{name}</a>"


LINES = {
    "two links in one line": (f"<div>{link('Ada Moor')} and {link('Bo Lind')}</div>", BO),
    "two links, each with a role": (
        f"<ul><li>{link('Ada Moor')}<b>Reporter</b></li><li>{link('Bo Lind')}<b>Editor</b></li></ul>",
        BO,
    ),
    "the same author twice": (f"<div>{link('Ada Moor')}</div><div>{link('Ada Moor')}</div>", ADA),
    "a picture that links there too": (f"<a href='/author/ada-moor'><img src='/a.jpg'></a>{link('Ada Moor')}", ADA),
    "another story behind it": (
        f"<p>{link('Ada Moor')}</p><p>{'A story about ports. ' * 20}{link('Bo Lind')}</p>",
        ADA,
    ),
    "another story in a list": (f"<p>{link('Ada Moor')}</p><ul class='related'><li>{link('Bo Lind')}</li></ul>", ADA),
    "a button": (f"<p><a href='/users/login'>Log In</a></p><p>{link('Ada Moor')}</p>", ADA),
}


@pytest.mark.parametrize("name", LINES)
def test_the_links_of_one_line_are_the_byline_of(name: str) -> None:
    before, authors = LINES[name]
    assert extract(make_page(before=before)).authors == authors


def test_a_link_goes_before_a_byline_of_another_story() -> None:
    other = "<div class='w-stories'><a class='byline'>Bo Lind</a></div>"
    assert extract(make_page(before=f"<div class='x1'>{link('Ada Moor')}</div>{other}")).authors == ADA


def test_a_link_far_below_the_headline_is_no_byline() -> None:
    page = make_page(body=BODY * 4 + f"<p>Read what {link('Bo Lind')} thinks.</p>")
    assert extract(page).authors == ()


@pytest.mark.parametrize(
    ("paragraph", "authors"),
    [
        ("The minister, {}, told the house that " + "doors are doors and " * 15 + "so on.", ()),
        ("The minister, {}, told the house that doors are doors.", ()),
        ("By {}, who has reported from Thornby for ten long years.", BO[1:]),
        ("{}, Dr. phil.", BO[1:]),
    ],
)
def test_a_link_in_running_text_leads_to_whom_the_story_tells_of(paragraph: str, authors: tuple[str, ...]) -> None:
    begin = f"<p>{paragraph.format(link('Bo Lind'))}</p>"
    assert extract(make_page(body=begin + BODY)).authors == authors


def test_a_link_shortly_before_the_headline_is_a_byline() -> None:
    page = make_page().replace("<h1>", f"<div>{link('Ada Moor')}</div><h1>")
    assert extract(page).authors == ADA


def test_a_page_without_a_headline_has_no_links_near_it() -> None:
    page = make_page(before=f"<div>{link('Ada Moor')}</div>").replace("h1>", "h6>")
    assert extract(page).authors == ()


def test_many_links_and_elements_are_looked_at_to_a_bound() -> None:
    before = "<div>" + "<a href='/author/a'></a><i></i>" * 4000 + link("Ada Moor") + "</div>"
    assert extract(make_page(before=before)).authors == ADA
