"""Fits the confidence of speakers to texts whose speakers are marked.

    python -m nlp.training.speakers FOLDER ...

Prints the two numbers of `nlp/components/speakers/calibration.py`, and the calibration error before and after.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from nlp.annotator import Annotator, make_pipeline
from nlp.components.speakers.component import SpeakerResolver
from nlp.evaluation.marked_text import as_article, read_marked_folder
from nlp.evaluation.speakers import JudgedSpeaker, find_calibration_error, make_document, score_speakers
from nlp.versions import NLP

DOUBT = 0.02
"""Share of each speaker that counts as wrong: the rules were made with these texts at hand."""
FOLDS = 5
Doubles = NDArray[np.float64]


def main() -> None:
    """Fit and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER", help="marked texts")
    judged = judge(parser.parse_args().folders)
    odds, right = measure_odds(judged), np.array([one.is_right for one in judged])
    slope, offset = fit(odds, right)
    print(f"{right.sum()} of {len(judged)} right; SLOPE, OFFSET = {slope:.2f}, {offset:.2f}")  # noqa: T201
    before, after = find_calibration_error(judged), find_calibration_error(calibrate_held_out(judged, odds, right))
    print(f"calibration error {before:.3f}, by cross-validation {after:.3f}")  # noqa: T201


def judge(folders: Sequence[Path]) -> list[JudgedSpeaker]:
    """Every speaker that the rules name in the texts, with the confidence of the rule."""
    pipeline = make_pipeline(NLP / "targets", NLP / "speakers")
    for _, component in pipeline.pipeline:
        if isinstance(component, SpeakerResolver):
            component.calibrate = float
    articles = [as_article(marked) for folder in folders for marked in read_marked_folder(folder)]
    found = Annotator(pipeline).annotate(map(make_document, articles))
    scores = [score_speakers(article, statements) for article, statements in zip(articles, found, strict=True)]
    return [one for score in scores for one in score.judged]


def measure_odds(judged: Sequence[JudgedSpeaker]) -> Doubles:
    """Log-odds (speakers, 1) of the rules' confidences."""
    sure = np.array([one.confidence for one in judged])
    odds: Doubles = np.log(sure / (1 - sure))[:, None]
    return odds


def fit(odds: Doubles, right: NDArray[np.bool_]) -> tuple[float, float]:
    """Slope and offset of the logistic curve (Platt, 1999)."""
    twice, labels = np.vstack([odds, odds]), np.hstack([right, np.zeros_like(right)])
    weights = np.hstack([np.full(len(odds), 1 - DOUBT), np.full(len(odds), DOUBT)])
    model = LogisticRegression().fit(twice, labels, weights)
    return float(model.coef_[0, 0]), float(model.intercept_[0])


def calibrate_held_out(judged: Sequence[JudgedSpeaker], odds: Doubles, right: NDArray[np.bool_]) -> list[JudgedSpeaker]:
    """Each speaker with the confidence that the other folds give it."""
    calibrated = list(judged)
    for rest, part in StratifiedKFold(FOLDS, shuffle=True, random_state=0).split(odds, right):
        slope, offset = fit(odds[rest], right[rest])
        for number in part.tolist():
            sure = float(1 / (1 + np.exp(-(slope * odds[number, 0] + offset))))
            calibrated[number] = judged[number].model_copy(update={"confidence": sure})
    return calibrated


if __name__ == "__main__":
    main()
