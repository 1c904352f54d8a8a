"""Articles whose blocks are each in an element of their own, or which stand in a table, are read like others."""

import pytest

from clausewatch.extract.parsing import parse_page
from clausewatch.extract.wrappers import unwrap_blocks
from tests.extract.answers import PARAGRAPHS, extract

SAID = "We will leave the country before we weaken our encryption for anybody at all."
LINKED = f"<p><a href='https://news.example/report'>The report</a> says it: {SAID}</p>"
PLACES = (0, 2, len(PARAGRAPHS))


def put(block: str, place: int, around: str) -> str:
    """A page without names, with a block before one of the paragraphs, each in what is around."""
    blocks = [f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS]
    blocks.insert(place, block)
    return "".join(around.format(each) for each in blocks)


def read(body: str) -> list[str]:
    page = f"<html><head><title>A clause and its consequences</title></head><body>{body}</body></html>"
    return extract(page).text.split("\n\n")


WRAPPED = {
    "in a division": "<div>{}</div>",
    "in two": "<div><div>{}</div></div>",
    "in a section": "<section>{}</section>",
    "with blanks": "<div>\n  {}\n</div>\n",
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("around", WRAPPED)
def test_a_short_paragraph_with_a_link_is_kept_where_each_is_wrapped(around: str, place: int) -> None:
    paragraphs = read(f"<div>{put(LINKED, place, WRAPPED[around])}</div>")
    assert paragraphs == [*PARAGRAPHS[:place], f"The report says it: {SAID}", *PARAGRAPHS[place:]]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("block", [f"<p>{SAID}</p>", f"<blockquote><p>“{SAID}”</p></blockquote>", LINKED])
def test_an_article_in_a_cell_is_whole(block: str, place: int) -> None:
    menu = "<td><ul><li><a href='/a'>News</a></li></ul></td>"
    cell = f"<h1>A clause and its consequences</h1>{put(block, place, '{}')}"
    paragraphs = read(f"<table><tr>{menu}<td>{cell}</td></tr></table>")
    assert SAID in paragraphs.pop(place)
    assert paragraphs == list(PARAGRAPHS)


def test_a_table_of_figures_stays_a_table() -> None:
    rows = "".join(f"<tr><td><p>Clause {number}</p></td><td>{number * 7}</td></tr>" for number in range(9))
    tree = parse_page(f"<body><p>Before.</p><table>{rows}</table></body>")
    unwrap_blocks(tree)
    assert len(list(tree.iter("td"))) == 18


@pytest.mark.parametrize(
    "markup",
    [
        "<div><p>One box.</p></div><div><p>Another.</p></div><p>And text.</p>",
        "<div><p>A box</p> with words</div>" * 4,
        "<div><a>A link</a></div>" * 4,
        "<ul><li><div><p>An item.</p></div></li></ul>" * 4,
    ],
)
def test_what_is_no_run_of_wrapped_paragraphs_stays_as_it_is(markup: str) -> None:
    tree = parse_page(f"<body><main>{markup}</main></body>")
    before = [element.tag for element in tree.iter()]
    unwrap_blocks(tree)
    assert [element.tag for element in tree.iter()] == before


def test_text_between_wrapped_blocks_stays_where_it_is() -> None:
    tree = parse_page(
        "<body><main><div><p>One.</p></div>two <div><p>Three.</p></div><div><p>Four.</p></div></main></body>"
    )
    unwrap_blocks(tree)
    assert tree.text_content() == "One.two Three.Four."
    assert [element.tag for element in tree.iter("div", "p")] == ["p", "p", "p"]
