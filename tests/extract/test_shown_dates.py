"""Of the dates that a page shows, the one beside its headline is its own."""

from lxml.html import HtmlElement

from clausewatch.extract.datelines import list_beside_headline
from clausewatch.extract.parsing import parse_page
from clausewatch.extract.titles import find_headings
from tests.extract.answers import BODY, extract

TITLE = "<title>Ministers debate the clause | The Harbour</title>"
HEADLINE = "<h1>Ministers debate the clause</h1>"
TODAY = "<div class='header__date'><span class='date'>9:05 GMT, 28 January 2024</span></div>"
SHOWN = "<div class='when'><span class='date'>Published time: 25 May, 2023 15:16</span></div>"


def make(*parts: str, title: str = TITLE) -> str:
    return f"<html lang='en'><head>{title}</head><body>{''.join(parts)}<div class='text'>{BODY}</div></body></html>"


def read_day(*parts: str, title: str = TITLE) -> tuple[str | None, str | None]:
    document = extract(make(*parts, title=title))
    return document.published_at.date().isoformat() if document.published_at else None, document.published_confidence


def headings_of(*parts: str, title: str = TITLE) -> list[str]:
    return [heading.text_content() for heading in find_headings(parse_page(make(*parts, title=title)), 3)]


def names_of(elements: set[HtmlElement]) -> set[str]:
    return {element.get("class") or str(element.tag) for element in elements}


def test_the_day_of_the_visit_at_the_head_of_a_site_gives_way_to_the_day_below_the_headline() -> None:
    assert read_day(TODAY, HEADLINE, SHOWN) == ("2023-05-25", "low")


def test_a_day_above_the_headline_counts_where_there_is_none_below() -> None:
    assert read_day("<div class='date'>25 May 2023</div>", HEADLINE) == ("2023-05-25", "low")


def test_a_day_of_another_story_far_below_does_not_displace_the_one_above() -> None:
    other = "<div class='teaser-box'><b>Another story</b> <span class='date'>9 June 2023</span></div>"
    page = make("<div class='date'>25 May 2023</div>", HEADLINE).replace("</body>", f"{other}</body>")
    document = extract(page)
    assert document.published_at is not None
    assert document.published_at.date().isoformat() == "2023-05-25"


def test_a_headline_of_the_second_rank_counts_where_there_is_none_of_the_first() -> None:
    headline = "<h2>Ministers debate the clause</h2>"
    assert read_day(TODAY, headline, "<span class='entry-date'>May 25, 2023</span>") == ("2023-05-25", "low")


def test_of_two_marked_times_the_one_beside_the_headline_of_the_page_counts() -> None:
    top = "<h1>A calf with two heads</h1><p>By Bo Lind on <time pubdate datetime='2021-06-21'>21 June 2021</time></p>"
    own = "<p>By Ada Moor on <time pubdate datetime='2023-05-25'>25 May 2023</time></p>"
    assert read_day(top, "<h1>The Harbour</h1>", HEADLINE, own) == ("2023-05-25", "low")


def test_a_marked_time_that_is_the_only_one_is_sure_wherever_it_stands() -> None:
    marked = "<p>By Ada Moor on <time pubdate datetime='2023-05-25T10:00:05Z'>25 May 2023</time></p>"
    assert read_day(marked, HEADLINE) == ("2023-05-25", "high")


def test_headings_that_the_title_has_go_first_and_the_longest_of_them_is_the_headline() -> None:
    parts = ("<h1>A calf with two heads</h1>", "<h1>The Harbour News</h1>", HEADLINE)
    title = TITLE.replace("The Harbour", "The Harbour News")
    assert headings_of(*parts, title=title) == [
        "Ministers debate the clause",
        "The Harbour News",
        "A calf with two heads",
    ]


def test_a_heading_of_the_second_rank_that_no_title_has_is_no_headline() -> None:
    assert headings_of("<h2>Most read today</h2>") == []
    shared = "<meta property='og:title' content='Most read today'>"
    assert headings_of("<h2>Most read today</h2>", title=shared) == ["Most read today"]


def test_a_word_that_the_title_has_is_no_headline_of_the_second_rank() -> None:
    assert headings_of("<h2>Harbour</h2>") == []


def test_what_stands_beside_the_headline_ends_where_the_article_begins() -> None:
    page = make(
        HEADLINE, "<p class='stand'>A first line</p><p class='long'>", "A sentence of the article. " * 9, "</p>"
    )
    late = "<p class='late'>9 June 2023</p>"
    beside = list_beside_headline(parse_page(page.replace("<div class='text'>", f"{late}<div class='text'>")))
    assert names_of(beside) == {"stand"}


def test_what_is_around_the_headline_is_not_beside_it() -> None:
    page = make(f"<header class='top'>{HEADLINE} <i class='line'><b class='day'>25 May 2023</b></i></header>")
    beside = names_of(list_beside_headline(parse_page(page)))
    assert {"line", "day"} <= beside
    assert "top" not in beside


def test_a_page_without_headings_has_nothing_beside_a_headline() -> None:
    assert list_beside_headline(parse_page(make("<p>25 May 2023</p>"))) == set()
