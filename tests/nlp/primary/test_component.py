"""Primary statements: whose they are, and what stays with others."""

import datetime as dt
from dataclasses import replace
from typing import Any

import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from clausewatch.models import CueType, Document, PublisherKind, Record, Speaker
from nlp.attribution import Attribution, read_attributions, text_of
from nlp.components.primary.component import _Taken
from tests.nlp.speakers.cases import REGISTRY

MINISTER = Record(
    name="Ben Okafor", role="Secretary of State for Signals", organisation="Ministry of Signals", category="government"
)
TEXT = "The lamp will be kept burning all winter. We believe that sailors need it. Critics say that the lamp is dear."


def annotate(text: str, attributions: tuple[Attribution, ...] = (), **facts: Any) -> tuple[Attribution, ...]:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("primary_statements", config={"registry": str(REGISTRY)})
    doc = Doc(pipeline.vocab, words=text.split(" "))
    kind: PublisherKind = facts.pop("kind", "official")
    at = dt.datetime(2023, 5, 10, tzinfo=dt.UTC)
    facts = {"publisher": "lamp-office", "published_at": at, **facts}
    doc._.document = Document(url="https://lamp.example/a", text=doc.text, kind=kind, **facts)
    doc._.attributions = attributions
    return read_attributions(pipeline(doc))


CRITICS = Speaker(name="Critics", kind="collective", resolved_by="collective", confidence=0.85)


def mark(
    text: str,
    words: str,
    source: str = "",
    kind: Any = "indirect",
    speaker: Speaker | None = CRITICS,
    cue_type: CueType = "speech",
) -> Attribution:
    start = text.index(words)
    spans = ((text.index(source), text.index(source) + len(source)),) if source else ()
    return Attribution(
        kind=kind, content=((start, start + len(words)),), source=spans, cue_type=cue_type, speaker=speaker
    )


def test_the_words_of_an_official_document_are_the_record_s() -> None:
    found = annotate(TEXT, record=MINISTER)
    assert [a.kind for a in found] == ["primary"] * 3
    speaker = found[0].speaker
    assert speaker is not None
    assert (speaker.id, speaker.resolved_by) == ("ben-okafor", "record")
    assert (speaker.role, speaker.organisation) == ("Secretary of State for Signals", "Ministry of Signals")
    assert text_of(TEXT, found[0].content) == "The lamp will be kept burning all winter."
    assert found[0].source == ()


def test_a_record_outside_the_registry_is_kept_as_it_is() -> None:
    record = Record(name="Ruth Pell", role="chair", organisation="Eel Guild", category="civil-society")
    speaker = annotate(TEXT, record=record)[0].speaker
    assert speaker is not None
    assert speaker.model_dump(include={"id", "name", "kind", "role", "organisation", "category"}) == {
        "id": None, "name": "Ruth Pell", "kind": "person", "role": "chair", "organisation": "Eel Guild",
        "category": "civil-society",
    }  # fmt: skip


def test_a_body_of_the_record_is_found_in_the_registry() -> None:
    speaker = annotate(TEXT, record=Record(name="LT", kind="organisation", category="child-safety"))[0].speaker
    assert speaker is not None
    assert (speaker.id, speaker.kind) == ("lantern-trust", "organisation")


def test_without_a_record_the_publisher_s_own_body_speaks() -> None:
    speaker = annotate(TEXT, publisher="home-ministry")[0].speaker
    assert speaker is not None
    assert (speaker.id, speaker.resolved_by) == ("home-ministry", "publisher")
    by_words = annotate(TEXT, publisher="signals-ministry")[0].speaker
    assert by_words is not None
    assert by_words.id == "signals-ministry"


def test_nobody_is_guessed_where_neither_is_known() -> None:
    found = annotate(TEXT, publisher="nowhere")
    assert [a.speaker for a in found] == [None] * 3


def test_coverage_has_no_primary_statements() -> None:
    assert annotate(TEXT, kind="coverage") == ()


def test_coverage_with_a_record_has() -> None:
    assert annotate(TEXT, kind="coverage", record=MINISTER)


def test_the_words_of_others_stay_theirs() -> None:
    other = mark(TEXT, "that the lamp is dear", "Critics")
    found = annotate(TEXT, (other,), record=MINISTER)
    assert found[0] == other
    assert [text_of(TEXT, a.content) for a in found[1:]] == [
        "The lamp will be kept burning all winter.",
        "We believe that sailors need it.",
    ]


def test_a_short_quotation_does_not_take_the_sentence() -> None:
    text = "The lamp that sailors call “the old eye” will be kept burning all winter."
    quoted = mark(text, "“the old eye”", "sailors", "direct")
    assert [a.kind for a in annotate(text, (quoted,), record=MINISTER)] == ["direct", "primary"]


