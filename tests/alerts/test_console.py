"""Alerts as text: title, why and where, safe to show."""

import io
import os
from typing import Any

import pytest

from clausewatch.alerts.channels.console import Console
from clausewatch.alerts.channels.content import describe
from clausewatch.errors import DeliveryError
from tests.alerts.builders import make_delivery, make_document, make_entry, make_speaker, make_statement


def show(payload: dict[str, Any], **changes: Any) -> list[str]:
    return list(describe(make_delivery(payload=payload, **changes)))


def page(number: int = 1) -> dict[str, Any]:
    document = make_document(url=f"https://courier.example/{number}")
    return make_entry(make_statement("x"), document).document.model_dump(mode="json")


def test_an_alert_is_a_title_its_rule_and_its_links() -> None:
    lines = show({"pages": [page()]}, title="A title", rule="my rule")
    assert lines == ["A title", "  rule my rule, 2025-03-04 12:00 UTC", "  courier: https://courier.example/1"]


def test_a_shift_shows_the_statements_of_both_sides() -> None:
    def evidence(text: str) -> dict[str, Any]:
        return {"statement": make_statement(text).model_dump(mode="json"), "page": page()}

    sides = {"before": "FAVOR", "after": "AGAINST"}
    lines = show({**sides, "evidence_before": [evidence("yes")], "evidence_after": [evidence("no")]})
    assert lines[2:] == [
        "  FAVOR    2025-03-04  “yes” https://courier.example/1",
        "  AGAINST  2025-03-04  “no” https://courier.example/1",
    ]


def test_the_first_statements_of_a_page_are_shown_and_the_others_counted() -> None:
    said = [make_statement("We\nneed it", make_speaker(), "FAVOR .9"), *[make_statement(f"No {n}") for n in range(6)]]
    lines = show({"statements": [statement.model_dump(mode="json") for statement in said]})
    assert lines[2:4] == ["  FAVOR    Ada Moor: “We need it”", "           unknown speaker: “No 0”"]
    assert lines[-1] == "  and 2 more statements"
    assert len(lines) == 8


def test_a_page_without_a_date_says_so() -> None:
    undated = {"statement": {"text": "yes"}, "page": page() | {"published_at": None}}
    lines = show({"before": "FAVOR", "after": "AGAINST", "evidence_before": [undated]})
    assert lines[2].startswith("  FAVOR    no date  “yes”")


def test_a_revision_shows_old_and_new_words() -> None:
    changes = [
        {"speaker": "Ada Moor", "before": "never", "after": "seldom"},
        {"speaker": "Ada Moor", "before": "always", "after": None},
        {"speaker": None, "before": None, "after": "at last"},
    ]
    assert show({"quotations": changes})[2:] == [
        "  was, Ada Moor: “never”",
        "  now: “seldom”",
        "  was, Ada Moor: “always”",
        "  now: gone",
        "  new, unknown speaker: “at last”",
    ]


def test_many_links_are_cut_short() -> None:
    lines = show({"pages": [page(number) for number in range(9)]})
    assert len(lines) == 8
    assert lines[-1] == "  and 4 more pages"


def test_what_a_page_says_cannot_steer_a_terminal() -> None:
    stream = io.StringIO()
    Console(stream).send(make_delivery(title="\x1b[31mred\r\n\x07\u202ebell"))
    assert stream.getvalue().startswith(" [31mred    bell\n")


def test_a_stream_that_knows_few_letters_gets_question_marks() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii")
    Console(stream).send(make_delivery(title="“so”"))
    assert raw.getvalue().startswith(b"?so?\n")


def test_a_full_disk_behind_the_stream_is_a_failure_of_the_delivery() -> None:
    with open(os.open("/dev/full", os.O_WRONLY), "wb", buffering=0) as raw:  # noqa: PTH123  a number has no path
        stream = io.TextIOWrapper(raw, encoding="utf-8", write_through=True)
        with pytest.raises(DeliveryError, match="console: No space left"):
            Console(stream).send(make_delivery())
        stream.detach()


def test_a_reader_that_has_gone_is_left_to_the_command_line() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with open(writing, "wb", buffering=0) as raw:  # noqa: PTH123  a number has no path
        stream = io.TextIOWrapper(raw, encoding="utf-8", write_through=True)
        with pytest.raises(BrokenPipeError):
            Console(stream).send(make_delivery())
        stream.detach()
