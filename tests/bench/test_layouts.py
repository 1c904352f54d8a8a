"""The measurement of layouts compares runs of words and takes no other pages."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench.layouts import compare
from tests.extract.answers import BODY, PARAGRAPHS, make_page

ROOT = Path(__file__).resolve().parents[2]
STORY = '<div class="article-body-commercial-selector">{}</div>'


@pytest.mark.parametrize(
    ("found", "right", "expected"),
    [
        ("one two three four five", "One, two: three four five.", (1, 1, 1)),
        ("one two three four", "one two three four five", (1, 1 / 2, 2 / 3)),
        ("one two three four five", "one two three four", (1 / 2, 1, 2 / 3)),
        ("", "one two three four", (0, 0, 0)),
        ("one two three", "one two three", (0, 0, 0)),
    ],
)
def test_texts_are_compared_by_runs_of_four_words(found: str, right: str, expected: tuple[float, ...]) -> None:
    assert compare(found, right) == pytest.approx(expected)


def measure(folder: Path, *pages: tuple[str, str]) -> subprocess.CompletedProcess[str]:
    (folder / "eval").mkdir()
    for number, (_, page) in enumerate(pages):
        (folder / "eval" / f"{number}.html").write_text(page, encoding="utf-8")
    listed = {address: {"file": f"{number}.html"} for number, (address, _) in enumerate(pages)}
    (folder / "evaldata.json").write_text(json.dumps(listed), encoding="utf-8")
    command = [sys.executable, "-m", "bench.layouts", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)


def test_only_pages_that_a_layout_fits_are_measured(tmp_path: Path) -> None:
    fitting = make_page(body=STORY.format(BODY) + f"<div class='more'><p>{PARAGRAPHS[0].upper()} AGAIN</p></div>")
    lines = measure(
        tmp_path,
        ("https://www.theguardian.com/technology/2023/may/02/a-debate", fitting),
        ("https://www.theguardian.com/technology/2023/may/02/another", make_page()),
        ("https://news.example/a-debate", fitting),
    ).stdout.splitlines()
    assert len(lines) == 4
    assert lines[0].startswith("1.000  ")
    assert lines[1].startswith("with layouts             precision 1.000, recall 1.000, F1 1.000 on 1 pages")
    assert "precision 1.000" not in lines[2]


def test_a_folder_without_such_pages_is_said_to_have_none(tmp_path: Path) -> None:
    answer = measure(tmp_path, ("https://news.example/a-debate", make_page()))
    assert answer.returncode == 2
    assert "no page of a publisher with layouts" in answer.stderr
