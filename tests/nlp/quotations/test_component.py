"""The trained tagger on texts of our own."""

import json
import time
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from clausewatch.errors import ModelError
from nlp.attribution import Attribution, read_attributions, text_of
from nlp.components.quotations.component import MODEL, QuotationTagger
from nlp.components.quotations.onnx_network import LINKER, TAGGER, TOKENIZER, load_network


@pytest.fixture(scope="module")
def tagger() -> QuotationTagger:
    return QuotationTagger(*load_network(MODEL))


def find(tagger: QuotationTagger, text: str) -> tuple[Attribution, ...]:
    return tagger.find([text])[0]


def who_said(tagger: QuotationTagger, text: str) -> set[str]:
    return {text_of(text, attribution.source) for attribution in find(tagger, text)}


@pytest.mark.parametrize(
    ("text", "source", "words", "kind"),
    [
        (
            "“We will keep the lamp burning,” said Ada Moor, the harbour master.",
            "Ada Moor",
            "keep the lamp burning",
            "direct",
        ),
        ("Ada Moor said the lamp would be kept burning all winter.", "Ada Moor", "would be kept burning", "indirect"),
        ("According to the council, the lamp costs too much to run.", "council", "costs too much", "indirect"),
        ("The lamp, Ms Moor said, is “a waste of oil” and should be put out.", "Ms Moor", "a waste of oil", "mixed"),
        ("Moor told reporters: “The lamp has been sold.”", "Moor", "The lamp has been sold", "direct"),
    ],
)
def test_who_and_what_are_found(tagger: QuotationTagger, text: str, source: str, words: str, kind: str) -> None:
    found = [a for a in find(tagger, text) if words in text_of(text, a.content)]
    assert found
    assert source in text_of(text, found[0].source)
    assert found[0].kind == kind


def test_british_single_marks_are_read(tagger: QuotationTagger) -> None:
    text = "‘We can’t keep the lamp burning,’ said Ada Moor."
    (found,) = find(tagger, text)
    assert (found.kind, text_of(text, found.source)) == ("direct", "Ada Moor")


def test_scare_quotes_are_no_statement(tagger: QuotationTagger) -> None:
    assert find(tagger, "The so-called “lamp tax” comes into force in April. The tax is paid by ships.") == ()


def test_many_texts_at_once_give_what_each_gives_alone(tagger: QuotationTagger) -> None:
    texts = ["Ada Moor said the lamp was out.", "", "The council denied it. “No,” said Hale.\n\nIt rained."]
    assert tagger.find(texts) == [find(tagger, text) for text in texts]


def test_the_component_sets_the_attributions_of_each_doc() -> None:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("quotation_tagger")
    docs = list(pipeline.pipe(["Ada Moor said the lamp was out.", "It rained."]))
    assert [len(read_attributions(doc)) for doc in docs] == [1, 0]
    single: Doc = pipeline("Ada Moor said the lamp was out.")
    assert read_attributions(single) == read_attributions(docs[0])


@pytest.mark.parametrize(
    "text",
    ['"' * 20_000, "a" * 200_000, "‮“أهلا”‬ said Moor", "<b>Moor</b> said &amp; “so”", "said " * 3000, "“\n" * 500],
)
def test_hostile_text_takes_bounded_time(tagger: QuotationTagger, text: str) -> None:
    begun = time.process_time()
    find(tagger, text)
    assert time.process_time() - begun < 20


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=f"{tmp_path.name}/{TOKENIZER}: No such file"):
        load_network(tmp_path)


def test_a_broken_model_is_named(tmp_path: Path) -> None:
    (tmp_path / TOKENIZER).write_bytes((MODEL / TOKENIZER).read_bytes())
    (tmp_path / TAGGER).write_bytes(b"not a model")
    with pytest.raises(ModelError, match=r"tagger\.onnx"):
        load_network(tmp_path)
    (tmp_path / TOKENIZER).write_text(json.dumps({"no": "tokenizer"}))
    with pytest.raises(ModelError, match="is no tokenizer"):
        load_network(tmp_path)
    assert not (tmp_path / LINKER).exists()
