"""What an extractor leaves out between two paragraphs of an article is put back, and nothing else."""

import time

import pytest

from clausewatch.extract.gaps import fill_gaps
from clausewatch.extract.parsing import parse_page
from tests.extract.answers import BODY, PARAGRAPHS, extract, make_page

FOUND = list(PARAGRAPHS)
HALVES = ("".join(f"<p>{p}</p>" for p in PARAGRAPHS[:2]), "".join(f"<p>{p}</p>" for p in PARAGRAPHS[2:]))


def fill(middle: str, before: str = "", after: str = "") -> list[str]:
    tree = parse_page(f"<html><body><div>{before}{HALVES[0]}{middle}{HALVES[1]}{after}</div></body></html>")
    return fill_gaps(FOUND, tree)


MISSING = {
    "a heading": ("<h2>What is next?</h2>", ["What is next?"]),
    "a heading with a link to itself": ("<h3><a href='#next'>What is next?</a></h3>", ["What is next?"]),
    "a paragraph": (
        "<p>As <a href='/r'>the report</a> says, <a href='/s'>nobody</a> reads <a>it</a>.</p>",
        ["As the report says, nobody reads it."],
    ),
    "a paragraph that is a division": (
        "<div>We will leave the country long before we weaken it, and we will <b>not</b> be alone.</div>",
        ["We will leave the country long before we weaken it, and we will not be alone."],
    ),
    "a paragraph that leads to a list": ("<p>She set two tests:</p>", ["She set two tests:"]),
    "a list": (
        "<ul><li>the accuracy of the tool</li><li>the privacy of the rest</li></ul>",
        ["the accuracy of the tool", "the privacy of the rest"],
    ),
    "a block quotation": (
        "<blockquote><p>We will leave before we weaken it.</p></blockquote>",
        ["We will leave before we weaken it."],
    ),
    "a block quotation of several paragraphs": (
        "<blockquote><p>We will leave before we weaken it.</p><p>That holds for <i>everybody</i>.</p></blockquote>",
        ["We will leave before we weaken it.", "That holds for everybody."],
    ),
    "a heading with what it stands above": (
        "<h2>What is next?</h2><p>A vote is.</p><ol><li>then another vote is held</li></ol>",
        ["What is next?", "A vote is.", "then another vote is held"],
    ),
}


def test_a_page_that_is_laid_out_as_a_table_keeps_its_block_quotations() -> None:
    quotation = "<blockquote><p>“We will leave before we weaken it.</p><p>“That is all.”</p></blockquote>"
    menu = "<td><ul><li><a href='/a'>News</a></li></ul></td>"
    table = f"<table><tr>{menu}<td>{HALVES[0]}{quotation}{HALVES[1]}</td></tr></table>"
    paragraphs = extract(make_page(body=table)).text.split("\n\n")
    said = ["“We will leave before we weaken it.", "“That is all.”"]
    assert paragraphs == [*FOUND[:2], *said, *FOUND[2:]]


@pytest.mark.parametrize("name", MISSING)
def test_what_stands_between_two_found_paragraphs_is_put_back(name: str) -> None:
    middle, paragraphs = MISSING[name]
    assert fill(middle) == [*FOUND[:2], *paragraphs, *FOUND[2:]]


LEFT_OUT = {
    "a heading that is a link": "<h3><a href='/x'>Storm Bertram closes two roads</a></h3>",
    "a heading above links": "<h3>More of this</h3><ul><li><a href='/x'>Storm Bertram closes roads</a></li></ul>",
    "a list of links": "<ul><li><a href='/x'>Storm Bertram closes two roads</a></li></ul>",
    "a list of labels": "<ul><li>Peers</li><li>Bills</li></ul>",
    "a caption": "<p>Helena Marsh in the house on a wet Tuesday</p>",
    "a very long heading": f"<h2>{'The clause and what it says ' * 8}</h2>",
    "nothing": "<p> </p><h2></h2><ul></ul>",
    "a short division": "<div>Published on a Tuesday.</div>",
    "a division without an end": "<div>Helena Marsh in the house on a wet Tuesday, with three of her friends</div>",
    "a division with a picture": "<div>Helena Marsh spoke in the house on a wet Tuesday, as ever.<img src='a'></div>",
    "an element of its own": "<div><p>A box that says one thing.</p><p>And then another thing.</p></div>",
}


@pytest.mark.parametrize("name", LEFT_OUT)
def test_furniture_between_two_found_paragraphs_stays_out(name: str) -> None:
    assert fill(LEFT_OUT[name]) == FOUND


SPLIT = "</section><section>"


def read_sections(middle: str, after: str = "") -> list[str]:
    """The article in two sections, with what begins the second, and what stands behind it."""
    inside = f"<section>{HALVES[0]}{SPLIT}{middle}{HALVES[1]}{after}</section>"
    return fill_gaps(FOUND, parse_page(f"<html><body><div>{inside}</div></body></html>"))


