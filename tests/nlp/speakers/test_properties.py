"""What holds for every text: speakers are found without errors, the same each time, whatever the words are."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clausewatch.models import Document, Record, Span, Speaker, StatementKind
from nlp.attribution import Attribution
from nlp.components.speakers.registry import load_registry
from nlp.components.speakers.resolutions import ALL_WAYS
from nlp.components.speakers.resolver import Resolver, find_nested
from tests.nlp.speakers.cases import REGISTRY, Case, make_document, read_cases, read_marks

RESOLVER = Resolver(load_registry(REGISTRY))
PIECES = (
    *("Ada Thorne", "Mr Okafor", "the Signals Secretary", "The Lantern Trust", "LT", "Parley’s boss", "Otto", "Brandt"),
    *(
        "he",
        "She",
        "they",
        "it",
        "who",
        "I",
        "we",
        "a spokesperson",
        "the minister",
        "critics",
        "The report",
        "her letter",
    ),
    *("said", "told", "“", "”", ",", ".", "\n\n", "(", ")", "for", "of", "and", "such as", "former", "’s", "@eel", "—"),
    *(
        "Westminster",
        "É",
        "語",
        "😀",
        "\u0301",
        "\u202e",
        "MP",
        "A",
        "the",
        "Zolta Quy",
        "34",
        "who runs",
        "Ltd",
        "THE",
    ),
)
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=30).map(" ".join)
RECORDS = st.sampled_from(
    [
        None,
        Record(name="Ada Thorne", role="Signals Secretary"),
        Record(name="Comreg", kind="organisation"),
        Record(name="Eel Watch", kind="organisation", organisation="Eel Watch"),
    ]
)


@st.composite
def attributions(draw: st.DrawFn, text: str) -> tuple[Attribution, ...]:
    """Up to six attributions anywhere in the text, some without source or cue."""

    def span() -> Span:
        start = draw(st.integers(0, len(text) - 1))
        return start, draw(st.integers(start + 1, len(text)))

    found = []
    for _ in range(draw(st.integers(1, 6))):
        source = (span(),) if draw(st.booleans()) else ()
        cue = (span(),) if draw(st.booleans()) else ()
        kind: StatementKind = draw(st.sampled_from(["direct", "indirect", "mixed"]))
        found.append(Attribution(kind=kind, content=(span(),), source=source, cue=cue))
    return tuple(found)


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, tuple[Attribution, ...], Document]:
    text = draw(TEXTS)
    facts = Case("", "", {}, kind=draw(st.sampled_from(["coverage", "official"])), authors=("Ina Vey",))
    document = make_document(facts, text).model_copy(update={"record": draw(RECORDS)})
    return text, draw(attributions(text)), document


@given(marked_texts())
@settings(max_examples=150, deadline=None)
def test_any_spans_in_any_words_get_a_valid_speaker_or_none(
    given_text: tuple[str, tuple[Attribution, ...], Document],
) -> None:
    text, given_attributions, document = given_text
    found = RESOLVER.resolve(text, given_attributions, document)
    assert [replace(one, speaker=None) for one in found] == list(given_attributions)
    for speaker in (one.speaker for one in found if one.speaker is not None):
        assert speaker.name.strip() == speaker.name != ""
        assert "\n" not in speaker.name
        assert speaker.resolved_by in ALL_WAYS
        assert not (speaker.id and speaker.kind == "collective")
        assert Speaker.model_validate_json(speaker.model_dump_json()) == speaker


@given(marked_texts())
@settings(max_examples=60, deadline=None)
def test_the_same_text_has_the_same_speakers_each_time(
    given_text: tuple[str, tuple[Attribution, ...], Document],
) -> None:
    text, given_attributions, document = given_text
    assert RESOLVER.resolve(text, given_attributions, document) == RESOLVER.resolve(text, given_attributions, document)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 15), st.integers(0, 40)), min_size=1, max_size=8))
@settings(max_examples=100, deadline=None)
def test_those_nested_in_others_never_go_round_in_a_circle(places: list[tuple[int, int, int]]) -> None:
    text = "I " * 40
    nested = find_nested(
        [
            Attribution(
                kind="direct", content=((start, start + size),), source=((source // 2 * 2, source // 2 * 2 + 1),)
            )
            for start, size, source in places
        ],
        text,
    )
    for number in nested:
        seen = {number}
        while number in nested:
            number = nested[number]
            assert number not in seen
            seen.add(number)


@pytest.mark.parametrize("case", list(read_cases()), ids=lambda case: case.name)
def test_the_order_in_which_attributions_are_given_makes_no_difference(case: Case) -> None:
    text, marked = read_marks(case.text.strip())
    forward = list(marked.values())
    document = make_document(case, text)
    found = [one.speaker for one in RESOLVER.resolve(text, forward, document)]
    assert [one.speaker for one in RESOLVER.resolve(text, forward[::-1], document)] == found[::-1]


def shift(spans: tuple[Span, ...], by: int) -> tuple[Span, ...]:
    return tuple((start + by, end + by) for start, end in spans)


@pytest.mark.parametrize(
    "before", ["It rained all day.\n\n", "😀 … \n\n", "語。\n\n"], ids=["words", "signs", "script"]
)
def test_a_paragraph_without_names_before_the_text_changes_no_name(before: str) -> None:
    for case in (case for case in read_cases() if "headline" not in case.name):
        text, marked = read_marks(case.text.strip())
        moved = [
            replace(
                a,
                content=shift(a.content, len(before)),
                source=shift(a.source, len(before)),
                cue=shift(a.cue, len(before)),
            )
            for a in marked.values()
        ]
        alone = RESOLVER.resolve(text, tuple(marked.values()), make_document(case, text))
        after = RESOLVER.resolve(before + text, tuple(moved), make_document(case, before + text))
        names = [(one.speaker.name, one.speaker.id) if one.speaker else None for one in alone]
        assert [(one.speaker.name, one.speaker.id) if one.speaker else None for one in after] == names, case.name


def test_resolving_one_text_leaves_nothing_for_the_next() -> None:
    first = "Zadie Pellworth left. Pellworth said no."
    second = "Pellworth said no."
    span = second.index("Pellworth"), len("Pellworth")
    given_attributions = (Attribution(kind="indirect", content=((15, 17),), source=(span,)),)
    alone = RESOLVER.resolve(second, given_attributions)
    RESOLVER.resolve(first, (Attribution(kind="indirect", content=((36, 38),), source=((22, 31),)),))
    assert RESOLVER.resolve(second, given_attributions) == alone
