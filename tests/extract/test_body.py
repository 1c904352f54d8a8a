"""What of a page is the article."""

import pytest

from clausewatch.extract.boilerplate import drop_boilerplate
from clausewatch.extract.described import cut_to_described, read_described
from clausewatch.extract.parsing import parse_fragment, parse_page
from clausewatch.extract.pruning import prune_page
from tests.extract.answers import BODY, PARAGRAPHS, extract, json_ld, make_page

TEXT = "\n\n".join(PARAGRAPHS)

FURNITURE = {
    "cookie notice":
        "<div class='cookie-banner'><p>We use cookies to remember that you have been here before, "
        "and when.</p></div>",
    "newsletter":
        "<div class='newsletter-signup'><p>Sign up to Division Bell and have the lords in your inbox "
        "by seven.</p></div>",
    "related links":
        "<div class='related-articles'><h3>Related</h3><p>A long line about another story of the "
        "same day, at length.</p></div>",
    "share bar":
        "<div class='share-buttons'><p>Share this story by post, by telephone or over the fence with "
        "a neighbour.</p></div>",
    "caption":
        "<div class='wp-caption'><p class='wp-caption-text'>Helena Marsh in the house on a wet Tuesday "
        "in March.</p></div>",
    "figure":
        "<figure><img src='a.png'><figcaption>Helena Marsh in the house on a wet Tuesday in "
        "March.</figcaption></figure>",
    "comments":
        "<div id='comments'><p>I have read this article twice and I still do not know which amendment "
        "was mine.</p></div>",
    "hidden":
        "<div style='display: none'><p>This sentence is for machines that do not look at what they are "
        "reading at all.</p></div>",
    "aside":
        "<aside><p>Profile: Helena Marsh was born in Thornby and has held two offices and lost a "
        "third.</p></aside>",
    "advertisement": "<p>Advertisement</p>",
    "read more": "<p><strong>Read more:</strong> <a href='/x'>The nine drafts of clause 122</a></p>",
    "lone link": "<p><a href='/x'>Peers to vote again on the clause that nobody wants to name</a></p>",
    "follow us": "<p>Follow us on Twitter @examplenews</p>",
    "copyright": "<p>© Example News 2023</p>",
    "credit": "<p>Photograph: Lo Marsh/Example News</p>",
    "row of links":
        "<div><a href='/'>Home</a> | <a href='/peers'>Peers</a> | <a href='/w'>World and U.S.</a> &middot; "
        "<a href='/law'>The law and its clauses, as the lords have them</a></div>",
    "list of links":
        "<ul><li><a href='/1'>Storm Bertram closes two roads</a></li><li><a href='/2'>A ferry "
        "comes back</a></li></ul>",
}  # fmt: skip


@pytest.mark.parametrize("place", ["middle", "end"])
@pytest.mark.parametrize("name", FURNITURE)
def test_furniture_is_left_out_wherever_it_stands(name: str, place: str) -> None:
    half = "".join(f"<p>{p}</p>" for p in PARAGRAPHS[:2])
    rest = "".join(f"<p>{p}</p>" for p in PARAGRAPHS[2:])
    body = half + FURNITURE[name] + rest if place == "middle" else half + rest + FURNITURE[name]
    assert extract(make_page(body=body)).text == TEXT


KEPT = {
    "a quotation that begins like a notice":
        "<p>“Share this burden with us,” she told the other side of the "
        "house.</p>",
    "a sentence about sharing":
        "<p>Share prices in the four firms fell by a tenth before lunch and rose again "
        "after it.</p>",
    "a sentence about terms":
        "<p>Terms of the agreement were not disclosed, though most of the building knew "
        "them.</p>",
    "a sentence that reads": "<p>Reading the clause aloud took the clerk eleven minutes and one glass of water.</p>",
    "a link in a sentence": "<p>The <a href='/r'>report of the committee</a> says so on its second page.</p>",
    "a linked sentence":
        "<p><a href='/r'>The report of the committee says so on its second page, and again on "
        "its last.</a></p>",
    "links in a sentence":
        "<p><a href='/r'>Helena Marsh</a>, <a href='/s'>Ada Moor</a> and <a href='/t'>Bertram Lo</a>.</p>",
    "a part that has no caption": "<div class='item no_caption'><p>Nobody wrote below it who is in it.</p></div>",
    "a part that has comments": "<div class='story has-comments'><p>The clerk said that the clause was read.</p></div>",
    "a time in a sentence":
        "<p>She rose at <time datetime='2023-06-06T15:00'>three o’clock on Tuesday</time> "
        "and sat down at five.</p>",
    "a heading": "<h2>What the clause says</h2><p>It says that notices may be given, and to whom.</p>",
}  # fmt: skip


