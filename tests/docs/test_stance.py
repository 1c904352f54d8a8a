"""docs/stance.md says what the classifier finds, and its figures are those of its pictures."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from nlp.components.stance import StanceInput, load_classifier
from nlp.components.stance.checking import ENOUGH
from nlp.components.stance.classifier import UNSURE
from nlp.components.targets import find_target, load_targets
from nlp.evaluation.stance import HIGH
from nlp.versions import NLP

DOCS = Path(__file__).resolve().parents[2] / "docs"
TEXT = (DOCS / "stance.md").read_text("utf-8")
EXAMPLES = re.findall(r"^\| (.+) \| (FAVOR|AGAINST|NONE) \| ([\d.]+) \| (yes|no)", TEXT, re.MULTILINE)
PICTURES = re.findall(r"!\[(.+)\]\((images/.+\.svg)\)", TEXT)
NEAR = 0.1
"""By how much a confidence may differ between processors, which round sums in ways of their own."""


def describe(picture: str) -> str:
    """What a screen reader says of a picture, and the words in it."""
    root = ElementTree.fromstring((DOCS / picture).read_text("utf-8"))  # noqa: S314  our own
    return " ".join(part.strip() for part in root.itertext() if part.strip())


def figure(measure: str) -> str:
    found = re.search(rf"^\| {re.escape(measure)}.* \| ([\d.]+) \|$", TEXT, re.MULTILINE)
    return found[1] if found else pytest.fail(f"no figure: {measure}")


@pytest.fixture(scope="module")
def curve() -> str:
    return describe("images/stance-calibration.svg")


def test_the_examples_are_read_as_the_page_says() -> None:
    target = find_target(load_targets(NLP / "targets"), "encryption-clause")
    results = load_classifier(target).classify([StanceInput(text) for text, *_ in EXAMPLES])
    assert len(EXAMPLES) >= 6
    assert [result.label for result in results] == [label for _, label, *_ in EXAMPLES]
    for result, (_, _, confidence, _) in zip(results, EXAMPLES, strict=True):
        assert result.confidence == pytest.approx(float(confidence), abs=NEAR)
    assert not {text for text, *_ in EXAMPLES} & {text for _, text in target.labelled()}
    assert {right for *_, right in EXAMPLES} == {"yes", "no"}


def test_the_limits_of_the_page_are_those_of_the_code() -> None:
    assert f"Where no label has a probability of {UNSURE}, the stance is `NONE`" in TEXT
    assert f"with a confidence above {HIGH}" in TEXT
    assert f"{ENOUGH} or more a label" in TEXT


def test_both_pictures_are_there_and_described() -> None:
    assert [name for _, name in PICTURES] == ["images/stance-calibration.svg", "images/stance-confusion.svg"]
    for told, name in PICTURES:
        assert len(told) > 40
        assert (DOCS / name).stat().st_size < 20_000


def test_the_figures_of_the_page_are_those_of_the_pictures(curve: str) -> None:
    cells = describe("images/stance-confusion.svg")
    rows = re.search(r"On (\d+) real statements", TEXT)
    assert rows is not None
    assert f"{rows[1]} texts, calibration error {figure('expected calibration error')}" in curve
    assert f"{rows[1]} texts, accuracy {figure('accuracy')}" in cells
    taken = re.search(r"(\d+) of (\d+) without a stance are taken for against", TEXT)
    assert taken is not None
    assert re.search(rf"of {taken[2]} NONE texts \d+ were found FAVOR, {taken[1]} were found AGAINST", cells)


def test_what_the_page_says_of_the_curve_is_so(curve: str) -> None:
    points = re.findall(r"(\d+) with a mean confidence of ([\d.]+), ([\d.]+) of them right", curve)
    sure = [(int(count), float(right)) for count, confidence, right in points if float(confidence) > HIGH]
    count = sum(number for number, _ in sure)
    assert f"right of the {count} with a confidence above {HIGH}" in TEXT
    share = sum(number * right for number, right in sure) / count
    assert share == pytest.approx(float(figure("right of the")), abs=0.005)
    above = sum(float(right) > float(confidence) for _, confidence, right in points)
    on = sum(float(right) == pytest.approx(float(confidence), abs=0.005) for _, confidence, right in points)
    assert (above, on, len(points)) == (5, 1, 6)
