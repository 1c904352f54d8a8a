"""Heads are fitted, calibrated and kept."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nlp.components.stance.cache import cache_folder, key_of, read_head, write_head
from nlp.components.stance.features import Features
from nlp.components.stance.fitting import DEFAULT_TEMPERATURE, FEWEST, fit_head, held_out_scores
from nlp.components.stance.head import Head, soften
from nlp.components.stance.values import Doubles, Numbers
from nlp.components.stance.wording import Wording

WORDLESS = Wording((), np.zeros(0), 0.0)
WORDS = Wording(("a bell", "harbour"), np.array([1.5, 2.0]), 0.25)
HEAD = Head(np.ones((6, 3)), np.zeros(3), WORDS, 0.5)


def clouds(each: int, spread: float, labels: int = 3) -> tuple[Features, Numbers]:
    draw = np.random.default_rng(0)
    y = np.repeat(np.arange(labels), each)
    return wordless(np.eye(labels, 6)[y] + draw.normal(0, spread, (len(y), 6))), y


def wordless(vectors: Doubles) -> Features:
    return Features(("",) * len(vectors), vectors)


def test_probabilities_sum_to_one() -> None:
    rows = soften(np.array([[1000.0, 0, -1000], [0, 0, 0]]), 1.0)
    assert rows.sum(axis=1) == pytest.approx([1, 1])
    assert rows[0, 0] == pytest.approx(1)


def test_a_higher_temperature_is_less_sure() -> None:
    scores = np.array([[2.0, 0, 0]])
    assert soften(scores, 2.0).max() < soften(scores, 1.0).max()


def test_a_head_tells_clouds_apart() -> None:
    features, labels = clouds(20, 0.1)
    head = fit_head(features, labels, 3)
    assert (head.probabilities(features).argmax(axis=1) == labels).all()


def test_a_head_is_less_sure_where_the_clouds_overlap() -> None:
    sure, unsure = (
        fit_head(*clouds(30, spread), 3).probabilities(clouds(30, spread)[0]).max(axis=1).mean()
        for spread in (0.1, 1.5)
    )
    assert sure > unsure + 0.2


def test_confidences_match_how_often_the_head_is_right() -> None:
    features, labels = clouds(400, 0.9)
    head = fit_head(features.take(np.arange(0, len(labels), 2)), labels[::2], 3)
    rows = head.probabilities(features.take(np.arange(1, len(labels), 2)))
    right = (rows.argmax(axis=1) == labels[1::2]).mean()
    assert abs(rows.max(axis=1).mean() - right) < 0.06


def test_two_labels_are_enough_and_the_third_never_wins() -> None:
    features, labels = clouds(20, 0.1, labels=2)
    rows = fit_head(features, labels, 3).probabilities(features)
    assert (rows.argmax(axis=1) == labels).all()
    assert rows[:, 2].max() < 1e-3


def test_two_labels_of_which_one_is_the_last_are_told_apart() -> None:
    features, labels = clouds(20, 0.1, labels=2)
    rows = fit_head(features, labels * 2, 3).probabilities(features)
    assert (rows.argmax(axis=1) == labels * 2).all()


def test_one_example_a_label_is_not_calibrated() -> None:
    features, labels = clouds(1, 0.1)
    assert fit_head(features, labels, 3).temperature == DEFAULT_TEMPERATURE


def test_examples_under_the_wrong_label_make_a_head_less_sure() -> None:
    features, labels = clouds(60, 0.1)
    doubted = np.where(np.arange(len(labels)) % 6 == 0, (labels + 1) % 3, labels)
    assert fit_head(features, doubted, 3).temperature > fit_head(features, labels, 3).temperature


@pytest.mark.parametrize("each", [FEWEST // 2, FEWEST // 2 + 1])
def test_a_head_is_calibrated_from_so_many_examples_on(each: int) -> None:
    is_measured = fit_head(*clouds(each, 0.1, labels=2), 3).temperature != DEFAULT_TEMPERATURE
    assert is_measured == (2 * each >= FEWEST)


def test_an_example_does_not_vouch_for_itself() -> None:
    features, labels = clouds(20, 0.1)
    lone = np.eye(6)[5][None, :] * 4
    scores = held_out_scores(wordless(np.vstack([features.vectors, lone])), np.append(labels, 0), 3)
    assert (scores[:-1].argmax(axis=1) == labels).all()
    assert scores[-1].max() - scores[-1].min() < 1


def test_a_rare_label_weighs_as_much_as_a_frequent_one() -> None:
    features, labels = clouds(60, 0.6, labels=2)
    few = np.r_[0:60, 60:66]
    rows = fit_head(features.take(few), labels[few], 3).probabilities(features)
    assert (rows.argmax(axis=1) == labels)[66:].mean() > 0.6


@given(st.lists(st.lists(st.floats(-1e6, 1e6), min_size=3, max_size=3), min_size=1, max_size=5), st.floats(0.25, 4))
def test_softening_keeps_the_order_and_makes_probabilities(rows: list[list[float]], temperature: float) -> None:
    scores = np.array(rows)
    softened = soften(scores, temperature)
    assert softened.sum(axis=1) == pytest.approx(np.ones(len(rows)))
    assert np.isfinite(softened).all()
    best = softened[np.arange(len(rows)), scores.argmax(axis=1)]
    assert (best == softened.max(axis=1)).all()


def test_a_kept_head_is_read_again(tmp_path: Path) -> None:
    write_head(tmp_path / "new", "k", HEAD)
    again = read_head(tmp_path / "new", "k", 4, 3)
    assert again is not None
    assert (again.weights == HEAD.weights).all()
    assert (again.temperature, again.wording.terms) == (HEAD.temperature, WORDS.terms)
    assert again.score(wordless(np.eye(4))) == pytest.approx(HEAD.score(wordless(np.eye(4))))
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["k.npz"]


def test_a_head_that_is_missing_is_none(tmp_path: Path) -> None:
    assert read_head(tmp_path, "k", 4, 3) is None


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04 cut short"])
def test_a_broken_file_is_as_good_as_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "k.npz").write_bytes(content)
    assert read_head(tmp_path, "k", 4, 3) is None


@pytest.mark.parametrize(
    "head",
    [
        Head(np.ones((5, 3)), np.zeros(3), WORDS, 1.0),
        Head(np.ones((6, 3)), np.zeros(3), WORDLESS, 1.0),
        Head(np.ones((6, 3)), np.zeros(2), WORDS, 1.0),
        Head(np.full((6, 3), np.nan), np.zeros(3), WORDS, 1.0),
        Head(np.ones((6, 3)), np.zeros(3), WORDS, 0.0),
        Head(np.ones((6, 3)), np.zeros(3), WORDS, np.nan),
        Head(np.ones((6, 3)), np.zeros(3), WORDS, np.inf),
        Head(np.ones((6, 3)), np.full(3, np.inf), WORDS, 1.0),
        Head(np.ones((6, 3)), np.zeros(3), Wording(WORDS.terms, np.array([1.0, np.nan]), 0.25), 1.0),
        Head(np.ones((6, 3)), np.zeros(3), Wording(WORDS.terms, WORDS.rarity, np.inf), 1.0),
    ],
)
def test_a_head_of_another_shape_or_without_sense_is_none(tmp_path: Path, head: Head) -> None:
    write_head(tmp_path, "k", head)
    assert read_head(tmp_path, "k", 4, 3) is None


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_file_with_any_wrong_byte_is_read_or_as_good_as_none(tmp_path: Path, data: st.DataObject) -> None:
    write_head(tmp_path, "k", HEAD)
    content = bytearray((tmp_path / "k.npz").read_bytes())
    content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    (tmp_path / "k.npz").write_bytes(content)
    head = read_head(tmp_path, "k", 4, 3)
    assert head is None or (head.weights.shape, head.bias.shape) == ((4 + len(head.wording.terms), 3), (3,))


@pytest.mark.parametrize(
    ("place", "value"), [pytest.param(8, 1, id="encrypted"), pytest.param(10, 99, id="compressed in an unknown way")]
)
def test_an_archive_that_cannot_be_opened_is_as_good_as_none(tmp_path: Path, place: int, value: int) -> None:
    write_head(tmp_path, "k", HEAD)
    content = bytearray((tmp_path / "k.npz").read_bytes())
    content[content.index(b"PK\x01\x02") + place] = value
    content[place - 2] = value
    (tmp_path / "k.npz").write_bytes(content)
    assert read_head(tmp_path, "k", 4, 3) is None


def test_a_writer_that_is_stopped_leaves_the_kept_head_whole(tmp_path: Path) -> None:
    write_head(tmp_path, "k", HEAD)
    (tmp_path / "other.part").write_bytes(b"half a head")
    write_head(tmp_path, "k", Head(HEAD.weights * 2, HEAD.bias, WORDS, 1.0))
    again = read_head(tmp_path, "k", 4, 3)
    assert again is not None
    assert (again.weights == 2).all()


def test_pickled_arrays_are_never_loaded(tmp_path: Path) -> None:
    np.savez(tmp_path / "k.npz", weights=np.array([object()]), bias=np.zeros(3), temperature=1.0)
    assert read_head(tmp_path, "k", 4, 3) is None


def test_a_folder_that_cannot_be_written_costs_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    write_head(tmp_path / "file", "k", HEAD)
    assert read_head(tmp_path / "file", "k", 4, 3) is None


def test_a_key_changes_with_the_parts_and_where_they_are_parted() -> None:
    assert len({key_of(["ab", "c"]), key_of(["a", "bc"]), key_of(["abc"]), key_of(["ab", "d"])}) == 4
    assert key_of(["a\ud800"]) != key_of(["a"])


def test_heads_are_kept_in_the_users_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder().name == "heads"