def test_the_heading_of_a_section_is_put_back() -> None:
    assert read_sections("<h2>What is next?</h2>") == [*FOUND[:2], "What is next?", *FOUND[2:]]


@pytest.mark.parametrize("middle", ["<h2><a href='/x'>Storm Bertram</a></h2>", "<p>In the house</p>", "<ul></ul>"])
def test_what_else_stands_at_the_begin_of_a_section_stays_out(middle: str) -> None:
    assert read_sections(middle) == FOUND


def test_a_heading_above_one_found_paragraph_alone_stays_out_as_that_of_a_box() -> None:
    box = f"<section><h2>Words of the day</h2><p>{FOUND[3]}</p></section>"
    page = f"<div><section>{HALVES[0]}<p>{FOUND[2]}</p></section>{box}</div>"
    assert fill_gaps(FOUND, parse_page(f"<html><body>{page}</body></html>")) == FOUND


ITEMS = ["the accuracy of the tool", "the privacy of the rest"]
LIST = f"<ul><li>{ITEMS[0]}</li><li>{ITEMS[1]}</li></ul>"


def test_the_list_that_a_section_ends_with_is_put_back_where_a_colon_leads_to_it() -> None:
    said = "She set two tests:"
    page = f"<div><section>{HALVES[0]}<p>{said}</p>{LIST}</section><section>{HALVES[1]}</section></div>"
    found = [*FOUND[:2], said, *FOUND[2:]]
    assert fill_gaps(found, parse_page(f"<html><body>{page}</body></html>")) == [*found[:3], *ITEMS, *FOUND[2:]]
    assert fill_gaps(FOUND, parse_page(f"<html><body>{page.replace(f'<p>{said}</p>', '')}</body></html>")) == FOUND


def test_a_list_of_links_behind_a_colon_stays_out() -> None:
    links = "<ul><li><a href='/x'>Storm Bertram closes two roads</a></li></ul>"
    said = FOUND[3][:-1] + ":"
    body = f"{HALVES[0]}{HALVES[1].replace(FOUND[3], said)}{links}"
    found = [*FOUND[:3], said]
    assert fill_gaps(found, parse_page(f"<html><body><div>{body}</div></body></html>")) == found


SAID = ("We will leave the country before we weaken it for anybody.", "And this is the second of the two demands.")
SENTENCES = {
    "ul": f"<ul><li>{SAID[0]}</li><li>{SAID[1]}</li></ul>",
    "ol with paragraphs": f"<ol><li><p>{SAID[0]}</p></li><li><p>{SAID[1]}</p></li></ol>",
    "dl": f"<dl><dt>{SAID[0]}</dt><dd>{SAID[1]}</dd></dl>",
    "dl in groups": f"<dl><div><dt>{SAID[0]}</dt><dd>{SAID[1]}</dd></div></dl>",
}


@pytest.mark.parametrize("name", SENTENCES)
def test_a_list_of_sentences_is_put_back_at_the_ends_of_an_article_too(name: str) -> None:
    assert fill(SENTENCES[name]) == [*FOUND[:2], *SAID, *FOUND[2:]]
    assert fill("", before=SENTENCES[name]) == [*SAID, *FOUND]
    assert fill("", after=SENTENCES[name]) == [*FOUND, *SAID]


@pytest.mark.parametrize("around", ["%s", "<div><div>%s</div></div>", "<table><tr><td>%s</td></tr></table>"])
@pytest.mark.parametrize("name", SENTENCES)
def test_an_article_in_no_named_part_of_its_page_keeps_the_lists_at_its_ends(around: str, name: str) -> None:
    for body, wanted in ((SENTENCES[name] + BODY, [*SAID, *FOUND]), (BODY + SENTENCES[name], [*FOUND, *SAID])):
        page = f"<html><head><title>A debate</title></head><body>{around % f'<h1>A debate</h1>{body}'}</body></html>"
        assert extract(page).text.split("\n\n") == wanted


def test_what_stands_beyond_a_list_at_an_end_stays_out() -> None:
    other = "<p>Another story begins here, and ends.</p>"
    assert fill("", after=SENTENCES["ul"] + other) == [*FOUND, *SAID]
    assert fill("", after=other + SENTENCES["ul"]) == FOUND
    assert fill("", before=SENTENCES["ul"] + other) == FOUND


