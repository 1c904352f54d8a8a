"""The calibration curve (reliability diagram): how often stances of like confidence are right."""

from collections.abc import Iterator
from math import sqrt

from nlp.evaluation.pictures.svg import GREY, INK, draw_line, draw_picture, draw_point, draw_text
from nlp.evaluation.stance import Bin, StanceReport

WIDTH, HEIGHT = 480, 480
LEFT, TOP, SIDE = 80, 60, 340
"""Place and size of the square in which the data stands."""
SMALL = 12
ROOM = 0.1
"""Accuracy from which there is room for a number below the point."""
Z = 1.96
"""Standard deviations on either side within which 95 % lie."""


def draw_calibration(report: StanceReport, target: str) -> str:
    """An SVG file: one point a bin at its mean confidence and accuracy, with its rows and 95 % interval."""
    title = f"Calibration of stances on {target}"
    points = "; ".join(
        f"{each.count} with a mean confidence of {each.confidence:.2f}, {each.accuracy:.2f} of them right"
        for each in report.calibration
    )
    description = (
        f"{report.rows} labelled texts in ten bins by confidence: {points}. "
        f"Expected calibration error {report.calibration_error:.3f}. "
        "On the dashed line, confidence and share of right stances are equal."
    )
    return draw_picture(WIDTH, HEIGHT, title, description, _draw(report, title))


def _draw(report: StanceReport, title: str) -> Iterator[str]:
    yield draw_text(LEFT + SIDE / 2, 20, title, size=16)
    below = f"{report.rows} texts, calibration error {report.calibration_error:.3f}"
    yield draw_text(LEFT + SIDE / 2, 42, below, fill=GREY)
    yield from _draw_axes()
    yield draw_line(_place(0, 0), _place(1, 1), dashes="6 4")
    for one, following in zip(report.calibration, report.calibration[1:], strict=False):
        begin, end = _place(one.confidence, one.accuracy), _place(following.confidence, following.accuracy)
        yield draw_line(begin, end, stroke=INK)
    for each in report.calibration:
        yield from _draw_bin(each)


def _draw_axes() -> Iterator[str]:
    for tenths in range(0, 11, 2):
        share = tenths / 10
        (x, bottom), (left, y) = _place(share, 0), _place(0, share)
        yield draw_line((x, bottom), (x, bottom + 5))
        yield draw_line((left - 5, y), (left, y))
        yield draw_text(x, bottom + 16, f"{share:.1f}")
        yield draw_text(left - 10, y, f"{share:.1f}", anchor="end")
    yield draw_line(_place(0, 0), _place(1, 0))
    yield draw_line(_place(0, 0), _place(0, 1))
    yield draw_text(LEFT + SIDE / 2, TOP + SIDE + 44, "confidence (the number at a point: texts)")
    yield draw_text(28, TOP + SIDE / 2, "share that is right, with 95 % interval", turn=-90)


def _draw_bin(each: Bin) -> Iterator[str]:
    x, y = _place(each.confidence, each.accuracy)
    low, high = find_interval(each.accuracy, each.count)
    yield draw_line(_place(each.confidence, low), _place(each.confidence, high), stroke=INK, width=2)
    yield draw_point(x, y, 5)
    # Above a point at the bottom, where the axis is.
    beside = -11 if each.accuracy < ROOM else 11
    yield draw_text(x + 9, y + beside, str(each.count), anchor="start", size=SMALL)


def _place(confidence: float, accuracy: float) -> tuple[float, float]:
    """Where a confidence and an accuracy (0 to 1) stand in the picture, in pixels."""
    return LEFT + SIDE * confidence, TOP + SIDE * (1 - accuracy)


def find_interval(share: float, count: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share (0 to 1) that was seen in `count` trials, at least one."""
    scale = 1 + Z**2 / count
    middle = (share + Z**2 / (2 * count)) / scale
    half = Z / scale * sqrt(share * (1 - share) / count + Z**2 / (4 * count**2))
    return max(0.0, middle - half), min(1.0, middle + half)
