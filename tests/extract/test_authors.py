"""Who wrote a page."""

from typing import Any

import pytest

from clausewatch.extract.names import clean_names, split_byline
from tests.extract.answers import extract, json_ld, make_page

BYLINES = {
    "By Ada Moor": {"Ada Moor"},
    "by Ada Moor and Bo Lind": {"Ada Moor", "Bo Lind"},
    "By Ada Moor, Bo Lind & Cy Dorn": {"Ada Moor", "Bo Lind", "Cy Dorn"},
    "Ada Moor, Political Editor": {"Ada Moor"},
    "By Ada Moor in Brussels": {"Ada Moor"},
    "Ada Moor for Harbour News": {"Ada Moor"},
    "By Ada Moor, Harbour News, New York": {"Ada Moor"},
    "ADA MOOR": {"Ada Moor"},
    "ADA MOOR AND BO LIND": {"Ada Moor", "Bo Lind"},
    "By Ada Moor And Bo Lind For The Harbour On Sunday": {"Ada Moor", "Bo Lind"},
    "JOHN O'NEIL MCADAM": {"John O'Neil McAdam"},
    "Dr Ada Moor MP": {"Ada Moor"},
    "Ada Moor <ada@news.example>": {"Ada Moor"},
    "Ada Moor @adamoor": {"Ada Moor"},
    "Written by: Ada Moor": {"Ada Moor"},
    "ByAda Moor Thursday": {"Ada Moor"},
    "Ada Moor - Technology correspondent": {"Ada Moor"},
    "Ada Moor (Thornby)": {"Ada Moor"},
    "Ada van der Moor": {"Ada van der Moor"},
    "Ada Moor Jr.": {"Ada Moor Jr."},
    "J. R. Moor": {"J. R. Moor"},
    "Zoë Bligh-Ó Cadhain": {"Zoë Bligh-Ó Cadhain"},
    "Ada Moor and Ada Moor": {"Ada Moor"},
    "Emma Press": {"Emma Press"},
    "Harbour News": set(),
    "Press Association": set(),
    "PA Media": set(),
    "Staff Writer": set(),
    "Our Political Staff": set(),
    "https://news.example/ada-moor": set(),
    "admin": set(),
    "Published on 6 September 2023": set(),
    "": set(),
}


@pytest.mark.parametrize("text", BYLINES)
def test_a_byline_gives_the_people_in_it(text: str) -> None:
    assert set(clean_names([text])) == BYLINES[text]


def test_the_name_of_the_outlet_is_no_author() -> None:
    assert clean_names(["Moor Valley", "Ada Moor"], outlets=["moor valley"]) == ("Ada Moor",)


def test_one_word_is_a_name_only_where_it_is_said_to_be_a_person() -> None:
    assert clean_names(["Saffo"]) == ()
    assert clean_names(["Saffo"], sure=True) == ("Saffo",)


def test_the_fullest_form_of_a_name_stays() -> None:
    assert clean_names(["Ada Moor", "Ada Moor Lind"]) == ("Ada Moor Lind",)


def test_bylines_that_run_together_are_parted() -> None:
    assert split_byline("Ada Moor By Bo Lind") == ["Ada Moor", "Bo Lind"]


def authors(head: str = "", before: str = "") -> set[str]:
    return set(extract(make_page(head, before=before)).authors)


def test_json_ld_goes_before_the_byline() -> None:
    assert authors(json_ld(author={"@type": "Person", "name": "Ada Moor"}), "<p class='byline'>By Bo Lind</p>") == {
        "Ada Moor"
    }


def test_an_organisation_in_json_ld_is_no_author() -> None:
    described = json_ld(
        author=[{"@type": "Organization", "name": "Ada Moor Ltd"}, {"@type": "Person", "name": "Bo Lind"}]
    )
    assert authors(described) == {"Bo Lind"}


def test_a_person_who_is_also_an_organisation_is_an_author() -> None:
    assert authors(json_ld(author={"@type": ["Person", "Organization"], "name": "Ada Moor"})) == {"Ada Moor"}


def test_names_in_parts_lists_and_strings_are_read() -> None:
    assert authors(json_ld(author=[{"givenName": "Ada", "familyName": "Moor"}])) == {"Ada Moor"}
    assert authors(json_ld(author="Ada Moor and Bo Lind")) == {"Ada Moor", "Bo Lind"}
    assert authors(json_ld(author={"@type": "Person", "name": ["Ada Moor", "Bo Lind"]})) == {"Ada Moor", "Bo Lind"}
    assert authors(json_ld(creator=["Ada Moor"])) == {"Ada Moor"}


def test_meta_elements_complete_a_description_that_names_the_first_only() -> None:
    head = json_ld(author="Ada Moor") + '<meta name="author" content="Ada Moor, Bo Lind">'
    assert authors(head) == {"Ada Moor", "Bo Lind"}


def test_several_meta_elements_are_one_set() -> None:
    head = (
        '<meta property="article:author" content="https://social.example/ada"><meta name="author" '
        'content="Ada Moor"><meta name="author" content="Bo Lind">'
    )
    assert authors(head) == {"Ada Moor", "Bo Lind"}


@pytest.mark.parametrize(
    "before",
    [
        "<a rel='author' href='/ada'>Ada Moor</a>",
        "<span itemprop='author'><span itemprop='name'>Ada Moor</span></span>",
        "<div class='author-name'>Ada Moor</div><div class='author-bio'>Bo Lind has a cat.</div>",
        "<div class='byline'>By Ada Moor<br>Chief reporter</div>",
        "<div data-testid='byline-new-contributors'><span>Ada Moor</span></div>",
        "<p>By Ada Moor</p>",
        "<div class='comments_datetime'><p><span>By ADA MOOR</span> 2 May 2023</p></div>",
        "<div class='top comment-count'><span class='author'>Ada Moor</span></div>",
        "<p><strong>By Ada Moor, Harbour News</strong></p>",
    ],
)
def test_a_byline_on_the_page_is_found(before: str) -> None:
    assert authors(before=before) == {"Ada Moor"}


