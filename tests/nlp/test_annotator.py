"""The pipeline as one call, over texts that nobody would write and over those that we ship."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
import spacy
from hypothesis import example, given, settings
from hypothesis import strategies as st

from clausewatch.errors import AnnotateError
from clausewatch.models import Document, Stance, Statement
from clausewatch.settings import SHIPPED
from nlp.annotator import Annotator, load_annotator, make_statements
from nlp.attribution import Attribution
from nlp.components.encoder import load_encoder
from nlp.components.targets import load_targets
from nlp.evaluation.marked_text import read_marked_folder
from tests.nlp.statements import check_statements

TEXT = "“The lamp is out,” said Ada Moor. Hale wants it sold."
WRITTEN = st.characters(exclude_categories=["Cs"])
BLANK = spacy.blank("en")
LAMP, SOLD = (0, 18), (45, 52)


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return load_annotator(SHIPPED / "targets", SHIPPED / "speakers")


def make_document(text: str, number: int = 0) -> Document:
    return Document(url=f"https://news.example/{number}", text=text, publisher="harbour-news")


def annotate(annotator: Annotator, text: str) -> tuple[Statement, ...]:
    (statements,) = annotator.annotate([make_document(text)])
    return statements


def test_the_shipped_texts_give_statements_that_hold_together(annotator: Annotator) -> None:
    targets = {target.id for target in load_targets(SHIPPED / "targets")}
    texts = list(read_marked_folder(SHIPPED / "evaluation" / "gold"))[::6]
    documents = [
        Document(url=f"https://news.example/{text.id}", text=text.text, publisher=text.publisher, kind=text.kind)
        for text in texts
    ]
    for document, statements in zip(documents, annotator.annotate(documents), strict=True):
        check_statements(document, statements)
        assert {stance.target for one in statements for stance in one.stances} <= targets
        assert document.kind == "official" or all(one.kind != "primary" for one in statements)


def test_the_vectors_of_statements_about_a_target_come_with_them(annotator: Annotator) -> None:
    documents = [make_document("“Scanning breaks encryption,” said Ada Moor."), make_document(TEXT, 1)]
    reading, other = annotator.read(documents)
    assert set(reading.vectors) == {one.text for one in reading.statements if one.stances}
    assert len(reading.vectors) == 1
    for text, vector in reading.vectors.items():
        assert vector == pytest.approx(load_encoder().encode([text])[0], abs=1e-4)
    assert other.statements
    assert other.vectors == {}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("🚀" * 40 + " “It’s on!” said Zoë 🏴󠁧󠁢󠁷󠁬󠁳󠁿 Price.", id="characters beyond the basic plane"),
        pytest.param("“e\u0301te\u0301,” said Rene\u0301e Dubois.", id="accents of their own"),
        pytest.param("\u202e“The lamp is out,” said Moor.\u202c", id="right to left override"),
        pytest.param("“The\u00a0lamp\u2003is\u200bout,”\u2028said\tMoor.", id="white space of every width"),
        pytest.param("“The lamp is out,”\r\nsaid Moor.\r\n\r\n“Gone.”", id="line ends of Windows"),
        pytest.param("\x00\x07“The lamp is out,” said Moor.\x1b[31m", id="control characters"),
        pytest.param(" ", id="a blank"),
        pytest.param("”“”“ said : – said", id="marks alone"),
        pytest.param("“" * 3000 + "no” said Moor.", id="marks that never close"),
        pytest.param("她说：“灯灭了。” قال: «انطفأ المصباح».", id="other scripts"),
    ],
)
def test_any_text_is_annotated(annotator: Annotator, text: str) -> None:
    document = make_document(text)
    (statements,) = annotator.annotate([document])
    check_statements(document, statements)


@settings(deadline=None, max_examples=40)
@given(st.text(alphabet=WRITTEN | st.sampled_from("  \n\t“\u00a0\u2028"), min_size=1, max_size=40))
@example("a  b \n c  ")
def test_the_words_of_a_document_are_kept_to_the_last_code_point(text: str) -> None:
    assert Annotator(BLANK)._make_doc(make_document(text)).text == text


def test_documents_are_taken_one_by_one(annotator: Annotator) -> None:
    taken: list[int] = []

    def endless() -> Iterator[Document]:
        for number in count():
            taken.append(number)
            yield make_document(TEXT, number)

    found = annotator.annotate(endless())
    first, second = next(found), next(found)
    assert [one.content for one in first] == [one.content for one in second]
    assert len(taken) <= 4


def test_no_documents_give_nothing(annotator: Annotator) -> None:
    assert list(annotator.annotate([])) == []


def test_an_official_document_speaks_for_itself_and_lets_others_speak(annotator: Annotator) -> None:
    text = "The lamp will be kept burning all winter by this office.\n\n“It costs too much,” said Ada Moor, a sailor."
    document = make_document(text).model_copy(update={"kind": "official"})
    (statements,) = annotator.annotate([document])
    assert [one.kind for one in statements] == ["primary", "direct"]


def test_a_statement_keeps_all_that_the_components_found() -> None:
    stances = (Stance(target="lamps", label="FAVOR", confidence=0.9),)
    found = Attribution("direct", (LAMP,), ((24, 32),), ((19, 23),), "speech", None, stances, "denies")
    (statement,) = make_statements(make_document(TEXT), [found])
    assert statement.text == "“The lamp is out,”"
    assert (statement.source, statement.cue, statement.cue_type) == (((24, 32),), ((19, 23),), "speech")
    assert (statement.stances, statement.claims_change) == (stances, "denies")


def test_of_two_findings_with_the_same_words_the_first_is_kept() -> None:
    first, again = Attribution("direct", (LAMP,), cue_type="speech"), Attribution("direct", (LAMP,))
    statements = make_statements(make_document(TEXT), [first, again, Attribution("indirect", (SOLD,))])
    assert [(one.content, one.cue_type) for one in statements] == [((LAMP,), "speech"), ((SOLD,), None)]


def test_what_others_say_stands_before_the_document_s_own_words_at_the_same_place() -> None:
    own, others = Attribution("primary", (LAMP,)), Attribution("direct", (LAMP,))
    assert [one.kind for one in make_statements(make_document(TEXT), [own, others])] == ["direct", "primary"]


@pytest.mark.parametrize("wrong", ["targets", "speakers"])
def test_a_folder_that_is_missing_is_told_when_the_pipeline_is_made(tmp_path: Path, wrong: str) -> None:
    folders = {name: SHIPPED / name for name in ("targets", "speakers")} | {wrong: tmp_path / "none"}
    with pytest.raises(AnnotateError, match="none"):
        load_annotator(**folders)


def test_no_targets_leave_statements_without_a_stance(tmp_path: Path) -> None:
    statements = annotate(load_annotator(tmp_path, SHIPPED / "speakers"), TEXT)
    assert statements
    assert all(one.stances == () for one in statements)
