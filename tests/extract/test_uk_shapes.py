"""Authors, day, title and text of pages in the shapes of British and Irish news sites, as a reader would name them."""

import pytest

from clausewatch.extract.names import clean_names
from clausewatch.extract.notices import is_notice
from tests.extract.answers import extract, json_ld, make_page
from tests.extract.uk_pages import PARAGRAPHS, STORY, fill, list_shapes, read_shape

ADA, BO = ("Ada Moor",), ("Ada Moor", "Bo Lind")
OUTLETS = ("Harbour", "HBC News", "Harbournews")


@pytest.mark.parametrize("name", list_shapes())
def test_a_page_gives_what_a_reader_names(name: str) -> None:
    shape = read_shape(name)
    document = shape.extract()
    assert document.title == fill(shape.facts["title"])
    assert document.text.split("\n\n") == shape.text
    assert shape.authors is None or set(document.authors) == shape.authors
    assert document.published_at is not None
    if shape.facts["sure"] == "no":
        assert document.published_confidence == "low"
    else:
        assert document.published_at.date().isoformat() == shape.facts["day"]
        assert shape.facts["sure"] == "any" or document.published_confidence == "high"


BYLINES = {
    "Ada Moor, Foreign News Reporter, and Bo Lind": BO,
    "Ada Moor, Senior Political Writer, Bo Lind": BO,
    "Ada Moor, Local Democracy Reporting Service and Bo Lind, HBC News": BO,
    "Ada Moor Political Correspondent and Bo Lind Health Editor": BO,
    "Ada Moor, PA Deputy Political Editor": ADA,
    "Ada Moor Local Democracy Reporting Service": ADA,
    "Ada Moor Wealth correspondent": ADA,
    "Ada Moor North of England editor": ADA,
    "Ada Moor Early years correspondent": ADA,
    "Ada Moor Crime and justice correspondent": ADA,
    "Ada Moor Trending News Editor": ADA,
    "By Ada Moor @adamoor Audience and Content Director": ADA,
    "By Ada Moor @adamoor and Bo Lind @bolind": BO,
    "Ada Moor, SEO Lead": ADA,
    "Exclusive Ada Moor": ADA,
    "As told to Ada Moor": ADA,
    "ADA MCMOOR": ("Ada McMoor",),
    "Máire Ní Bhriain": ("Máire Ní Bhriain",),
    "Harbournews with AFP": (),
    "Bang Showbiz": (),
    "Jam Press": (),
    "SWNS": (),
    "Letters": (),
    "Harbour Obituaries": (),
    "Voice of the Mirror": (),
    "Leading article": (),
    "PA Sport Staff": (),
    "Steerpike": ("Steerpike",),
}


@pytest.mark.parametrize("byline", BYLINES)
def test_a_byline_gives_the_people_in(byline: str) -> None:
    assert clean_names([byline], OUTLETS, sure=True) == BYLINES[byline]


LINES = (
    "Updated / Saturday, 9 Mar 2024 19:30 Published / Tuesday, 5 Mar 2024 09:30",
    "Last updated: 09 March 2024 First published: 05 March 2024",
    "Updated 9 March 2024; first published 5 March 2024",
    "07:01, Tue, Mar 5, 2024 | UPDATED: 09:30, Sat, Mar 9, 2024",
    "05/03/2024 - 14:13",
)


@pytest.mark.parametrize("wrap", ["<div class='x1'>{}</div>", "<time>{}</time>", "<p class='date'>{}</p>"])
@pytest.mark.parametrize("line", LINES)
def test_a_line_that_tells_of_two_days_gives_the_first_publication(line: str, wrap: str) -> None:
    document = extract(make_page(before=wrap.format(line)))
    assert document.published_at is not None
    assert document.published_at.date().isoformat() == "2024-03-05"


AGES = {
    "2 days ago": "2025-02-27",
    "Published 40 minutes ago": "2025-03-01",
    "an hour ago": "2025-03-01",
    "3 weeks ago": "2025-02-08",
    "26 February": "2025-02-26",
    "Published 3 March": "2024-03-03",
}


@pytest.mark.parametrize("line", AGES)
def test_an_age_or_a_day_without_a_year_is_counted_from_the_fetch(line: str) -> None:
    document = extract(make_page(before=f"<div class='x1'>{line}</div>"))
    assert document.published_at is not None
    assert document.published_at.date().isoformat() == AGES[line]
    assert (document.published_precision, document.published_confidence) == ("day", "low")


@pytest.mark.parametrize("line", ["He came 2 days ago", "2 days ago he came", "31 February"])
def test_words_that_are_more_than_an_age_are_no_date(line: str) -> None:
    assert extract(make_page(before=f"<div class='x1'>{line}</div>")).published_at is None


def test_an_age_behind_the_first_sentence_is_that_of_another_story() -> None:
    assert (
        extract(make_page(body="".join(f"<p>{part}</p>" for part in [*PARAGRAPHS, "2 days ago"]))).published_at is None
    )


def test_a_description_whose_headline_is_not_shown_counts_where_no_other_fits() -> None:
    head = json_ld(headline="Vessel halted", author={"@type": "Person", "name": "Ada Moor"})
    assert extract(make_page(head)).authors == ADA


