"""Articles become windows with labels and links."""

import gzip
import json
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

from clausewatch.errors import InputError
from nlp.components.quotations.component import MODEL
from nlp.components.quotations.labels import LABELS, begin, best_labels, spans_of
from nlp.training.quotations.corpus import (
    Article,
    Example,
    Gold,
    as_spans,
    make_examples,
    read_articles,
    read_marked_articles,
)

MARKED = Path(__file__).parents[3] / "nlp" / "training" / "quotations" / "british"
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
    with pytest.raises(InputError, match=r"train\.jsonl\.gz: line 1"):
        read_articles(path)


def test_marked_texts_are_articles(tmp_path: Path) -> None:
    (tmp_path / "lamp.txt").write_text("kind: coverage\n---\n[S1 Ada Moor] [C1 said] [Q1 the lamp was out].\n")
    (article,) = read_marked_articles(tmp_path)
    (gold,) = article.attributions
    assert [article.text[a:b] for a, b in gold.content] == ["the lamp was out"]


BRITISH = read_marked_articles(MARKED)[::4]


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(MODEL / "tokenizer.json"))


@pytest.mark.parametrize("article", BRITISH, ids=[article.id for article in BRITISH])
def test_the_labels_of_a_text_of_ours_can_be_reached_by_the_decoder(article: Article, tokenizer: Tokenizer) -> None:
    for example in make_examples(article, tokenizer, 256, 101, 102):
        scores = np.zeros((1, len(example.labels), len(LABELS)), np.float32)
        scores[0, np.arange(len(example.labels)), example.labels] = 9
        assert best_labels(scores, example.kinds[None])[0].tolist() == example.labels.tolist()


@pytest.mark.parametrize("length", [24, 64, 256])
def test_links_are_numbers_of_spans_in_windows_of_any_length(tokenizer: Tokenizer, length: int) -> None:
    for example in (e for article in BRITISH[::3] for e in make_examples(article, tokenizer, length, 101, 102)):
        assert len(example.content_cue) == len(example.content_source) == len(example.contents)
        assert len(example.cue_source) == len(example.cues)
        assert all(-1 <= number < len(example.cues) for number in example.content_cue)
        assert all(-1 <= number < len(example.sources) for number in (*example.content_source, *example.cue_source))
        assert all(0 <= first <= last < len(example.labels) for first, last in example.contents)


def test_a_span_is_cut_where_a_paragraph_begins(tokenizer: Tokenizer) -> None:
    text = "Moor said: “The lamp is out.\n\n“The oil is gone.”"
    gold = Gold(((11, len(text)),), ((0, 4),), ((5, 10),))
    (example,) = make_examples(Article("a", text, (gold,)), tokenizer, 256, 101, 102)
    assert len(example.contents) == 2
    assert example.content_cue == [0, 0]


def test_of_two_spans_over_each_other_the_first_is_kept(tokenizer: Tokenizer) -> None:
    text = "Moor said Hale said the lamp was out."
    outer, inner = Gold(((10, 36),), ((0, 4),), ((5, 9),)), Gold(((20, 36),), ((10, 14),), ((15, 19),))
    (example,) = make_examples(Article("a", text, (outer, inner)), tokenizer, 256, 101, 102)
    assert len(example.contents) == len(example.sources) == len(example.cues) == 1


def test_a_text_without_attributions_is_all_outside(tokenizer: Tokenizer) -> None:
    (example,) = make_examples(Article("a", "It rained.", ()), tokenizer, 256, 101, 102)
    assert not example.labels.any()
    assert as_spans([example], [example.contents]).window.tolist() == []
