"""Who can read a page, as it declares and as it shows."""

import pytest

from clausewatch.models import Access
from tests.extract.answers import extract, json_ld, make_page

WALL = '<div class="paywall"><h2>Subscribe to continue reading</h2><p>Already a subscriber? Log in</p></div>'


@pytest.mark.parametrize(
    ("value", "access"),
    [
        (True, "free"),
        (False, "paid"),
        ("False", "paid"),
        ("true", "free"),
        ("https://schema.org/False", "paid"),
        ([False], "paid"),
        ("maybe", None),
        (None, None),
    ],
)
def test_a_page_declares_whether_it_is_free(value: object, access: Access | None) -> None:
    assert extract(make_page(json_ld(isAccessibleForFree=value))).access == access


def test_the_page_s_own_description_counts_and_no_other_article_s() -> None:
    other = json_ld(headline="Another story", isAccessibleForFree=False, url="https://news.example/other")
    assert extract(make_page(json_ld(isAccessibleForFree=True) + other)).access == "free"
    listed = (
        '<script type="application/ld+json">{"@type": "ItemList", "itemListElement": ['
        '{"@type": "NewsArticle", "headline": "Another story", "isAccessibleForFree": false}]}</script>'
    )
    assert extract(make_page(json_ld(isAccessibleForFree=True) + listed)).access == "free"
    whole = '<script type="application/ld+json">{"@type": "WebPage", "isAccessibleForFree": false}</script>'
    assert extract(make_page(json_ld() + whole)).access == "paid"


@pytest.mark.parametrize(("tier", "access"), [("free", "free"), ("locked", "paid"), ("metered", "paid"), ("odd", None)])
def test_a_meta_element_declares_it_too(tier: str, access: Access | None) -> None:
    assert extract(make_page(f'<meta property="article:content_tier" content="{tier}">')).access == access


@pytest.mark.parametrize(
    "words",
    [
        "Subscribe to continue reading",
        "To continue reading this story, subscribe for £1 a week",
        "This article is for subscribers only.",
        "Sign in to read the rest of this article",
        "Register now to keep reading for free",
        "Already a member? Log in",
    ],
)
def test_a_wall_that_asks_to_pay_is_seen(words: str) -> None:
    assert extract(make_page(before=f'<div id="article-barrier"><p>{words}</p></div>')).access == "walled"


@pytest.mark.parametrize(
    "markup",
    [
        '<div class="paywall-hidden-container"></div>',
        "<p>Members subscribe to the society to continue reading the old books, he said.</p>",
        '<nav><a class="button">Subscribe</a></nav>',
    ],
)
def test_a_name_or_words_alone_are_no_wall(markup: str) -> None:
    assert extract(make_page(before=markup)).access is None


def test_a_declaration_goes_before_what_is_shown() -> None:
    assert extract(make_page(json_ld(isAccessibleForFree=True), before=WALL)).access == "free"


def test_the_words_of_a_wall_are_none_of_the_article() -> None:
    document = extract(make_page(before=WALL))
    assert document.access == "walled"
    assert "Already a subscriber" not in document.text