TITLED = {
    "Ada Moor, local democracy reporter": ADA,
    "Ada Moor, Reporter": ADA,
    "Ada Moor, Political Editor for The Harbour": ADA,
    "Ada Moor, a reporter who was there": (),
    "Ada Moor, harbour master": (),
}


@pytest.mark.parametrize("line", TITLED)
def test_a_name_with_a_title_above_the_first_sentence_is_a_byline(line: str) -> None:
    body = "".join(f"<p>{part}</p>" for part in PARAGRAPHS)
    document = extract(make_page(body=f"<p><strong>{line}</strong></p>{body}"))
    assert document.authors == TITLED[line]
    assert document.text.split("\n\n")[-len(PARAGRAPHS) :] == PARAGRAPHS
    assert (line in document.text) is not bool(TITLED[line])


def test_a_description_without_a_headline_is_of_the_page() -> None:
    page = json_ld(headline="A debate", author=None).replace("NewsArticle", "WebPage")
    head = page + json_ld(headline="", author={"@type": "Person", "name": "Ada Moor"})
    assert extract(make_page(head)).authors == ADA


def test_where_somebody_works_is_no_author_of_a_broken_description() -> None:
    author = '"author":{"@type":"Person","name":"Ada Moor","worksFor":{"@type":"Organization","name":"Quill Bell"}}'
    head = (
        f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"A "broken" debate",{author}}}</script>'
    )
    assert extract(make_page(head)).authors == ADA


CALLS = (
    "This is a breaking story, and what we learn will follow here. Please refresh the page in a while.",
    "You can get breaking news alerts by the bell of the Harbour News app.",
    "You can also follow @HarbourNews on X or read our board on the quay.",
    "Harbour World encourages what is kind. Please review our Community Guidelines.",
    "We need your consent to load this X content",
    "We use X to manage extra content that can set cookies, which you may refuse.",
    "These adverts help the shops of the quay to sell their nets.",
    "It is important that we go on with such adverts, as the shops need them.",
    "This site adheres to a code that it wrote itself.",
    "This website and associated newspapers adhere to the code of the press. If you have a complaint, contact us.",
    "To stay up to date with the latest from the islands, sign up to one of our newsletters.",
    "Join the Harbour Mirror’s WhatsApp community and read the tides on your phone.",
    "Have you been stranded? Email tips@harbour.example",
    "Email desk@harbour.example to point out mistakes or send in a letter",
    "Comments below have not been moderated",
    "Find The Harbour Times on WhatsApp and stay up to date",
    "Add us as preferred source on Google",
    "Harbour Media is regulated by IPSO",
    "Our Standards: The Harbour Trust Principles.",
    "Follow live: Politics updates from Thornby",
    "Click to subscribe to Harbour Matters wherever you get your podcasts",
    "The ferry at the quay | PA",
    "Hide Ad",
    "Support our nation today",
    "For the price of a cup of coffee a month you can help us to report from the islands.",
    "0:00 / 4:12",
)
SENTENCES = (
    "This breaking of the rules went on for years.",
    "Refresh yourself before the vote, the whip told them.",
    "You can get breaking strain figures from the yard.",
    "Have you been here before? He had not.",
    "Find a berth on the island and you may stay.",
    "Join the queue at the quay, islanders were told.",
    "We need your consent, the board told the islanders.",
    "The harbour is regulated by an act of 1847.",
    "Follow live wires with care, the leaflet says.",
    "This town adheres to its tides.",
    "It is important that we vote, she said.",
)


@pytest.mark.parametrize("call", CALLS)
def test_what_the_house_says_is_no_paragraph(call: str) -> None:
    assert is_notice(call)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_that_begins_like_it_is_one(sentence: str) -> None:
    assert not is_notice(sentence)


BOXES = {
    "a field for an address": (
        "<div class='css-1x'><h3>Sign up to Headlines</h3><p>All that matters on the islands, before breakfast.</p>"
        "<form><label>Email address</label><input type='email'><button>Join</button></form></div>"
    ),
    "a link that is a teaser": (
        "<a class='sc-1' href='/1'><div><h3>Swan on the line delays the morning train</h3><p>The bird had been there "
        "since four, a guard said.</p></div></a>"
    ),
    "a label and a teaser": "<h3>More trending</h3><p>Boy befriends crab</p>",
    "a call to act": "<div class='x-inline-cta'><h3>Harbour event</h3><p>Meet the captains of this year</p></div>",
}


@pytest.mark.parametrize("place", [3, 8])
@pytest.mark.parametrize("name", BOXES)
def test_a_box_without_telling_names_is_left_out(name: str, place: int) -> None:
    parts = [f"<p>{part}</p>" for part in PARAGRAPHS]
    body = "".join([*parts[:place], BOXES[name], *parts[place:]])
    assert (
        extract(f"<title>x</title><main><h1>{STORY['T']}</h1><div>{body}</div></main>").text.split("\n\n") == PARAGRAPHS
    )


def test_an_article_with_a_field_at_its_side_is_kept() -> None:
    parts = "".join(f"<p>{part}</p>" for part in PARAGRAPHS[:2])
    page = f"<title>x</title><h1>{STORY['T']}</h1><div>{parts}<form><input type='email'></form></div>"
    assert extract(page).text.split("\n\n") == PARAGRAPHS[:2]