def test_what_we_believe_is_given_once_and_whole() -> None:
    own = mark(TEXT, "that sailors need it", "We")
    found = annotate(TEXT, (own,), record=MINISTER)
    assert own not in found
    assert "We believe that sailors need it." in [text_of(TEXT, a.content) for a in found]


def test_a_quotation_of_we_is_kept() -> None:
    text = "We said: “The lamp will be kept burning.” That was ten years ago."
    own = mark(text, "“The lamp will be kept burning.”", "We", "direct")
    assert annotate(text, (own,), record=MINISTER)[0] == own


def test_overlapping_words_of_others_are_counted_once() -> None:
    text = "The lamp will be kept burning all winter and all summer, as critics and sailors say."
    first, second = mark(text, "The lamp will"), mark(text, "lamp will be")
    assert annotate(text, (first, second), record=MINISTER)[-1].kind == "primary"


def test_a_doc_without_a_document_is_left_alone() -> None:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("primary_statements", config={"registry": str(REGISTRY)})
    assert read_attributions(pipeline("The lamp will be kept burning.")) == ()


def test_what_others_want_is_still_said_by_the_document() -> None:
    text = "Sailors want the lamp to be kept burning all winter and all summer."
    wish = mark(text, "the lamp to be kept burning all winter and all summer", "Sailors", cue_type="attitude")
    assert [a.kind for a in annotate(text, (wish,), record=MINISTER)] == ["indirect", "primary"]


def test_what_a_document_without_a_speaker_says_is_the_record_s() -> None:
    text = "The amendment says that the lamp will be kept burning all winter."
    claim = mark(text, "that the lamp will be kept burning all winter", "The amendment", speaker=None)
    assert [a.kind for a in annotate(text, (claim,), record=MINISTER)] == ["primary"]


def test_a_line_that_only_says_who_speaks_is_not_the_document_s() -> None:
    text = "Technology Secretary Helena Marsh said: “We will keep the lamp.” The lamp will be kept burning all winter."
    quoted = replace(
        mark(text, "“We will keep the lamp.”", "Technology Secretary Helena Marsh", "direct"), cue=((34, 39),)
    )
    found = annotate(text, (quoted,), record=MINISTER)
    assert [text_of(text, a.content) for a in found] == [
        "“We will keep the lamp.”",
        "The lamp will be kept burning all winter.",
    ]


def test_a_short_quotation_with_its_speaker_is_not_the_document_s() -> None:
    text = "“It costs too much,” said Ada Moor, a sailor."
    assert [a.kind for a in annotate(text, (mark(text, "“It costs too much,”", "said Ada Moor", "direct"),))] == [
        "direct"
    ]


def test_a_report_of_the_document_s_own_speaker_is_its_own_words() -> None:
    text = "The Eel Guild is asking sailors for views on the lamp."
    record = Record(name="Eel Guild", kind="organisation", category="civil-society")
    speaker = annotate(text, record=record)[0].speaker
    asked, other = (
        replace(mark(text, "for views on the lamp", "The Eel Guild", speaker=who), cue=((17, 31),))
        for who in (speaker, CRITICS)
    )
    assert [a.kind for a in annotate(text, (asked,), record=record)] == ["indirect", "primary"]
    assert [a.kind for a in annotate(text, (other,), record=record)] == ["indirect"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12)), max_size=8), st.integers(0, 30), st.integers(1, 12))
def test_letters_of_others_are_counted_as_one_would_by_hand(
    spans: list[tuple[int, int]], start: int, size: int
) -> None:
    text = "ab, c “de” f. gh 12 é🚀 " * 2
    taken = _Taken(text, [(first, first + length) for first, length in spans])
    covered = {place for first, length in spans for place in range(first, first + length)}
    by_hand = sum(text[place].isalnum() for place in covered if start <= place < start + size and place < len(text))
    assert taken.letters(start, start + size) == by_hand


def test_what_he_or_she_said_is_somebody_else_s_though_nobody_knows_whose() -> None:
    text = "I met the chair on Monday. She told me that the lamp will burn on. It aims to help all sailors."
    hers = mark(text, "that the lamp will burn on", "She", speaker=None)
    its = mark(text, "to help all sailors", "It", speaker=None)
    found = annotate(text, (hers, its), record=MINISTER)
    assert [(a.kind, text_of(text, a.content)) for a in found] == [
        ("indirect", "that the lamp will burn on"),
        ("primary", "I met the chair on Monday."),
        ("primary", "It aims to help all sailors."),
    ]


def test_what_another_one_said_within_own_words_is_kept_without_these() -> None:
    text = "I said to the House that the chair had told me that the lamp will burn on all winter."
    own = mark(text, "that the chair had told me that the lamp will burn on all winter", "I", speaker=None)
    inner = mark(text, "that the lamp will burn on all winter", "the chair")
    found = annotate(text, (own, inner), record=MINISTER)
    assert [a.speaker for a in found if a.kind == "indirect"] == [CRITICS]
    assert own not in found
