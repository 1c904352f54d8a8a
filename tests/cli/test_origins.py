"""`clausewatch origins`: quotations with what they come from, as a table and as JSON."""

import json

import pytest
from sqlalchemy import delete

from clausewatch.ledger.tables import OriginRow
from clausewatch.settings import Settings
from clausewatch.steps.stores import open_stores
from tests.cli.shell import Shell, settings, shell
from tests.collected import index_all
from tests.traced import CHANGED, OTHER_NUMBER, PARAPHRASE, SENTENCES, VERBATIM, save_article, save_speech

__all__ = ["settings", "shell"]


@pytest.fixture
def traced(settings: Settings) -> Settings:
    """A speech and an article that quotes it four times, once with another number."""
    with open_stores(settings) as stores:
        save_speech(stores)
        save_article(stores, VERBATIM, CHANGED, PARAPHRASE, OTHER_NUMBER)
        index_all(stores)
    return settings


def listed(shell: Shell, *options: str) -> list[tuple[str, str]]:
    """Verdict and words of each line of JSON."""
    answer = shell("origins", "--format", "json", *options)
    assert (answer.status, answer.err) == (0, "")
    rows = [json.loads(line) for line in answer.out.splitlines()]
    return [(row["origin"]["verdict"], row["text"]) for row in rows]


def test_the_table_shows_both_sides_and_the_difference(shell: Shell, traced: Settings) -> None:
    del traced
    answer = shell("origins", "--verdict", "changed")
    lines = answer.out.splitlines()
    assert lines[0].startswith("changed 0.")
    assert "2024-03-02  Sir Tobias Renn  (direct, " in lines[0]
    assert lines[1:4] == [
        f"  {CHANGED}",
        "  harbour-post  https://harbour.example/article",
        "  The power [-will-] {+can+} be used only where it is [-technically-] feasible, and only as a last resort",
    ]
    assert lines[4].startswith("  order-gov  https://order.example/speech  (")
    assert (len(lines), answer.err) == (5, "1 quotation.\n")


def test_a_paraphrase_is_shown_with_what_was_said(shell: Shell, traced: Settings) -> None:
    del traced
    assert f"  {SENTENCES[1]}" in shell("origins", "--verdict", "paraphrase").out.splitlines()


def test_those_that_were_found_are_listed_unless_others_are_asked_for(shell: Shell, traced: Settings) -> None:
    del traced
    found = [("verbatim", VERBATIM), ("changed", CHANGED), ("paraphrase", PARAPHRASE)]
    assert listed(shell) == found
    assert listed(shell, "--verdict", "not-found") == [("not-found", OTHER_NUMBER)]
    assert listed(shell, "--verdict", "changed", "--verdict", "verbatim") == found[:2]
    assert listed(shell, "--publisher", "harbour-post") == found
    assert listed(shell, "--publisher", "order-gov") == []


def test_a_line_of_json_is_the_statement_with_document_and_origin(shell: Shell, traced: Settings) -> None:
    del traced
    row = json.loads(shell("origins", "--format", "json", "--verdict", "verbatim").out)
    assert row["speaker"]["name"] == "Sir Tobias Renn"
    assert row["document"]["url"] == "https://harbour.example/article"
    assert row["origin"]["differences"] == []
    assert [spoken["text"] for spoken in row["origin"]["statements"]] == [SENTENCES[1]]


def test_what_was_kept_before_can_be_traced(shell: Shell, traced: Settings) -> None:
    with open_stores(traced) as stores, stores.ledger.begin() as session:
        session.execute(delete(OriginRow))
    assert listed(shell) == []
    assert len(listed(shell, "--update")) == 3
    assert len(listed(shell)) == 3


def test_an_empty_ledger_has_none(shell: Shell) -> None:
    assert shell("origins") == (0, "", "0 quotations.\n")


def test_a_verdict_that_there_is_not_is_wrong_use(shell: Shell) -> None:
    answer = shell("origins", "--verdict", "maybe")
    assert answer.status == 2
    assert "'maybe' is not one of" in answer.err
