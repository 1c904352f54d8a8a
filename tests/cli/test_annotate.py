"""`clausewatch annotate`: JSON Lines of documents in, their statements out."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from clausewatch.cli.commands.annotate import AnnotateRow
from clausewatch.cli.main import run
from clausewatch.cli.rows import parse_row
from clausewatch.errors import InputError

START = "import sys; from clausewatch.cli import main; main()"
TEXT = (
    "Peers met on Tuesday.\n\n“We will never break end-to-end encryption 🔒,” said Ada Moor, chief executive of "
    "Pigeonpost.\n\nThe debate goes on."
)
KEYS = ["id", "kind", "text", "content", "source", "cue", "speaker", "stances", "cue_type", "claims_change"]
SPEAKER_KEYS = {
    "id",
    "name",
    "kind",
    "role",
    "organisation",
    "category",
    "members",
    "resolved_by",
    "confidence",
}


def annotate(folder: Path, *rows: dict[str, Any], options: tuple[str, ...] = ()) -> int:
    file = folder / "rows.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return run(["annotate", str(file), *options])


def read_out(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_statements_have_the_shape_that_scripts_rely_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert annotate(tmp_path, {"id": "a1", "text": TEXT}) == 0
    (row,) = read_out(capsys)
    assert list(row) == ["id", "statements"]
    (statement,) = row["statements"]
    assert list(statement) == KEYS
    assert statement["kind"] == "direct"
    ((start, end),) = statement["content"]
    assert TEXT[start:end].strip("“,”") == "We will never break end-to-end encryption 🔒"
    assert "Ada Moor" in TEXT[statement["source"][0][0] : statement["source"][0][1]]
    assert [TEXT[start:end] for start, end in statement["cue"]] == ["said"]
    assert statement["cue_type"] == "speech"
    assert set(statement["speaker"]) == SPEAKER_KEYS
    assert (statement["speaker"]["name"], statement["speaker"]["organisation"]) == ("Ada Moor", "Pigeonpost")
    (stance,) = statement["stances"]
    assert (stance["target"], stance["label"]) == ("encryption-clause", "AGAINST")
    assert 0 <= stance["confidence"] <= 1


def test_answers_come_in_the_order_of_the_rows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [{"id": str(number), "text": TEXT if number % 3 else ""} for number in range(70)]
    assert annotate(tmp_path, *rows) == 0
    out = read_out(capsys)
    assert [row["id"] for row in out] == [row["id"] for row in rows]
    assert [len(row["statements"]) for row in out] == [1 if number % 3 else 0 for number in range(70)]


def test_an_official_document_speaks_for_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = {"name": "Ada Moor", "role": "Minister for Rain", "category": "government"}
    text = "We will bring forward the encrypted messages clause. It will protect children in private messages."
    assert annotate(tmp_path, {"id": "o1", "text": text, "kind": "official", "record": record}) == 0
    (row,) = read_out(capsys)
    primary = [statement for statement in row["statements"] if statement["kind"] == "primary"]
    assert primary
    assert {statement["speaker"]["name"] for statement in primary} == {"Ada Moor"}
    assert {statement["speaker"]["category"] for statement in primary} == {"government"}


def test_a_text_without_a_statement_has_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert annotate(tmp_path, {"id": "n1", "text": "It rained in Thornby for most of the day."}) == 0
    assert read_out(capsys) == [{"id": "n1", "statements": []}]


def test_a_text_in_another_language_is_marked_and_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    french = "« C’est une atteinte à la vie privée », a déclaré Ada Moor devant les députés."
    assert annotate(tmp_path, {"id": "a1", "text": TEXT}, {"id": "f1", "text": french}) == 0
    captured = capsys.readouterr()
    english, foreign = (json.loads(line) for line in captured.out.splitlines())
    assert len(english["statements"]) == 1
    assert foreign == {"id": "f1", "statements": [], "language": "fr"}
    assert captured.err == "f1: no statements were looked for: the text is in another language (fr)\n"


def test_a_wish_is_told_from_words_that_were_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "Ada Moor said the lamp was out. Pigeonpost wants to buy another lamp before the winter."
    assert annotate(tmp_path, {"id": "a1", "text": text}) == 0
    (row,) = read_out(capsys)
    assert [statement["cue_type"] for statement in row["statements"]] == ["speech", "attitude"]


def test_bad_rows_are_named_and_the_others_answered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        annotate(tmp_path, {"id": "a1", "text": TEXT}, {"id": "a2"}, {"id": 3, "text": ""}, {"id": "a4", "text": ""})
        == 3
    )
    captured = capsys.readouterr()
    assert [json.loads(line)["id"] for line in captured.out.splitlines()] == ["a1", "a4"]
    assert "rows.jsonl: line 2: text: Field required" in captured.err
    assert "rows.jsonl: line 3: id: " in captured.err


def test_rows_come_from_standard_input_by_default() -> None:
    row = json.dumps({"id": "s1", "text": TEXT})
    done = subprocess.run(
        [sys.executable, "-c", START, "annotate"], input=row, capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout)["id"] == "s1"
    assert done.stderr == ""


def test_targets_of_one_s_own_take_the_place_of_those_that_ship(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    targets = tmp_path / "targets"
    targets.mkdir()
    assert annotate(tmp_path, {"id": "a1", "text": TEXT}, options=("--targets", str(targets))) == 0
    (row,) = read_out(capsys)
    assert row["statements"][0]["stances"] == []


def test_a_folder_without_speakers_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert annotate(tmp_path, {"id": "a1", "text": TEXT}, options=("--speakers", str(tmp_path))) == 2
    assert "there is no .yaml file of speakers" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2023-09-06", datetime(2023, 9, 6, tzinfo=UTC)),
        ("2023-09-06T17:00:00Z", datetime(2023, 9, 6, 17, tzinfo=UTC)),
        ("2023-09-06T17:00:00", datetime(2023, 9, 6, 17, tzinfo=UTC)),
        ("", None),
        (None, None),
    ],
)
def test_a_time_may_be_a_day_or_without_a_zone(written: str | None, meant: datetime | None) -> None:
    row = parse_row(json.dumps({"id": "a", "text": "x", "published_at": written}).encode(), AnnotateRow)
    assert row.published_at == meant
    assert row.make_document().published_at == meant


def test_what_is_no_time_is_named() -> None:
    with pytest.raises(InputError, match=r"^published_at: "):
        parse_row(b'{"id": "a", "text": "x", "published_at": "last week"}', AnnotateRow)


def test_a_row_without_an_address_gets_one_of_its_own() -> None:
    document = AnnotateRow(id="a7", text="x").make_document()
    assert (document.url, document.publisher, document.title) == ("urn:clausewatch:row:a7", "unknown", "")


@pytest.mark.parametrize("field", ["id", "text", "title", "url", "publisher"])
def test_half_a_surrogate_pair_costs_its_row_only(
    field: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = {"id": "a1", "text": "Peers met on Tuesday."}
    assert annotate(tmp_path, {**good, field: "abc\ud83d"}, {**good, "id": "a2"}) == 3
    out, err = capsys.readouterr()
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["a2"]
    assert f"line 1: {field}: " in err
    assert "half of a surrogate pair at character 3 is no text" in err
