"""The component that marks languages, and those that leave out what it marks."""

import subprocess
import sys

import pytest
import spacy
from spacy.tokens import Doc

from clausewatch.models import Document
from clausewatch.settings import SHIPPED
from nlp.annotator import Annotator, Reading, load_annotator
from nlp.attribution import read_language, read_text, text_of
from nlp.components.languages import component  # noqa: F401  registers its factory

SAID = "“The lamp is out,” said Ada Moor, the harbour master, who had been there all night."
WELSH = "“Mae’r lamp wedi diffodd,” meddai Ruth Pell, llefarydd ar ran y cyngor, wrth y papur newydd fore Mawrth."


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return load_annotator(SHIPPED / "targets", SHIPPED / "speakers")


def read(annotator: Annotator, text: str, kind: str = "coverage") -> Reading:
    document = Document.model_validate(
        {"url": "https://news.example/1", "text": text, "publisher": "harbour-news", "kind": kind}
    )
    (reading,) = annotator.read([document])
    return reading


def mark(text: str) -> Doc:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("language_marker")
    return pipeline(text)


def test_an_english_doc_is_read_as_it_is() -> None:
    doc = mark(SAID)
    assert (read_language(doc), read_text(doc)) == ("en", doc.text)


def test_of_a_foreign_doc_nothing_is_read() -> None:
    doc = mark(WELSH)
    assert (read_language(doc), read_text(doc)) == ("cy", "")


def test_without_the_component_every_doc_is_read() -> None:
    doc = spacy.blank("en")(WELSH)
    assert (read_language(doc), read_text(doc)) == ("en", WELSH)


@pytest.mark.parametrize("kind", ["coverage", "official"])
def test_a_foreign_document_has_no_statements_and_says_so(annotator: Annotator, kind: str) -> None:
    reading = read(annotator, f"{WELSH}\n\n{WELSH}", kind)
    assert reading == Reading((), "cy")
    assert reading.is_foreign


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_foreign_paragraph_costs_an_english_text_nothing(annotator: Annotator, place: int) -> None:
    paragraphs = [SAID, "Tom Hale told the council that the oil had been sold, and that nobody would buy more of it."]
    alone = read(annotator, "\n\n".join(paragraphs))
    paragraphs.insert(place, WELSH)
    text = "\n\n".join(paragraphs)
    mixed = read(annotator, text)
    assert not mixed.is_foreign
    assert [one.text for one in mixed.statements] == [one.text for one in alone.statements]
    assert all(text_of(text, one.content) == one.text for one in mixed.statements)
    assert "Ruth Pell" not in " ".join(text_of(text, one.source) for one in mixed.statements)


def test_a_foreign_paragraph_of_an_official_document_is_no_statement(annotator: Annotator) -> None:
    own = "The lamp will be kept burning all winter by this office."
    welsh = "Bydd y lamp yn cael ei chadw ynghyn drwy’r gaeaf gan y swyddfa hon."
    reading = read(annotator, f"{own}\n\n{welsh}", "official")
    assert [one.text for one in reading.statements] == [own]


def test_a_quotation_in_another_language_is_a_statement_in_an_english_sentence(annotator: Annotator) -> None:
    text = f"{SAID}\n\nThe mayor said: “Il faut garder la lampe, voilà tout.” She would not say more."
    statements = read(annotator, text).statements
    assert any("Il faut garder la lampe" in one.text for one in statements)


def test_a_plainly_english_text_does_not_load_the_library_s_model() -> None:
    code = (
        "from nlp.components.languages import mark_languages; import py3langid.langid as library;"
        f"print(mark_languages({SAID!r}).language, library.IDENTIFIER)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["en", "None"]


def test_tags_of_html_are_blanks_and_change_no_place(annotator: Annotator) -> None:
    bare = "“The lamp is out,” said Ada Moor, the harbour master."
    marked = bare.replace("Ada Moor", '<b><a href="/moor" class="x">Ada Moor</a></b>').replace("“", "<p>“")
    doc = mark(marked)
    assert len(read_text(doc)) == len(marked)
    assert "".join(read_text(doc).split()) == "".join(bare.split())
    (one,) = read(annotator, marked).statements
    assert (one.text, one.kind) == ("“The lamp is out,”", "direct")
    assert one.speaker is not None
    assert one.speaker.name == "Ada Moor"
