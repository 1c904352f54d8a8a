"""The component in a pipeline, and hostile text."""

import time
from pathlib import Path

import pytest
import spacy
from pydantic import ValidationError
from spacy.tokens import Doc

import nlp.components.speakers.component  # noqa: F401  registers the factory
from clausewatch.errors import SpeakerFileError
from clausewatch.models import Document
from nlp.attribution import Attribution, read_attributions
from nlp.components.speakers.registry import load_registry
from nlp.components.speakers.resolutions import ALL_WAYS, CONFIDENCE
from nlp.components.speakers.resolver import Resolver
from tests.nlp.speakers.cases import REGISTRY, make_document, read_cases, read_marks

SECONDS = 15
"""Processor time that a hostile text may take; what is quadratic takes minutes."""


@pytest.fixture(scope="module")
def resolver() -> Resolver:
    return Resolver(load_registry(REGISTRY))


def quote(start: int, end: int, source: tuple[tuple[int, int], ...] = ()) -> Attribution:
    return Attribution(kind="direct", content=((start, end),), source=source)


def test_the_component_sets_the_speakers_of_a_doc() -> None:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("speaker_resolver", config={"registry": str(REGISTRY)})
    doc = Doc(pipeline.vocab, words=["“No,”", "said", "Mina", "Hale."], spaces=[True, True, True, False])
    doc._.attributions = (quote(1, 4, ((11, 20),)),)
    (found,) = read_attributions(pipeline(doc))
    assert found.speaker is not None
    assert found.speaker.id == "mina-hale"


def test_a_doc_without_attributions_stays_so(resolver: Resolver) -> None:
    assert resolver.resolve("Mina Hale left.", ()) == ()


def test_a_wrong_registry_is_told_when_the_component_is_made(tmp_path: Path) -> None:
    with pytest.raises(SpeakerFileError):
        spacy.blank("en").add_pipe("speaker_resolver", config={"registry": str(tmp_path)})


def test_every_way_of_finding_has_a_confidence_and_is_met_in_the_cases(resolver: Resolver) -> None:
    assert set(CONFIDENCE) == set(ALL_WAYS)
    met = set()
    for case in read_cases():
        text, marked = read_marks(case.text.strip())
        found = resolver.resolve(text, tuple(marked.values()), make_document(case, text))
        met |= {one.speaker.resolved_by for one in found if one.speaker is not None}
    assert met == set(ALL_WAYS)


def test_speakers_come_in_the_order_of_the_attributions(resolver: Resolver) -> None:
    text = "Mina Hale said no. Otto Brandt said yes."
    given = (quote(37, 40, ((19, 30),)), quote(15, 17, ((0, 9),)))
    found = resolver.resolve(text, given)
    assert [one.speaker.id for one in found if one.speaker] == ["otto-brandt", "mina-hale"]
    assert [one.content for one in found] == [one.content for one in given]


@pytest.mark.parametrize(
    "text",
    [
        '"' * 1_000_000,
        "a" * 10_000_000,
        "A" * 10_000_000,
        "A-a" * 1_000_000,
        "Ada Moor " * 12_000,
        "He said. " * 15_000,
        "\n" * 1_000_000,
        ". " * 200_000,
        "Lord of of of " * 6_000,
        "A.B.C." * 300_000,
        ", who runs " * 30_000,
        "‮Ada​ Moor 😀 said " * 4_000,
    ],
    ids=["marks", "word", "capitals", "hyphens", "names", "pronouns", "lines", "stops", "of", "dots", "runs", "signs"],
)
def test_hostile_text_takes_linear_time(resolver: Resolver, text: str) -> None:
    size = len(text)
    given = [quote(n, n + 5, ((n + 6, n + 20),)) for n in range(0, min(size - 20, 40_000), 40)]
    given += [quote(size - 4, size, ((size - 4, size),)), quote(0, size)]
    begun = time.process_time()
    assert len(resolver.resolve(text, given)) == len(given)
    assert time.process_time() - begun < SECONDS


def test_many_people_of_one_surname_take_linear_time(resolver: Resolver) -> None:
    text = " ".join(f"Ada{n} Moor said no. Moor left." for n in range(2_000))
    begun = time.process_time()
    resolver.resolve(text, [quote(0, 3, ((5, 9),))])
    assert time.process_time() - begun < SECONDS


def test_a_source_outside_of_the_words_has_no_speaker(resolver: Resolver) -> None:
    (found,) = resolver.resolve("... !!! ...", [quote(0, 3, ((4, 7),))])
    assert found.speaker is None


def test_a_document_needs_a_text() -> None:
    with pytest.raises(ValidationError):
        Document(url="https://a.example/", text="", publisher="a")
