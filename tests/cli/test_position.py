"""`clausewatch position`: where somebody stands over time, as a person and as a script read it."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from clausewatch.models import Document
from clausewatch.settings import Settings
from clausewatch.steps.stores import open_stores
from tests.cli.shell import Shell, settings, shell
from tests.collected import CLAUSE, MOOR, save

__all__ = ["settings", "shell"]


def make_page(day: str, text: str) -> Document:
    facts = {"url": f"https://news.example/{day}", "title": "A page", "text": text, "publisher": "harbour-post"}
    return Document.model_validate(facts | {"published_at": datetime.fromisoformat(f"{day}T12:00:00+00:00")})


@pytest.fixture
def debate(settings: Settings) -> Path:
    """Ada Moor is against it twice, then announces a change."""
    against, other, change = "It would be a spy in every pocket.", "It is reckless.", "I have changed my mind."
    now = f"{change} Scan\x1b[31m them."
    with open_stores(settings) as stores:
        save(stores, make_page("2024-03-01", against), {"text": against, "speaker": MOOR, "stance": "AGAINST"})
        save(stores, make_page("2024-03-02", other), {"text": other, "speaker": MOOR, "stance": "AGAINST"})
        told = {"text": now, "speaker": MOOR, "stance": "FAVOR", "claims_change": "announces"}
        save(stores, make_page("2024-03-09", now), told)
    return settings.data


def test_a_person_reads_position_pages_and_shift(debate: Path, shell: Shell) -> None:
    answer = shell("position", "moor", "--data", str(debate))
    lines = answer.out.splitlines()
    assert answer.status == 0
    assert lines[0].startswith("Ada Moor (chief executive, Openline) on Encryption clause: FAVOR (0.9")
    assert "2024-03-01  AGAINST (0.9" in answer.out
    assert "2024-03-09  FAVOR (0.9" in answer.out
    assert "1 for, announces a change" in answer.out
    assert "\x1b" not in answer.out
    shift = next(number for number, line in enumerate(lines) if line.startswith("moved from"))
    assert lines[shift].startswith("moved from AGAINST to FAVOR on 2024-03-09 (0.9")
    assert lines[shift + 1 :] == [
        "  before 2024-03-01: It would be a spy in every pocket.",
        "  before 2024-03-02: It is reckless.",
        "  after 2024-03-09: I have changed my mind. Scan [31m them.",
    ]


def test_a_script_reads_one_line(debate: Path, shell: Shell) -> None:
    answer = shell("position", "ada-moor", "--format", "json", "--data", str(debate))
    (line,) = answer.out.splitlines()
    told = json.loads(line)
    assert list(told) == ["target", "speaker", "side", "probability", "earlier", "occasions", "shifts"]
    assert (told["target"], told["side"], told["speaker"]["id"]) == (CLAUSE, "FAVOR", "ada-moor")
    assert [each["side"] for each in told["occasions"]] == ["AGAINST", "AGAINST", "FAVOR"]
    assert told["occasions"][2]["statements"][0]["claims_change"] == "announces"


def read(shell: Shell, debate: Path, *options: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(
        shell("position", "moor", *options, "--format", "json", "--data", str(debate)).out
    )
    return told


@pytest.mark.parametrize(
    ("options", "days", "shifts"),
    [
        ((), ["01", "02", "09"], 1),
        (("--since", "2024-03-02"), ["02", "09"], 1),
        (("--since", "2024-03-10"), [], 0),
        (("--limit", "1"), ["09"], 1),
        (("--limit", "0"), [], 0),
        (("--limit", "9"), ["01", "02", "09"], 1),
        (("--since", "2024-03-02", "--limit", "1"), ["09"], 1),
    ],
)
def test_the_last_pages_are_shown_and_the_position_rests_on_all(
    debate: Path, shell: Shell, options: tuple[str, ...], days: list[str], shifts: int
) -> None:
    whole, told = read(shell, debate), read(shell, debate, *options)
    assert [each["at"][8:10] for each in told["occasions"]] == days
    assert (told["earlier"], len(told["shifts"])) == (3 - len(days), shifts)
    assert (told["side"], told["probability"]) == (whole["side"], whole["probability"])
    shown = [each for each in whole["occasions"] if each["at"][8:10] in days]
    assert told["occasions"] == shown


def test_a_person_is_told_how_many_pages_are_not_shown(debate: Path, shell: Shell) -> None:
    lines = shell("position", "moor", "--since", "2024-03-09", "--data", str(debate)).out.splitlines()
    assert lines[1] == "2 earlier pages are not shown"
    assert "2024-03-01  " not in "\n".join(lines)
    assert shell("position", "moor", "--since", "2024-03-02", "--data", str(debate)).out.splitlines()[1] == (
        "1 earlier page is not shown"
    )


def test_what_a_person_put_right_is_told_in_place_of_how_sure_the_model_was(debate: Path, shell: Shell) -> None:
    read = json.loads(shell("position", "moor", "--format", "json", "--data", str(debate)).out)
    first = read["occasions"][0]["statements"][0]
    put_right = ("--stance", "NONE", "--target", CLAUSE, "--why", "irony", "--data", str(debate))
    assert shell("correct", first["id"], *put_right).status == 0
    told = shell("position", "moor", "--data", str(debate)).out
    assert f"[NONE, corrected; {first['kind']}, {first['id']}]" in told


def test_a_leaning_is_no_position(settings: Settings, shell: Shell) -> None:
    text = "It might do."
    doubtful = MOOR.model_copy(update={"confidence": 0.3})
    with open_stores(settings) as stores:
        save(stores, make_page("2024-03-01", text), {"text": text, "speaker": doubtful, "stance": "FAVOR"})
    assert "on Encryption clause: leans to FAVOR (0." in shell("position", "moor").out


def test_who_took_no_side_has_none(settings: Settings, shell: Shell) -> None:
    text = "The debate goes on."
    with open_stores(settings) as stores:
        save(stores, make_page("2024-03-01", text), {"text": text, "speaker": MOOR, "stance": "NONE"})
    assert "on Encryption clause: no side is known" in shell("position", "moor").out


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (("Nobody",), 1, "nobody named 'Nobody' has said anything on encryption-clause"),
        (("moor", "--target", "typo"), 2, "unknown target 'typo'"),
        ((), 2, "Missing argument 'NAME'"),
    ],
)
def test_wrong_use_is_told(debate: Path, shell: Shell, arguments: tuple[str, ...], status: int, told: str) -> None:
    answer = shell("position", *arguments, "--data", str(debate))
    assert (answer.status, answer.out) == (status, "")
    assert told in answer.err
