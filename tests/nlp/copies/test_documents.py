"""Which pages are copies, and by what they are found."""

import time

import pytest

from nlp.copies import are_copies, document_keys
from nlp.copies.sentences import read_sentences

STORY = (
    "Peers met in the evening to look at the ferry clause once more. Most of them were against it from the start.",
    "“The ferry must run in winter,” Ada Moor told the chamber. “Islands depend on it, and islanders vote.”",
    "The harbour master had written to all of them. He asked for two more boats and a longer pier at Saint Bray.",
    "A vote is expected next week, when the committee has heard the owners of the line.",
)
TEXT = "\n\n".join(STORY)


def test_copies_share_a_key_and_other_pages_do_not() -> None:
    copy = "\n\n".join(("Ferry clause in doubt", *STORY[:3]))
    assert not set(document_keys(TEXT)).isdisjoint(document_keys(copy))
    assert are_copies(TEXT, copy)
    other = TEXT.replace("ferry", "railway").replace("harbour", "station").replace("e", "a")
    assert set(document_keys(TEXT)).isdisjoint(document_keys(other))


@pytest.mark.parametrize("text", ["", "\n\n", "A title", "One line of a summary that the publisher allows to show."])
def test_a_page_that_says_too_little_is_no_copy_of_anything(text: str) -> None:
    assert document_keys(text) == ()
    assert not are_copies(text, TEXT)
    assert not are_copies(text, text)


def test_a_page_is_a_copy_of_itself() -> None:
    assert are_copies(TEXT, TEXT)


def test_a_paragraph_that_both_rewrote_is_an_update_and_one_that_one_cut_is_not() -> None:
    inner = "The owners of the line have not been asked yet, their lawyer wrote."
    rewritten = "\n\n".join((*STORY[:2], inner, STORY[3]))
    assert not are_copies(TEXT, rewritten)
    assert are_copies("\n\n".join((*STORY[:2], inner, *STORY[2:])), TEXT)


def test_a_sentence_about_the_same_thing_in_other_words_is_an_update() -> None:
    reversed_fact = TEXT.replace("Most of them were against it from the start", "Most of them were for it in the end")
    assert not are_copies(TEXT, reversed_fact)


def test_another_currency_is_another_story() -> None:
    costs = TEXT.replace("a longer pier", "a pier for £5m")
    assert are_copies(costs, f"Ferry clause in doubt\n\n{costs}")
    assert not are_copies(costs, costs.replace("£", "€"))


QUOTATION = (
    "“We will never stand by while children are harmed on platforms that refuse to look,” the minister told peers. "
    "“The technology can be built, and nobody has to choose between safety and privacy. We have asked the firms for "
    "years to come forward with a plan, and for years they have told us that it cannot be done, and for years children "
    "have paid for it. That ends with this bill, and it ends this year.”"
)
LEGAL = (
    "The Gull Gazette is funded by readers. Please consider a small gift each month; it takes a minute to set up and "
    "you can cancel it at any time. Our newsletter brings the best stories of the day to your inbox at seven. "
    "Letters to the editor should be no longer than two hundred words and carry a name and a town. Readers who wish to "
    "complain should write to the readers' editor, whose decision is final and is published in full."
)
BAKERS = "The bakers of Dunmere won the first prize this autumn for a loaf with seeds. Their guild held a supper."
GULL = "A gull stole a sandwich from the mayor of Pell on Saturday and dropped it on the pier. The mayor laughed."
FARES = "The ferry line Bramble cut its fares on Monday, after a summer in which half its boats had sailed empty."
VOTE = "The leader of the opposition, Nan Orford, wants a vote on the clause at once, as peers had promised her."


@pytest.mark.parametrize(("one", "other", "shared"), [(BAKERS, GULL, LEGAL), (FARES, VOTE, QUOTATION)])
def test_two_stories_with_the_same_long_quotation_or_small_print_are_no_copies(
    one: str, other: str, shared: str
) -> None:
    pages = [f"{story}\n\n{shared}" for story in (one, other)]
    assert not set(document_keys(pages[0])).isdisjoint(document_keys(pages[1]))
    assert not are_copies(*pages)
    assert not are_copies(*reversed(pages))


def test_a_report_of_others_under_a_lead_of_the_publishers_own_is_a_copy() -> None:
    lead = "Winter boats to Saint Bray hang by a thread tonight, and islanders fear for their harbour and their pier."
    rest = "\n\n".join((*STORY[1:], QUOTATION))
    assert are_copies(f"{STORY[0]}\n\n{rest}", f"{lead}\n\n{rest}")
    assert are_copies(TEXT, f"{TEXT}\n\n{BAKERS}")


def test_a_place_before_the_first_word_is_house_style() -> None:
    assert are_copies(TEXT, f"SAINT BRAY (Harbour News) — {TEXT}")


def test_sentences_end_at_marks_and_paragraphs_and_not_after_mr() -> None:
    texts = [
        one.text
        for one in read_sentences("Mr. Moor met Dr. Quill here. “We did talk,” she said.\n\nThey did not agree")
    ]
    assert texts == ["Mr. Moor met Dr. Quill here.", "“We did talk,” she said.", "They did not agree"]


def test_two_very_long_pages_are_compared_in_a_moment() -> None:
    long = "\n\n".join(
        f"The member for seat {n} spoke of the matter of clause {n * 7} at length today." for n in range(2000)
    )
    began = time.process_time()
    assert not are_copies(long, long.replace("spoke of", "said nothing of"))
    assert are_copies(long, f"{long}\n\nThe House rose at ten and went home by the river.")
    assert time.process_time() - began < 5
