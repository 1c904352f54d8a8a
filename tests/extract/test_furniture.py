"""What around an article is told by its words, and what only looks like it."""

import pytest

from clausewatch.errors import ExtractError
from clausewatch.extract.boilerplate import drop_boilerplate
from clausewatch.extract.parsing import parse_page
from clausewatch.extract.plausibility import check_text
from clausewatch.extract.pruning import prune_page
from clausewatch.extract.titles import strip_site
from tests.extract.answers import BODY, PARAGRAPHS, make_page

KEPT = list(PARAGRAPHS)

NOTICES = (
    "Read more about the bill", "See also: the nine drafts", "First published on",
    "Issued on: 27/08/2019 - 18:34Modified: 28/08/2019 - 10:13", "Published: 27.08.2019, 18:34 Last updated: today",
    "More on this story",
    "Related: storm closes two roads", "You might also like the weather", "Editor's picks", "Most read in politics",
    "Sign up to Division Bell", "Subscribe now for £1", "Get our daily newsletter", "Join the conversation below",
    "Follow us on Threads", "Follow Ada on Bluesky", "Download the Example app", "Listen to our weekly podcast",
    "Share", "SHARE THIS STORY", "12 comments", "Leave a comment", "Got a story? Write to the desk", "Advertisement",
    "Article continues below", "Skip to promotion", "Image caption, the house", "Photograph: Lo Marsh", "Getty Images",
    "Watch: the debate in a minute", "© 2023 Example News", "All rights reserved.", "Tags: bills, peers",
    "We use cookies to remember you", "Privacy policy", "4 min read", "Back to top", "Loading...", "Show more",
    "Click here to begin", "Sponsored content", "Support our independent journalism", "Your email address",
    "By entering your address you agree to our terms", "Related: what is the best soil for a bill?",
    "Thank you for subscribing", "* * Share * *", "(c) 2023 Example News", "(c) Example News Ltd, 2023",
    "(c) Copyright by the clerks", "Lea también: la casa", "Le puede interesar: la casa", "À lire aussi : la maison",
    "Lesen Sie auch: das Haus", "Czytaj też: dom",
)  # fmt: skip


@pytest.mark.parametrize("notice", NOTICES)
@pytest.mark.parametrize("place", [0, 2, 4])
def test_a_notice_is_left_out_wherever_it_stands(notice: str, place: int) -> None:
    assert drop_boilerplate([*KEPT[:place], notice, *KEPT[place:]], "") == KEPT


WORDS = (
    "Sharing is what the clause forbids.", "“Read more,” she said.", "‘Share’ is not a word that she likes.",
    "Comments by the minister were struck from the record.", "Printed copies went to every member of the house.",
    "Closed doors have never kept a secret in this building.", "Emails show that the minister was told in May.",
    "Loading bays behind the house were shut all day.", "The image source was never found, police said.",
    "Related bills were put off until the autumn, and then again.", "Savers would pay for it, he warned.",
    "More news of the bill is expected on Friday.", "Most read the clause as a threat!", "You may like it or not.",
    "By entering the chamber early she met nobody at all.", "(c) the clerk must open the door within 30 days;",
    "(c) A door.",
    "(c) In May 2024 the clerk opened every door.", "Also read was the letter of the second clerk.",
)  # fmt: skip


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("place", [0, 2, 4])
def test_a_sentence_that_begins_like_a_notice_is_kept(words: str, place: int) -> None:
    whole = [*KEPT[:place], words, *KEPT[place:]]
    assert drop_boilerplate(whole, "") == whole


@pytest.mark.parametrize(
    "line",
    ["By Ada Moor", "BY Ada Moor, political editor", "Words: Ada Moor", "6 September 2023", "Published: 6 May 2023",
     "Wed, 6 Sep 2023, 17:01 BST", "Updated 2023-09-06", "06/09/2023 17:01",
     "6/ 9/23", "6 / 9 / 2023", "6. 9. 2023 17:01", "September 6, 2023 at 5:01 pm",
     "Thornby, 6 September 2023 - Ada Moor", "A debate", "a  DEBATE!"],
)  # fmt: skip
def test_a_line_above_the_text_is_left_out(line: str) -> None:
    assert drop_boilerplate([line, *KEPT], "A debate") == KEPT


