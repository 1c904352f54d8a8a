"""`clausewatch targets suggest` and `adopt` as a person uses them, from the ledger to the file."""

import json
import sys
from collections.abc import Iterator
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from clausewatch.ledger import Ledger, open_ledger
from clausewatch.ledger.statements import save_statements
from clausewatch.settings import SHIPPED, Settings
from tests.cli.shell import Shell, settings, shell
from tests.steps.test_labelling import TEXTS, publish

__all__ = ["settings", "shell"]

TARGET = """\
# ours
id: bridge
name: Bridge
proposition: A bridge should be built
keywords: [bridge]
examples:
  FAVOR:
    - We want the bridge.
    - Build the bridge now.
  AGAINST:
    - I oppose the bridge.  # the mayor
    - Stop the bridge.
"""
NOTHING = "no stored statement about bridge is left to label: `clausewatch run` collects more\n"
ADDED = '    - "The bridge would cost forty million pounds."'


@pytest.fixture
def ledger(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ledger]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(settings.data / "cache"))
    (settings.targets / "bridge.yaml").write_text(TARGET)
    settings.data.mkdir(exist_ok=True)
    opened = open_ledger(settings.database_url)
    yield opened
    opened.close()


@pytest.fixture
def file(settings: Settings) -> Path:
    return settings.targets / "bridge.yaml"


def test_what_is_weak_is_told_and_counted(shell: Shell, ledger: Ledger, file: Path) -> None:
    del ledger
    status, out, err = shell("targets", "check", str(file))
    assert status == 3
    assert out.splitlines()[:2] == [
        "few: FAVOR has 2 examples, 30 or more work well",
        "few: AGAINST has 2 examples, 30 or more work well",
    ]
    assert "note: no example was left out and read: each label needs 3\n" in err
    assert "bridge: 4 examples, 3 findings: 3 few\n" in err


def test_a_kind_that_there_is_not_is_no_all_clear(shell: Shell, ledger: Ledger, file: Path) -> None:
    del ledger
    assert shell("targets", "check", str(file), "--kind", "misread")[:2] == (0, "")
    status, out, err = shell("targets", "check", str(file), "--kind", "mistake")
    assert (status, out) == (2, "")
    assert "'mistake' is not one of 'few', 'contradicts', 'repeated', 'misread'" in err


def test_a_target_on_standard_input_is_checked(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    for given, status, told in (
        (TARGET.encode(), 3, "bridge: 4 examples, 3 findings"),
        (b"id: x", 2, "standard input: name: is missing"),
        (b"id: caf\xe9", 2, "standard input: is not UTF-8 at byte 7"),
    ):
        monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(given)))
        answer = shell("targets", "check", "-")
        assert answer.status == status
        assert told in answer.err


def test_a_suggestion_says_why(ledger: Ledger, shell: Shell) -> None:
    statement, *_ = publish(ledger, "a", TEXTS[0])
    status, out, err = shell("targets", "suggest", "--target", "bridge")
    why, who, like = out.splitlines()
    assert status == 0
    assert why.startswith(f"1. {statement.id}  ")
    assert "; nearest example 0." in why
    assert (who, like[:9]) == (f"   Ada Moor: {TEXTS[0]}", "   like: ")
    assert err.startswith("1 statement; label one with: clausewatch correct STATEMENT --target bridge --stance")


def test_suggestions_for_scripts(ledger: Ledger, shell: Shell) -> None:
    publish(ledger, "a", *TEXTS)
    status, out, err = shell("targets", "suggest", "--target", "bridge", "--limit", "2", "--format", "json")
    rows = [json.loads(line) for line in out.splitlines()]
    assert (status, len(rows), err) == (0, 2, "")
    for row in rows:
        assert list(row) == ["id", "text", "speaker", "label", "confidence", "scores", "likeness", "nearest"]
        assert row["confidence"] == row["scores"][row["label"]]
        assert row["nearest"]["text"] in TARGET
        assert 0 < row["likeness"] < 0.93


def test_an_empty_ledger_suggests_nothing(ledger: Ledger, shell: Shell) -> None:
    del ledger
    assert shell("targets", "suggest", "--target", "bridge") == (0, "", NOTHING)
    assert shell("targets", "suggest", "--target", "tunnel").status == 2
    assert shell("targets", "suggest", "--limit", "0").status == 2


