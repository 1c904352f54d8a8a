"""Which of several names on a page are its authors': by where they stand, and by what the page says of itself."""

import pytest

from tests.extract.answers import BODY, extract, json_ld, make_page

ADA, BO = ("Ada Moor",), ("Ada Moor", "Bo Lind")
SAID = "<div class='story-byline'>By Ada Moor</div>"
STAFF = "<ul><li><a href='/profile/bo-lind'>Bo Lind</a></li><li><a href='/profile/cy-dorn'>Cy Dorn</a></li></ul>"
CARD = "<div class='x9'><a rel='author' href='https://other.example/bo'>Bo Lind</a></div>"
"""Of another story that is shown in this one."""

AFTER_A_BYLINE = {
    "the staff of the site": (SAID, STAFF, ADA),
    "the card of another story": (SAID, CARD, ADA),
    "words in several lines": ("<div class='story-byline'><b>By</b><p>Ada Moor</p></div>", CARD, ADA),
    "a link to the same person": (SAID, "<div><a href='/author/ada-moor'>Ada Moor</a></div>", ADA),
    "links to all of them": (SAID, "<p><a rel='author'>Ada Moor</a> and <a rel='author'>Bo Lind</a></p>", BO),
    "no name in the byline": ("<div class='story-byline'>By our staff</div>", CARD, ("Bo Lind",)),
    "no byline that says so": ("<div class='story-byline'>Dear readers</div>", CARD, ("Bo Lind",)),
}


@pytest.mark.parametrize("name", AFTER_A_BYLINE)
def test_a_byline_at_the_headline_goes_before_links_further_down_with(name: str) -> None:
    byline, links, authors = AFTER_A_BYLINE[name]
    assert extract(make_page(before=byline, body=f"<p>Doors are doors.</p>{links}{BODY}")).authors == authors


@pytest.mark.parametrize("place", ["above", "below"])
def test_a_byline_of_another_story_does_not_go_before_the_links_at_the_headline(place: str) -> None:
    link = "<div><a href='/author/ada-moor'>Ada Moor</a></div>"
    other = "<div class='story-byline'>By Bo Lind</div>"
    page = make_page(before=link + (other if place == "below" else ""))
    page = page.replace("<h1>", f"{other}<h1>") if place == "above" else page
    assert extract(page).authors == ADA


def test_a_page_without_a_headline_is_by_whom_it_links_first() -> None:
    page = make_page(before=f"{SAID}{CARD}").replace("h1>", "h6>")
    assert extract(page).authors == ("Bo Lind",)


@pytest.mark.parametrize("name", ["mainnav__list", "site-nav", "primary_menu", "top-navigation"])
def test_what_stands_in_a_menu_is_no_byline(name: str) -> None:
    menu = f"<div class='{name}'><ul><li><a href='/show'>By All Means</a></li></ul></div>"
    assert extract(make_page().replace("<article>", f"{menu}<article>")).authors == ()
    assert extract(make_page(before=SAID).replace("<article>", f"{menu}<article>")).authors == ADA


@pytest.mark.parametrize("name", ["node node-promoted", "node node--promoted view-full"])
def test_an_article_that_its_site_shows_on_the_first_page_has_its_own_byline(name: str) -> None:
    line = f"<div class='{name}'><div class='field-authors'>By: <a href='/authors/ada-moor'>Ada Moor</a></div></div>"
    page = make_page().replace("<article><h1>A debate</h1>", f"<h1>A debate</h1><article>{line}")
    assert extract(page).authors == ADA


def test_what_is_promoted_beside_an_article_has_a_byline_of_its_own() -> None:
    other = "<div class='promo'><p class='byline'>By Bo Lind</p></div>"
    assert extract(make_page(before=other)).authors == ()


COMPLETED: dict[str, tuple[object, str, tuple[str, ...]]] = {
    "joined by a word": ("Ada Moor", "By Ada Moor and Bo Lind", BO),
    "joined by a word in capitals": ("Ada Moor", "By ADA MOOR and BO LIND", BO),
    "one more than two": (["Ada Moor", "Bo Lind"], "By Ada Moor, Bo Lind &amp; Cy Dorn", (*BO, "Cy Dorn")),
    "two in one string": ("Ada Moor, Bo Lind", "By ADA MOOR, BO LIND and CY DORN", (*BO, "Cy Dorn")),
    "linked each by itself": ("Ada Moor", "By <a href='/1'>Ada Moor</a>, <a href='/2'>Bo Lind</a> | Harbour News", BO),
    "named before the one that is described": ("Bo Lind", "By Ada Moor, Bo Lind", BO),
    "where the first works, behind a comma": ("Ada Moor", "By Ada Moor, Upper Fenland", ADA),
    "where the first works, in her link": ("Ada Moor", "By <a href='/1'>Ada Moor, Upper Fenland</a>", ADA),
    "others": ("Ada Moor", "By Bo Lind and Cy Dorn", ADA),
    "the same": (["Ada Moor", "Bo Lind"], "By Ada Moor and Bo Lind", BO),
    "fewer": (["Ada Moor", "Bo Lind"], "By Ada Moor", BO),
    "no byline that says so": ("Ada Moor", "Ada Moor and Bo Lind in conversation", ADA),
}


