"""A text is encoded once, whatever asks for it."""

import numpy as np
import pytest

from nlp.components.encoder import Encoder, load_encoder
from nlp.components.stance.features import FeatureMemory, features_of


class Asked:
    """Gives the encoder, and counts how often it was asked for."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> Encoder:
        self.times += 1
        return load_encoder()


def test_features_from_memory_are_those_of_the_encoder() -> None:
    texts = ["one bell", "another bell", "one bell"]
    read, straight = FeatureMemory(load_encoder).read(texts), features_of(load_encoder(), texts)
    assert read.texts == straight.texts == tuple(texts)
    assert read.vectors == pytest.approx(straight.vectors, abs=1e-5)


def test_each_text_is_encoded_once() -> None:
    asked = Asked()
    memory = FeatureMemory(asked)
    memory.read(["one bell", "one bell"])
    memory.read(["one bell"])
    assert (asked.times, set(memory.vectors)) == (1, {"one bell"})
    memory.read(["one bell", "another bell"])
    assert (asked.times, set(memory.vectors)) == (2, {"one bell", "another bell"})


def test_the_encoder_is_not_made_before_a_text_is_read() -> None:
    asked = Asked()
    assert FeatureMemory(asked).vectors == {}
    assert asked.times == 0


def test_rows_can_be_taken_in_any_order() -> None:
    features = features_of(load_encoder(), ["one", "two", "three"])
    taken = features.take(np.array([2, 0]))
    assert taken.texts == ("three", "one")
    assert (taken.vectors == features.vectors[[2, 0]]).all()
