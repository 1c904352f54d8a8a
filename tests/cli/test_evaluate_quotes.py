"""`clausewatch evaluate quotes` and `speakers`: figures on gold, and the floors that our own gold must keep."""

import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from clausewatch.cli.app import app
from clausewatch.cli.evaluate.gold_files import SHIPPED as GOLD
from clausewatch.errors import InputError

TEXT = "“The lamp is out,” said Ada Moor. She sold it."
ROW = {
    "id": "a1",
    "text": TEXT,
    "attributions": [{"content": [[0, 18]], "source": [[24, 32]], "cue": [[19, 23]]}],
}


def evaluate(*arguments: str) -> Result:
    result = CliRunner().invoke(app, ["evaluate", *arguments], standalone_mode=False)
    if result.exception:
        raise result.exception
    return result


def report(*arguments: str) -> dict[str, float]:
    values: dict[str, float] = json.loads(evaluate(*arguments, "--format", "json").stdout)
    return values


def test_statements_in_our_own_gold_are_found() -> None:
    figures = report("quotes")
    assert figures["documents"] >= 40
    assert figures["f1"] >= 0.92


def test_speakers_in_our_own_gold_are_named() -> None:
    figures = report("speakers")
    assert figures["share_found"] >= 0.89
    assert figures["share_right_speaker"] >= 0.92
    assert figures["right_stance"] is None


def test_several_parts_are_measured_in_the_order_named(tmp_path: Path) -> None:
    (tmp_path / "mill.txt").write_text((GOLD / "council-merger.txt").read_text("utf-8"), "utf-8")
    lines = evaluate("speakers", "quotes", "--data", str(tmp_path), "--format", "json").stdout.splitlines()
    assert [json.loads(line)["evaluation"] for line in lines] == ["speakers", "quotes"]


@pytest.mark.parametrize("name", ["dev.jsonl", "dev.jsonl.gz"])
def test_rows_are_read_plain_and_gzipped(tmp_path: Path, name: str) -> None:
    line = json.dumps(ROW).encode()
    (tmp_path / name).write_bytes(gzip.compress(line) if name.endswith("gz") else line)
    assert report("quotes", "--data", str(tmp_path / name))["f1"] == 1
    assert report("quotes", "--data", str(tmp_path))["documents"] == 1


def test_errors_are_written_to_a_file(tmp_path: Path) -> None:
    wrong = ROW | {"attributions": [{"content": [[34, 45]], "source": [[34, 37]], "cue": []}]}
    (tmp_path / "dev.jsonl").write_text(json.dumps(wrong))
    result = evaluate("quotes", "--data", str(tmp_path), "--errors", str(tmp_path / "errors.jsonl"))
    errors = [json.loads(line) for line in (tmp_path / "errors.jsonl").read_text().splitlines()]
    assert {error["what"] for error in errors} == {"not found", "not in the gold"}
    assert "2 errors written" in result.stderr


def test_an_errors_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "dev.jsonl").write_text(json.dumps(ROW))
    with pytest.raises(InputError, match="No such file"):
        evaluate("quotes", "--data", str(tmp_path), "--errors", str(tmp_path / "no" / "errors.jsonl"))


def test_articles_beside_their_texts_are_measured(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    marked = {"content": [[0, 18]], "speaker": "Ada Moor", "stance": ["NONE"]}
    article = {
        "document": "a.txt",
        "target": "encryption-clause",
        "published_at": "2023-09-06",
        "attributions": [marked],
    }
    (tmp_path / "a.json").write_text(json.dumps(article))
    figures = report("speakers", "--data", str(tmp_path))
    assert (figures["right_speaker"], figures["right_stance"]) == (1, 1)


@pytest.mark.parametrize("part", ["quotes", "speakers", "all"])
def test_a_folder_without_gold_is_told(tmp_path: Path, part: str) -> None:
    with pytest.raises(InputError, match=r"has no (texts|articles)"):
        evaluate(part, "--data", str(tmp_path))


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file or folder"):
        evaluate("quotes", "--data", str(tmp_path / "missing"))


def test_all_measures_what_there_is(tmp_path: Path) -> None:
    (tmp_path / "dev.jsonl").write_text(json.dumps(ROW))
    result = evaluate("all", "--data", str(tmp_path))
    assert "quotes" in result.stdout
    assert "Not measured: speakers" in result.stderr
