"""`clausewatch evaluate stance --plots` writes the pictures beside the figures."""

import json
from pathlib import Path

import pytest

from clausewatch.cli.main import run
from tests.cli.test_stance import TARGET, write_rows

NAMES = ["stance-calibration.svg", "stance-confusion.svg"]


@pytest.fixture(autouse=True)
def _own_folders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("CLAUSEWATCH_TARGETS", str(tmp_path / "targets"))
    (tmp_path / "targets").mkdir()
    (tmp_path / "targets" / "bridge.yaml").write_text(TARGET)
    write_rows(tmp_path / "stance.jsonl", {"id": "g1", "text": "I oppose the bridge, full stop.", "label": "AGAINST"})


def evaluate(part: str, folder: str) -> int:
    return run([
        "evaluate", part, "--target", "bridge", "--data", "stance.jsonl", "--plots", folder, "--format", "json",
    ])  # fmt: skip


@pytest.mark.parametrize("part", ["stance", "all"])
def test_the_pictures_show_the_figures_and_no_text_of_the_data(
    part: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert evaluate(part, "new/pictures") == 0
    out, err = capsys.readouterr()
    pictures = {path.name: path.read_text("utf-8") for path in sorted((tmp_path / "new" / "pictures").iterdir())}
    assert list(pictures) == NAMES
    assert f"calibration error {json.loads(out)['calibration_error']:.3f}" in pictures[NAMES[0]]
    assert "1 texts, accuracy 1.000" in pictures[NAMES[1]]
    assert not any("full stop" in picture for picture in pictures.values())
    assert "2 pictures written to new/pictures" in err


def test_parts_without_pictures_are_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate("quotes", "pictures") == 2
    assert "there are pictures of stances only" in capsys.readouterr().err


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "pictures").write_text("a file")
    assert evaluate("stance", "pictures") == 1
    assert "pictures: pictures cannot be written there" in capsys.readouterr().err
