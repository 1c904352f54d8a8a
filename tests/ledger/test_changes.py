"""What became of a page between two visits, by its words, dates and paywall."""

import pytest

from clausewatch.ledger.changes import compared_words, is_announced, is_beginning, is_cut, is_reworded, settle_access
from clausewatch.models import Access, ChangeNote
from tests.ledger.examples import DAY, NOON, make_document

LONG = " ".join(f"Sentence {number} says what the council of the harbour decided." for number in range(40))
TEASER = LONG[: LONG.index("Sentence 8")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("It is “safe”.", "It is 'safe'!", id="marks"),
        pytest.param("It  is\u00a0safe", "it is safe", id="white space and capitals"),
        pytest.param("encryp\u00adtion\u200b holds", "encryption holds", id="characters that nobody sees"),
        pytest.param("It can’t", "It can't", id="apostrophes"),
        pytest.param("end-to-end", "end‑to–end", id="dashes"),
        pytest.param("of 1,200,000 people", "of 1200000 people", id="thousands"),
        pytest.param("ﬁve cafés", "five cafés", id="ligatures and accents"),
        pytest.param("from 5–10", "from 5-10", id="a range is no minus"),
    ],
)
def test_typography_is_no_other_word(one: str, other: str) -> None:
    assert compared_words(one) == compared_words(other)
    assert not is_reworded(make_document(one, title=one), make_document(other, title=other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("It is safe.", "It is unsafe.", id="a word"),
        pytest.param("It can be used", "It can’t be used", id="a negation"),
        pytest.param("for 2.5 years", "for 25 years", id="a point"),
        pytest.param("costs £5m", "costs $5m", id="a currency"),
        pytest.param("a change of 5", "a change of -5", id="a sign"),
        pytest.param("a change of 5", "a change of 5%", id="a percentage"),
        pytest.param("of 1,200 people", "of 12,00 people", id="digits"),
        pytest.param("no, one saw", "one saw", id="a word of two letters"),
    ],
)
def test_a_word_a_number_or_its_sign_is(one: str, other: str) -> None:
    assert is_reworded(make_document(one), make_document(other))
    assert is_reworded(make_document(title=one), make_document(title=other))


def test_words_do_not_pass_from_the_title_to_the_text_unseen() -> None:
    assert is_reworded(make_document("sails today.", title="Ferry"), make_document("today.", title="Ferry sails"))


def test_a_change_is_announced_by_a_date_a_note_or_a_notice() -> None:
    old = make_document("It sails at nine.", published_at=NOON)
    assert not is_announced(old, make_document("It sails at ten.", published_at=NOON))
    assert is_announced(old, make_document("It sails at ten.", published_at=NOON, modified_at=NOON + DAY))
    assert is_announced(old, make_document("It sails at ten.", published_at=NOON + DAY))
    note = ChangeNote(at=NOON + DAY, note="New time.")
    assert is_announced(old, make_document("It sails at ten.", published_at=NOON, change_notes=(note,)))


@pytest.mark.parametrize(
    "notice",
    [
        "This article was amended on 6 March to correct the time.",
        "Correction: it sails at ten.",
        "UPDATE (6 March): it sails at ten.",
        "Editor’s note: the time was wrong.",
        "An earlier version of this article gave another time.",
        "We have corrected the time.",
    ],
)
def test_a_notice_in_the_text_announces_it(notice: str) -> None:
    old = make_document("It sails at nine.", published_at=NOON)
    new = make_document(f"It sails at ten.\n\n{notice}", published_at=NOON)
    assert is_announced(old, new)
    # A notice that stood there before says nothing of the next change.
    assert not is_announced(new, make_document(f"It sails at noon.\n\n{notice}", published_at=NOON))


def test_a_date_that_is_left_out_announces_nothing() -> None:
    old = make_document("It sails at nine.", published_at=NOON, modified_at=NOON + DAY)
    assert not is_announced(old, make_document("It sails at ten.", published_at=NOON))


def test_a_page_without_any_date_cannot_be_changed_silently() -> None:
    assert is_announced(make_document("It sails at nine."), make_document("It sails at ten."))


def test_a_teaser_is_the_beginning_of_a_longer_text_behind_a_paywall() -> None:
    whole = make_document(LONG)
    assert is_cut(whole, make_document(TEASER, access="paid"))
    assert is_cut(whole, make_document(TEASER.replace("decided", "decides", 1), access="walled"))
    assert not is_cut(whole, make_document(TEASER)), "a page that asks for no money was cut by its editors"
    assert not is_cut(whole, make_document(LONG.removesuffix("decided."), access="paid")), "no more than a word is gone"
    assert not is_cut(whole, make_document(LONG[len(LONG) // 2 :], access="paid")), "its end is no beginning"
    assert is_beginning(make_document(TEASER), whole)


@pytest.mark.parametrize(
    ("old", "new", "settled"),
    [
        (None, "free", "free"),
        ("paid", None, "paid"),
        ("paid", "walled", "paid"),
        ("paid", "free", "free"),
        ("free", None, None),
        (None, "walled", "walled"),
    ],
)
def test_a_declaration_that_is_left_out_once_still_holds(
    old: Access | None, new: Access | None, settled: Access | None
) -> None:
    assert settle_access(make_document(access=old), make_document(access=new)) == settled


def test_the_same_answer_read_again_says_nothing_of_the_paywall() -> None:
    whole, teaser = make_document(LONG, access="teaser"), make_document(LONG)
    assert settle_access(whole, teaser, is_refetched=False) == "teaser"
    assert settle_access(whole, teaser) is None
    assert settle_access(None, make_document(TEASER, access="paid")) == "paid"