@pytest.mark.parametrize(
    "line", ["On 6 September 2023 she resigned.", "63 / 91-92", "By Monday it was over.", "“6 September 2023”"]
)
def test_a_sentence_with_a_date_above_the_text_is_kept(line: str) -> None:
    assert drop_boilerplate([line, *KEPT], "A debate") == [line, *KEPT]


def test_short_paragraphs_may_be_repeated_and_long_ones_may_not() -> None:
    assert drop_boilerplate(["No.", KEPT[0], "No.", KEPT[0]], "") == ["No.", KEPT[0], "No."]


def test_a_text_that_goes_on_after_a_box_of_links_is_not_cut_there() -> None:
    before = [
        f"Sentence {number} of the story stands before the box and is long enough to be one." for number in range(4)
    ]
    after = [f"Sentence {number} of the story stands behind the box and is long enough too." for number in range(3)]
    assert drop_boilerplate([*before, "Related topics", *after], "A title") == [*before, *after]


def test_lines_that_count_do_not_move_the_middle_of_a_text() -> None:
    story = [f"Sentence {number} of the story." for number in range(4)]
    links = ["Gull steals bread", "Ferry fares to rise"]
    cut = [*story[:2], "Read more", *links]
    counters = ["12 new posts", "1,204 shares", "4 min read", "2h ago"]
    assert drop_boilerplate([*cut, *counters], "A title") == drop_boilerplate(cut, "A title") == story[:2]


def test_nothing_is_left_of_notices_alone() -> None:
    assert drop_boilerplate(["Share", "Advertisement", "By Ada Moor"], "") == []
    assert drop_boilerplate([], "A debate") == []


@pytest.mark.parametrize(
    "heading", ["Related stories", "Most read", "What to read next", "Comments", "About the author"]
)
def test_a_last_section_is_cut_off_in_the_second_half_only(heading: str) -> None:
    links = ["A ferry comes back", "Storm closes two roads"]
    assert drop_boilerplate([*KEPT, heading, *links], "") == KEPT
    assert drop_boilerplate([KEPT[0], heading, *KEPT[1:]], "")[-1] == KEPT[-1]


SIGNS = {
    "a consent page": "We value your privacy. Our 800 partners store cookies on your device for a year.",
    "a captcha page": "Checking your browser before you go on to the page that you asked for, which takes a while.",
    "a page that says the site is suspended": "This account has been suspended. Write to your provider about the bill.",
    "an error page": "Something went wrong on our side while we were looking for what you wanted from us.",
    "a page that needs JavaScript": "Please enable JavaScript in your browser to go on reading this site today.",
}


@pytest.mark.parametrize("reason", SIGNS)
def test_a_short_text_that_is_all_sign_is_named_for_it(reason: str) -> None:
    with pytest.raises(ExtractError, match=f"implausible body: it is {reason}"):
        check_text(SIGNS[reason])
    with pytest.raises(ExtractError, match=f"implausible body: it is {reason}"):
        check_text("", visible=SIGNS[reason])


@pytest.mark.parametrize("reason", SIGNS)
def test_the_same_words_in_a_long_text_are_a_story(reason: str) -> None:
    check_text(f"{SIGNS[reason]} {' '.join(PARAGRAPHS * 4)}", "A debate")


def test_a_body_of_few_words_is_named_by_their_number() -> None:
    with pytest.raises(ExtractError, match="2 words are no article"):
        check_text("Coming soon.")
    with pytest.raises(ExtractError, match="it is empty"):
        check_text(" \n ")


