"""Which quotations of a page changed with its content."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clausewatch.alerts.revisions import QuotationChange, compare_quotations
from clausewatch.models import Document, Speaker, Statement
from tests.alerts.builders import make_document, make_speaker, make_statement
from tests.collected import state

ADA, BEN = make_speaker(), make_speaker("Ben Lock")
Page = tuple[Document, list[Statement]]


def make_page(*said: tuple[Speaker | None, str], around: str = "{}") -> Page:
    """A page of one paragraph a statement, each in the words around it."""
    document = make_document("\n\n".join(around.format(text.replace(" … ", " / ")) for _, text in said) or "Nothing.")
    return document, [state(document, text, speaker=speaker) for speaker, text in said]


def pair(old: Page, new: Page) -> list[tuple[str | None, str | None]]:
    return [(change.before, change.after) for change in compare_quotations(*old, *new)]


HARD = "We will scan every message that children may send"
SOFT = "We may some day scan what children might send"
"""Four words of nine are the same: too few for somebody else's words in another place."""
VAGUE = "We may some day scan what children might receive"
"""Three words of nine are the same: enough only for the same speaker in the same place."""


def compare(old: list[str], new: list[str]) -> list[tuple[str | None, str | None]]:
    def page(texts: list[str]) -> tuple[Document, list[Statement]]:
        return make_document(f"News. {' '.join(texts)}"), [make_statement(text, ADA) for text in texts]

    return [(change.before, change.after) for change in compare_quotations(*page(old), *page(new))]


def test_quotations_that_stand_as_they_were_are_no_change() -> None:
    assert compare(["It will never be used", "We shall see"], ["We shall see", "It will never be used"]) == []


def test_other_marks_and_capitals_are_no_change() -> None:
    assert compare(["It will, never, be used"], ["it will never be “used”"]) == []


def test_a_reworded_quotation_is_shown_with_its_new_words() -> None:
    assert compare(["It will never ever be used", "No"], ["It will seldom ever be used", "No"]) == [
        ("It will never ever be used", "It will seldom ever be used")
    ]


def test_quotations_that_are_gone_or_new_are_told_apart() -> None:
    assert compare(["Nobody asked us"], ["The clause is dead"]) == [
        ("Nobody asked us", None),
        (None, "The clause is dead"),
    ]


def test_two_reworded_quotations_find_their_own_successors() -> None:
    old = ["We will scan every private message", "We will ask the regulator first"]
    new = ["We will ask the regulator once", "We will scan every public message"]
    assert compare(old, new) == [(old[0], new[1]), (old[1], new[0])]


def test_a_quotation_that_only_the_annotator_lost_is_no_change() -> None:
    old = make_document("“It will never be used,” she said.")
    change = compare_quotations(old, [make_statement("It will never be used")], make_document(f"{old.text} More."), [])
    assert change == ()


def test_the_parts_of_a_split_quotation_are_looked_for_one_by_one() -> None:
    old = make_document("“No,” she said. “Never.”")
    assert compare_quotations(old, [make_statement("No … Never")], make_document("Never! No!"), []) == ()


def test_the_speaker_is_named_where_known() -> None:
    page = make_document("x")
    (known,) = compare_quotations(make_document("No"), [make_statement("No", ADA)], page, [])
    (unknown,) = compare_quotations(make_document("No"), [make_statement("No")], page, [])
    assert known == QuotationChange(speaker="Ada Moor", before="No", after=None)
    assert unknown.speaker is None


@pytest.mark.parametrize(
    ("old", "new", "is_pair"),
    [
        pytest.param((ADA, HARD), (ADA, VAGUE), True, id="same speaker in the same place"),
        pytest.param((BEN, HARD), (BEN, VAGUE), True, id="another speaker in the same place"),
        pytest.param((ADA, HARD), (BEN, VAGUE), False, id="somebody else"),
        pytest.param((None, HARD), (None, VAGUE), False, id="two that nobody knows are not the same"),
        pytest.param((ADA, HARD), (BEN, SOFT), True, id="somebody else in more of the same words"),
        pytest.param((ADA, HARD), (BEN, HARD.replace("every", "a")), True, id="somebody else in nearly the same words"),
        pytest.param((ADA, HARD), (ADA, "Nothing was ever said of it"), False, id="no word in common"),
    ],
)
def test_speaker_and_place_help_fewer_words_to_be_the_same_quotation(
    old: tuple[Speaker | None, str], new: tuple[Speaker | None, str], is_pair: bool
) -> None:
    pairs = pair(make_page((ADA, "It rains"), old), make_page((ADA, "It rains"), new))
    assert pairs == ([(old[1], new[1])] if is_pair else [(old[1], None), (None, new[1])])


