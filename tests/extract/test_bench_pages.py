"""The measurement of extraction on other projects' pages counts what it says."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.extract.answers import PARAGRAPHS, json_ld, make_page

BENCH = Path(__file__).resolve().parents[2] / "bench" / "extract_pages.py"
HEAD = json_ld(datePublished="2023-05-02T10:00:01Z", author={"@type": "Person", "name": "Ada Moor"})


def measure(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, str(BENCH), *arguments], capture_output=True, text=True, check=False)


def write_pages(folder: Path, **expected: Any) -> None:
    (folder / "eval").mkdir()
    (folder / "eval" / "a.html").write_text(make_page(HEAD), encoding="utf-8")
    (folder / "eval" / "b.html").write_text(make_page(attributes='lang="de"'), encoding="utf-8")
    page = {"with": [PARAGRAPHS[0][:30]], "without": ["A debate"], **expected}
    listed = {"https://news.example/a": {"file": "a.html", **page}, "https://news.example/b": {"file": "b.html"}}
    (folder / "evaldata.json").write_text(json.dumps(listed), encoding="utf-8")


def test_every_extractor_is_judged_on_the_same_pages(tmp_path: Path) -> None:
    write_pages(tmp_path, date="2023-05-02", author="Ada Moor")
    lines = measure(str(tmp_path), "--language", "en").stdout.splitlines()
    assert lines[0].startswith("1 pages of ")
    assert [line[:26].strip() for line in lines[1:]] == [
        "clausewatch", "trafilatura, precision", "trafilatura", "htmldate"
    ]  # fmt: skip
    for part in ("body F1 1.0000", "days right 1 of 1, wrong 0", "0 of 1 sure ones wrong", "authors right 1 of 1"):
        assert part in lines[1]


def test_misses_are_counted_and_named(tmp_path: Path) -> None:
    errors = tmp_path / "errors.jsonl"
    write_pages(tmp_path, **{"with": ["No such words"], "date": "2023-05-03", "author": ["Ada Moor", "Bo Lind"]})
    (line,) = measure(str(tmp_path), "--only", "clausewatch", "--errors", str(errors)).stdout.splitlines()[1:]
    for part in ("body F1 0.0000", "days right 0 of 1, wrong 1", "1 of 1 sure ones wrong", "authors right 0 of 1"):
        assert part in line
    (miss,) = [json.loads(text) for text in errors.read_text(encoding="utf-8").splitlines()]
    assert miss["lost"] == ["No such words"]
    assert miss["day"] == ["2023-05-03", "2023-05-02", True]
    assert miss["authors"] == [["Ada Moor", "Bo Lind"], ["ada moor"]]


@pytest.mark.parametrize("arguments", [(), ("--only", "nothing")])
def test_a_folder_without_pages_is_wrong_use(arguments: tuple[str, ...], tmp_path: Path) -> None:
    result = measure(str(tmp_path), *arguments)
    assert result.returncode == 2
    assert "no pages in" in result.stderr or "invalid choice" in result.stderr
