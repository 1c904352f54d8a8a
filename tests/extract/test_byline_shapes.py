"""Bylines in the shapes that news sites give them today: descriptions, meta elements and visible lines."""

from typing import Any

import pytest

from clausewatch.extract.names import clean_names
from tests.extract.answers import extract, json_ld, make_page

ADA, BO = ("Ada Moor",), ("Ada Moor", "Bo Lind")


def person(name: str, **facts: Any) -> dict[str, Any]:
    return {"@type": "Person", "name": name, **facts}


DESCRIBED = {
    "a list of people": ([person("Ada Moor", sameAs="/profile/ada"), person("Bo Lind")], BO),
    "one string for two": ("Ada Moor and Bo Lind", BO),
    "one person for two": (person("By Ada Moor, Bo Lind"), BO),
    "a role behind the name": (person("Ada Moor, science and technology reporter"), ADA),
    "a role in capitals": (person("Ada Moor, Arts and Entertainment Correspondent"), ADA),
    "a role of two fields": (person("Ada Moor, Data & Forensics Correspondent"), ADA),
    "a place behind the name": (person("Ada Moor, London"), ADA),
    "a place of two words": (person("Ada Moor, New York"), ADA),
    "roles behind two names": ("Ada Moor, Political Editor and Bo Lind, Consumer Affairs Editor", BO),
    "news in a role": ("Ada Moor, News Correspondent, Bo Lind, Reporter", BO),
    "places behind two names": ("Ada Moor in Thornby and Bo Lind in San Francisco", BO),
    "the outlet as a group, then people": (
        [{"@type": "Organization", "name": "Harbour News"}, person("Ada Moor")],
        ADA,
    ),
    "an agency beside a person": ([person("Ada Moor"), person("PA Media")], ADA),
    "the desk": (person("Harbour Reporters"), ()),
    "the desk of a field": (person("Harbour Sport"), ()),
    "staff and agencies": ("Harbour staff and agencies", ()),
    "the newsroom": (person("The Newsroom"), ()),
    "our foreign staff": (person("Our Foreign Staff"), ()),
    "a name that is a role too": (person("Ada Guest"), ("Ada Guest",)),
    "a name with a mark of seniority": (person("Ada Moor, Jr."), ("Ada Moor Jr.",)),
    "a name with letters behind it": (person("Dr Ada Moor, PhD, OBE"), ADA),
    "names in capitals": ([person("ADA MOOR"), person("BO LIND")], BO),
    "the same name in two cases": ([person("Ada Moor"), person("ADA MOOR")], ADA),
    "a list in a list object": ({"@list": [person("Ada Moor"), person("Bo Lind")]}, BO),
    "a person inside a role": ({"@type": "Role", "author": person("Ada Moor"), "roleName": "reporter"}, ADA),
    "a name as a value with a language": (person("", alternateName="Ada Moor"), ADA),
    "for a Sunday paper": (person("By Ada Moor For The Harbour On Sunday"), ADA),
    "the outlet behind a bar": (person("Ada Moor | Harbour News"), ADA),
    "the address behind the name": (person("Ada Moor ada.moor@news.example"), ADA),
}


@pytest.mark.parametrize("name", DESCRIBED)
def test_a_description_gives_the_people_in(name: str) -> None:
    author, expected = DESCRIBED[name]
    assert extract(make_page(json_ld(author=author))).authors == expected


SHOWN = {
    "names and roles in spans": (
        ("<div data-testid='byline-new-contributors'><span>Ada Moor</span><span>Technology reporter</span></div>"),
        ADA,
    ),
    "labels for screen readers": (
        (
            "<div data-component='byline-block'><span class='visually-hidden'>Author, </span><strong>Ada Moor</strong>"
            "<span class='visually-hidden'>Role, </span><span>Business editor, Harbour News</span></div>"
        ),
        ADA,
    ),
    "classes made by a machine": (
        (
            "<div class='sc-1-TextContributorName'>By Ada Moor &amp; Bo Lind</div>"
            "<div class='sc-2-TextContributorTitle'>Technology reporters</div>"
        ),
        BO,
    ),
    "an address with a link and a role": (
        (
            "<address aria-label='Contributor info'><div><a rel='author' href='/profile/ada'>Ada Moor</a> Technology "
            "editor</div></address>"
        ),
        ADA,
    ),
    "two links in one line": (
        (
            "<p class='byline'>By <a href='/author/ada'>Ada Moor</a>, political editor, and "
            "<a href='/author/bo'>Bo Lind</a></p>"
        ),
        BO,
    ),
    "a name and a day that touch": (
        "<div class='article-author'><a href='/author/ada'>Ada Moor</a><span>Monday 2 May 2023</span></div>",
        ADA,
    ),
    "two names that touch": ("<div class='byline'><a>Ada Moor</a><a>Bo Lind</a></div>", BO),
    "words and pictures": ("<p class='byline'>Words by Ada Moor, photographs by Bo Lind</p>", ADA),
    "reporting and editing": ("<p class='byline'>Reporting by Ada Moor; editing by Bo Lind</p>", ADA),
    "a margin of the article": ("<aside class='meta'><p class='authors'>By: Ada Moor</p></aside>", ADA),
    "a footer of the article": ("<footer class='entry-meta'><span class='byline'>by Ada Moor</span></footer>", ADA),
    "a picture of the writer": (
        "<div class='byline byline-with-avatar'><a rel='author' href='/ada'>Ada Moor</a></div>",
        ADA,
    ),
    "a label before the name": ("<p>Author: Ada Moor</p>", ADA),
    "a page named after its layout": (
        (
            "<div class='content right-sidebar'><h1>A debate about doors in the house</h1>"
            "<p class='byline'>Ada Moor</p></div>"
        ),
        ADA,
    ),
    "a correspondent without a name": ("<p class='byline'>From our own correspondent</p>", ()),
    "a link to more": ("<p class='author'><a>Show all articles of</a></p>", ()),
}


