"""The pictures of an evaluation show its figures, can be read without seeing, and are well-formed."""

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.evaluation.pictures.calibration import LEFT, SIDE, TOP, draw_calibration, find_interval
from nlp.evaluation.pictures.confusion import draw_confusion
from nlp.evaluation.pictures.svg import draw_line, draw_picture, draw_text
from nlp.evaluation.stance import StanceReport, measure_stances
from tests.nlp.evaluation.test_stance import RESULTS, ROWS, gold, result

SVG = "{http://www.w3.org/2000/svg}"
REPORT = measure_stances(ROWS, RESULTS)
DRAWN = {"calibration": draw_calibration(REPORT, "bridge"), "confusion": draw_confusion(REPORT, "bridge")}


def read(picture: str) -> ElementTree.Element:
    return ElementTree.fromstring(picture)  # noqa: S314  our own


def words_of(picture: str) -> list[str]:
    return [text.text or "" for text in read(picture).iter(f"{SVG}text")]


@pytest.mark.parametrize("name", DRAWN)
def test_a_picture_tells_what_it_shows_to_who_cannot_see_it(name: str) -> None:
    root = read(DRAWN[name])
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert title.text == f"{name.capitalize()} of stances on bridge"
    assert "4 labelled texts" in (description.text or "") or "of 2 AGAINST texts" in (description.text or "")


@pytest.mark.parametrize("name", DRAWN)
def test_a_picture_loads_and_runs_nothing_and_stays_within_its_frame(name: str) -> None:
    root = read(DRAWN[name])
    width, height = int(root.get("width", "0")), int(root.get("height", "0"))
    assert {each.tag.removeprefix(SVG) for each in root.iter()} <= {
        "svg", "title", "desc", "rect", "text", "line", "circle",
    }  # fmt: skip
    assert not re.search(r"href|url\(|@import", DRAWN[name])
    for each in root.iter():
        for key, most in {"x": width, "x1": width, "x2": width, "cx": width, "y": height, "cy": height}.items():
            assert 0 <= float(each.get(key, "0")) <= most


def test_a_point_stands_at_its_confidence_and_accuracy_with_its_count() -> None:
    root = read(DRAWN["calibration"])
    points = [(float(one.get("cx", "")), float(one.get("cy", ""))) for one in root.iter(f"{SVG}circle")]
    assert points == [
        pytest.approx((LEFT + SIDE * each.confidence, TOP + SIDE * (1 - each.accuracy)), abs=0.01)
        for each in REPORT.calibration
    ]
    words = words_of(DRAWN["calibration"])
    assert words[-len(points) :] == [str(each.count) for each in REPORT.calibration]
    assert f"4 texts, calibration error {REPORT.calibration_error:.3f}" in words


def test_the_description_of_the_curve_has_every_point() -> None:
    points = (
        "1 with a mean confidence of 0.55, 1.00 of them right; 1 with a mean confidence of 0.85, 0.00 of them right; 2 "
    )
    assert points in DRAWN["calibration"]
    assert "Expected calibration error 0.36" in DRAWN["calibration"]


def test_a_cell_has_its_count_and_its_share_of_the_row() -> None:
    cells = words_of(DRAWN["confusion"])
    row = cells[cells.index("AGAINST", cells.index("AGAINST") + 1) + 1 :][:6]
    assert row == ["0", "0%", "1", "50%", "1", "50%"]
    assert "of 2 AGAINST texts 0 were found FAVOR, 1 were found AGAINST, 1 were found NONE" in DRAWN["confusion"]


def test_a_label_that_nobody_gave_has_an_empty_row() -> None:
    picture = draw_confusion(measure_stances(ROWS[:1], RESULTS[:1]), "bridge")
    assert words_of(picture)[-6:] == ["0", "0%"] * 3


LETTERS = re.compile(r'<rect [^>]*fill-opacity="([\d.]+)"[^>]*/>\n<text [^>]*fill="([^"]+)"')


@given(st.integers(0, 40), st.integers(1, 40))
def test_letters_stand_out_from_their_cell(right: int, wrong: int) -> None:
    rows = [gold("FAVOR")] * (right + wrong)
    said = [result("FAVOR", 0.9)] * right + [result("NONE", 0.9)] * wrong
    cells = LETTERS.findall(draw_confusion(measure_stances(rows, said), "bridge"))
    assert len(cells) == 9
    for shade, ink in cells:
        assert _contrast(float(shade), 1.0 if ink == "white" else _luminance((26, 26, 26))) >= 4.5


def _contrast(shade: float, ink: float) -> float:
    """WCAG's contrast of letters with a cell of the data's colour at that opacity on white."""
    cell = _luminance(tuple(255 - shade * (255 - part) for part in (0x1F, 0x5F, 0xA8)))
    low, high = sorted((cell, ink))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: tuple[float, ...]) -> float:
    parts = [part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in colour]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


@pytest.mark.parametrize(
    ("share", "count", "low", "high"),
    [(0.5, 10, 0.237, 0.763), (1, 36, 0.904, 1), (0, 1, 0, 0.793), (0.9, 20, 0.699, 0.972)],
)
def test_the_interval_is_wilsons(share: float, count: int, low: float, high: float) -> None:
    assert find_interval(share, count) == pytest.approx((low, high), abs=0.001)


@given(st.floats(0, 1), st.integers(1, 1000))
def test_an_interval_holds_its_share_and_shrinks_with_more_texts(share: float, count: int) -> None:
    widths = []
    for number in (count, count * 4):
        low, high = find_interval(share, number)
        assert 0 <= low <= share + 1e-9
        assert share - 1e-9 <= high <= 1
        widths.append(high - low)
    assert all(wide > narrow for wide, narrow in pairwise(widths))


@given(st.lists(st.tuples(st.sampled_from(["FAVOR", "AGAINST", "NONE"]), st.floats(0, 1)), min_size=1, max_size=12))
def test_any_figures_can_be_drawn(rows: list[tuple[str, float]]) -> None:
    report: StanceReport = measure_stances(
        [gold(label) for label, _ in rows], [result("NONE", sure) for _, sure in rows]
    )
    for picture in (draw_calibration(report, "bridge"), draw_confusion(report, "bridge")):
        assert str(len(rows)) in " ".join(words_of(picture))


def test_marks_that_xml_reads_are_escaped() -> None:
    picture = draw_picture(1, 1, "<a> & b", 'c "d"', [draw_text(0, 0, "e < f", turn=-90)])
    root = read(picture)
    assert [root.findtext(f"{SVG}{name}") for name in ("title", "desc", "text")] == ["<a> & b", 'c "d"', "e < f"]
    assert 'transform="rotate(-90 0 0)"' in picture


def test_a_dashed_line_is_dashed() -> None:
    assert 'stroke-dasharray="6 4"' in draw_line((0, 0), (1, 1), dashes="6 4")
    assert "dash" not in draw_line((0, 0), (1, 1))
