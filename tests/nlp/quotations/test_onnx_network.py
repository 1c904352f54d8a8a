"""The shipped tagger and linker as the reader calls them."""

import numpy as np
import pytest

from nlp.components.quotations.component import LENGTH, MODEL
from nlp.components.quotations.labels import LABELS
from nlp.components.quotations.links import Floats
from nlp.components.quotations.onnx_network import OnnxNetwork, load_network
from nlp.components.quotations.pairs import BETWEEN, DISTANCES, PARAGRAPHS, Integers
from nlp.components.quotations.windows import special_ids

WIDTH = 384


@pytest.fixture(scope="module")
def network() -> OnnxNetwork:
    return load_network(MODEL)[0]


def make_spans(*counts: int) -> list[Floats]:
    draw = np.random.default_rng(0)
    return [draw.normal(0, 1, (count, 2 * WIDTH)).astype(np.float32) for count in counts]


def make_features(contents: int, cues: int, sources: int) -> list[Integers]:
    return [np.zeros((*pair, 3), np.int64) for pair in ((contents, cues), (contents, sources), (cues, sources))]


@pytest.mark.parametrize(
    ("contents", "cues", "sources"),
    [
        pytest.param(3, 2, 4, id="some of each"),
        pytest.param(1, 0, 0, id="a content alone"),
        pytest.param(2, 3, 0, id="no sources"),
        pytest.param(2, 0, 3, id="no cues"),
    ],
)
def test_scores_have_the_shape_of_their_pairs(network: OnnxNetwork, contents: int, cues: int, sources: int) -> None:
    scores = network.link(make_spans(contents, cues, sources), make_features(contents, cues, sources))
    shapes = [score.shape for score in scores]
    assert shapes == [(contents, cues), (contents, sources), (cues, sources), (contents,), (cues,)]
    assert all(np.isfinite(score).all() for score in scores)


def test_a_missing_role_does_not_change_the_scores_of_the_others(network: OnnxNetwork) -> None:
    contents, cues, sources = make_spans(2, 3, 2)
    whole = network.link([contents, cues, sources], make_features(2, 3, 2))
    without = network.link([contents, cues, sources[:0]], make_features(2, 3, 0))
    for number in (0, 3, 4):
        assert without[number] == pytest.approx(whole[number], abs=1e-4)


def test_every_number_of_a_feature_is_in_the_tables_of_the_linker(network: OnnxNetwork) -> None:
    highest = np.array([DISTANCES, PARAGRAPHS, BETWEEN]) - 1
    features = [np.broadcast_to(highest, (1, 1, 3)).astype(np.int64) for _ in range(3)]
    far = network.link(make_spans(1, 1, 1), features)
    near = network.link(make_spans(1, 1, 1), make_features(1, 1, 1))
    assert np.isfinite(far[0]).all()
    assert far[0] != pytest.approx(near[0], abs=1e-3)


def test_the_tagger_reads_a_full_window(network: OnnxNetwork) -> None:
    ids = np.full((2, LENGTH), 2000, np.int64)
    scores, states = network.tag(ids, np.ones_like(ids))
    assert scores.shape == (2, LENGTH, len(LABELS))
    assert states.shape == (2, LENGTH, WIDTH)


def test_padding_hardly_changes_what_is_said_of_a_window(network: OnnxNetwork) -> None:
    ids = np.array([[101, 10194, 5974, 2056, 1996, 10437, 2001, 2041, 1012, 102]])
    alone, _ = network.tag(ids, np.ones_like(ids))
    padded, mask = np.zeros((1, 40), np.int64), np.zeros((1, 40), np.int64)
    padded[0, :10], mask[0, :10] = ids[0], 1
    beside, _ = network.tag(padded, mask)
    assert (beside[0, :10].argmax(axis=1) == alone[0].argmax(axis=1)).all()


def test_the_network_is_read_once_a_process_and_its_words_open_windows() -> None:
    assert load_network(MODEL) is load_network(MODEL)
    tokenizer = load_network(MODEL)[1]
    assert tokenizer.decode(list(special_ids(tokenizer)), skip_special_tokens=False) == "[CLS] [SEP]"
