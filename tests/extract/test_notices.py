"""What sites say around their articles, and sentences that begin like it."""

import pytest

from clausewatch.extract.boilerplate import drop_boilerplate
from clausewatch.extract.notices import is_notice
from tests.extract.answers import PARAGRAPHS

NOTICES = {
    "newsletters": (
        "Get our flagship newsletter with all the headlines you need to start the day. Sign up here.",
        "Get Division Bell, the newsletter of the house", "Our morning email breaks down the key stories of the day",
        "Join our daily and weekly newsletters for the latest updates. Learn More", "Free weekly newsletter",
        "Stay ahead of the debate with our weekly newsletter", "Privacy Notice: Newsletters may contain adverts.",
        "Want more from the lords? Sign up for Division Bell", "Please enter a valid email address",
        "I would like to be emailed about offers and events. Read our Privacy notice", "Thanks for signing up to the",
        "We use your sign-up to provide content in ways you’ve consented to.", "You can unsubscribe at any time.",
        "Something went wrong, please try again later.", "SUBSCRIBE", "Already a subscriber? Log in",
        "Create a free account to go on reading", "Start your free trial today", "Story Saved",
    ),
    "cookies": (
        "This content is provided by Quillcast, which may be using cookies and other technologies.",
        "You can use the buttons below to amend your preferences to enable Quillcast cookies.",
        "Unfortunately we have been unable to verify if you have consented to Quillcast cookies.",
        "To view this content you can use the button below to allow Quillcast cookies for this session only.",
        "You can change your settings at any time via the Privacy Options.",
    ),
    "readers": (
        "Follow us and the Thornby desk on Facebook and X. Send your story ideas to desk@thornby.example",
        "Send your story ideas to desk@thornby.example", "Have you been affected by the issues raised in this story?",
        "Do you have a story for the Thornby desk?", "Please include a contact number if you are willing to talk",
        "Do you think the peers were right? Have your say in our poll below", "We pay for your stories and videos!",
        "Get in touch with our news team by emailing us at desk@thornby.example.", "WhatsApp: +44 7000 000 000",
        "Thornby Live is on WhatsApp. Click here to join our community. If you don’t like it, you can leave.",
        "Your support helps us to tell the story.", "The Thornby values your comments but asks you to be kind.",
        "The Thornby is not responsible for the content of external sites.",
        "Thornby Live is not responsible for the opinions and pictures presented by contributors. Report abuse here.",
        "Twitter: @adamoor", "ada@moor.example",
    ),
    "more": (
        "MORE: The nine drafts of clause 122", "RELATED: Storm closes two roads!", "Don’t miss: the week in the house",
        "ALSO", "In pictures", "Reuse this content", "For more stories like this, check our news page.",
        "Storm Bertram closes two roads [INSIGHT]", "Check out more articles on our front page!", "Next page",
        "Gallery: the house | 14 Photos", "10:00:02",
        "7.30pm", "10.15 BST", "Facebook Twitter WhatsApp", "the-house-at-night.jpg", "Please wait...",
        "Explore more on these topics", "Read more:\nThe nine drafts\nStorm closes two roads", "___", "* * *",
    ),
}  # fmt: skip


@pytest.mark.parametrize("notice", [notice for notices in NOTICES.values() for notice in notices])
def test_a_notice_is_no_paragraph_of_an_article(notice: str) -> None:
    assert is_notice(notice)
    assert drop_boilerplate([*PARAGRAPHS[:2], notice, *PARAGRAPHS[2:]], "A debate") == list(PARAGRAPHS)


SENTENCES = (
    "Get used to such headlines, the minister told the peers.", "Get out of my house, she said to the bailiff.",
    "Already registered voters can stay on the list until May.", "Privacy notices must be read by those who sign them.",
    "Contact your local council before the end of September.", "Like most people on Facebook, he had seen it twice.",
    "Also: it rains.", "Follow the money, said the clerk.", "Watch what they do, not what they say.",
    "More in hope than expectation", "Find a plumber on X and you may find a poet.", "Your support was noted.",
    "Stay informed of your rights, the leaflet says.", "Buy now and pay later was the rule for years.",
    "Thank you very much [APPLAUSE]", "9.91",
    "10:00 is when the house sits.", "“Have your say,” the poster said.", "Explore the house.\nExplore the garden.",
    "WhatsApp said on Monday that it would leave the country.", "He met her on WhatsApp and followed her to Thornby.",
)  # fmt: skip


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_that_begins_like_a_notice_is_none(sentence: str) -> None:
    assert not is_notice(sentence)


def test_a_long_paragraph_is_no_notice() -> None:
    assert not is_notice("Sign up for Division Bell. " * 50)
    assert is_notice("Sign up for Division Bell. " * 3)


def test_contacts_of_several_lines_at_the_end_are_cut_off() -> None:
    contacts = "MEDIA CONTACT:\nAda Moor\nThe House\npress@house.example"
    assert drop_boilerplate([*PARAGRAPHS, contacts, "SOURCE The House"], "A debate") == list(PARAGRAPHS)


@pytest.mark.parametrize(
    "line", ["Story published on May 5, 2022.", "12 Jan., 2016, 10.34PM IST", "Posted by Ada Moor"]
)
def test_a_date_or_byline_above_the_text_is_left_out(line: str) -> None:
    assert drop_boilerplate([line, *PARAGRAPHS], "A debate") == list(PARAGRAPHS)


BIOS = (
    "Ada Moor can be reached at ada@moor.example.", "Ada Moor is the political editor of The Thornby.",
    "Ada Moor is a freelance writer and lives by the sea", "Ada Moor is on Twitter at @adamoor",
    "Ada Moor is Thornby’s home affairs correspondent", "Ada Moor covers the lords for The Thornby.",
)  # fmt: skip


@pytest.mark.parametrize("bio", BIOS)
def test_who_wrote_an_article_is_left_out_below_it_only(bio: str) -> None:
    assert drop_boilerplate([*PARAGRAPHS, bio], "A debate") == list(PARAGRAPHS)
    assert bio in drop_boilerplate([PARAGRAPHS[0], bio, *PARAGRAPHS[1:]], "A debate")


@pytest.mark.parametrize(
    "words",
    [
        "Helena Marsh is the minister, and will stay so.",
        "The minister is a former editor of the paper.",
        "“Ada Moor is a writer,” the clerk said.",
        "Ada Moor is a writer and said: “I have never met him.”",
    ],
)
def test_a_last_sentence_about_somebody_else_is_kept(words: str) -> None:
    assert drop_boilerplate([*PARAGRAPHS, words], "A debate")[-1] == words
