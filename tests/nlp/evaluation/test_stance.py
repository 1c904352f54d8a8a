"""The figures of a stance report, by hand."""

import pytest

from nlp.components.stance import StanceResult
from nlp.evaluation.stance import GoldStance, macro_f1, measure_stances


def gold(label: str, *accepted: str) -> GoldStance:
    return GoldStance.model_validate(
        {"id": f"{label}-{len(accepted)}", "text": "x", "label": label, "accepted": accepted}
    )


def result(label: str, confidence: float) -> StanceResult:
    rest = (1 - confidence) / 2
    scores = {each: confidence if each == label else rest for each in ("FAVOR", "AGAINST", "NONE")}
    return StanceResult(label, confidence, scores)  # type: ignore[arg-type]


ROWS = [gold("FAVOR"), gold("AGAINST"), gold("NONE", "NONE", "FAVOR"), gold("AGAINST")]
RESULTS = [result("FAVOR", 0.9), result("NONE", 0.85), result("FAVOR", 0.55), result("AGAINST", 0.95)]


def test_a_label_counts_if_it_is_accepted() -> None:
    report = measure_stances(ROWS, RESULTS)
    assert report.accuracy == 0.75
    assert report.wrong == ("AGAINST-0",)


def test_macro_f1_is_taken_on_rows_with_one_label_only() -> None:
    report = measure_stances(ROWS, RESULTS)
    assert report.single_label_rows == 3
    assert report.macro_f1 == pytest.approx((1 + 2 / 3) / 2)


def test_sure_rows_are_those_above_point_eight() -> None:
    report = measure_stances(ROWS, RESULTS)
    assert report.sure_rows == 3
    assert report.sure_accuracy == pytest.approx(2 / 3)


def test_the_calibration_error_weighs_bins_by_their_rows() -> None:
    report = measure_stances(ROWS, RESULTS)
    assert [(each.count, each.accuracy) for each in report.calibration] == [(1, 1), (1, 0), (2, 1)]
    assert report.calibration_error == pytest.approx((0.45 + 0.85 + 2 * 0.075) / 4)


def test_the_confusion_has_the_best_gold_label_first() -> None:
    confusion = measure_stances(ROWS, RESULTS).confusion
    assert confusion["AGAINST"] == {"FAVOR": 0, "AGAINST": 1, "NONE": 1}
    assert confusion["NONE"]["FAVOR"] == 1


def test_no_sure_rows_have_no_accuracy() -> None:
    report = measure_stances(ROWS[:1], [result("FAVOR", 0.5)])
    assert (report.sure_rows, report.sure_accuracy) == (0, 0)


def test_macro_f1_of_nothing_is_nothing() -> None:
    assert macro_f1([]) == 0
