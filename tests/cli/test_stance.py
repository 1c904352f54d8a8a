"""`clausewatch stance` and `clausewatch evaluate stance` as scripts use them."""

import json
from pathlib import Path

import pytest

from clausewatch.cli.main import run

TARGET = """
id: bridge
name: Bridge to the island
proposition: A bridge to the island should be built
keywords: [bridge]
examples:
  FAVOR: [We want the bridge., I support the bridge., Build the bridge now.]
  AGAINST: [We don't want the bridge., I oppose the bridge., Stop the bridge now.]
  NONE: [The bay is wide., It rained on Tuesday., The council met at ten.]
"""
ROWS = [
    {"id": "s1", "text": "I oppose the bridge with all my heart.", "speaker": "Ada Moor", "context": "She wrote."},
    {"id": "s2", "text": "We want the bridge to be built now.", "unknown": 1},
    {"id": "s3", "text": ""},
]


@pytest.fixture(autouse=True)
def _own_folders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("CLAUSEWATCH_TARGETS", str(tmp_path / "targets"))
    (tmp_path / "targets").mkdir()
    (tmp_path / "targets" / "bridge.yaml").write_text(TARGET)


def write_rows(path: Path, *rows: object) -> str:
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows))
    return str(path)


def test_each_row_gets_a_stance_in_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["stance", "--target", "bridge", write_rows(tmp_path / "in", *ROWS)]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["id"], row["label"]) for row in rows] == [("s1", "AGAINST"), ("s2", "FAVOR"), ("s3", "NONE")]
    for row in rows:
        assert list(row) == ["id", "label", "confidence", "scores"]
        assert sum(row["scores"].values()) == pytest.approx(1, abs=1e-5)


def test_a_text_in_another_language_is_not_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    french = {"id": "f", "text": "Nous voulons le pont, et nous le voulons cette année, dit le maire."}
    quoted = {"id": "q", "text": "“Nous voulons le pont,” said the mayor, and we want the bridge, too."}
    assert run(["stance", "--target", "bridge", write_rows(tmp_path / "in", french, quoted)]) == 0
    out, err = capsys.readouterr()
    unread, read = (json.loads(line) for line in out.splitlines())
    assert (unread["label"], unread["confidence"], unread["language"]) == ("NONE", 0.333333, "fr")
    assert sum(unread["scores"].values()) == pytest.approx(1, abs=1e-5)
    assert (read["label"], "language" in read) == ("FAVOR", False)
    assert err.count("f: no stance was looked for: the text is in another language (fr)") == 1
    assert "q:" not in err


def test_a_text_of_a_megabyte_is_read_at_its_beginning_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = (
        {"id": "long", "text": "I oppose the bridge. " * 50_000},
        {"id": "blank", "text": " " * 1_000_000 + "I oppose the bridge."},
        {"id": "word", "text": "x" * 1_000_000},
        {"id": "short", "text": "I oppose the bridge. " * 40},
    )
    assert run(["stance", "--target", "bridge", write_rows(tmp_path / "in", *rows)]) == 0
    out, err = capsys.readouterr()
    labels = {row["id"]: row["label"] for row in map(json.loads, out.splitlines())}
    assert (labels["long"], labels["blank"], labels["short"]) == ("AGAINST", "AGAINST", "AGAINST")
    assert [name for name in labels if f"{name}: only the beginning was read" in err] == ["long", "word"]


def test_a_bad_row_is_named_and_costs_nothing_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_rows(tmp_path / "in", "[1]", {"id": "s1"}, ROWS[0])
    assert run(["stance", "--target", "bridge", path]) == 3
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 1
    assert "line 1: a row must be an object, this is a list" in err
    assert "line 2: text: Field required" in err


def test_an_unknown_target_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["stance", "--target", "tunnel", write_rows(tmp_path / "in", *ROWS)]) == 2
    assert "unknown target 'tunnel': there are bridge" in capsys.readouterr().err


def test_a_wrong_target_file_is_told_by_name_and_key(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "targets" / "bridge.yaml").write_text(TARGET.replace("AGAINST:", "CON:"))
    assert run(["stance", "--target", "bridge", write_rows(tmp_path / "in", *ROWS)]) == 2
    assert "bridge.yaml: examples: unknown label 'CON'" in capsys.readouterr().err


def test_accuracy_is_measured_on_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_rows(
        tmp_path / "gold.jsonl",
        {"id": "g1", "text": "I oppose the bridge.", "label": "AGAINST"},
        {"id": "g2", "text": "We want the bridge.", "label": "NONE", "accepted": ["NONE", "FAVOR"]},
        {"id": 3, "text": "We want the bridge.", "label": "AGAINST"},
        {"id": "g4", "text": "Something else.", "label": "FAVOR", "target": "tunnel"},
    )
    assert run(["evaluate", "stance", "--target", "bridge", "--data", path, "--format", "json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["rows"], report["single_label_rows"], report["wrong"]) == (3, 2, ["3"])
    assert report["accuracy"] == pytest.approx(2 / 3)


def test_a_folder_and_the_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_rows(tmp_path / "bridge_stance.jsonl", {"id": "g1", "text": "I oppose the bridge.", "label": "AGAINST"}, "{")
    write_rows(tmp_path / "other.jsonl", {"id": "g2"})
    assert run(["evaluate", "stance", "--target", "bridge", "--data", str(tmp_path)]) == 3
    out, err = capsys.readouterr()
    assert "macro f1" in out
    assert "line 2: not JSON" in err


def test_nothing_to_measure_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evaluate", "stance", "--target", "bridge", "--data", str(tmp_path)]) == 1
    assert "has no labelled texts about bridge" in capsys.readouterr().err
    assert run(["evaluate", "stance", "--data", str(tmp_path / "none")]) == 1


def test_a_target_file_is_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(tmp_path / "targets" / "bridge.yaml")
    assert run(["targets", "check", path, "--kind", "few"]) == 3
    out, err = capsys.readouterr()
    assert out.splitlines()[0] == "few: FAVOR has 3 examples, 30 or more work well"
    assert "bridge: 9 examples, 3 findings" in err
    assert run(["targets", "check", path, "--kind", "repeated"]) == 0


def test_a_target_file_that_is_missing_is_wrong_use(tmp_path: Path) -> None:
    assert run(["targets", "check", str(tmp_path / "none.yaml")]) == 2
