"""Direct, mixed and indirect statements."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
        "[„The lamp is out”], said Ada Moor.",
        "“ [The lamp is out] ”, said Ada Moor.",
        'Ada Moor: " [The lamp is out] "',
        '" [The lamp is out] "',
        "[“She told me ‘the lamp is out’ and left,”] said Ada Moor.",
        "[‘She calls it a “lamp” and leaves it out,’] said Ada Moor.",
        "['She calls it a \"lamp\" and leaves it out,'] said Ada Moor.",
        "['The lamp was out,\"] said Ada Moor.",
        "[‘The keepers’ lamp and the neighbours’ lamp are out,’] said Ada Moor.",
        "['The keepers' lamp is out, and it isn't mine.'] said Ada Moor.",
        '["A 12" lamp on a 40" wall is out,"] said Ada Moor.',
        "[„The lamp is out“], said Ada Moor.",
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
        "Ada Moor said [‘lamps’ were out and ‘oil’ was gone].",
        "Ada Moor said [the ‘lamps’ were out in the keepers’ house].",
        "['They took the lamps' and left the oil], said Ada Moor.",
        '["They took 12" and left "the rest"], said Ada Moor.',
        "[„The lamp is out“ and the oil is gone], said Ada Moor.",
        "[‘The “lamp’ is out], said Ada Moor.",
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
        '"Never." [The lamp stays lit], Ada Moor added.',
        'They cried "no" [the lamp stays lit].',
        "‘Never.’ [The lamp stays lit], Ada Moor added.",
    ],
)
def test_a_statement_without_marks_is_indirect(marked: str) -> None:
    text, spans = spans_of(marked)
    assert kind_of(text, spans) == "indirect"


WORDS = st.lists(st.sampled_from(["lamp", "keeper’s", "it's", "out,", "10", "Zoë", "– so", "(no)", "\n\n"]), min_size=1)


@given(
    WORDS.map(" ".join).filter(lambda words: any(map(str.isalnum, words))), st.sampled_from(["“”", "‘’", "«»", '""'])
)
def test_marks_around_any_words_make_them_direct_and_none_leave_them_indirect(words: str, marks: str) -> None:
    said = f"Moor said: {marks[0]}{words}{marks[1]}"
    if words[0].isspace() or words[-1].isspace():
        return
    assert kind_of(said, ((11, len(said)),)) == "direct"
    assert kind_of(said, ((12, len(said) - 1),)) == "direct"
    assert kind_of(f"Moor said {words}", ((10, 10 + len(words)),)) == "indirect"


@pytest.mark.parametrize("text", ["", "“", "…", "“”", " "])
def test_words_that_are_none_are_indirect(text: str) -> None:
    assert kind_of(text, ((0, len(text)),)) == "indirect"
    assert kind_of(text, ()) == "indirect"
