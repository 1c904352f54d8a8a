"""Markup that the extractor of bodies misreads: nothing of an article is lost by it."""

import time

import pytest

from clausewatch.extract.parsing import parse_page
from clausewatch.extract.pruning import prune_page
from tests.extract.answers import BODY, PARAGRAPHS, extract, json_ld, make_page

LOST = "Founders of bells have been asked to put a microphone into every bell that hangs in a private house."
REST = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS[1:])


def paragraphs(body: str, head: str = "") -> list[str]:
    return extract(make_page(head=head, body=body)).text.split("\n\n")


@pytest.mark.parametrize(
    "empty",
    [
        "<span></span>",
        '<span data-style="bullet"></span>',
        '<i class="icon"></i>',
        "<b></b><em></em>",
        "<span><i></i></span>",
        '<span><img src="/a.png" alt=""></span>',
        '<strong> </strong><span class="a"></span>',
    ],
)
@pytest.mark.parametrize("place", [0, 12, 28])
def test_the_words_after_an_element_without_words_stay(empty: str, place: int) -> None:
    assert paragraphs(f"<p>{LOST[:place]}{empty}{LOST[place:]}</p>{BODY}")[0].split() == LOST.split()


@pytest.mark.parametrize("tag", ["li", "blockquote", "h3"])
def test_they_stay_in_every_block(tag: str) -> None:
    markup = f"<{tag}><i class='icon'></i>{LOST}</{tag}>"
    block = f"<ul>{markup}<li>And a second one.</li></ul>" if tag == "li" else markup
    assert LOST in paragraphs(f"{REST}{block}{BODY}")


def test_a_space_between_two_words_stays_one() -> None:
    assert paragraphs(f"<p>{LOST[:8]}<span> </span>{LOST[9:]}</p>{BODY}")[0] == LOST


def test_a_body_in_several_parts_is_one() -> None:
    part = '<div class="articleBodyText section"><div itemprop="articleBody">{}</div></div>'
    advert = '<div class="embed"><a href="/x">Something else</a></div>'
    pieces = [part.format(f"<p>{paragraph}</p>") for paragraph in (LOST, *PARAGRAPHS)]
    page = make_page(body="").replace("<div class='article-body'></div>", advert.join(pieces))
    assert extract(page).text.split("\n\n") == [LOST, *PARAGRAPHS]


def test_the_bodies_of_other_articles_are_not_joined_to_it() -> None:
    other = f"<article><h2><a href='/o'>Another story</a></h2><div class='article-body'><p>{LOST}</p></div></article>"
    page = make_page(body=BODY).replace("</body>", f"<div class='list'>{other}{other}</div></body>")
    assert extract(page).text.split("\n\n") == list(PARAGRAPHS)


def test_a_heading_by_role_is_a_heading() -> None:
    heading = '<div class="heading-h3" role="heading" aria-level="2">Half an ear</div>'
    assert paragraphs(f"<p>{LOST}</p>{heading}{BODY}")[:3] == [LOST, "Half an ear", PARAGRAPHS[0]]


@pytest.mark.parametrize(
    "markup",
    [
        '<blockquote class="BlockquoteEmbedWrapper-0 blockquote-embed"><div class="embed"><p>{}</p></div></blockquote>',
        '<div class="widget widget--type-quotation"><div><blockquote class="widget__quote">{}</blockquote></div></div>',
        "<blockquote><p>{}</p></blockquote>",
    ],
)
def test_a_block_quotation_stays_where_it_is_whatever_it_is_called(markup: str) -> None:
    assert paragraphs(REST + markup.format(LOST) + f"<p>{PARAGRAPHS[0]}</p>") == [*PARAGRAPHS[1:], LOST, PARAGRAPHS[0]]


@pytest.mark.parametrize(
    "markup",
    [
        '<blockquote class="main-pullquote"><figure>{}<figcaption>Helena Marsh</figcaption></figure></blockquote>',
        "<blockquote><p>{}</p><cite>Helena Marsh</cite></blockquote>",
        '<div class="pull-quote"><p>{}</p></div>',
    ],
)
def test_a_quotation_that_only_repeats_the_text_is_left_out(markup: str) -> None:
    repeated = markup.format("“We have not changed our minds”".replace("minds", "minds,” Helena Marsh said. “We"))
    assert paragraphs(BODY + repeated) == list(PARAGRAPHS)


