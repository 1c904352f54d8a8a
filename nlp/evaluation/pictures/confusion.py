"""The confusion matrix: which label people gave, and which one was found."""

from collections.abc import Iterator

from nlp.components.targets.schema import LABELS
from nlp.evaluation.pictures.svg import GREY, INK, draw_box, draw_picture, draw_text
from nlp.evaluation.stance import StanceReport

CELL, LEFT, TOP = 100, 140, 110
WIDTH, HEIGHT = LEFT + CELL * len(LABELS) + 30, TOP + CELL * len(LABELS) + 30
DARK = 0.5
"""Share from which a cell is dark and its letters white."""


def draw_confusion(report: StanceReport, target: str) -> str:
    """An SVG file: a row a label that people gave, a column a label found; shaded by the share of the row."""
    title = f"Confusion of stances on {target}"
    rows = "; ".join(
        f"of {sum(report.confusion[label].values())} {label} texts "
        + ", ".join(f"{report.confusion[label][found]} were found {found}" for found in LABELS)
        for label in LABELS
    )
    description = f"{rows}. Where people accept several labels, the row is the best one."
    return draw_picture(WIDTH, HEIGHT, title, description, _draw(report, title))


def _draw(report: StanceReport, title: str) -> Iterator[str]:
    middle = LEFT + CELL * len(LABELS) / 2
    yield draw_text(middle, 20, title, size=16)
    yield draw_text(middle, 42, f"{report.rows} texts, accuracy {report.accuracy:.3f}", fill=GREY)
    yield draw_text(middle, 70, "label found")
    yield draw_text(24, TOP + CELL * len(LABELS) / 2, "label that people gave", turn=-90)
    for column, found in enumerate(LABELS):
        yield draw_text(LEFT + CELL * (column + 0.5), TOP - 16, found)
    for row, label in enumerate(LABELS):
        y, total = TOP + CELL * row, sum(report.confusion[label].values())
        yield draw_text(LEFT - 12, y + CELL / 2, label, anchor="end")
        for column, found in enumerate(LABELS):
            yield from _draw_cell(LEFT + CELL * column, y, report.confusion[label][found], total)


def _draw_cell(x: float, y: float, count: int, total: int) -> Iterator[str]:
    share = count / total if total else 0.0
    ink = "white" if share >= DARK else INK
    # No shade between, on which neither white nor black letters could be read.
    yield draw_box(x, y, CELL, CELL, 0.8 + 0.2 * share if share >= DARK else 0.5 * share)
    yield draw_text(x + CELL / 2, y + CELL / 2 - 8, str(count), fill=ink, size=20)
    yield draw_text(x + CELL / 2, y + CELL / 2 + 16, f"{share:.0%}", fill=ink, size=12)
