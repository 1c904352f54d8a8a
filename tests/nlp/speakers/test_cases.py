"""Each case is one phenomenon of sources in ordinary text; see the folder `cases`."""

import pytest

from nlp.components.speakers.registry import load_registry
from nlp.components.speakers.resolver import Resolver
from tests.nlp.speakers.cases import REGISTRY, Case, differences, make_document, read_cases, read_marks

CASES = list(read_cases())


@pytest.fixture(scope="module")
def resolver() -> Resolver:
    return Resolver(load_registry(REGISTRY))


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_case(case: Case, resolver: Resolver) -> None:
    text, marked = read_marks(case.text.strip())
    found = resolver.resolve(text, tuple(marked.values()), make_document(case, text))
    speakers = dict(zip(marked, (one.speaker for one in found), strict=True))
    wrong = {number: differences(wanted, speakers[number]) for number, wanted in case.wants.items()}
    assert not any(wrong.values()), wrong


def test_there_are_many_cases_and_no_two_have_one_name() -> None:
    assert len(CASES) >= 150
    assert len({case.name for case in CASES}) == len(CASES)


def test_every_marked_source_is_checked() -> None:
    for case in CASES:
        assert set(case.wants) <= set(read_marks(case.text)[1])
