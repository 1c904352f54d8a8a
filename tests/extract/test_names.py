"""Bylines to people: what is left, whatever stands around the names."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clausewatch.extract.linked_data import find_article, read_linked_data, resolve
from clausewatch.extract.names import clean_names, split_byline
from clausewatch.extract.parsing import parse_page
from tests.extract.answers import extract, json_ld, make_page

FIRST = ("Ada", "Bo", "Zoë", "Jean-Luc", "Nguyễn", "O. J.", "Søren")
LAST = ("Moor", "Lind", "O’Neil", "van der Dorn", "McAdam", "Šťastný", "Ó Cadhain")
PEOPLE = st.builds("{} {}".format, st.sampled_from(FIRST), st.sampled_from(LAST))


@settings(max_examples=80)
@given(
    st.lists(PEOPLE, min_size=1, max_size=5, unique=True), st.sampled_from([", ", "; ", " and ", " & ", " | ", "\n"])
)
def test_a_list_of_people_gives_each_of_them_in_order(people: list[str], separator: str) -> None:
    assert clean_names([separator.join(people)]) == tuple(people)
    assert clean_names(["By " + separator.join(people)]) == tuple(people)
    assert clean_names(people) == tuple(people)


@settings(max_examples=80)
@given(
    PEOPLE,
    st.sampled_from(
        [
            "By {}",
            "{}, Chief Reporter",
            "{} in Thornby",
            "Dr {}",
            "{} MP",
            "{} (Thornby)",
            "{}.",
            "{} envoyé spécial à Thornby",
        ]
    ),
)
def test_what_stands_around_a_name_is_left_out(name: str, byline: str) -> None:
    assert clean_names([byline.format(name)]) == (name,)


@settings(max_examples=150)
@given(st.text(max_size=80))
def test_any_byline_gives_names_that_are_kept_when_cleaned_again(text: str) -> None:
    for name in clean_names([text]):
        assert name == " ".join(name.split())
        assert any(character.isalpha() for character in name)
        assert not any(character.isdigit() for character in name)
        assert 3 <= len(name) <= 60


@settings(max_examples=100)
@given(st.text(max_size=120))
def test_parts_of_a_byline_are_never_empty(text: str) -> None:
    assert all(part == part.strip() and part for part in split_byline(text))


@pytest.mark.parametrize("byline", ["Ada (Kit) Moor", "By Ada (A.B.)Moor", "Ada (Kit Bertram) Moor, Thornby"])
def test_brackets_within_a_name_are_left_out(byline: str) -> None:
    assert clean_names([byline]) == ("Ada Moor",)


NOBODY = (
    "The Associated Press", "Thornby University", "Example News Staff", "Guest Contributor", "Editorial Board", "1234",
    "ada@news.example", "www.news.example", "@adamoor", "By", "by ", "…", "Photograph", "Monday 4 May", "ada moor",
    "A name that has far too many words to be anybody at all", "X" * 61 + " Moor", "<b></b>", "&nbsp;",
    "Campaign Group",
)  # fmt: skip


def test_a_surname_that_looks_like_a_word_before_a_name_is_kept() -> None:
    assert clean_names(["Vo Thanh Linh"]) == ("Vo Thanh Linh",)
    assert clean_names(["von Ada Moor"]) == clean_names(["vom Ada Moor"]) == ("Ada Moor",)


@pytest.mark.parametrize("text", NOBODY)
def test_what_is_nobody_gives_no_name(text: str) -> None:
    assert clean_names([text]) == ()


def test_an_outlet_is_told_whatever_its_case_and_marks() -> None:
    assert clean_names(["Moor & Lind"], outlets=["Moor", "Lind"]) == ()
    assert clean_names(["Ada Moor"], outlets=["ADA-MOOR", ""]) == ()


@pytest.mark.parametrize("house", ["BBC", "BBC News", "BBC Radio Fenland", "Sky News", "ITV News", "Channel 4 News"])
def test_the_broadcaster_behind_names_is_left_out_and_is_no_author_alone(house: str) -> None:
    assert clean_names([f"By Ada Moor & Bo Lind {house}"]) == ("Ada Moor", "Bo Lind")
    assert clean_names([f"By {house}"]) == ()


@pytest.mark.parametrize("text", ["By ADA MOOR. Special to the Fenland Free 2 May", "Ada Moor, Special to The Harbour"])
def test_for_whom_somebody_wrote_as_a_guest_is_left_out(text: str) -> None:
    assert clean_names([text]) == ("Ada Moor",)


@pytest.mark.parametrize("agency", ["Reuters", "Bloomberg", "PA", "The Associated Press", "PA Media"])
def test_the_agency_behind_a_name_is_left_out(agency: str) -> None:
    assert clean_names([f"Ada Moor {agency}"]) == ("Ada Moor",)


def test_a_surname_that_is_an_agency_too_is_kept() -> None:
    assert clean_names(["Ada Bloomberg"]) == ("Ada Bloomberg",)
    assert clean_names(["Ada R. Bloomberg"]) == ("Ada R. Bloomberg",)


def test_a_byline_is_read_to_a_bound() -> None:
    many = [f"Ada Moor{chr(97 + number % 26)}{chr(97 + number // 26)}" for number in range(300)]
    assert len(clean_names(many)) == 200
    assert clean_names(["x " * 600 + ", Ada Moor"]) == ()


def nodes(*scripts: str) -> list[dict[str, object]]:
    return read_linked_data(parse_page("<html><body>" + "".join(scripts) + "</body></html>"))


def test_an_author_that_is_a_reference_is_looked_up() -> None:
    person = json_ld(**{"@type": "Person", "@id": "#ada", "name": "Ada Moor", "headline": None})
    assert extract(make_page(json_ld(author={"@id": "#ada"}) + person)).authors == ("Ada Moor",)
    assert extract(make_page(json_ld(author={"@id": "#bo"}) + person)).authors == ()


def test_a_reference_that_stands_for_itself_is_left_as_it_is() -> None:
    reference = {"@id": "#ada"}
    assert resolve(reference, [{"@id": "#ada"}]) == reference
    assert resolve("Ada Moor", []) == "Ada Moor"


@pytest.mark.parametrize(
    ("author", "authors"),
    [
        ({"@type": "Person", "name": "Ada Moor"}, ("Ada Moor",)),
        ({"@type": "https://schema.org/Person", "name": "Ada Moor"}, ("Ada Moor",)),
        ({"@type": "Person", "name": "Ada"}, ("Ada",)),
        ({"name": "By Ada Moor and Bo Lind"}, ("Ada Moor", "Bo Lind")),
        ({"@type": "Person", "name": "", "givenName": "Ada", "familyName": "Moor"}, ("Ada Moor",)),
        ({"@type": "Person", "familyName": "Moor"}, ("Moor",)),
        ({"@type": "NewsMediaOrganization", "name": "Moor & Daughters"}, ("Moor & Daughters",)),
        ({"@type": "Person", "name": "https://news.example/ada"}, ()),
        ("https://news.example/ada", ()),
        ("/people/ada", ()),
        ([["Ada Moor"]], ()),
        (["Ada Moor", "Ada Moor", "ADA MOOR"], ("Ada Moor",)),
        ([{"@type": "Person", "name": "Ada Moor"}, None, 7, "Bo Lind"], ("Ada Moor", "Bo Lind")),
        (True, ()),
    ],
)
def test_an_author_is_described_in_many_ways(author: object, authors: tuple[str, ...]) -> None:
    assert extract(make_page(json_ld(author=author))).authors == authors


def test_the_outlet_that_the_page_describes_is_no_author() -> None:
    publisher = {"@type": "Organization", "name": "Moor Valley"}
    assert extract(make_page(json_ld(author="Moor Valley", publisher=publisher))).authors == ()
    head = "<meta property='og:site_name' content='Moor Valley'><meta name='author' content='Moor Valley'>"
    assert extract(make_page(head)).authors == ()


def test_the_article_with_the_most_facts_is_described() -> None:
    found = find_article(
        nodes(
            json_ld(headline="Another story"),
            json_ld(**{"@type": "WebPage", "headline": "The page", "datePublished": "2023-01-01"}),
            json_ld(headline="The story", datePublished="2023-05-02"),
        )
    )
    assert (found["headline"], found["datePublished"]) == ("The story", "2023-05-02")


def test_facts_of_another_story_are_not_joined() -> None:
    found = find_article(
        nodes(json_ld(headline="The story", articleBody="x"), json_ld(headline="Other", datePublished="2023-05-02"))
    )
    assert "datePublished" not in found


def test_no_more_objects_are_read_than_a_page_can_need() -> None:
    graph = [{"@type": "NewsArticle", "headline": str(number)} for number in range(2500)]
    assert len(nodes(json_ld(**{"@type": "WebSite", "@graph": graph}))) == 2000
