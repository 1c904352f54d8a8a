"""The ways of trafilatura find what it finds by itself, though they share what it does anew in each."""

import re
from copy import deepcopy
from pathlib import Path

import pytest
from lxml.html import HtmlElement, tostring
from trafilatura.core import trafilatura_sequence
from trafilatura.settings import Extractor
from trafilatura.xpaths import RAW_TREE_PRUNE_XPATH, REMOVE_COMMENTS_AND_LISTS_XPATH, REMOVE_COMMENTS_XPATH

from clausewatch.extract.decoding import decode_body
from clausewatch.extract.extractors import (
    APPENDED,
    BALANCED,
    CAREFUL,
    COMMENTS,
    PRECISE,
    QUICK,
    Extractors,
    find_all,
    list_extracted,
)
from clausewatch.extract.parsing import parse_page
from tests.extract.answers import BODY, PARAGRAPHS, json_ld, make_page

PAGES = Path(__file__).parent / "pages"
REMARK = "<p>I have read this article twice and I still do not know which amendment was mine, says {0}.</p>"
NAMES = ("Moor", "Marsh", "Lo", "Ada", "Bertram")
REMARKS = "".join(f"<div class='post'>{REMARK.format(name)}</div>" for name in NAMES)
TERMS = f"<dl class='comments'>{''.join(f'<dt>{name}</dt><dd>{REMARK.format(name)}</dd>' for name in NAMES)}</dl>"
FORUM = json_ld(**{"@type": "DiscussionForumPosting"})
TEASER = "<div class='teaser'><p>A ferry comes back and nobody is there to meet it, says the harbour office.</p></div>"
SHAPES = {
    **{folder.name: decode_body((folder / "page.html").read_bytes()) for folder in sorted(PAGES.iterdir())},
    "comments": make_page(body=f"{BODY}<div id='comments'>{REMARKS}</div>"),
    "a list of comments": make_page(body=f"{BODY}<ol class='comments'><li>{REMARKS}</li></ol>"),
    "nothing but comments": f"<html><body><div id='comments'>{REMARKS}</div></body></html>",
    "a forum": (f"<html><head>{FORUM}</head><body><div id='comments'>{REMARKS}</div></body></html>"),
    "comments in a list of terms": make_page(body=BODY + TERMS),
    "a forum in a list of terms": make_page(head=FORUM, body=BODY + TERMS),
    "an article that follows": make_page().replace("</body>", f"<div class='infinite-scroll'>{BODY}</div></body>"),
    "a table": make_page(body=f"{BODY}<table><tr><td>{REMARKS}</td><td>4</td></tr></table>"),
    "a short note": f"<html><body><h1>A note</h1><p>{PARAGRAPHS[0]}</p></body></html>",
    "a short note and a teaser": f"<html><body><h1>A note</h1><p>{PARAGRAPHS[0]}</p>{TEASER}</body></html>",
    "an article and a teaser": make_page(body=BODY + TEASER),
    "buttons in the text": make_page(body=f"{BODY}<div><time>4 May</time><button>Go</button>{REMARKS}</div>"),
    "no paragraphs": f"<html><body><div>{'<br><br>'.join(PARAGRAPHS)}</div></body></html>",
    "nothing": "<html><body></body></html>",
}


def ask_trafilatura(page: HtmlElement, options: Extractor) -> list[str]:
    """What it finds by its own sequence."""
    return list_extracted(trafilatura_sequence(deepcopy(page), options)[0])


@pytest.mark.parametrize("name", SHAPES)
def test_each_way_finds_what_trafilatura_finds_by_itself(name: str) -> None:
    page = parse_page(SHAPES[name])
    extractors = Extractors(deepcopy(page))
    assert extractors.find_precisely() == ask_trafilatura(page, PRECISE)
    assert extractors.find_carefully() == ask_trafilatura(page, CAREFUL)
    assert extractors.find_all() == ask_trafilatura(page, BALANCED)
    assert extractors.find_all(is_quick=True) == ask_trafilatura(page, QUICK)
    assert find_all(page) == ask_trafilatura(page, BALANCED)