@pytest.mark.parametrize("name", SHOWN)
def test_a_visible_byline_gives_the_people_in(name: str) -> None:
    before, expected = SHOWN[name]
    assert extract(make_page(before=before)).authors == expected


METAS = {
    "one string": ("<meta name='author' content='Ada Moor, Bo Lind'>", BO),
    "the name that scholars are cited by": (
        "<meta itemprop='author' content='Cy Dorn'><meta name='citation_author' content='Ada Moor'>",
        ADA,
    ),
    "the names that a counter of readers uses": ("<meta name='mrf:authors' content='Ada Moor;Bo Lind'>", BO),
    "the outlet alone": (
        "<meta property='og:site_name' content='Harbour News'><meta name='author' content='Harbour News'>",
        (),
    ),
    "the address of a profile": ("<meta property='article:author' content='https://social.example/ada'>", ()),
}


@pytest.mark.parametrize("name", METAS)
def test_a_meta_element_gives_the_people_in(name: str) -> None:
    head, expected = METAS[name]
    assert extract(make_page(head)).authors == expected


@pytest.mark.parametrize(
    "byline",
    [
        "By Ada Moor, Vice President, Security Division, Quillchat Corp",
        "Ada Moor, Research Scientist, Quillchat Corp",
        "Ada Moor, economist, Harbour Forum",
    ],
)
def test_what_somebody_is_and_where_is_no_second_author(byline: str) -> None:
    assert clean_names([byline]) == ("Ada Moor",)
    assert clean_names([f"{byline}, and Bo Lind, barrister"]) == ("Ada Moor", "Bo Lind")


def test_a_description_of_the_outlet_leaves_the_byline_to_speak() -> None:
    head = json_ld(author={"@type": "Organization", "name": "Harbour News"})
    assert extract(make_page(head, before="<div class='byline'>By Ada Moor</div>")).authors == ADA


LONE = {
    "a link to the author": ("<a rel='author' href='/author/saffo'>Saffo</a>", ("Saffo",)),
    "a small letter": ("<span class='author vcard'><a class='url fn n' href='/saffo'>saffo</a></span>", ("saffo",)),
    "the name of an account": ("<a rel='author' href='/x'>ada.moor</a>", ("Ada Moor",)),
    "who keeps the site": ("<a rel='author' href='/x'>webadmin</a>", ()),
    "a mark of the desk": ("<a rel='author' href='/x'>am</a>", ()),
    "three letters of a name": ("<a rel='author' href='/x'>Ada</a>", ("Ada",)),
    "three letters of the desk": ("<a rel='author' href='/x'>red.</a>", ()),
    "a site": ("<a rel='author' href='/x'>harbour.net</a>", ()),
    "the site itself": ("<a rel='author' href='/x'>News</a>", ()),
    "a role": ("<a rel='author' href='/x'>newsdesk</a>", ()),
    "a word in a line that is less sure": ("<p class='dateline'>THORNBY</p>", ()),
}


@pytest.mark.parametrize("name", LONE)
def test_one_word_is_an_author_only_where_nothing_else_can_stand(name: str) -> None:
    before, expected = LONE[name]
    assert extract(make_page(before=before)).authors == expected


@pytest.mark.parametrize(
    ("url", "authors"),
    [
        ("https://www.saffo-weekly.co.uk/story", ("Saffo",)),
        ("https://www.saffo.co.uk/story", ()),
        ("https://saffo.news/story", ()),
        ("https://saffo.blogs.example/story", ("Saffo",)),
    ],
)
def test_the_site_by_the_name_of_its_address_is_no_author(url: str, authors: tuple[str, ...]) -> None:
    page = make_page(before="<a rel='author' href='/author/saffo'>Saffo</a>")
    assert extract(page, url, domains=(url.split("/")[2],)).authors == authors


def test_a_name_of_one_word_gives_way_to_any_whole_name() -> None:
    before = "<a rel='author' href='/x'>saffo</a><p>By Ada Moor</p>"
    assert extract(make_page(before=before)).authors == ADA


ACCOUNTS = {
    "an official site": ("", {"kind": "official", "category": "platform", "organisation": "Quillchat"}, ()),
    "a page by an organisation": (
        json_ld(author={"@type": "Organization", "name": "Harbour Board"}),
        {},
        ("Harbour Board",),
    ),
}


@pytest.mark.parametrize("name", ACCOUNTS)
def test_the_account_of_whoever_put_it_up_is_no_author_of(name: str) -> None:
    head, facts, expected = ACCOUNTS[name]
    document = extract(make_page(head, before="<a rel='author' href='/author/saffo'>Saffo</a>"), **facts)
    assert document.authors == expected
    assert document.record is None or document.record.name == "Quillchat"


@pytest.mark.parametrize(("content", "authors"), [("saffo", ()), ("Saffo", ("Saffo",))])
def test_a_meta_element_of_one_word_with_a_small_letter_names_an_account(
    content: str, authors: tuple[str, ...]
) -> None:
    assert extract(make_page(f"<meta name='author' content='{content}'>")).authors == authors