def test_from_a_suggestion_to_an_example(ledger: Ledger, shell: Shell, file: Path) -> None:
    publish(ledger, "a", TEXTS[0])
    name = json.loads(shell("targets", "suggest", "--target", "bridge", "--format", "json").out)["id"]
    assert shell("correct", name, "--target", "bridge", "--stance", "AGAINST", "--why", "the price").status == 0
    shown = shell("targets", "adopt", "--target", "bridge")
    assert (shown.status, shown.out.splitlines()[-1]) == (0, f"+{ADDED}")
    assert f"examples that --write would add to {file}: 1; there already: 0" in shown.err
    assert file.read_text() == TARGET
    written = shell("targets", "adopt", "--target", "bridge", "--write")
    assert (written.status, written.err) == (0, f"examples added to {file}: 1; there already: 0\n")
    assert file.read_text() == f"{TARGET}{ADDED}\n"
    again = shell("targets", "adopt", "--target", "bridge", "--write")
    assert again == (
        0, "", f"{name}: is an example of AGAINST already\nexamples added to {file}: 0; there already: 1\n"
    )  # fmt: skip
    assert shell("targets", "suggest", "--target", "bridge").err == NOTHING


def test_only_the_statements_that_are_named(ledger: Ledger, shell: Shell, file: Path) -> None:
    first, second, third = publish(ledger, "a", *TEXTS)
    for each in (first, second):
        shell("correct", each.id, "--stance", "NONE", "--why", "no side")
    assert shell("targets", "adopt", "--target", "bridge", "--statement", first.id, "--write").status == 0
    assert file.read_text() == f"{TARGET}  NONE:\n{ADDED}\n"
    missing = shell("targets", "adopt", "--target", "bridge", "--statement", third.id, "--write")
    assert missing.status == 1
    assert f"statement {third.id} has no corrected stance towards bridge" in missing.err


def test_contradictions_are_refused_and_the_rest_is_written(ledger: Ledger, shell: Shell, file: Path) -> None:
    known, new = publish(ledger, "a", "Stop the bridge.", TEXTS[0])
    shell("correct", known.id, "--stance", "FAVOR", "--why", "irony")
    shell("correct", new.id, "--stance", "AGAINST", "--why", "the price")
    status, _, err = shell("targets", "adopt", "--target", "bridge", "--write")
    assert status == 3
    assert f"{known.id}: was corrected to FAVOR, but bridge has it as an example of AGAINST" in err
    assert file.read_text() == f"{TARGET}{ADDED}\n"


def test_a_file_of_ones_own_is_named(ledger: Ledger, shell: Shell, file: Path, tmp_path: Path) -> None:
    (only,) = publish(ledger, "a", TEXTS[0])
    shell("correct", only.id, "--stance", "AGAINST", "--why", "the price")
    own = tmp_path / "own.yaml"
    own.write_text(TARGET)
    assert shell("targets", "adopt", "--file", str(own), "--write").status == 0
    assert (own.read_text(), file.read_text()) == (f"{TARGET}{ADDED}\n", TARGET)
    wrong = shell("targets", "adopt", "--file", str(own), "--target", "tunnel")
    assert (wrong.status, "--file is about bridge, --target says tunnel" in wrong.err) == (2, True)
    assert shell("targets", "adopt", "--file", str(tmp_path / "none.yaml")).status == 2


def test_of_a_shipped_file_it_is_told_what_to_do(ledger: Ledger, shell: Shell) -> None:
    (only,) = publish(ledger, "a", "The age checks would cost forty million pounds.", about="age-assurance")
    shell("correct", only.id, "--stance", "AGAINST", "--why", "the price")
    path = SHIPPED / "targets" / "age-assurance.yaml"
    before = path.read_bytes()
    status, out, err = shell("targets", "adopt", "--file", str(path))
    assert (status, out.splitlines()[-1]) == (0, '+    - "The age checks would cost forty million pounds."')
    assert "copy the folder and name the copy in the setting `targets`" in err
    assert path.read_bytes() == before


def test_statements_that_are_gone_are_counted(ledger: Ledger, shell: Shell) -> None:
    (only,) = publish(ledger, "a", TEXTS[0])
    shell("correct", only.id, "--stance", "AGAINST", "--why", "the price")
    with ledger.begin() as session:
        save_statements(session, only.version, [])
    status, out, err = shell("targets", "adopt", "--target", "bridge")
    assert (status, out) == (0, "")
    assert "corrected statements that are kept no longer: 1" in err
