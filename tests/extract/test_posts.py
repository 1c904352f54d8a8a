"""All posts of a live report are its text, and a page of teasers is no live report."""

import pytest

from clausewatch.extract.parsing import parse_page
from clausewatch.extract.posts import find_posts
from tests.extract.answers import extract

TITLE = "Library vote in Thornby – live"
HEADINGS = ("Council votes to close libraries", "Leader says road has run out", "Campaigners will go to court")
TEXTS = tuple(
    f"Entry {number} says that the council will close the library in {place} and that the vote was held at night."
    for number, place in enumerate(("Weir Street", "Moor Lane", "Marsh Road", "Quay Hill", "Ferry Row", "Mill Lane"))
)
STORY = [part for number, heading in enumerate(HEADINGS) for part in (heading, *TEXTS[2 * number : 2 * number + 2])]


def write(post: str, around: str = "<div>{}</div>", title: str = TITLE, posts: int = 3) -> str:
    """`post`: its markup, with places for the hour, the heading and two paragraphs."""
    written = "".join(
        post.format(hour=10 + number, heading=HEADINGS[number], first=TEXTS[2 * number], second=TEXTS[2 * number + 1])
        for number in range(posts)
    )
    return (
        f"<html lang='en'><head><title>{title}</title></head><body><main><h1>{title}</h1>{around.format(written)}"
        "</main><footer><p>© The Thornby</p></footer></body></html>"
    )


TWO = "<p>{first}</p><p>{second}</p>"
KINDS = {
    "articles in an article": (
        f"<article class='x1'><header><time>{{hour}}.00 BST</time><h2>{{heading}}</h2></header>{TWO}</article>",
        "<article><div id='liveblog-body'>{}</div></article>",
    ),
    "a list of articles": (
        f"<li><article><span class='sr-only'>{{hour}}:00</span><h3>{{heading}}</h3><div>{TWO}</div></article></li>",
        "<ol>{}</ol>",
    ),
    "boxes with a body each": (
        f"<div class='post'><time>{{hour}}:00:01</time><h2>{{heading}}</h2><div class='post-body'>{TWO}</div></div>",
        "<div class='live-blog'>{}</div>",
    ),
}


@pytest.mark.parametrize("name", KINDS)
def test_all_posts_of_a_live_report_are_its_text(name: str) -> None:
    assert extract(write(*KINDS[name])).text.split("\n\n") == STORY


def test_a_page_with_another_headline_has_no_posts() -> None:
    page = write(*KINDS["boxes with a body each"], title="Thornby to close libraries")
    assert find_posts(parse_page(page), "Thornby to close libraries") == []


NO_POSTS = {
    "teasers": "<div class='card'><h3><a href='/{hour}'>{heading}</a></h3><p>{first} {second}</p></div>",
    "boxes without time or heading": "<div class='box'><p>{first}</p><p>{second}</p></div>",
    "whole articles": "<article class='one'><h1>{heading}</h1><time>{hour}:00</time><p>{first}</p></article>",
    "labels": "<div class='box'><h3>{heading}</h3><p>At {hour}</p></div>",
}


@pytest.mark.parametrize("name", NO_POSTS)
def test_what_is_no_post_of_a_report_is_not_taken_for_one(name: str) -> None:
    assert find_posts(parse_page(write(NO_POSTS[name])), TITLE) == []


def test_two_posts_are_no_series() -> None:
    post, around = KINDS["boxes with a body each"]
    assert find_posts(parse_page(write(post, around, posts=2)), TITLE) == []
    assert find_posts(parse_page(write(post, around)), TITLE) == STORY
