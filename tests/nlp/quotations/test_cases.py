"""Each case is one phenomenon of what is a statement and what is none; see the folder `cases`."""

from pathlib import Path

import pytest
import spacy
from spacy.language import Language

import nlp.components.quotations.component
import nlp.components.speakers.component  # noqa: F401  registers its factory
from nlp.attribution import Attribution, read_attributions
from tests.nlp.quotations.cases import Case, differences, make_document, read_cases

CASES = list(read_cases())
REGISTRY = Path(__file__).parents[1] / "speakers" / "registry"


@pytest.fixture(scope="module")
def pipeline() -> Language:
    made = spacy.blank("en")
    made.add_pipe("quotation_tagger")
    made.add_pipe("speaker_resolver", config={"registry": str(REGISTRY)})
    return made


def find(pipeline: Language, case: Case) -> tuple[Attribution, ...]:
    doc = pipeline.make_doc(case.marked.text)
    doc._.document = make_document(case.marked)
    return read_attributions(pipeline(doc))


def as_param(case: Case) -> object:
    marks = pytest.mark.xfail(strict=True, raises=AssertionError, reason=case.miss) if case.miss else ()
    return pytest.param(case, id=case.name, marks=marks)


@pytest.mark.parametrize("case", [as_param(case) for case in CASES])
def test_case(case: Case, pipeline: Language) -> None:
    wrong = differences(case, find(pipeline, case))
    assert not wrong, "\n".join(wrong)


def test_there_are_many_cases_and_no_two_have_one_name() -> None:
    assert len(CASES) >= 200
    assert len({case.name for case in CASES}) == len(CASES)


def test_most_cases_are_right() -> None:
    assert sum(case.miss is not None for case in CASES) < len(CASES) / 4


def test_the_numbers_of_a_case_are_those_of_its_marks() -> None:
    for case in CASES:
        assert {*case.kinds, *case.nobody} <= set(range(1, len(case.marked.attributions) + 1)), case.name


def test_what_is_missing_too_much_or_of_somebody_else_is_told() -> None:
    case = Case("a lamp", "[S1 Moor] [C1 said] [Q1 it was out]. It rained all day.", kinds={1: "direct"})
    assert differences(case, ()) == ["not found: Moor | said | it was out"]
    right = Attribution("indirect", ((10, 20),), ((0, 4),), ((5, 9),))
    assert differences(case, (right,)) == ["1: indirect, not direct"]
    wrong = Attribution("direct", ((10, 20),))
    rain = Attribution("direct", ((22, 40),))
    assert differences(case, (wrong, rain)) == ["not marked: – | – | It rained all day.", "1: not of '', but of 'Moor'"]
