"""The benchmark of extraction runs, and says when there is nothing to measure."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.extract.answers import make_page

BENCH = Path(__file__).resolve().parents[2] / "bench" / "extract.py"


def measure(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, str(BENCH), *arguments], capture_output=True, text=True, check=False)


def test_three_extractors_are_measured_on_the_same_pages(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "story.html").write_text(make_page(), encoding="utf-8")
    (tmp_path / "inner" / "nothing.html").write_text("<html><body></body></html>", encoding="utf-8")
    lines = measure(str(tmp_path), "--rounds", "1").stdout.splitlines()
    assert [line[:24].strip() for line in lines] == ["clausewatch", "trafilatura, precision", "trafilatura"]
    for line in lines:
        found = re.search(r" ([\d.]+) pages a CPU second, 2 pages$", line)
        assert found
        assert float(found[1]) > 0


@pytest.mark.parametrize("rounds", ["1", "0"])
def test_a_folder_without_pages_is_wrong_use(rounds: str, tmp_path: Path) -> None:
    result = measure(str(tmp_path), "--rounds", rounds)
    assert result.returncode == 2
    assert "nothing to measure: 0 HTML files" in result.stderr
