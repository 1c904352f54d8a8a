"""Transcripts: each part is by whose label it stands under."""

import time

import pytest

from clausewatch.models import Document
from nlp.components.primary.labels import Labels
from nlp.components.speakers.registry import load_registry
from nlp.components.speakers.resolver import Resolver
from tests.nlp.primary.test_component import MINISTER, annotate
from tests.nlp.speakers.cases import REGISTRY

RESOLVER = Resolver(load_registry(REGISTRY))
TEXT = (
    "Witnesses: Dr Ada Moor, Eel Guild; Tom Quarles.\n\nCHAIR: Order, please, everybody in here.\n\n"
    "DR MOOR: The eels are few this year.\n\nThey were many in the last one.\n\nTOM QUARLES: I have seen a lot of them."
)


def make_labels(text: str) -> Labels:
    document = Document(url="https://lamp.example/a", text=text, publisher="lamp-office", kind="official")
    return Labels(text, RESOLVER, document)


def speakers_of(text: str) -> dict[str, str | None]:
    labels = make_labels(text)
    found = {}
    for part in text.split("\n\n"):
        label = labels.find(text.index(part))
        found[part[:12]] = label[2].name if label and label[2] else None
    return found


def test_each_part_of_a_transcript_is_by_the_label_above_it() -> None:
    assert speakers_of(TEXT) == {
        "Witnesses: D": None,
        "CHAIR: Order": "unnamed chair",
        "DR MOOR: The": "Ada Moor",
        "They were ma": "Ada Moor",
        "TOM QUARLES:": "Tom Quarles",
    }


def test_the_label_is_the_source_and_no_part_of_the_words() -> None:
    found = [one for one in annotate(TEXT) if one.speaker is not None]
    words = {TEXT[slice(*one.content[0])]: TEXT[slice(*one.source[0])] for one in found}
    assert words == {
        "Order, please, everybody in here.": "CHAIR",
        "The eels are few this year.": "DR MOOR",
        "They were many in the last one.": "DR MOOR",
        "I have seen a lot of them.": "TOM QUARLES",
    }
    assert {one.kind for one in found} == {"primary"}


def test_the_record_s_speaker_keeps_what_stands_before_the_first_label() -> None:
    text = f"The lamp will burn all winter long.\n\n{TEXT}"
    first = annotate(text, record=MINISTER)[0]
    assert first.speaker is not None
    assert (first.speaker.id, first.source) == ("ben-okafor", ())


@pytest.mark.parametrize(
    "text",
    [
        "NOTE: The lamp will burn all winter long.",
        "Chair: The lamp will burn.\n\nTom: The lamp is dear.",
        "IT RAINED ON THE VERY OLD LAMP: no.\n\nIT RAINED ON THE VERY NEW LAMP: yes.",
        "THE LAMP.\n\nIt burns: no.",
        "A: no\n\nB: yes",
    ],
    ids=["one-label", "small-letters", "headings", "no-colon", "letters"],
)
def test_a_text_with_fewer_than_two_labels_is_no_transcript(text: str) -> None:
    assert set(speakers_of(text).values()) == {None}


def test_a_post_in_brackets_is_passed_over() -> None:
    found = speakers_of("TOM QUARLES (Lamp Office): No, never, not at all.\n\nRUTH PELL (Chair): Yes, always, I say.")
    assert list(found.values()) == ["Tom Quarles", "Ruth Pell"]


@pytest.mark.parametrize(
    "text", ["\n" * 500_000, "A" * 500_000, "A B: " * 100_000, "MOOR: no.\n" * 5_000, " " * 500_000 + "MOOR: no."]
)
def test_labels_are_found_in_linear_time(text: str) -> None:
    begun = time.process_time()
    make_labels(text)
    assert time.process_time() - begun < 8.0