@pytest.mark.parametrize("name", COMPLETED)
def test_a_byline_adds_to_those_described_whom_it_names(name: str) -> None:
    described, byline, authors = COMPLETED[name]
    page = make_page(json_ld(author=described), before=f"<p class='byline'>{byline}</p>")
    assert extract(page).authors == authors


@pytest.mark.parametrize(
    ("byline", "authors"),
    [("By Ada Moor, Bo Lind and Cy Dorn", (*BO, "Cy Dorn")), ("By Ada Moor, Bo Lind, Upper Fenland", BO)],
)
def test_a_byline_adds_to_two_in_a_meta_element_only_whom_it_joins(byline: str, authors: tuple[str, ...]) -> None:
    page = make_page('<meta name="author" content="Ada Moor, Bo Lind">', before=f"<p class='byline'>{byline}</p>")
    assert extract(page).authors == authors


TOUCHING = {
    "a day": "<h3><span>By Ada Moor/Fenland News</span><span>May 2, 2023</span></h3>",
    "a day behind capitals": "<p><b>By ADA MOOR</b><i>May 2, 2023</i></p>",
    "the word before it": "<p><b>By</b><i>Ada Moor</i></p>",
    "the word before it in capitals": "<p><b>BY</b><i>Ada Moor</i></p>",
    "a title": "<p><b>By Ada Moor</b><i>Political Editor</i></p>",
    "nothing": "<p><b>By</b> <i>Ada McMoor</i></p>",
}


@pytest.mark.parametrize("name", TOUCHING)
def test_a_name_is_parted_from_what_touches_it_such_as(name: str) -> None:
    expected = ("Ada McMoor",) if name == "nothing" else ADA
    assert extract(make_page(before=TOUCHING[name])).authors == expected


HEADS = {
    "the outlet and the day": ("Ada Moor<br>Fenland.example<br>November 16, 2023", ADA),
    "the day": ("<strong>Ada Moor</strong><br>Thursday, 16 November 2023", ADA),
    "a link and a day in short": ("Ada Moor<br><a href='https://f.example'>Fenland Free</a><br>Nov. 6, 2023", ADA),
    "no day": ("Ada Moor<br>Fenland.example", ()),
    "no name": ("Fenland News<br>November 16, 2023", ()),
    "the outlet itself": ("The Harbour<br>November 16, 2023", ()),
    "a life": ("Ada Moor<br>2 May 1930 - 16 November 2023", ()),
    "a list": ("Ada Moor<br>Bo Lind<br>Cy Dorn<br>November 16, 2023", ()),
    "a sentence with a day": ("Ada Moor<br>She left on November 16, 2023", ()),
    "the day alone": ("November 16, 2023", ()),
}


@pytest.mark.parametrize("name", HEADS)
def test_a_first_paragraph_is_a_byline_where_it_is_a_name_above(name: str) -> None:
    paragraph, authors = HEADS[name]
    assert extract(make_page(body=f"<p>{paragraph}</p>{BODY}")).authors == authors


def test_a_name_above_a_day_in_a_margin_or_further_down_is_no_byline() -> None:
    name = "<p>Bo Lind<br>November 16, 2023</p>"
    assert extract(make_page(before=f"<aside><h3>More</h3>{name}</aside>")).authors == ()
    assert extract(make_page(body=BODY * 2 + name)).authors == ()


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        ("fensedge for Backyard Science", ("fensedge",)),
        ("fensedge for backyards", ()),
        ("Staff for Backyard Science", ("Staff for Backyard Science",)),
    ],
)
def test_an_account_is_an_author_without_whom_it_writes_for(text: str, authors: tuple[str, ...]) -> None:
    assert extract(make_page(before=f"<span class='author-name'>{text}</span>")).authors == authors