@pytest.mark.parametrize(
    ("foot", "expected"),
    [
        ("<footer><p>Posted by Ada Moor.</p></footer>", {"Ada Moor"}),
        ("<footer><h3>More</h3><p>Posted by Ada Moor.</p></footer>", set()),
        ("</article><footer><p>Posted by Ada Moor.</p></footer><article>", set()),
    ],
)
def test_only_the_foot_of_the_article_holds_its_byline(foot: str, expected: set[str]) -> None:
    page = make_page().replace("</article>", f"{foot}</article>")
    assert set(extract(page).authors) == expected


@pytest.mark.parametrize(
    "before",
    [
        "<div class='comments'><span class='author'>Ada Moor</span></div>",
        "<aside><h3>More</h3><span class='author'>Ada Moor</span></aside>",
        "<div class='related'><p class='byline'>By Ada Moor</p></div>",
        "<figure><span class='author'>Ada Moor</span></figure>",
        "<div class='box_dont_miss'><div class='dont_miss_author_name'>Ada Moor</div></div>",
        "<div class='comment-dates'><span class='author'>Ada Moor</span></div>",
        "<p>Bystanders said nothing.</p>",
    ],
)
def test_a_byline_of_something_else_is_not(before: str) -> None:
    assert authors(before=before) == set()


def test_the_only_author_speaks_on_an_official_site() -> None:
    facts: dict[str, Any] = {"kind": "official", "category": "platform", "organisation": "Quillchat"}
    head = json_ld(author={"@type": "Person", "name": "Ada Moor", "jobTitle": "head of policy"})
    record = extract(make_page(head), **facts).record
    assert record is not None
    assert record.model_dump() == {
        "name": "Ada Moor",
        "kind": "person",
        "role": "head of policy",
        "organisation": "Quillchat",
        "category": "platform",
    }


def test_the_organisation_speaks_where_there_are_several_authors() -> None:
    facts: dict[str, Any] = {"kind": "official", "category": "platform", "organisation": "Quillchat"}
    record = extract(make_page(json_ld(author=["Ada Moor", "Bo Lind"])), **facts).record
    assert record is not None
    assert (record.name, record.kind) == ("Quillchat", "organisation")


def test_coverage_has_no_record() -> None:
    assert extract(make_page()).record is None


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("<div class='byline'>By Ada Moor and Bo Lind</div>", {"Ada Moor", "Bo Lind"}),
        ("<p class='author'>Written by: Ada Moor, Bo Lind</p>", {"Ada Moor", "Bo Lind"}),
        ("<div class='byline'>By Cy Dorn and Bo Lind</div>", {"Ada Moor"}),
        ("<aside class='byline'><h4>More</h4>By Ada Moor and Bo Lind</aside>", {"Ada Moor"}),
        ("<div class='byline'>Ada Moor and Bo Lind in conversation</div>", {"Ada Moor"}),
    ],
)
def test_a_byline_completes_the_only_author_of_a_meta_element(before: str, expected: set[str]) -> None:
    assert authors('<meta name="dcterms.creator" content="Ada Moor">', before=before) == expected


def test_a_byline_that_says_written_by_is_found_without_names_of_elements() -> None:
    assert authors(before="<p><strong>Written by:</strong>&nbsp; Ada Moor</p>") == {"Ada Moor"}


@pytest.mark.parametrize("name", ["Guest Contributor", "Staff Writer", "Guest", "Policy Team", "Editorial Board"])
def test_a_role_is_no_author_even_where_it_is_said_to_be_a_person(name: str) -> None:
    assert clean_names([name], sure=True) == ()
    assert clean_names(["Ada Chair"], sure=True) == ("Ada Chair",)


BYLINES_OF_PAGES = {
    "a card of a name": "<span class='author vcard'><a class='url fn' href='/a' rel='author'>Ada Moor</a></span>",
    "a microformat": "<div class='p-author h-card'>Ada Moor</div>",
    "a line that tells the day first": "<p>Posted on 2 May 2023 by Ada Moor</p>",
    "a line that tells when it was published": "<div>Published Tuesday by Ada Moor</div>",
}


@pytest.mark.parametrize("name", BYLINES_OF_PAGES)
def test_a_byline_is_found_in(name: str) -> None:
    assert extract(make_page(before=BYLINES_OF_PAGES[name])).authors == ("Ada Moor",)


def test_a_card_about_somebody_is_no_byline() -> None:
    before = "<div class='profile-card'><span class='author-name'>Ada Moor</span></div>"
    assert extract(make_page(before=before)).authors == ()


@pytest.mark.parametrize(("label", "authors"), [("Written by", ("Ada Moor",)), ("Est. reading time", ())])
def test_the_label_of_a_shared_card_tells_what_it_holds(label: str, authors: tuple[str, ...]) -> None:
    head = f'<meta name="twitter:label1" content="{label}"><meta name="twitter:data1" content="Ada Moor">'
    assert extract(make_page(head)).authors == authors


def test_a_first_name_in_the_description_is_made_whole_by_the_byline() -> None:
    head = json_ld(author={"@type": "Person", "name": "Ada"})
    assert extract(make_page(head, before="<p class='byline'>By Ada Moor</p>")).authors == ("Ada Moor",)
    assert extract(make_page(head, before="<p class='byline'>By Bo Lind</p>")).authors == ("Ada",)
