"""`clausewatch index quarantine` and `replay`: what the index refused is listed, and tried again on demand."""

import json
from contextlib import closing

import pytest

from clausewatch.ledger import open_ledger
from clausewatch.ledger.queue import claim, count, fail, set_aside
from clausewatch.models import Document
from clausewatch.settings import Settings
from clausewatch.steps.stores import open_stores
from tests.cli.shell import Shell, settings, shell
from tests.collected import save

__all__ = ["settings", "shell"]

REASON = "harbour-post: https://harbour.example/{}: the index refuses it: 400: so it says"


@pytest.fixture
def refused(settings: Settings) -> list[str]:
    """The ids of three documents; the index refused the first two of them."""
    ids = []
    with open_stores(settings) as stores:
        for number in range(3):
            url = f"https://harbour.example/{number}"
            page = Document(url=url, title=f"Page {number}", text=f"Page {number} it is.", publisher="harbour-post")
            save(stores, page, {"text": f"Page {number}"})
            ids.append(page.id)
        with stores.ledger.begin() as session:
            claim(session, "index", 2)
            for number, document in enumerate(ids[:2]):
                fail(session, "index", document, REASON.format(number))
    return ids


def found(shell: Shell) -> list[str]:
    return sorted(json.loads(line)["text"] for line in shell("search", "--format", "json").out.splitlines())


def test_what_was_refused_is_listed_with_its_reason(shell: Shell, refused: list[str]) -> None:
    lines = [f"{document}  {REASON.format(number)}" for number, document in enumerate(refused[:2])]
    assert shell("index", "quarantine") == (0, "\n".join(lines) + "\n", "")


def test_each_is_a_line_of_json(shell: Shell, refused: list[str]) -> None:
    answer = shell("index", "quarantine", "--format", "json")
    assert (answer.status, answer.err) == (0, "")
    first, second = (json.loads(line) for line in answer.out.splitlines())
    url = "https://harbour.example/0"
    facts = {"document": refused[0], "publisher": "harbour-post", "url": url, "title": "Page 0"}
    assert first == facts | {"reason": REASON.format(0)}
    assert second["document"] == refused[1]


def test_a_document_that_the_ledger_knows_nothing_of_is_listed_too(shell: Shell, settings: Settings) -> None:
    with closing(open_ledger(settings.database_url)) as ledger, ledger.begin() as session:
        set_aside(session, "index", "stray", "so it\x1b[31m says")
    assert json.loads(shell("index", "quarantine", "--format", "json").out)["document"] == "stray"
    assert "\x1b" not in shell("index", "quarantine").out


def test_no_news_is_nothing(shell: Shell) -> None:
    assert shell("index", "quarantine") == (0, "", "")
    assert shell("index", "replay") == (0, "", "0 documents indexed\n")


def test_failures_of_other_steps_are_no_refusals(shell: Shell, settings: Settings) -> None:
    with closing(open_ledger(settings.database_url)) as ledger, ledger.begin() as session:
        set_aside(session, "extract", "1", "no text")
    assert shell("index", "quarantine").out == ""


def test_all_are_tried_again_with_what_waits(shell: Shell, refused: list[str]) -> None:
    assert len(refused) == 3
    assert shell("index", "replay") == (0, "", "3 documents indexed\n")
    assert found(shell) == ["Page 0", "Page 1", "Page 2"]
    assert shell("index", "quarantine").out == ""


def test_only_those_named_are_tried_again(shell: Shell, refused: list[str]) -> None:
    assert shell("index", "replay", refused[1]).status == 0
    assert found(shell) == ["Page 1", "Page 2"]
    assert shell("index", "quarantine").out.startswith(refused[0])


def test_a_document_that_was_not_refused_is_told_and_nothing_is_tried(
    shell: Shell, refused: list[str], settings: Settings
) -> None:
    answer = shell("index", "replay", refused[0], refused[2])
    said = f"the index did not refuse document {refused[2]}; `clausewatch index quarantine` lists those it did"
    assert answer == (1, "", f"Error: {said}\n")
    with closing(open_ledger(settings.database_url)) as ledger, ledger.read() as session:
        assert count(session)["index", "failed"] == 2
