"""Components that read the text of a document once, whatever number of attributions it has."""

import time
from itertools import pairwise

import pytest
import spacy
from spacy.tokens import Doc

from clausewatch.models import Document
from clausewatch.settings import SHIPPED
from nlp.annotator import Annotator
from nlp.attribution import Attribution, read_attributions

SENTENCE = "The council said the lamp of the harbour was out for the winter."
NUMBER = 4_000
SETTINGS = {
    "speaker_resolver": {"registry": str(SHIPPED / "speakers")},
    "primary_statements": {"registry": str(SHIPPED / "speakers")},
    "target_matcher": {"targets": str(SHIPPED / "targets")},
    "stance_classifier": {"targets": str(SHIPPED / "targets")},
    "change_claims": {},
}


def make_doc(separator: str) -> Doc:
    """A document of many attributions, all to the council."""
    size = len(SENTENCE) + len(separator)
    text = "encryption\n\n" + separator.join([SENTENCE] * NUMBER)
    document = Document(url="https://news.example/1", text=text, publisher="harbour-news", kind="official")
    doc = Annotator(spacy.blank("en"))._make_doc(document)
    starts = [12 + number * size for number in range(NUMBER)]
    doc._.attributions = tuple(
        Attribution("mixed", ((n + 17, n + 60),), ((n, n + 11),), ((n + 12, n + 16),), "speech") for n in starts
    )
    return doc


@pytest.mark.parametrize("separator", ["\n\n", " "], ids=["paragraphs", "one line"])
@pytest.mark.parametrize("component", SETTINGS)
def test_thousands_of_attributions_take_linear_time(component: str, separator: str) -> None:
    pipeline = spacy.blank("en")
    run = pipeline.add_pipe(component, config=SETTINGS[component])
    doc = make_doc(separator)
    begun = time.process_time()
    run(doc)
    assert time.process_time() - begun < 10
    found = read_attributions(doc)
    assert len(found) >= NUMBER
    assert all(one.content <= other.content for one, other in pairwise(found[:NUMBER]))


def test_thousands_of_answers_in_an_interview_of_thousands_take_linear_time() -> None:
    lines = [f"Who is Ada{chr(97 + n % 26)} Moor{chr(97 + n // 26 % 26)}{chr(97 + n // 676)}?" for n in range(3_000)]
    parts = [f"{line}\n\nIt rained.\n\n“The lamp is out.”" for line in lines]
    text = "\n\n".join(parts)
    doc = Annotator(spacy.blank("en"))._make_doc(Document(url="https://news.example/1", text=text, publisher="harbour"))
    starts = [n for n in range(len(text)) if text[n] == "“"]
    doc._.attributions = tuple(Attribution("direct", ((n, n + 18),)) for n in starts)
    run = spacy.blank("en").add_pipe("speaker_resolver", config=SETTINGS["speaker_resolver"])
    begun = time.process_time()
    run(doc)
    assert time.process_time() - begun < 10
    assert {one.speaker.resolved_by for one in read_attributions(doc) if one.speaker} == {"continuation"}


def test_thousands_of_stances_in_a_long_text_take_linear_time() -> None:
    said, number = "The council said that encryption keeps us safe. ", 8_000
    text = (said + "It rained. " * 30 + "\n\n") * number
    size = len(text) // number
    doc = Annotator(spacy.blank("en"))._make_doc(Document(url="https://news.example/1", text=text, publisher="harbour"))
    doc._.attributions = tuple(
        Attribution("indirect", ((n + 17, n + 46),), ((n, n + 11),)) for n in range(0, len(text), size)
    )
    pipeline = spacy.blank("en")
    matched = pipeline.add_pipe("target_matcher", config=SETTINGS["target_matcher"])(doc)
    run = pipeline.add_pipe("stance_classifier", config=SETTINGS["stance_classifier"])
    begun = time.process_time()
    run(matched)
    assert time.process_time() - begun < 5
    assert sum(bool(one.stances) for one in read_attributions(doc)) == number
    assert len(doc._.vectors) == 1
