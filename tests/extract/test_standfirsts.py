"""What stands between a headline and its article belongs to the text, once."""

import pytest

from clausewatch.extract.boilerplate import drop_boilerplate
from tests.extract.answers import BODY, PARAGRAPHS, extract, json_ld, make_page

STANDFIRST = "Peers are told that the power is a last resort, by people who have tried few others"
META = f'<meta name="description" content="{STANDFIRST}">'
SHOWN = {
    "named by its class": ("", f"<p class='article__standfirst'>{STANDFIRST}</p>"),
    "named as a lead": ("", f"<div class='story-lead'>{STANDFIRST}</div>"),
    "named as a summary in one word": ("", f"<p class='articlesummary'>{STANDFIRST}</p>"),
    "named as a sub-heading": ("", f"<h2 class='article-subheadline'>{STANDFIRST}</h2>"),
    "named for tests": ("", f"<p data-test='standfirst'>{STANDFIRST}</p>"),
    "in a named element": ("", f"<div data-gu-name='standfirst'><div class='x1'><p>{STANDFIRST}</p></div></div>"),
    "given as description": (META, f"<p class='x1 y2'>{STANDFIRST}</p>"),
    "shared as description": (f'<meta property="og:description" content="{STANDFIRST}">', f"<p>{STANDFIRST}</p>"),
    "in JSON-LD": (json_ld(description=STANDFIRST), f"<div><p>{STANDFIRST}</p></div>"),
    "given cut off": (f'<meta name="description" content="{STANDFIRST[:70]}...">', f"<p class='x1'>{STANDFIRST}</p>"),
    "named as a dek by a program": ("", f"<div class='styles_articleDek__Icz5H'>{STANDFIRST}</div>"),
    "given as description and beside a byline": (META, f"<div class='byline-social'><p>{STANDFIRST}</p></div>"),
    "after a byline": ("", f"<p class='byline'>By Ada Moor</p><p class='standfirst'>{STANDFIRST}</p>"),
}


@pytest.mark.parametrize("name", SHOWN)
def test_a_standfirst_is_the_first_paragraph(name: str) -> None:
    head, before = SHOWN[name]
    page = make_page(head, before=f"{before}<figure><img src='a.png'></figure>")
    assert extract(page).text.split("\n\n") == [STANDFIRST, *PARAGRAPHS]


@pytest.mark.parametrize("name", SHOWN)
def test_a_standfirst_in_a_header_is_found_too(name: str) -> None:
    head, shown = SHOWN[name]
    page = make_page(head, before=shown).replace("<h1>", "<header><h1>", 1)
    page = page.replace("<div class='article-body'>", "</header><div class='article-body'>", 1)
    assert extract(page).text.split("\n\n") == [STANDFIRST, *PARAGRAPHS]


NONE = {
    "a description that is not shown": (META, ""),
    "a caption": (META, f"<figure><figcaption>{STANDFIRST}</figcaption></figure>"),
    "another story in the margin": ("", f"<aside><p class='teaser'>{STANDFIRST}</p></aside>"),
    "other stories in a list": ("", f"<ul><li><p class='teaser'>{STANDFIRST}</p></li></ul>"),
    "a short label": ("", "<p class='lead'>Politics and law</p>"),
    "a sign-up": ("", "<p class='lead'>Sign up to Division Bell and have the lords in your inbox by seven</p>"),
    "a live blog that is over": ("", "<p class='standfirst'>This blog is now closed. You can read our report here</p>"),
    "a date": ("", "<p class='lead'>Published on Tuesday, 2 May 2023, 10:00 BST</p>"),
}


@pytest.mark.parametrize("name", NONE)
def test_what_is_no_standfirst_is_left_out(name: str) -> None:
    head, before = NONE[name]
    assert extract(make_page(head, before=before)).text.split("\n\n") == list(PARAGRAPHS)


def test_a_first_paragraph_that_is_the_description_stands_once() -> None:
    head = f'<meta name="description" content="{PARAGRAPHS[0]}">'
    assert extract(make_page(head)).text.split("\n\n") == list(PARAGRAPHS)


def test_a_standfirst_that_the_article_begins_with_stands_once() -> None:
    before = f"<p class='standfirst'>{PARAGRAPHS[0]}</p>"
    assert extract(make_page(before=before)).text.split("\n\n") == list(PARAGRAPHS)


def test_a_standfirst_that_says_the_same_as_the_first_paragraph_is_left_out() -> None:
    said = PARAGRAPHS[0].replace("The minister told", "A minister told")
    assert extract(make_page(before=f"<p class='standfirst'>{said}</p>")).text.split("\n\n") == list(PARAGRAPHS)


def test_a_page_without_its_headline_has_no_standfirst() -> None:
    page = make_page(before=f"<p class='standfirst'>{STANDFIRST}</p>").replace("<h1>A debate</h1>", "")
    assert STANDFIRST not in extract(page).text


NOTICES = (
    "Never miss the latest news by signing up to our newsletter today!",
    "For the latest stories and breaking news updates download the Harbour News apps for iOS and Android.",
    "Follow Harbour News on Twitter and Instagram @harbournews. Send us a message on WhatsApp at 01632 960 001.",
    "We want to hear what you think about this article. Submit a letter to the editor.",
    "Submit your letter to the editor via this form.",
    "To view the full story, please subscribe to Harbour News.",
    "If you’re seeing this message but you’re already a subscriber, you can log in here.",
    "This article is the copyrighted property of Harbour News.",
    "We choose with care, and we may receive compensation if you visit partners we recommend.",
    "Do you want to be informed of our next actions? Sign up here",
)
KEPT = (
    "“We may receive compensation,” she said, “if the partners ever pay.”",
    "For the latest report the committee had asked ten firms and heard from two.",
    "Follow the money on its way through four offices, and it comes back to the first.",
    "To view the full story of the clause one has to begin in a cellar in 2017.",
    "This article of faith is shared by few on either side of the house.",
    "The coverage is closed to anyone who has not been ill, the insurer wrote.",
)


@pytest.mark.parametrize("notice", NOTICES)
def test_a_notice_in_sentences_is_left_out(notice: str) -> None:
    assert extract(make_page(body=f"{BODY}<p>{notice}</p>")).text.split("\n\n") == list(PARAGRAPHS)


@pytest.mark.parametrize("sentence", KEPT)
def test_a_sentence_that_begins_like_a_notice_is_kept(sentence: str) -> None:
    assert drop_boilerplate([sentence, *PARAGRAPHS], "")[0] == sentence


def test_a_standfirst_below_a_headline_in_other_words_is_found() -> None:
    page = make_page(
        before=f"<p class='standfirst'>{STANDFIRST}</p>", head="<title>A long debate on clause 122</title>"
    )
    page = page.replace("<h1>A debate</h1>", "<h1>A very long debate on clause 122 of the bill</h1>")
    assert extract(page).text.split("\n\n") == [STANDFIRST, *PARAGRAPHS]


def test_a_standfirst_below_another_headline_is_left_out() -> None:
    page = make_page(
        before=f"<p class='standfirst'>{STANDFIRST}</p>", head="<title>A long debate on clause 122</title>"
    )
    page = page.replace("<h1>A debate</h1>", "<h1>The weather in Thornby</h1>")
    assert STANDFIRST not in extract(page).text


def test_what_is_only_named_beside_a_byline_is_no_standfirst() -> None:
    page = make_page(before=f"<div class='byline-social'><p class='summary'>{STANDFIRST}</p></div>")
    assert extract(page).text.split("\n\n") == list(PARAGRAPHS)