def test_a_quotation_that_moved_to_another_place_needs_more_words_in_common() -> None:
    stays = [(BEN, "It rains"), (BEN, "It pours")]
    assert pair(make_page((ADA, HARD), *stays), make_page(*stays, (ADA, VAGUE))) == [(HARD, None), (None, VAGUE)]
    assert pair(make_page((ADA, HARD), *stays), make_page(*stays, (ADA, SOFT))) == [(HARD, SOFT)]


@pytest.mark.parametrize(
    "cut",
    [
        pytest.param(SOFT.removesuffix(" might send"), id="its end cut off"),
        pytest.param(SOFT.removeprefix("We may "), id="its beginning cut off"),
        pytest.param(f"“{SOFT},”", id="with its marks"),
        pytest.param(f"{SOFT}, where nothing else works", id="with a clause more"),
        pytest.param(SOFT.replace(" scan", " … scan"), id="in two parts"),
    ],
)
def test_a_reworded_quotation_is_found_however_it_is_cut(cut: str) -> None:
    around = "On Monday {} she told peers."
    assert pair(make_page((ADA, HARD), around=around), make_page((ADA, cut), around=around)) == [(HARD, cut)]


def test_the_most_alike_find_each_other_first() -> None:
    old = ["The power will be used soon enough", "The power may never be used on private messages"]
    new = "The power will never be used on private messages"
    assert pair(make_page(*((ADA, text) for text in old)), make_page((ADA, new))) == [(old[0], None), (old[1], new)]


def test_a_part_of_marks_alone_is_not_missed() -> None:
    old = make_document("“No,” she said. “…”")
    assert compare_quotations(old, [make_statement("“No,” … “…”")], make_document("She said no."), []) == ()


def attribute(words: str, speaker: Speaker | None, around: str = "It rained.") -> Page:
    """A page on which the harbour's quotation has other words around it."""
    document = make_document(f"{around}\n\n“It keeps people safe,” said {words}.")
    return document, [state(document, "It keeps people safe", speaker=speaker, source=words)]


def test_the_same_words_of_somebody_else_are_a_change_with_both_names() -> None:
    (change,) = compare_quotations(*attribute("Ada Moor", ADA), *attribute("Ben Lock", BEN))
    assert (change.speaker, change.new_speaker, change.is_reworded) == ("Ada Moor", "Ben Lock", False)
    assert change.before == change.after == "It keeps people safe"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(attribute("her", ADA), attribute("her", BEN, "It poured."), id="read otherwise, not edited"),
        pytest.param(attribute("Moor", make_speaker("Moor")), attribute("Ada Moor", ADA), id="named in full"),
        pytest.param(attribute("Ada Moor", ADA), attribute("a friend", None), id="of somebody nobody knows"),
        pytest.param(attribute("Ada Moor", ADA), attribute("the minister", ADA), id="named by office"),
    ],
)
def test_an_attribution_that_may_be_the_same_is_no_change(old: Page, new: Page) -> None:
    assert compare_quotations(*old, *new) == ()


def test_words_that_two_people_say_are_held_against_each_other_by_speaker() -> None:
    both = make_page((ADA, "It is safe"), (BEN, "It is safe"), around="On Monday {} she said.")
    turned = make_page((BEN, "It is safe"), (ADA, "It is safe"), around="On Friday {} he said.")
    assert compare_quotations(*both, *turned) == ()


def test_a_reworded_quotation_of_somebody_else_says_so_too() -> None:
    (change,) = compare_quotations(*make_page((ADA, HARD)), *make_page((BEN, HARD.replace("every", "a"))))
    assert (change.speaker, change.new_speaker, change.is_reworded) == ("Ada Moor", "Ben Lock", True)


texts = st.lists(st.sampled_from(["the", "clause", "scan", "never", "children", "we", "will"]), min_size=1, max_size=8)
said = st.lists(st.tuples(st.sampled_from([ADA, BEN, None]), texts.map(" ".join)), max_size=6, unique_by=lambda s: s[1])


@settings(max_examples=60, deadline=None)
@given(said, said)
def test_each_quotation_is_in_one_change_at_most_and_what_stayed_in_none(
    old: list[tuple[Speaker | None, str]], new: list[tuple[Speaker | None, str]]
) -> None:
    pages = make_page(*old), make_page(*new)
    changes = compare_quotations(*pages[0], *pages[1])
    pairs = [(one.before, one.after) for one in changes if one.before != one.after]
    stayed = [one for one in changes if one.before == one.after]
    assert all(one.new_speaker not in (None, one.speaker) for one in stayed)
    assert {one.before for one in stayed}.isdisjoint(text for each in pairs for text in each)
    before, after = ([change[side] for change in pairs if change[side] is not None] for side in (0, 1))
    assert len(set(before)) == len(before)
    assert len(set(after)) == len(after)
    assert set(before).isdisjoint(text for _, text in new)
    assert set(after).isdisjoint(text for _, text in old)
    assert pair(pages[0], pages[0]) == []