@pytest.mark.parametrize("name", SHAPES)
def test_a_way_finds_the_same_when_it_is_asked_again_after_the_others(name: str) -> None:
    extractors = Extractors(parse_page(SHAPES[name]))
    ways = (extractors.find_precisely, extractors.find_carefully, extractors.find_all)
    first = [way() for way in ways]
    assert [way() for way in reversed(ways)] == first[::-1]


def test_the_shapes_tell_the_ways_apart() -> None:
    found = {}
    for name, shape in SHAPES.items():
        extractors = Extractors(parse_page(shape))
        found[name] = [extractors.find_precisely(), extractors.find_carefully(), extractors.find_all()]
    assert any("ferry" in text for text in found["a short note and a teaser"][0])
    assert not any("ferry" in text for text in found["a short note and a teaser"][1])
    assert len(found["a forum"][2]) > len(found["a forum"][0])
    assert {name for name, ways in found.items() if ways[0] != ways[1]} >= {"no paragraphs"}
    assert {name for name, ways in found.items() if ways[1] != ways[2]} >= {"a table", "a forum"}


@pytest.mark.parametrize("name", ["comments", "a list of comments", "an article that follows"])
def test_the_page_loses_what_no_way_takes_for_the_article(name: str) -> None:
    page = parse_page(SHAPES[name])
    before = len(page.text_content())
    Extractors(page)
    assert PARAGRAPHS[-1] in page.text_content()
    assert len(page.text_content()) < before - 400


def test_a_page_that_is_looked_at_alone_is_left_as_it_is() -> None:
    page = parse_page(SHAPES["comments"])
    before = tostring(page)
    find_all(page)
    assert tostring(page) == before


def test_the_stems_are_those_of_the_names_that_trafilatura_looks_for() -> None:
    expressions = [*RAW_TREE_PRUNE_XPATH, *REMOVE_COMMENTS_AND_LISTS_XPATH, *REMOVE_COMMENTS_XPATH]
    patterns = {pattern for expression in expressions for pattern in re.findall("'([^']+)'", expression.path)}
    # Where a later trafilatura looks for others, the stems must be looked at again.
    assert patterns == {
        "mvp-post-add-(?:box|wrap)|infinite-?scroll",
        "mvp-post-add-(?:box|wrap)",
        "elementor-share-buttons",
        "^(?:[Cc]omment(?!ary)|comol|disqus_thread|dsq-comments)",
        "^(?:[Cc]omment(?!ary)|comol)",
        "^[Cc]omment(?!ary)|(?:article|post)-comments",
    }
    appended = ("mvp-post-add-box", "mvp-post-add-wrap", "infinite-scroll", "infinitescroll", "elementor-share-buttons")
    comments = ("Comments", "comment", "comol", "disqus_thread", "dsq-comments", "article-comments", "post-comments")
    assert all(APPENDED.search(name) for name in appended)
    assert all(COMMENTS.search(name) for name in comments)


@pytest.mark.parametrize("tag", ["div", "section", "details", "ol", "ul", "dl"])
@pytest.mark.parametrize("attribute", ["id", "class"])
@pytest.mark.parametrize("name", ["Comments", "comol", "disqus_thread", "dsq-comments", "post-comments", "x comments"])
def test_parts_of_any_name_of_comments_are_taken_away_as_by_trafilatura(tag: str, attribute: str, name: str) -> None:
    page = parse_page(make_page(body=f"{BODY}<{tag} {attribute}='{name}'>{REMARKS}</{tag}>"))
    assert Extractors(deepcopy(page)).find_precisely() == ask_trafilatura(page, PRECISE)


def test_code_in_a_sentence_stays_in_it() -> None:
    sentence = "<p>The clerk types <code>divide()</code> into the machine, says the <code>README</code> of it.</p>"
    found = Extractors(parse_page(make_page(body=BODY + sentence))).find_precisely()
    assert found == [*PARAGRAPHS, "The clerk types divide() into the machine, says the README of it."]


def test_a_listing_of_code_stands_alone() -> None:
    listings = "<p>The clerk types this:</p><pre><code>divide()\ncount()</code></pre><p>Then the clerk waits.</p>"
    found = Extractors(parse_page(make_page(body=BODY + listings))).find_precisely()
    assert found[4:] == ["The clerk types this:", "divide() count()", "Then the clerk waits."]