AT_THE_ENDS = {
    "a list of other stories": "<ul><li>Storm Bertram closes two roads</li><li>Gulls steal bread</li></ul>",
    "a list of linked stories": f"<ul><li>{SAID[0]} <a href='/x'>More</a></li></ul>",
    "a list of topics": "<ul><li>Encryption and its enemies</li><li>House of Lords</li></ul>",
    "a list of comments": f"<ul><li>Jo <time>2 hours ago</time> {SAID[0]}</li></ul>",
    "a list of comments with pictures": f"<ul><li><img src='a'>Jo: {SAID[0]}</li></ul>",
    "a list of ways to share": "<ul><li>Share this on Threads</li><li>Send this to a friend</li></ul>",
    "a list with a form": f"<ul><li>{SAID[0]} <input name='email'></li></ul>",
    "a list of teasers": f"<ul><li><h3>Storm Bertram</h3>{SAID[0]}</li></ul>",
    "a list of facts of the page": "<dl><dt>Published</dt><dd>3 May 2023 at noon</dd><dt>By</dt><dd>Ada Moor</dd></dl>",
    "a list of short sentences": "<ul><li>Share.</li><li>Save.</li></ul>",
}


@pytest.mark.parametrize("name", AT_THE_ENDS)
def test_a_list_of_furniture_at_the_ends_of_an_article_stays_out(name: str) -> None:
    assert fill("", before=AT_THE_ENDS[name]) == FOUND
    assert fill("", after=AT_THE_ENDS[name]) == FOUND


def test_a_list_beside_few_paragraphs_stays_out_as_that_of_a_box() -> None:
    box = f"<section><p>{FOUND[2]}</p><p>{FOUND[3]}</p>{SENTENCES['ul']}</section>"
    assert fill_gaps(FOUND, parse_page(f"<html><body><div>{HALVES[0]}</div>{box}</body></html>")) == FOUND


def test_a_list_of_definitions_that_are_no_sentences_stays_out() -> None:
    facts = (
        "<dl><dt>Published</dt><dd>on the third of May</dd><dt>Filed under</dt><dd>bills and their enemies</dd></dl>"
    )
    assert fill(facts) == FOUND


def test_what_a_newsletter_puts_into_elements_of_its_own_is_put_back() -> None:
    parts = [f"<p>{FOUND[0]}</p>", f"<p>{FOUND[1]}</p>", "<h2>What is next?</h2>", f"<p>{FOUND[2]}</p>", LIST]
    wrapped = "".join(f"<div style='padding:9px'><div>{part}</div></div>" for part in [*parts, f"<p>{FOUND[3]}</p>"])
    tree = parse_page(f"<html><body><div>{wrapped}</div></body></html>")
    assert fill_gaps(FOUND, tree) == [*FOUND[:2], "What is next?", FOUND[2], *ITEMS, FOUND[3]]


def test_what_stands_before_or_after_all_that_was_found_stays_out() -> None:
    other = "<h2>Another story</h2><p>Another story begins here, and ends.</p>"
    assert fill("", before=other, after=other) == FOUND


def test_a_paragraph_that_was_found_in_pieces_stands_once() -> None:
    told = "Fetching the bill is what <code>fetch()</code> does, says the manual of the clerks of the house."
    pieces = ["Fetching the bill is what", "does, says the manual of the clerks of the house."]
    tree = parse_page(f"<html><body><div>{HALVES[0]}<p>{told}</p>{HALVES[1]}</div></body></html>")
    found = [*FOUND[:2], *pieces, *FOUND[2:]]
    assert fill_gaps(found, tree) == found


def test_a_heading_that_stands_in_a_paragraph_too_is_put_back() -> None:
    assert fill(f"<h2>{PARAGRAPHS[0].split()[0]} {PARAGRAPHS[0].split()[1]}</h2>")[2] == " ".join(
        PARAGRAPHS[0].split()[:2]
    )


def test_paragraphs_of_links_keep_their_place_in_a_page() -> None:
    links = "".join(f"<a href='/{number}'>The {number}th draft of the clause</a>, " for number in range(4, 9))
    body = BODY.replace("</p><p>", f"</p><h2>The drafts</h2><p>{links}and nothing else.</p><p>", 1)
    paragraphs = extract(make_page(body=body)).text.split("\n\n")
    assert paragraphs[1] == "The drafts"
    assert paragraphs[2].startswith("The 4th draft of the clause, The 5th")
    assert [p for p in paragraphs if p in PARAGRAPHS] == FOUND


def test_a_part_that_was_left_out_on_purpose_stays_out() -> None:
    others = "".join(f"<p>Another story of the {number}th day begins here, and ends.</p>" for number in range(300))
    assert fill(others) == FOUND
    assert len(fill(others[: others.index("</p>", 4000) + 4])) > len(FOUND)


def test_a_page_of_very_many_paragraphs_is_read_in_time() -> None:
    many = [f"{number * 7919:09} of {number * 104_729:012} say {number * 13_007:011}." for number in range(20_000)]
    tree = parse_page(f"<html><body><div>{''.join(f'<p>{paragraph}</p>' for paragraph in many)}</div></body></html>")
    begin = time.process_time()
    assert len(fill_gaps(many[::2], tree)) == len(many[::2])
    assert len(fill_gaps(many[:-100] + many[-1:], tree)) == len(many)
    assert time.process_time() - begin < 10
