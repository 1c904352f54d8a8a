"""What a publisher's layout says is found where it says, and nothing else is."""

from typing import Any

import pytest
from cssselect import SelectorError

from clausewatch.extract.html_page import fits_layouts
from clausewatch.extract.laid_out import compile_selector
from clausewatch.layouts import Layout
from clausewatch.settings import Settings
from spiders.run import list_spiders
from tests.extract.answers import BODY, PARAGRAPHS, extract, json_ld, make_page, make_publisher, respond

STORY = Layout(article=".story", standfirst=".deck", leave_out=".fact-box", authors=".writers b")
OLD = Layout(article="#copy")
MORE = "Peers of all parties had asked for the vote to be held before the summer, which it will not be."
DECK = "A power that nobody wants to use is defended by those who asked for it"


def read(page: str, *layouts: Layout, **facts: Any) -> list[str]:
    """The paragraphs that the layouts give."""
    return extract(page, layouts=layouts, **facts).text.split("\n\n")


def test_the_elements_that_a_layout_names_are_the_article() -> None:
    page = make_page(body=f"<div class='story'>{BODY}</div><div class='more'><p>{MORE}</p></div>")
    assert read(page) == [*PARAGRAPHS, MORE]
    assert read(page, STORY) == list(PARAGRAPHS)


def test_an_article_in_several_elements_is_read_in_the_order_of_the_page() -> None:
    parts = "".join(f"<section class='story'><p>{text}</p></section><div>Advert</div>" for text in (*PARAGRAPHS, MORE))
    assert read(make_page(body=parts), STORY) == [*PARAGRAPHS, MORE]


def test_an_element_in_another_that_is_named_too_is_read_once() -> None:
    assert read(make_page(body=f"<div class='story'><div class='story'>{BODY}</div></div>"), STORY) == list(PARAGRAPHS)


INSIDE = {
    "a margin": f"<aside><p>{MORE}</p></aside>",
    "a caption": f"<figure><img src='a.png'><figcaption>{MORE}</figcaption></figure>",
    "a form": f"<form><p>{MORE}</p></form>",
    "text in no paragraph": f"<div>{MORE}</div>",
    "what the layout leaves out": f"<div class='fact-box'><p>{MORE}</p></div>",
    "a paragraph that the layout leaves out": f"<p class='fact-box'>{MORE}</p>",
    "a paragraph that is one link": "<p><a href='/2'>Read more about the vote</a></p>",
    "a heading of the page": "<h1>A debate</h1>",
}


@pytest.mark.parametrize("name", INSIDE)
def test_what_stands_in_the_article_and_is_no_part_of_it_is_left_out(name: str) -> None:
    halves = BODY.split("</p>", 2)
    body = f"{halves[0]}</p>{INSIDE[name]}{'</p>'.join(halves[1:])}"
    assert read(make_page(body=f"<div class='story'>{body}</div>"), STORY) == list(PARAGRAPHS)


PARTS = {
    "a heading": ("<h2>What comes next</h2>", ["What comes next"]),
    "a list": (
        "<ul><li>A vote in the summer</li><li>Another one after it</li></ul>",
        ["A vote in the summer", "Another one after it"],
    ),
    "a quotation": (f"<blockquote><p>{DECK}</p></blockquote>", [DECK]),
    "a paragraph deep down": (f"<div><div><span></span><p>{DECK}</p></div></div>", [DECK]),
}


@pytest.mark.parametrize("name", PARTS)
def test_headings_lists_and_quotations_stay_in_their_places(name: str) -> None:
    markup, expected = PARTS[name]
    found = read(make_page(body=f"<div class='story'><p>{MORE}</p>{markup}{BODY}</div>"), STORY)
    assert found == [MORE, *expected, *PARAGRAPHS]


def test_after_a_heading_of_links_to_more_the_article_goes_on() -> None:
    links = "<h3>Recommended</h3><ul><li><a href='/2'>A vote</a></li><li><a href='/3'>Another</a></li></ul>"
    short = "<p>The vote is on Tuesday</p><p>Or on Wednesday</p>"
    found = read(make_page(body=f"<div class='story'>{BODY}{links}{short}</div>"), STORY)
    assert found == [*PARAGRAPHS, "The vote is on Tuesday", "Or on Wednesday"]


def test_the_standfirst_is_the_one_that_the_layout_names() -> None:
    page = make_page(before=f"<p class='deck'>{DECK}</p>", body=f"<div class='story'>{BODY}</div>")
    assert read(page, Layout(article=".story", standfirst=".deck")) == [DECK, *PARAGRAPHS]


def test_authors_are_those_in_the_elements_that_the_layout_names() -> None:
    head = json_ld(author={"@type": "Person", "name": "Otto Site"})
    page = make_page(head, f"<div class='writers'><b>By Ada Moor</b> <i>Editor</i> <b>Finn Vale</b></div>{BODY}")
    assert extract(page).authors == ("Otto Site",)
    assert extract(page, layouts=(STORY,)).authors == ("Ada Moor", "Finn Vale")


def test_authors_are_looked_for_everywhere_where_the_layout_finds_none() -> None:
    head = json_ld(author={"@type": "Person", "name": "Otto Site"})
    assert extract(make_page(head), layouts=(STORY,)).authors == ("Otto Site",)


def test_the_first_layout_that_finds_an_article_reads_the_page() -> None:
    page = make_page(body=f"<div id='copy'>{BODY}</div><div class='more'><p>{MORE}</p></div>")
    assert read(page, STORY, OLD) == list(PARAGRAPHS)
    short = page.replace("<div class='more'>", f"<div class='story'><p>{MORE}</p></div><div class='more'>")
    assert read(short, STORY, OLD) == list(PARAGRAPHS)


def test_a_page_that_fits_no_layout_is_read_as_any_other() -> None:
    assert read(make_page(), STORY, OLD) == list(PARAGRAPHS)


def test_a_layout_that_finds_another_text_than_the_page_describes_does_not_count() -> None:
    head = json_ld(articleBody="\n".join(PARAGRAPHS))
    other = "".join(f"<p>{MORE} {number}</p>" for number in range(5))
    page = make_page(head, f"{BODY}<div class='story'>{other}</div>")
    assert MORE not in " ".join(read(page, STORY)[:4])


def test_a_page_tells_whether_a_layout_fits() -> None:
    fitting = make_page(body=f"<div class='story'>{BODY}</div>")
    publisher = make_publisher(layouts=(STORY, OLD))
    assert fits_layouts(respond(fitting), publisher)
    assert not fits_layouts(respond(make_page()), publisher)
    assert fits_layouts(respond(make_page()), make_publisher())


def test_every_selector_of_a_publisher_can_be_read() -> None:
    layouts = [layout for spider in list_spiders(Settings()) for layout in spider.publisher.layouts]
    assert len(layouts) >= 14
    for layout in layouts:
        for selector in layout.model_dump().values():
            assert not selector or compile_selector(selector)


def test_what_is_no_selector_is_an_error() -> None:
    with pytest.raises(SelectorError):
        extract(make_page(), layouts=(Layout(article="div["),))
