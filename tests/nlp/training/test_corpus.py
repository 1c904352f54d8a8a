"""Articles become windows with labels and links."""

import gzip
import json
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

from nlp.components.quotations.component import MODEL
from nlp.components.quotations.labels import begin, spans_of
from nlp.training.quotations.corpus import (
    Article,
    Example,
    Gold,
    as_spans,
    make_examples,
    read_articles,
    read_marked_articles,
)

TEXT = "“The lamp is out,” said Moor. Hale wants it sold.\n\n“Never,” said Moor."


def span(words: str, start: int = 0) -> tuple[tuple[int, int], ...]:
    place = TEXT.index(words, start)
    return ((place, place + len(words)),)


ARTICLE = Article(
    "a1",
    TEXT,
    (
        Gold(span("“The lamp is out,”"), span("Moor"), span("said")),
        Gold(span("it sold"), span("Hale"), span("wants")),
        Gold(span("“Never,”"), span("Moor", 40), span("said", 40)),
    ),
)


@pytest.fixture(scope="module")
def example() -> Example:
    tokenizer = Tokenizer.from_file(str(MODEL / "tokenizer.json"))
    (found,) = make_examples(ARTICLE, tokenizer, 256, 101, 102)
    return found


def words_of(example: Example, place: tuple[int, int]) -> str:
    return TEXT[example.pieces.starts[place[0]] : example.pieces.ends[place[1]]]


def test_labels_and_spans_say_the_same(example: Example) -> None:
    assert spans_of(example.labels.astype(np.int8), "content") == example.contents
    assert [words_of(example, place) for place in example.contents] == ["“The lamp is out,”", "it sold", "“Never,”"]
    assert example.labels[example.cues[0][0]] == begin("cue")


def test_links_are_numbers_of_spans(example: Example) -> None:
    assert [words_of(example, example.cues[number]) for number in example.content_cue] == ["said", "wants", "said"]
    assert [words_of(example, example.sources[number]) for number in example.cue_source] == ["Moor", "Hale", "Moor"]
    assert example.content_source == example.cue_source


def test_spans_of_a_batch_know_their_window_and_paragraph(example: Example) -> None:
    spans = as_spans([example, example], [example.contents, example.contents])
    assert spans.window.tolist() == [0, 0, 0, 1, 1, 1]
    assert spans.paragraph.tolist() == [1, 1, 2, 1, 1, 2]


def test_what_lies_in_another_window_is_no_link() -> None:
    tokenizer = Tokenizer.from_file(str(MODEL / "tokenizer.json"))
    gold = Gold(span("“Never,”"), span("Moor"), span("said"))
    first, second = make_examples(Article("a", TEXT, (gold,)), tokenizer, 22, 101, 102)
    assert (first.contents, first.content_cue) == ([], [])
    assert (second.content_cue, second.content_source) == ([-1], [-1])


def test_articles_are_read_from_a_gzipped_file(tmp_path: Path) -> None:
    path = tmp_path / "train.jsonl.gz"
    rows = [{role: getattr(gold, role) for role in ("source", "cue", "content")} for gold in ARTICLE.attributions]
    path.write_bytes(gzip.compress(json.dumps({"id": "a1", "text": TEXT, "attributions": rows}).encode()))
    assert read_articles(path) == [ARTICLE]


def test_a_row_of_another_shape_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "train.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps({"id": "a1", "text": TEXT, "attributions": 3}).encode()))
    with pytest.raises(TypeError, match="a1: attributions must be a list"):
        read_articles(path)


def test_marked_texts_are_articles(tmp_path: Path) -> None:
    (tmp_path / "lamp.txt").write_text("kind: coverage\n---\n[S1 Ada Moor] [C1 said] [Q1 the lamp was out].\n")
    (article,) = read_marked_articles(tmp_path)
    (gold,) = article.attributions
    assert [article.text[a:b] for a, b in gold.content] == ["the lamp was out"]