@pytest.mark.parametrize("name", KEPT)
def test_words_of_the_article_are_kept(name: str) -> None:
    wanted = "".join(parse_fragment(KEPT[name]).itertext()).strip()
    found = extract(make_page(body=BODY + KEPT[name] + "<p>The house rose at ten.</p>")).text
    assert wanted.replace("saysIt", "says\n\nIt") in found


def test_lists_and_block_quotations_keep_their_order() -> None:
    body = (
        BODY + "<p>She set three tests:</p><ul><li>accuracy of the tool</li><li>privacy of the "
        "rest</li></ul><blockquote><p>It is a test that I would fail.</p></blockquote><p>The house rose.</p>"
    )
    paragraphs = extract(make_page(body=body)).text.split("\n\n")
    assert paragraphs[4:] == [
        "She set three tests:",
        "accuracy of the tool",
        "privacy of the rest",
        "It is a test that I would fail.",
        "The house rose.",
    ]


def test_inline_quotations_get_the_marks_that_a_browser_shows() -> None:
    body = BODY + "<p>She called it <q>a <em>small</em> door</q> and said <q>“no more”</q> twice.</p>"
    assert "She called it “a small door” and said “no more” twice." in extract(make_page(body=body)).text


def test_line_breaks_in_pairs_part_paragraphs() -> None:
    body = f"<p>{PARAGRAPHS[0]}<br><br>{PARAGRAPHS[1]}<br>{PARAGRAPHS[2]}</p><p>{PARAGRAPHS[3]}</p>"
    paragraphs = extract(make_page(body=body)).text.split("\n\n")
    assert paragraphs == [PARAGRAPHS[0], f"{PARAGRAPHS[1]}\n{PARAGRAPHS[2]}", PARAGRAPHS[3]]


def test_a_short_page_keeps_its_order() -> None:
    page = make_page(
        body="<p>A first line about the debate, short as it is.</p><ul><li>one point</li></ul><p>A last line "
        "about the debate.</p>"
    )
    assert extract(page).text.split("\n\n")[0].startswith("A first line")


def test_a_description_stands_in_for_a_page_that_shows_nothing() -> None:
    page = make_page(json_ld(articleBody="\n\n".join(PARAGRAPHS)), body="<p>Loading</p>")
    assert extract(page).text == TEXT


def test_what_follows_the_end_of_the_description_is_left_out() -> None:
    page = make_page(
        json_ld(articleBody="\n".join(PARAGRAPHS)),
        body=BODY + "<p>Ada Moor has written about the lords for eleven years and lives in Thornby.</p>",
    )
    assert extract(page).text == TEXT


def test_a_description_that_is_cut_off_or_short_is_no_check() -> None:
    more = "<p>One more paragraph that the description does not have, as it ends before it.</p>"
    for described in ("\n".join(PARAGRAPHS[:3]) + " ...", PARAGRAPHS[0]):
        assert "One more paragraph" in extract(make_page(json_ld(articleBody=described), body=BODY + more)).text


def test_markup_in_a_description_is_read() -> None:
    assert read_described({"articleBody": BODY}) == list(PARAGRAPHS)
    assert read_described({"articleBody": 7}) == []


def test_a_description_of_another_text_changes_nothing() -> None:
    found = ["One thing altogether, at some length and with care.", "Another thing altogether."]
    assert cut_to_described(found, list(PARAGRAPHS)) == found


def test_a_last_section_of_links_is_cut_off_and_a_last_section_of_text_is_not() -> None:
    text = [f"{p} And so on." for p in PARAGRAPHS]
    assert drop_boilerplate([*text, "Related stories", "A ferry comes back", "Storm closes roads"], "") == text
    long = (
        "It is related to everything that came before it, as the minister herself was at pains to say, and "
        "then to say again, and then to put in a letter to the house, which was read out."
    )
    assert drop_boilerplate([*text, "Related stories", long], "")[-1] == long


def test_title_byline_and_date_above_the_text_are_left_out() -> None:
    above = ["A debate", "By Ada Moor", "Published 6 September 2023, 17:01 BST", "6 September 2023 | Ada Moor"]
    assert drop_boilerplate([*above, *PARAGRAPHS], "A debate") == list(PARAGRAPHS)


def test_a_paragraph_that_is_repeated_stands_once() -> None:
    assert drop_boilerplate([PARAGRAPHS[0], PARAGRAPHS[1], PARAGRAPHS[0]], "") == [PARAGRAPHS[0], PARAGRAPHS[1]]


