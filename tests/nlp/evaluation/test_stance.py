"""The figures of a stance report, by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from nlp.components.stance import StanceResult
from nlp.evaluation.stance import GoldStance, Judged, macro_f1, make_bins, measure_stances


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


@pytest.mark.parametrize(
    ("confidence", "low"),
    [
        pytest.param(0.0, 0.0, id="none"),
        pytest.param(0.099, 0.0, id="the end of the first"),
        pytest.param(0.1, 0.1, id="the begin of the second"),
        pytest.param(1.0, 0.9, id="certain"),
    ],
)
def test_which_bin_a_confidence_falls_into(confidence: float, low: float) -> None:
    (found,) = make_bins(
        [Judged(gold("FAVOR"), result("FAVOR", confidence)), Judged(gold("NONE"), result("FAVOR", low))]
    )
    assert (found.count, found.accuracy) == (2, 0.5)
    assert found.confidence == pytest.approx((confidence + low) / 2)


LABELLED = st.sampled_from(["FAVOR", "AGAINST", "NONE"])


@given(st.lists(st.tuples(LABELLED, LABELLED, st.floats(0, 1)), min_size=1, max_size=20))
def test_the_figures_of_any_rows_are_shares_and_their_counts_add_up(rows: list[tuple[str, str, float]]) -> None:
    report = measure_stances([gold(label) for label, _, _ in rows], [result(said, sure) for _, said, sure in rows])
    shares = (report.accuracy, report.macro_f1, report.calibration_error, report.sure_accuracy)
    assert all(-1e-9 <= share <= 1 + 1e-9 for share in shares)
    assert sum(each.count for each in report.calibration) == report.rows == len(rows)
    assert sum(count for row in report.confusion.values() for count in row.values()) == len(rows)
    assert len(report.wrong) == round((1 - report.accuracy) * len(rows))


@given(st.lists(LABELLED, min_size=1, max_size=12))
def test_what_is_all_right_has_the_highest_figures(labels: list[str]) -> None:
    report = measure_stances([gold(label) for label in labels], [result(label, 1.0) for label in labels])
    assert (report.accuracy, report.macro_f1, report.calibration_error, report.wrong) == (1, 1, 0, ())


def test_each_row_needs_its_result() -> None:
    with pytest.raises(ValueError, match="shorter"):
        measure_stances(ROWS, RESULTS[:2])


def test_a_row_may_have_a_number_for_its_id_and_keys_of_others() -> None:
    row = GoldStance.model_validate({"id": 7, "text": "x", "label": "NONE", "source": "a page", "context": "y"})
    assert (row.id, row.allowed) == ("7", ("NONE",))
    assert (row.make_input().text, row.make_input().context) == ("x", "y")


@pytest.mark.parametrize("changes", [{"label": "MAYBE"}, {"accepted": ["MAYBE"]}, {"text": None}, {"id": None}])
def test_a_row_of_another_shape_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        GoldStance.model_validate({"id": "a", "text": "x", "label": "NONE", **changes})
