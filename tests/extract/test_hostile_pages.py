"""Bodies made to hold up whoever reads them: each is read, or refused, in time that grows with its length alone."""

import json
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from itertools import pairwise

import pytest

from clausewatch.errors import ExtractError
from clausewatch.extract import extract_documents
from clausewatch.extract.decoding import decode_body
from clausewatch.extract.parsing import MOST_CHILDREN, MOST_MARKS, parse_page
from clausewatch.extract.pruning import prune_page
from clausewatch.extract.sources import find_source
from clausewatch.models import Document
from tests.extract.answers import BODY, PARAGRAPHS, json_ld, make_page, make_publisher, respond
from tests.extract.pace import measure_slowness

MANY = 40_000
SECONDS = 5.0
"""Of processor time; each took longer than a minute, or would not end, when its length was squared."""
LEVELS = "".join(f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]\n" for before, name in pairwise("abcdefg"))
SCRIPT = '<script type="application/ld+json">{}</script>'

PAGES = {
    "authors that do not end": make_page(
        SCRIPT.format('{"@type": "NewsArticle", bad ' + '"author":[ ' * MANY)
    ),
    "a title of angle brackets": make_page(f"<title>{'<' * MANY}</title>"),
    "a headline of angle brackets": make_page(json_ld(headline="<" * MANY)),
    "a title of separators": make_page(f"<title>{' - a' * MANY}</title>"),
    "an author of at signs": make_page(json_ld(author="@" * MANY)),
    "an author of angle brackets": make_page(json_ld(author="<" * MANY)),
    "an author of parentheses": make_page(json_ld(author="(" * MANY)),
    "an author of wide spaces": make_page(json_ld(author="a" + "\u2003" * MANY + "b")),
    "an author of half addresses": make_page(f"<meta name='author' content='{'a@' * MANY}'>"),
    "a description of spaces": make_page(json_ld(articleBody="a" + " " * MANY * 3 + "b" * 400)),
    "a description of brackets": make_page(json_ld(articleBody="word " * 90 + " [ " * MANY)),
    "a description of full stops": make_page(json_ld(articleBody="word " * 90 + "." * MANY + "a")),
    "names of an element without end": make_page(before=f"<div class='{'cookie_' * MANY}'>x</div>"),
    "times in one paragraph": make_page(before=f"<p>{'<time>12</time> word ' * (MANY // 20)}</p>"),
    "authors that stand for nobody": make_page(
        SCRIPT.format(
            json.dumps([
                {"@type": "NewsArticle", "headline": "A debate", "author": [{"@id": f"n{n}"} for n in range(MANY)]},
                *({"@type": "Person", "@id": f"x{n}", "name": "Ada Moor"} for n in range(2000)),
            ])
        )
    ),
    "attributes without end": make_page(before=f"<div {' '.join(f'a{n}=1' for n in range(MANY * 2))}>x</div>"),
    "attributes without values": make_page(before=f"<div {' '.join(f'a{n}' for n in range(MANY * 2))}>x</div>"),
    "headings of the end": make_page(body=BODY + "<p>Tags</p>" * (MANY // 8)),
    "line breaks": make_page(body=BODY + "<br>" * (MANY // 4)),
    "quotations in quotations": make_page(body=BODY + "<q>" * 200 + "x" + "</q>" * 200),
    "aliases of aliases": f"---\na: &a [x, x]\n{LEVELS}title: [*g, *g, *g, *g]\n---\n\n{'. '.join(PARAGRAPHS)}",
    "front matter without end": "---\n" + "a: b\n" * MANY,
}  # fmt: skip


def take_time(read: Callable[[], object]) -> float:
    """Seconds of processor time until there is an answer or a reason why there is none."""
    begin = time.process_time()
    with suppress(ExtractError):
        read()
    return time.process_time() - begin


@pytest.mark.parametrize("name", PAGES)
def test_a_hostile_page_is_read_in_time(name: str) -> None:
    assert take_time(lambda: extract_documents(respond(PAGES[name], content_type=""), make_publisher())) < SECONDS


@pytest.mark.parametrize("name", ["an author of at signs", "a headline of angle brackets", "times in one paragraph"])
def test_the_words_of_a_hostile_page_are_found_all_the_same(name: str) -> None:
    (document,) = extract_documents(respond(PAGES[name]), make_publisher())
    assert document.text.endswith("probably on a fourth.")


def test_times_in_one_paragraph_are_pruned_in_time() -> None:
    tree = parse_page(make_page(before=f"<p>{'<time>12</time> word ' * (MANY // 5)}</p>"))
    assert take_time(lambda: prune_page(tree)) < SECONDS


def test_scripts_that_do_not_end_are_decoded_in_time() -> None:
    assert take_time(lambda: decode_body(b"\xe9" + b"<script " * MANY)) < SECONDS
    assert take_time(lambda: decode_body(b"\xe9" + b"<" * MANY * 5)) < SECONDS


@pytest.mark.parametrize("piece", ["<link rel=canonical ", "<meta property='og:url' ", "<!-- saved from "])
def test_links_that_do_not_end_are_searched_in_time(piece: str) -> None:
    assert take_time(lambda: find_source(("<html>" + piece * MANY).encode())) < SECONDS
    assert take_time(lambda: find_source(("<html>" + piece + piece[5:] * MANY).encode())) < SECONDS


def test_aliases_of_aliases_are_no_title() -> None:
    (document,) = extract_documents(respond(PAGES["aliases of aliases"], content_type="text/plain"), make_publisher())
    assert document.title == ""


def test_a_long_title_is_cut_and_not_lost() -> None:
    (document,) = extract_documents(
        respond(make_page(json_ld(headline="word " * MANY), body=BODY).replace("<h1>A debate</h1>", "")),
        make_publisher(),
    )
    assert document.title.startswith("word word")
    assert len(document.title) <= 2000


GROWING: dict[str, Callable[[int], str]] = {
    "angle brackets": lambda size: BODY + "<" * size,
    "a notice without end": lambda size: BODY + f"<p>Read more {'. ' * (size // 2)}</p>",
    "bylines at the top": lambda size: "<p>By Ann Lee</p>" * (size // 50) + BODY,
}


@pytest.mark.parametrize("name", GROWING)
def test_four_times_the_page_takes_no_more_than_about_four_times_as_long(name: str) -> None:
    once, more = (
        min(take_time(partial(read_page_of, body)) for _ in range(2))
        for body in (GROWING[name](100_000), GROWING[name](400_000))
    )
    # Under a second for 400 KB: two a megabyte. What is squared takes sixteen times as long.
    assert more < 0.8 or more < 0.8 * measure_slowness()
    assert more < 8 * once + 0.1


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<" * (MOST_MARKS + 1), "over 1,000,000 tags"),
        (("<div>" + "<i>a</i>" * 9_000 + "</div>") * 4, "too many elements for its size: over 27,000"),
        ("<p>A vote." + "<br>a" * (MOST_CHILDREN + 1), "an element of the page holds over 25,000 others"),
    ],
    ids=["marks", "elements", "children"],
)
def test_what_would_take_too_long_is_refused_in_an_instant(body: str, reason: str) -> None:
    begin = time.process_time()
    with pytest.raises(ExtractError, match=reason):
        read_page_of(body)
    assert time.process_time() - begin < 1


@pytest.mark.parametrize("tag", ["http://harbour.example/a", "o:p", "x:y-z"])
def test_an_element_whose_name_holds_a_colon_is_read_for_its_words(tag: str) -> None:
    (document,) = read_page_of(
        f"{BODY}<blockquote>He wrote <{tag}>that it was late</{tag.split('/')[0]}> twice.</blockquote>"
    )
    assert "He wrote" in document.text


def read_page_of(body: str) -> tuple[Document, ...]:
    return extract_documents(respond(make_page(body=body)), make_publisher())
