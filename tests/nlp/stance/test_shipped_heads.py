"""The shipped targets need not be learnt by those who use them."""

from pathlib import Path

import numpy as np
import pytest

from nlp.components.encoder import load_encoder
from nlp.components.stance import load_classifier
from nlp.components.stance.cache import read_head
from nlp.components.stance.classifier import SHIPPED, fit_target, name_head
from nlp.components.targets import Target, load_targets
from nlp.components.targets.schema import LABELS
from nlp.versions import NLP

TARGETS = load_targets(NLP / "targets")


@pytest.mark.parametrize("target", TARGETS, ids=[target.id for target in TARGETS])
def test_a_shipped_target_has_the_head_that_its_examples_give(target: Target) -> None:
    encoder = load_encoder()
    shipped = read_head(SHIPPED, name_head(target, encoder), encoder.width, len(LABELS))
    assert shipped, "run python -m nlp.training.heads"
    fitted = fit_target(target, encoder)
    # Processors round int8 sums in ways of their own.
    assert np.corrcoef(shipped.weights.ravel(), fitted.weights.ravel())[0, 1] > 0.99
    assert shipped.temperature == pytest.approx(fitted.temperature, rel=0.3)


def test_no_other_head_is_shipped() -> None:
    encoder = load_encoder()
    assert {path.stem for path in SHIPPED.glob("*.npz")} == {name_head(target, encoder) for target in TARGETS}


def test_with_a_shipped_head_nothing_is_fitted_or_kept(tmp_path: Path) -> None:
    load_classifier(TARGETS[0], cache=tmp_path)
    assert list(tmp_path.iterdir()) == []
