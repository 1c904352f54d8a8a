"""Lines of a site to its readers, and values of the moment, are told from sentences of an article."""

import pytest

from clausewatch.extract.boilerplate import drop_boilerplate
from clausewatch.extract.calls import LONGEST, is_call
from tests.extract.answers import PARAGRAPHS

CALLS = (
    "Listen 4:32 | Share | Save", "More on: Harbour | Ferries", "English | Cymraeg", "Cymraeg", "Page ID: 7 | Ref: a1",
    "@courier · 23.1K followers", "Video: Gull steals bread", "Trending now: Gull steals bread | Ferry fares to rise",
    "Today’s crossword: No 14,322", "Today’s best deal: quay boots, now £24.99 (was £79.99)",
    "COAST 100: 7,432.2 (+0.4%)", "Traffic: delays of 14 minutes on the coast road", "High tide today: 14:02",
    "LIVE: Port Ansel 2-1 Thornby (74 mins)", "3/12 The quay at dawn", "12 days left to respond", "Closes in 12 days",
    "14,322 signatures – 100,000 needed for a debate", "34 likes, 12 replies", "Gull steals bread again 3 hours ago",
    "Did you like this story? Yes (45) No (55)", "Is this page useful?", "Log in to save this article",
    "Turn on notifications", "Add to reading list", "Gift this article", "Follow Ferries to see more stories like this",
    "Premium", "Exclusive for subscribers", "Current waiting time: 12 minutes", "Donated so far: £12,000 of £90,000",
    "#Harbour #Ferries", "Our Coast Weekly newsletter brings you the best of the week. Sign up here.",
    "Get the Courier app for breaking news alerts", "Try the Courier for £1 a month. Cancel any time.",
    "You are reading article 3 of 5 free this month. Already a subscriber? Log in", "We have a small favour to ask.",
    "343 readers support the Courier. From as little as £1 you can join them.", "Allow Gullbox content?",
    "You’ve accepted additional cookies. You can change your cookie settings at any time.",
    "We’d like to set additional cookies to understand how you use this site.",
    "This content is provided by Gullbox, which may be using cookies and other technologies.",
    "This video is not available in your area.", "Help us improve this site: take our 2-minute survey",
    "See the Courier's pictures of the week.", "View more photos from the quay",
    "Questions? Comments? Email us at desk@courier.example.", "Follow the Courier's ferries on Twitter and Bluesky.",
    "Get Courier Harbour on Twitter, Facebook, and Threads! Know something we don't? Email us at desk@courier.example",
    "Thank you for your feedback", "This document has been viewed 343 times", "Stay informed. Enter your address.",
)  # fmt: skip
WORDS = (
    "See the pictures that she took, he told the court, and judge for yourselves.", "Questions were asked.",
    "Like many on Facebook, she had not read the clause.", "Follow the rules on X, he said, or leave it.",
    "Get members on Twitter to vote, she urged.", "Watch the video evidence, the judge told members.",
    "The app that reads your post now asks for £2 a month, the union said.", "“Sign up here,” the notice says.",
    "“We use cookies,” said the minister.", "Clause 122 | Notices", "Kit Aske | Minister for order", "1/3 of members",
    "The newsletter was sent to members, who were told to sign nothing.", "Survey: 75% say no",
    "Update: the vote is off.",
    "Members must register their interests within 30 days.", "Register of interests", "Follow the money",
    "Premium rates will rise, the regulator said.", "Free ports", "Support grows for the clause", "Share prices fall",
    "Ferry cancelled 3 hours ago, the harbour master said.", "Port Ansel 2-1 Thornby was the last match of the year.",
    "12 days were left to respond when the office closed.", "The consultation closes in 12 days, the department said.",
    "The company may use cookies only with consent, the court ruled.", "Video evidence was shown to the committee.",
    "More: a lot", "The app is not available in schools.", "Welsh peers voted for the amendment.",
    "Is this page useful? Nobody had asked them before, she told members.", "Donations raised £12,000.",
    "Take our word for it, the firms say.", "Give the power to a court", "P = v · r · r · 0.5", "Labour: 44% (+1)",
    "Signatures: 14,322", "You have a right to appeal within 28 days.", "We encrypt your messages in our app.",
)  # fmt: skip


@pytest.mark.parametrize("line", CALLS)
def test_what_a_site_says_to_its_readers_is_no_part_of_an_article(line: str) -> None:
    assert is_call(line)
    assert drop_boilerplate([PARAGRAPHS[0], line, *PARAGRAPHS[1:]], "") == list(PARAGRAPHS)


@pytest.mark.parametrize("words", WORDS)
def test_words_of_an_article_are_no_call(words: str) -> None:
    assert not is_call(words)


def test_a_long_paragraph_is_not_looked_at() -> None:
    assert not is_call("Today’s paper | " * LONGEST)