def test_leftovers_at_the_end_are_left_out() -> None:
    assert drop_boilerplate([*PARAGRAPHS, "Tags:", "*"], "") == list(PARAGRAPHS)


def test_the_part_with_most_of_the_text_is_never_pruned_by_its_name() -> None:
    tree = prune_page(parse_page(f"<html><body><div class='social related newsletter'>{BODY}</div></body></html>"))
    assert "fourth" in tree.text_content()


def test_a_part_with_the_headline_is_not_pruned() -> None:
    tree = prune_page(parse_page(f"<html><body><div class='promo'><h1>A debate</h1></div>{BODY}</body></html>"))
    assert "A debate" in tree.text_content()


def test_paragraphs_are_parted_by_exactly_one_blank_line() -> None:
    text = extract(make_page(body=BODY.replace("</p>", "</p>\n\n\n<div></div>\n<br><br><br>"))).text
    assert text == TEXT


def test_headings_stand_in_their_place_and_not_in_that_of_the_table_of_contents() -> None:
    half = "".join(f"<p>{p}</p>" for p in PARAGRAPHS[:2])
    rest = "".join(f"<p>{p}</p>" for p in PARAGRAPHS[2:])
    contents = "<aside class='toc'><h2>In this article</h2><ul><li><a href='#a'>What is next?</a></li></ul></aside>"
    page = make_page(body=f"{half}<h2 id='a'>What is next?</h2>{rest}", before=contents)
    assert extract(page).text.split("\n\n") == [*PARAGRAPHS[:2], "What is next?", *PARAGRAPHS[2:]]


def test_a_newsroom_without_paragraphs_gives_its_text_without_eyebrow_and_contacts() -> None:
    blocks = "".join(f"<div class='copy'>{p}</div>" for p in PARAGRAPHS)
    eyebrow = "<div class='eyebrow'><span>press release</span><span>May 7, 2023</span></div>"
    contacts = "<section class='presscontacts'><h2>Press Contacts</h2><p>Ada Moor</p><p>The House</p></section>"
    assert extract(make_page(body=blocks + contacts, before=eyebrow)).text == TEXT


@pytest.mark.parametrize("heading", ["Press contacts", "Media Contact", "Media enquiries"])
def test_whom_to_ask_is_cut_off_at_the_end(heading: str) -> None:
    assert drop_boilerplate([*PARAGRAPHS, heading, "Ada Moor", "The House, Thornby"], "") == list(PARAGRAPHS)


def test_the_teaser_of_another_story_after_the_article_is_not_its_standfirst() -> None:
    teaser = "<div class='post__excerpt'><p>The lamps of Thornby hear more than their keepers thought.</p></div>"
    assert extract(make_page().replace("</article>", f"</article>{teaser}")).text == TEXT


def test_an_article_without_paragraphs_goes_before_the_paragraphs_beside_it() -> None:
    shown = "<br/><br/>".join(f"{paragraph} And so it went on." for paragraph in PARAGRAPHS)
    teasers = "".join(
        f"<p>{number}. A ferry comes back and nobody is there to meet it, says the harbour office.</p>"
        for number in range(4)
    )
    page = (
        f"<html><body><div><h1>A debate</h1></div><div class='txt'>{shown}</div><section>{teasers}</section>"
        "</body></html>"
    )
    assert PARAGRAPHS[0] in extract(page).text


@pytest.mark.parametrize("name", ["widget", "disclaimer"])
def test_bare_text_in_the_margin_is_not_taken_for_the_article(name: str) -> None:
    note = " ".join(f"Who writes in line {number} answers for its words and not for links." for number in range(14))
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS[:3])
    page = f"<html><body><h1>A debate</h1>{body}<div class='{name}'>{note}</div></body></html>"
    assert extract(page).text.split("\n\n") == list(PARAGRAPHS[:3])


CARD = "<h3><a href='/{0}'>Story {0}</a></h3><p>A ferry comes back and nobody is there to meet it, says office {0}.</p>"
CARDS = {
    "in a list": f"<ul>{''.join(f'<li>{CARD.format(number)}</li>' for number in range(30))}</ul>",
    "in boxes": "".join(f"<div><div>{CARD.format(number)}</div></div>" for number in range(30)),
    "in links": "".join(
        f"<a href='/{number}'><p>A ferry comes back and nobody is there to meet it, says office {number}.</p></a>"
        for number in range(30)
    ),
}


@pytest.mark.parametrize("name", CARDS)
def test_a_short_article_above_many_teasers_is_not_taken_for_a_part_of_them(name: str) -> None:
    page = make_page().replace("</article>", f"</article><div class='stream'>{CARDS[name]}</div>")
    assert extract(page).text == TEXT
