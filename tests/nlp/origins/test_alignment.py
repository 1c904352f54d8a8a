"""A quotation beside a primary statement: what is the same, left out and put in."""

from hypothesis import given
from hypothesis import strategies as st

from nlp.origins.alignment import Alignment, align
from nlp.origins.words import Word, read_words

RECORD = "The power will be used only where it is technically feasible, and only as a last resort."


def lay(said: str, primary: str = RECORD) -> Alignment:
    return align(read_words(primary), read_words(said))


def show(alignment: Alignment) -> list[tuple[str, str]]:
    return [(edit.kind, edit.text) for edit in alignment.edits()]


def keys(words: tuple[Word, ...]) -> list[str]:
    return [word.key for word in words]


def test_a_part_of_a_sentence_is_all_the_same() -> None:
    assert show(lay("“only where it is technically feasible,”")) == [
        ("same", "only where it is technically feasible"),
    ]


def test_words_left_out_are_shown_where_they_stood() -> None:
    alignment = lay("The power will be used … only as a last resort")
    assert show(alignment) == [
        ("same", "The power will be used"),
        ("left-out", "only where it is technically feasible, and"),
        ("same", "only as a last resort"),
    ]
    assert alignment.unmarked == ()
    assert keys(lay("The power will be used only as a last resort").unmarked)[0] == "where"


def test_a_word_that_stands_on_both_sides_of_a_gap_goes_to_the_side_that_the_quotation_says() -> None:
    record = "We can go and we can stay, and we can wait"
    assert show(lay("We can … can stay", record)) == [
        ("same", "We can"),
        ("left-out", "go and we"),
        ("same", "can stay"),
    ]
    assert show(lay("We can go and … and we can wait", record)) == [
        ("same", "We can go and"),
        ("left-out", "we can stay"),
        ("same", "and we can wait"),
    ]


def test_words_put_in_stand_after_those_they_replace() -> None:
    assert show(lay("The power can be used only where it is feasible, only as a last resort")) == [
        ("same", "The power"),
        ("left-out", "will"),
        ("put-in", "can"),
        ("same", "be used only where it is"),
        ("left-out", "technically"),
        ("same", "feasible"),
        ("left-out", "and"),
        ("same", "only as a last resort"),
    ]


def test_other_words_at_an_end_are_shown_with_what_the_record_has_there() -> None:
    assert show(lay("This power will be used only if needed")) == [
        ("left-out", "The"),
        ("put-in", "This"),
        ("same", "power will be used only"),
        ("left-out", "where it"),
        ("put-in", "if needed"),
    ]


def test_what_an_editor_put_into_brackets_is_no_word_that_was_put_in() -> None:
    alignment = lay("[It] will be used only where it is technically feasible")
    assert (alignment.put_in, alignment.left_out) == ((), ())


def test_a_stray_word_far_away_is_no_match() -> None:
    alignment = lay(
        "The idea is technically feasible", "The power, which nobody here asked for, is technically feasible"
    )
    assert keys(alignment.matched) == ["is", "technically", "feasible"]


def test_a_stray_word_after_a_gap_is_a_match() -> None:
    alignment = lay("The power will be used … resort")
    assert keys(alignment.matched)[-1] == "resort"
    assert alignment.put_in == ()


def test_nothing_in_common_has_no_edits() -> None:
    alignment = lay("Nobody knows")
    assert (alignment.blocks, alignment.edits(), alignment.compared, alignment.changes) == ((), (), (), ())


WORDS = st.lists(st.sampled_from(["we", "will", "not", "scan", "messages", "…", "today."]), max_size=25)


@given(WORDS, WORDS)
def test_the_edits_give_back_all_words_of_the_quotation(said: list[str], primary: list[str]) -> None:
    alignment = lay(" ".join(said), " ".join(primary))
    kept = [edit for edit in alignment.edits() if edit.kind != "left-out"]
    if alignment.blocks:
        assert [key for edit in kept for key in read_words(edit.text).keys] == alignment.said.keys
    assert len(alignment.matched) + len(alignment.put_in) == len(alignment.said.words)