def test_a_short_quotation_is_no_repetition() -> None:
    assert "changed our minds" in paragraphs(f"{BODY}<blockquote><p>changed our minds</p></blockquote><p>{LOST}</p>")


def test_whose_words_a_quotation_is_stands_in_a_paragraph_of_its_own() -> None:
    quotation = f"<blockquote><span>{LOST}</span><cite>Rosamund Vale</cite></blockquote>"
    found = paragraphs(REST + quotation + f"<p>{PARAGRAPHS[0]}</p>")
    assert found[found.index(LOST) + 1].endswith("Rosamund Vale")


def test_the_headings_of_the_posts_of_a_live_report_stay_without_their_clocks() -> None:
    post = (
        "<article id='b{0}'><header><a href='#b{0}'><time datetime='2025-02-0{0}T10:00:00Z'>2h ago</time></a>"
        "<h2>Post number {0}</h2></header><p>{1}</p></article>"
    )
    posts = "".join(post.format(place, paragraph) for place, paragraph in enumerate(PARAGRAPHS, 1))
    closed = "<p>This live blog is now closed. You can read our report <a href='/r'>here</a></p>"
    found = paragraphs(f"{closed}<h2>Key events</h2>{posts}")
    assert found == [line for place, text in enumerate(PARAGRAPHS, 1) for line in (f"Post number {place}", text)]


def test_the_headings_of_teasers_are_none() -> None:
    teaser = "<article><header><h3><a href='/t'>A teaser of another story</a></h3></header></article>"
    assert paragraphs(BODY + teaser * 3) == list(PARAGRAPHS)


def test_a_description_of_the_begin_does_not_cut_the_rest_off() -> None:
    begin = " ".join((LOST, *PARAGRAPHS[:2]))
    rest = "".join(f"<p>{PARAGRAPHS[0]} That was on day {number} of the debate.</p>" for number in range(1, 9))
    head = json_ld(articleBody=begin, headline="A debate", datePublished="2025-02-01")
    assert paragraphs(f"<p>{LOST}</p>{BODY}{rest}", head)[-1].endswith("day 8 of the debate.")


@pytest.mark.parametrize("label", ["News", "Free article usually reserved for subscribers"])
def test_what_labels_an_article_is_not_its_text(label: str) -> None:
    page = f"<html><body><div id='main-content'><p>{label}</p><h1>A debate</h1>{BODY}</div></body></html>"
    assert extract(page).text.split("\n\n") == list(PARAGRAPHS)


def test_a_time_of_another_zone_is_no_text() -> None:
    assert paragraphs(f"<p>October 21, 2024 4:00 am CET</p>{BODY}") == list(PARAGRAPHS)


@pytest.mark.parametrize(
    "body",
    [
        "<p>" + "a<span></span>" * 9_000 + "</p>",
        "<div class='article-body'><p>a</p></div>" * 5_000,
        "<blockquote>" * 200 + "<p>A word or two of it</p>" * 5_000,
        "<article>" * 200 + "<header><h2>a</h2></header>" * 5_000,
    ],
)
def test_a_hostile_page_costs_little_time(body: str) -> None:
    tree = parse_page(make_page(body=BODY + body))
    start = time.process_time()
    prune_page(tree)
    assert time.process_time() - start < 2


def test_a_paragraph_full_of_elements_without_words_costs_little_time() -> None:
    start = time.process_time()
    extract(make_page(body=BODY + "<p>" + "a<span></span>" * 9_000 + "</p>"))
    assert time.process_time() - start < 5


def test_words_after_a_picture_that_floats_beside_them_are_kept() -> None:
    picture = "<div style='float: left'><img src='a.png'></div>"
    text = "<br><br>".join(PARAGRAPHS)
    page = f"<html><body><h1>A debate</h1><article><div class='content'>{picture}{text}</div></article></body></html>"
    assert extract(page).text.split("\n\n") == list(PARAGRAPHS)
