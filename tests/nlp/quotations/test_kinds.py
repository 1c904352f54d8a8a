"""Direct, mixed and indirect statements."""

import pytest

from clausewatch.models import Span
from nlp.components.quotations.kinds import kind_of


def spans_of(marked: str) -> tuple[str, tuple[Span, ...]]:
    """A text with its spans from one in which they stand between `[` and `]`."""
    text, spans = "", []
    for number, part in enumerate(marked.replace("]", "[").split("[")):
        if number % 2:
            spans.append((len(text), len(text) + len(part)))
        text += part
    return text, tuple(spans)


@pytest.mark.parametrize(
    "marked",
    [
        "[“The lamp is out,”] said Ada Moor.",
        "“[The lamp is out],” said Ada Moor.",
        "['The lamp is out,'] said Ada Moor.",
        "‘[The lamp is out],’ said Ada Moor.",
        '["The lamp is out,"] said Ada Moor.',
        "[‘It is the keeper’s lamp, not ours,’] said Ada Moor.",
        "['It is the keeper's lamp,'] said Ada Moor.",
        "[“The lamp is out,”] said Ada Moor. [“We have sent for oil.”]",
        "[“The lamp is out.]\n\n[“We have sent for oil.”]",
        "[«The lamp is out»], said Ada Moor.",
        "[“She told me ‘the lamp is out’ and left,”] said Ada Moor.",
    ],
)
def test_a_statement_wholly_between_marks_is_direct(marked: str) -> None:
    text, spans = spans_of(marked)
    assert kind_of(text, spans) == "direct"


@pytest.mark.parametrize(
    "marked",
    [
        "Ada Moor said [the lamp was “out for good”].",
        "Ada Moor said [the lamp was 'out for good' and cold].",
        "Ada Moor said [that “the lamp is out”].",
        '[The lamp is "out"], said Ada Moor.',
        "[“The lamp is out” and the oil is gone], said Ada Moor.",
    ],
)
def test_a_statement_partly_between_marks_is_mixed(marked: str) -> None:
    text, spans = spans_of(marked)
    assert kind_of(text, spans) == "mixed"


@pytest.mark.parametrize(
    "marked",
    [
        "Ada Moor said [the lamp was out].",
        "Ada Moor said [the keeper’s lamp was out].",
        "Ada Moor said [the keepers' lamp was out].",
        "Ada Moor said “no”. She added that [the lamp was out].",
        "[The lamp is 5' tall], said Ada Moor.",
    ],
)
def test_a_statement_without_marks_is_indirect(marked: str) -> None:
    text, spans = spans_of(marked)
    assert kind_of(text, spans) == "indirect"