@pytest.mark.parametrize(
    ("title", "site", "plain"),
    [
        ("Ministers deny change | Politics | Example News", "", "Ministers deny change | Politics"),
        ("Ministers deny change – Example", "Example", "Ministers deny change"),
        ("Example: Ministers deny change", "Example", "Example: Ministers deny change"),
        ("Example » Ministers deny any change", "Example", "Ministers deny any change"),
        ("Anti-spam law passes", "", "Anti-spam law passes"),
        ("A - B", "", "A"),
        ("", "", ""),
    ],
)
def test_a_title_is_parted_from_its_site(title: str, site: str, plain: str) -> None:
    assert strip_site(title, site) == plain


@pytest.mark.parametrize(
    "name",
    [
        "share-bar",
        "article__related-links",
        "cookieBanner",
        "socialShare",
        "ad--slot",
        "sr-only",
        "inline-article-recirc",
        "paywall-overlay",
        "imageCaption",
        "RelatedLinks-x1",
    ],
)
def test_furniture_is_told_by_its_name_in_every_way_of_writing(name: str) -> None:
    tree = prune_page(parse_page(make_page(body=f"{BODY}<div class='{name}'><p>A word.</p></div>")))
    assert "A word." not in tree.text_content()


@pytest.mark.parametrize(
    "name",
    [
        "shareholders", "unrelated", "article-body", "prosocial", "commentary", "responding",
        "post category-social-media tag-newsletter", "paywall-content", "house-paywall-container",
    ],
)  # fmt: skip
def test_a_name_that_only_holds_such_a_word_is_no_furniture(name: str) -> None:
    tree = prune_page(parse_page(make_page(body=f"{BODY}<div class='{name}'><p>A word.</p></div>")))
    assert "A word." in tree.text_content()


@pytest.mark.parametrize("name", ["consent", "sharing-data-with-others", "comments-of-the-peers", "advertising"])
def test_a_heading_is_not_told_by_an_id_of_its_own_words(name: str) -> None:
    words = name.replace("-", " ")
    for attribute, is_kept in (("id", True), ("class", False)):
        page = make_page(body=f"{BODY}<h2 {attribute}='{name}'>{words}</h2><p>A word.</p>")
        assert (words in prune_page(parse_page(page)).text_content()) == is_kept


CREDIT = "<span class='video-credit'>Harbour Guard</span>"


@pytest.mark.parametrize(
    "credit", [CREDIT, "<em class='credit'>Lo Marsh</em>", "<small class='photo credits'>Lo Marsh</small>"]
)
def test_a_short_paragraph_that_ends_in_a_credit_is_a_caption(credit: str) -> None:
    tree = parse_page(make_page(before=f"<p>Helena Marsh leaves the house on a wet Tuesday. {credit}</p>"))
    assert [p.text_content() for p in prune_page(tree).iter("p")] == KEPT


@pytest.mark.parametrize(
    "paragraph",
    [
        f"The boat of the {CREDIT} was the first to see it.",
        f"{'The boat was seen by nobody else until the morning. ' * 9} {CREDIT}",
        "She took the <span class='credited'>praise</span>",
    ],
)
def test_a_paragraph_with_a_credit_in_its_middle_or_a_long_one_is_none(paragraph: str) -> None:
    tree = parse_page(make_page(body=f"{BODY}<p>{paragraph}</p>"))
    assert len(prune_page(tree).findall(".//p")) == len(KEPT) + 1


def test_what_is_said_to_stand_beside_the_article_is_dropped_unless_it_is_much_of_the_page() -> None:
    beside = "<section role='complementary'><p>Quays and how to build them.</p></section>"
    assert [p.text_content() for p in prune_page(parse_page(make_page(body=BODY + beside))).iter("p")] == KEPT
    whole = f"<section role='complementary'>{BODY}</section>"
    assert [p.text_content() for p in prune_page(parse_page(make_page(body=whole))).iter("p")] == KEPT
