"""Windows go through a network in batches, and what is found comes back to the window it was found in."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from nlp.components.quotations.component import MODEL
from nlp.components.quotations.labels import LABELS, begin
from nlp.components.quotations.links import Floats, Found
from nlp.components.quotations.pairs import Integers
from nlp.components.quotations.reader import Task, piece_scores, read_windows, stack
from nlp.components.quotations.windows import cut_windows, read_pieces, special_ids

TOKENIZER = Tokenizer.from_file(str(MODEL / "tokenizer.json"))
ROLES = {"lamp": "content", "said": "cue", "moor": "source"}
BEGINS = {TOKENIZER.token_to_id(word): begin(role) for word, role in ROLES.items()}  # type: ignore[arg-type]


class WordNetwork:
    """Takes each word of `ROLES` for a span of its role, and links whatever was read together."""

    def __init__(self) -> None:
        self.shapes: list[tuple[int, int]] = []

    def tag(self, ids: Integers, mask: Integers) -> tuple[Floats, Floats]:
        self.shapes.append((ids.shape[0], ids.shape[1]))
        scores = np.zeros((*ids.shape, len(LABELS)), np.float32)
        for word, label in BEGINS.items():
            scores[..., label] += 9 * ((ids == word) & (mask == 1))
        scores[..., 0] += 1
        return scores, np.zeros((*ids.shape, 4), np.float32)

    def link(self, spans: Sequence[Floats], features: Sequence[Integers]) -> Sequence[Floats]:
        scores = [np.ones(feature.shape[:2], np.float32) for feature in features]
        return [*scores, *(np.zeros(len(span), np.float32) for span in spans[:2])]


def make_tasks(*texts: str, length: int = 64) -> list[Task]:
    tasks: list[Task] = []
    for text in texts:
        pieces = read_pieces(text, TOKENIZER)
        tasks += [(pieces, window) for window in cut_windows(pieces, length, *special_ids(TOKENIZER))]
    return tasks


def words(task: Task, text: str, found: Found) -> list[str]:
    pieces, window = task
    places = [*found.contents, *((found.cue,) if found.cue else ()), *((found.source,) if found.source else ())]
    return [text[pieces.starts[window.first + a] : pieces.ends[window.first + b]] for a, b in places]


def test_what_is_found_comes_back_to_its_window_in_the_order_of_the_tasks() -> None:
    texts = ["It rained, it rained and it rained all day. Moor said lamp.", "lamp", "rain", "moor rained lamp"]
    tasks = make_tasks(*texts)
    found = read_windows(tasks, WordNetwork(), 32)
    assert [[words(task, text, one) for one in own] for task, text, own in zip(tasks, texts, found, strict=True)] == [
        [["lamp", "said", "Moor"]],
        [["lamp"]],
        [],
        [["lamp", "moor"]],
    ]


@pytest.mark.parametrize("batch", [1, 16, 40, 4096])
def test_the_size_of_batches_changes_nothing(batch: int) -> None:
    texts = [f"Moor {'rained and ' * number}said lamp." for number in range(12)]
    tasks = make_tasks(*texts)
    for task, text, (found,) in zip(tasks, texts, read_windows(tasks, WordNetwork(), batch), strict=True):
        assert words(task, text, found) == ["lamp", "said", "Moor"]


def test_windows_without_a_word_are_never_read() -> None:
    network = WordNetwork()
    assert read_windows(make_tasks("…", "“ ” – !", "lamp"), network, 4096) == [
        [],
        [],
        [Found(0, ((0, 0),), None, None)],
    ]
    assert network.shapes == [(1, 3)]


def test_no_windows_need_no_network() -> None:
    network = WordNetwork()
    assert read_windows([], network, 4096) == []
    assert network.shapes == []


def test_batches_hold_windows_of_like_length() -> None:
    network = WordNetwork()
    read_windows(make_tasks("lamp", "rain oil " * 20, "said", "moor oil " * 20), network, 90)
    assert network.shapes == [(2, 3), (2, 42)]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.sampled_from(["lamp", "lamp oil.\n\nMoor said", "Zoë 🚀", "unquenchability"]), min_size=1, max_size=5)
)
def test_a_batch_has_each_window_in_its_row_and_padding_behind(texts: list[str]) -> None:
    tasks = make_tasks(*texts)
    ids, mask, places, kinds = stack(tasks)
    for row, (pieces, window) in enumerate(tasks):
        size = len(window.places)
        assert ids[row, : len(window.ids)].tolist() == window.ids.tolist()
        assert mask[row].sum() == len(window.ids)
        assert ids[row, places[row, :size]].tolist() == pieces.ids[window.first : window.last].tolist()
        assert (kinds[row, size:] == -1).all()
        assert not (kinds[row, :size] == -1).any()


def test_padding_can_only_be_outside() -> None:
    scores = np.full((1, 3, len(LABELS)), 5, np.float32)
    taken = piece_scores(scores, np.array([[1, 0]]), np.array([[1, -1]], np.int8))
    assert taken[0, 0].tolist() == [5] * len(LABELS)
    assert taken[0, 1].argmax() == 0
    assert taken[0, 1, 1:].max() < -1000


def test_how_sure_the_labels_are_is_told_where_it_is_asked_for() -> None:
    tasks = make_tasks("Moor said lamp.")
    ((plain,),), ((measured,),) = (read_windows(tasks, WordNetwork(), 64, measured=asked) for asked in (False, True))
    assert plain.confidence == 1.0
    assert 0.99 < measured.confidence < 1.0
    assert (plain.contents, plain.cue, plain.source) == (measured.contents, measured.cue, measured.source)
