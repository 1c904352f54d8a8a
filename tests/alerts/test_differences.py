"""Two versions of a text beside each other, sentence by sentence and word by word."""

from hypothesis import given, settings
from hypothesis import strategies as st

from clausewatch.alerts.differences import (
    MOST_PAIRS,
    SentenceChange,
    compare_versions,
    group_paragraphs,
    list_edits,
    split_sentences,
)
from clausewatch.ledger.changes import compared_words
from tests.alerts.builders import make_document


def compare(old: str, new: str) -> list[tuple[str, str | None, str | None]]:
    """What is not the same, without the title."""
    found = compare_versions(make_document(old), make_document(new))
    return [(each.kind, each.before, each.after) for each in found if each.kind != "same"]


def edits(old: str, new: str) -> list[tuple[str, str]]:
    return [(edit.kind, edit.text) for edit in list_edits(old, new)]


def test_a_text_falls_into_sentences_and_keeps_its_marks() -> None:
    text = "“We will,” she said. “Will you?” Mr. Renn of the U.K. left.\n\nAt 10.30 it cost £2.5m. He paid."
    found = [(sentence.paragraph, sentence.text) for sentence in split_sentences(text)]
    assert found == [
        (1, "“We will,” she said."),
        (1, "“Will you?”"),
        (1, "Mr. Renn of the U.K. left."),
        (2, "At 10.30 it cost £2.5m."),
        (2, "He paid."),
    ]


def test_a_changed_sentence_is_shown_as_one_with_its_words() -> None:
    assert edits("We will never use it.", "We will seldom use it.") == [
        ("same", "We will"),
        ("left-out", "never"),
        ("put-in", "seldom"),
        ("same", "use it."),
    ]


def test_marks_alone_are_no_edit_and_the_newer_ones_are_shown() -> None:
    assert edits('It is "safe" – now', "It is “safe” now") == [("same", "It is “safe” now")]


def test_numbers_and_negations_are_edits() -> None:
    assert ("put-in", "£25m") in edits("It costs £2.5m a year", "It costs £25m a year")
    assert ("put-in", "can’t") in edits("It can be done", "It can’t be done")


def test_each_sentence_finds_the_one_that_it_became() -> None:
    old = "The council met today. Ada Moor spoke for an hour. It rained. Nobody left early."
    new = "The council met again today. A cat came in. Ada Moor spoke for two hours. Nobody left early."
    assert compare(old, new) == [
        ("changed", "The council met today.", "The council met again today."),
        ("added", None, "A cat came in."),
        ("changed", "Ada Moor spoke for an hour.", "Ada Moor spoke for two hours."),
        ("removed", "It rained.", None),
    ]


def test_sentences_that_have_nothing_in_common_are_not_one() -> None:
    assert compare("It rained all night.", "Members vote in May.") == [
        ("removed", "It rained all night.", None),
        ("added", None, "Members vote in May."),
    ]


def test_the_title_comes_first_and_is_paragraph_0() -> None:
    old, new = make_document("Same.", title="Council calls vote"), make_document("Same.", title="Council drops vote")
    title, text = compare_versions(old, new)
    assert (title.kind, title.paragraph, title.before) == ("changed", 0, "Council calls vote")
    assert (text.kind, text.paragraph) == ("same", 1)
    (lost, _) = compare_versions(old, make_document("Same.", title=""))
    assert (lost.kind, lost.paragraph, lost.old_paragraph) == ("removed", None, 0)


def test_a_page_that_never_had_a_title_has_no_line_for_it() -> None:
    assert len(compare_versions(make_document("One.", title=""), make_document("One.", title=""))) == 1


def test_a_large_rewrite_is_shown_without_looking_for_pairs() -> None:
    number = int(MOST_PAIRS**0.5) + 5
    old = " ".join(f"Word{place} stood in the old text of the page." for place in range(number))
    new = " ".join(f"Word{place} stood in the new text of the page." for place in range(number))
    found = compare(old, new)
    assert len(found) == 2 * number
    assert {kind for kind, *_ in found} == {"removed", "added"}


def test_what_was_taken_out_stands_with_its_paragraph() -> None:
    old = make_document("It rained. It rained hard and long. It stopped.\n\nA whole paragraph went away.", title="")
    new = make_document("It rained. It stopped.", title="")
    groups = group_paragraphs(compare_versions(old, new))
    assert [[change.kind for change in group] for group in groups] == [["same", "removed", "same"], ["removed"]]


sentences = st.lists(
    st.sampled_from(["It rained.", "Ada spoke.", "Ada spoke twice.", "It cost 5.", "Never."]), max_size=7
)


def side(found: tuple[SentenceChange, ...], name: str) -> list[str]:
    return [text for change in found if (text := getattr(change, name)) is not None]


@settings(max_examples=80, deadline=None)
@given(sentences, sentences)
def test_both_texts_can_be_read_off_the_difference(old: list[str], new: list[str]) -> None:
    before, after = (make_document(" ".join(each) or "Empty.", title="") for each in (old, new))
    found = compare_versions(before, after)
    assert side(found, "before") == (old or ["Empty."])
    assert side(found, "after") == (new or ["Empty."])
    for change in found:
        if change.kind == "changed":
            for name, whole in (("left-out", change.before), ("put-in", change.after)):
                told = " ".join(edit.text for edit in change.edits if edit.kind in ("same", name))
                assert compared_words(told) == compared_words(str(whole))
