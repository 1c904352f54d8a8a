"""Title and language of a page, and what it says of itself."""

import pytest

from clausewatch.extract.languages import guess_language
from clausewatch.extract.linked_data import find_article, parse_lenient, read_linked_data
from clausewatch.extract.parsing import parse_page
from clausewatch.extract.titles import strip_site
from tests.extract.answers import BODY, extract, json_ld, make_page

TITLES = {
    "the heading where all agree": (
        "<title>Ministers deny change - Example News</title>",
        "<h1>Ministers deny change</h1>",
        "Ministers deny change",
    ),
    "the described one where the heading is the site": (
        "<title>Ministers deny change | Example</title>" + json_ld(headline="Ministers deny change"),
        "<h1>Example</h1>",
        "Ministers deny change",
    ),
    "the heading that the description means": (
        "<title>Ministers deny change</title>",
        "<h1>Politics</h1><h1>Ministers deny change</h1>",
        "Ministers deny change",
    ),
    "the heading that says it whole, below that of its section": (
        "<title>Ministers deny change in Thornby | Thornby | Example</title>",
        "<h1>Thornby</h1><h1>Ministers deny change in Thornby</h1>",
        "Ministers deny change in Thornby",
    ),
    "a short heading that nothing says better": (
        "<meta property='og:title' content='Ministers deny change in Thornby and wherever else they were asked'>",
        "<h1>Ministers deny change</h1>",
        "Ministers deny change",
    ),
    "the shared one without the site": (
        (
            "<meta property='og:title' content='Ministers deny change - Example "
            "News'><meta property='og:site_name' content='Example News'>"
        ),
        "<p>x</p>",
        "Ministers deny change",
    ),
    "the page's without the site": (
        "<title>Ministers deny any change | Example News</title>",
        "<p>x</p>",
        "Ministers deny any change",
    ),
    "entities made plain": (
        json_ld(headline="Ministers &amp; peers <i>deny</i> change"),
        "<p>x</p>",
        "Ministers & peers deny change",
    ),
}


@pytest.mark.parametrize("name", TITLES)
def test_the_title_is(name: str) -> None:
    head, heading, title = TITLES[name]
    page = f"<html lang='en'><head>{head}</head><body>{heading}<div class='article-body'>{BODY}</div></body></html>"
    assert extract(page).title == title


def test_a_site_is_taken_off_either_end_of_a_title() -> None:
    assert strip_site("Clause 122: what it means - The Wold Courier") == "Clause 122: what it means"
    assert strip_site("Gnaur | A small thing that happened", headings=["Gnaur"]) == "A small thing that happened"
    assert strip_site("One title alone") == "One title alone"
    assert strip_site("News | Ministers said to be considering a change to clause 122 of the bill") == (
        "Ministers said to be considering a change to clause 122 of the bill"
    )


@pytest.mark.parametrize(
    ("attributes", "head", "language"),
    [
        ('lang="en-GB"', "", "en"),
        ('xml:lang="cy"', "", "cy"),
        ("", json_ld(inLanguage="fr-FR"), "fr"),
        ("", "<meta property='og:locale' content='de_DE'>", "de"),
        ("", "", "en"),
        ('lang="*"', "", "en"),
        ('lang="english"', "", "en"),
        ('lang="language-de"', "<meta property='og:locale' content='de_DE'>", "de"),
        ('lang="und"', "<meta property='og:locale' content='cy_GB'>", "cy"),
        ('lang="zh-Hant-HK"', "", "zh"),
        ('lang=" EN_gb "', "", "en"),
        ('lang="gsw"', "", "gsw"),
    ],
)
def test_the_language_is_declared_or_told_by_the_words(attributes: str, head: str, language: str) -> None:
    assert extract(make_page(head, attributes=attributes)).language == language


def test_a_few_letters_have_no_language() -> None:
    assert guess_language("Oh!") is None


def article(*scripts: str) -> dict[str, object]:
    tags = "".join(f"<script type='application/ld+json'>{script}</script>" for script in scripts)
    return find_article(read_linked_data(parse_page(f"<html><head>{tags}</head><body></body></html>")))


def test_the_article_is_found_among_several_objects() -> None:
    found = article(
        '{"@type": "BreadcrumbList"}',
        '[{"@type": "WebPage", "headline": "page"}, {"@type": "NewsArticle", "headline": "story"}]',
    )
    assert found["headline"] == "story"


def test_the_article_is_found_in_a_graph_and_in_an_entity() -> None:
    assert (
        article('{"@graph": [{"@type": "WebSite"}, {"@type": ["Thing", "BlogPosting"], "headline": "a"}]}')["headline"]
        == "a"
    )
    assert article('{"@type": "WebPage", "mainEntity": {"@type": "Article", "headline": "b"}}')["headline"] == "b"
    assert article('{"@type": "https://schema.org/NewsArticle", "headline": "c"}')["headline"] == "c"


def test_what_one_object_lacks_another_gives() -> None:
    found = article('{"@type": "NewsArticle", "headline": "a"}', '{"@type": "WebPage", "datePublished": "2023-01-01"}')
    assert (found["headline"], found["datePublished"]) == ("a", "2023-01-01")


def test_a_page_without_an_article_describes_none() -> None:
    assert article('{"@type": "Organization", "name": "x"}') == {}


@pytest.mark.parametrize(
    "text",
    [
        '{"@type": "NewsArticle", "headline": "a"}',
        '<!-- {"@type": "NewsArticle", "headline": "a"} -->',
        '/* <![CDATA[ */ {"@type": "NewsArticle", "headline": "a"} /* ]]> */',
        '{"@type": "NewsArticle", "headline": "a",}',
        '{"@type": "NewsArticle", "headline": "a"};',
        '{"@type": "NewsArticle",\n "headline": "a", "description": "two\nlines"}',
        "{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;headline&quot;: &quot;a&quot;}",
        '{"@type": "NewsArticle", "headline": "a"}{"@type": "WebPage"}',
        (
            '{"@type": "NewsArticle", "headline": "a", "description": "a "quoted" word", "author": {"@type": '
            '"Person", "name": "Ada Moor"}}'
        ),
    ],
)
def test_broken_json_is_read_as_far_as_it_can_be(text: str) -> None:
    value = next(parse_lenient(text))
    assert (value["@type"], value["headline"]) == ("NewsArticle", "a")


def test_json_without_any_fact_gives_nothing() -> None:
    assert list(parse_lenient("{ not json at all")) == []
