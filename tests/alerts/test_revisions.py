"""Which quotations of a page changed with its content."""

from clausewatch.alerts.revisions import QuotationChange, compare_quotations, is_reworded
from clausewatch.models import Document, Statement
from tests.alerts.builders import make_document, make_speaker, make_statement

ADA = make_speaker()


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


def test_a_page_is_reworded_when_a_word_of_title_or_text_is_other() -> None:
    page = make_document("It is “safe”.", title="On safety")
    assert not is_reworded(page, make_document("It is 'safe'!", title="On  Safety"))
    assert is_reworded(page, make_document("It is unsafe.", title="On safety"))
    assert is_reworded(page, make_document("It is “safe”.", title="On danger"))
