"""`clausewatch diff`: what was changed on a page, in text, JSON and HTML."""

import contextlib
import json
import os
import pty
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from clausewatch.cli.formats.difference import write_difference
from clausewatch.ledger.documents import save_version
from clausewatch.ledger.events import list_page_events
from clausewatch.ledger.second_readings import mark_passing
from clausewatch.settings import Settings
from clausewatch.steps.page_changes import compare_page, find_page
from clausewatch.steps.stores import open_stores
from tests.cli.shell import Shell, settings, shell
from tests.collected import MOOR, SEEN, save
from tests.steps.changed_pages import DAY, NEW_TEXT, OLD_TEXT, URL, close_page, make_page, save_edited, take_away

__all__ = ["settings", "shell"]


@pytest.fixture
def edited(settings: Settings) -> Settings:
    """A page with two versions."""
    with open_stores(settings) as stores:
        save_edited(stores)
    return settings


def test_the_changed_quotation_stands_first_with_its_speaker(shell: Shell, edited: Settings) -> None:
    del edited
    answer = shell("diff", URL)
    assert (answer.status, answer.err) == (0, "")
    lines = answer.out.splitlines()
    assert lines[:2] == ["Peers & keys", f"courier  {URL}"]
    place = lines.index("Changed quotations")
    assert lines[place + 1 : place + 3] == ["  Ada Moor, reworded:", "    We will [-never-] {+seldom+} use it"]
    assert place < lines.index("Changed sentences") < lines.index("What happened when")


def test_a_quotation_that_is_somebody_elses_now_stands_among_the_changed_ones(shell: Shell, settings: Settings) -> None:
    with open_stores(settings) as stores:
        for day, name in enumerate(("Ada Moor", "Ben Lock")):
            page = make_page(OLD_TEXT.replace("Ada Moor", name))
            said = {"text": "We will never use it", "speaker": MOOR.model_copy(update={"id": None, "name": name})}
            save(stores, page, said, seen_at=SEEN + day * DAY)
    lines = shell("diff", URL).out.splitlines()
    place = lines.index("Changed quotations")
    assert lines[place + 1 : place + 3] == ["  Ada Moor, now attributed to Ben Lock:", "    We will never use it"]
    (row,) = json.loads(shell("diff", URL, "--format", "json").out)["quotations"]
    assert (row["speaker"], row["new_speaker"]) == ("Ada Moor", "Ben Lock")
    assert "Ada Moor</strong>, now attributed to Ben Lock:" in shell("diff", URL, "--format", "html").out


def test_sentences_are_shown_word_by_word_with_those_around_them(shell: Shell, edited: Settings) -> None:
    del edited
    lines = shell("diff", URL).out.splitlines()
    begin, end = lines.index("Changed sentences"), lines.index("What happened when")
    assert lines[begin + 1 : end - 1] == [
        "  paragraph 1",
        "      They spoke of keys.",
        "  paragraph 2",
        "    ~ “We will [-never-] {+seldom+} use it,” said Ada Moor.",
        "      “It would be reckless, Mr. Renn.”",
        "  paragraph 3",
        "    ~ The cost is [-£2.5m-] {+£25m+} a year.",
        "    - [-It will rise.-]",
        "      Nobody knows why.",
        "  paragraph 4",
        "      The debate goes on <b>next</b> week.",
        "  paragraph 5",
        "    + {+A vote is due in May.+}",
    ]


def test_an_edit_that_is_not_admitted_is_called_so(shell: Shell, edited: Settings) -> None:
    assert "changed without saying so: no date, note or notice of the page tells of it" in shell("diff", URL).out
    with open_stores(edited) as stores:
        save(stores, make_page(f"{NEW_TEXT} Or June.", modified_at="2024-03-09T10:00Z"), seen_at=datetime.now(UTC))
    told = shell("diff", URL).out
    assert "changed as its publisher says" in told
    assert "(dated: published 2024-03-06 00:00Z, changed 2024-03-09 10:00Z)" in told


def test_what_happened_when_is_told_to_the_end(shell: Shell, edited: Settings) -> None:
    with open_stores(edited) as stores:
        teaser = close_page(stores)
        take_away(stores)
    lines = shell("diff", URL).out.splitlines()
    assert lines[2] == "Withdrawn since 2024-03-09 00:00Z; this is what was kept."
    assert lines[3] == "Behind a paywall: only the beginning could be read when it was last asked for."
    history = lines[lines.index("What happened when") + 1 :]
    assert [re.sub(r"  [0-9a-f]{20}$", "", line) for line in history] == [
        "  2024-03-06 00:00Z  first seen",
        "  2024-03-07 00:00Z  changed without saying so",
        "  2024-03-08 00:00Z  put behind a paywall: only its beginning can be read",
        "  2024-03-09 00:00Z  gone (HTTP 410)",
    ]
    assert history[2].endswith(teaser.version)


def test_what_is_behind_the_paywall_is_not_shown_as_taken_out(shell: Shell, edited: Settings) -> None:
    with open_stores(edited) as stores:
        close_page(stores)
    out = shell("diff", URL, "--from", "2024-03-07", "--to", "2024-03-08").out
    assert "  none in what can still be read" in out
    assert "  5 further sentences are behind the paywall now" in out
    assert "[-" not in out
    assert "Changed quotations" not in out


def test_versions_are_chosen_by_id_or_by_time(shell: Shell, edited: Settings) -> None:
    with open_stores(edited) as stores:
        old, new = make_page(OLD_TEXT), make_page(NEW_TEXT)
        last = make_page(f"{NEW_TEXT} Or in June.")
        save(stores, last, seen_at=datetime(2024, 5, 1, tzinfo=UTC))

    def compared(*options: str) -> tuple[str, str]:
        row = json.loads(shell("diff", URL, "--format", "json", *options).out)
        return row["from"]["id"], row["to"]["id"]

    assert compared() == (new.version, last.version)
    assert compared("--from", old.version) == (old.version, last.version)
    assert compared("--from", old.version[:8], "--to", new.version) == (old.version, new.version)
    assert compared("--from", "2024-03-06T12:00:00Z") == (old.version, last.version)
    assert compared("--to", "2024-04-01") == (old.version, new.version)


def test_json_has_both_versions_the_changes_and_the_history(shell: Shell, edited: Settings) -> None:
    del edited
    old, new = make_page(OLD_TEXT), make_page(NEW_TEXT)
    row = json.loads(shell("diff", URL, "--format", "json").out)
    assert (row["document"], row["url"], row["publisher"], row["announced"]) == (old.id, URL, "courier", False)
    assert (row["from"]["id"], row["to"]["id"]) == (old.version, new.version)
    assert [change["kind"] for change in row["changes"]] == ["changed", "changed", "removed", "added"]
    assert row["changes"][1]["differences"][1:3] == [
        {"kind": "left-out", "text": "£2.5m"},
        {"kind": "put-in", "text": "£25m"},
    ]
    (quotation,) = row["quotations"]
    assert (quotation["speaker"], quotation["before"]) == ("Ada Moor", "We will never use it")
    assert [(event["kind"], event["reason"]) for event in row["history"]] == [("revised", "unannounced")]
    assert [version["id"] for version in row["versions"]] == [old.version, new.version]


def test_html_is_one_file_that_loads_nothing(shell: Shell, edited: Settings) -> None:
    del edited
    page = shell("diff", URL, "--format", "html").out
    assert re.findall("<del>(.*?)</del>", page) == ["never", "never", "£2.5m", "It will rise."]
    assert re.findall("<ins>(.*?)</ins>", page) == ["seldom", "seldom", "£25m", "A vote is due in May."]
    assert not re.search(r"<(?:script|link|img|b)\b|\bsrc=|url\(", page)
    assert "The debate goes on &lt;b&gt;next&lt;/b&gt; week." in page


def test_a_page_with_one_version_has_nothing_to_compare(shell: Shell, settings: Settings) -> None:
    with open_stores(settings) as stores:
        save(stores, make_page(OLD_TEXT))
    answer = shell("diff", URL)
    assert answer.status == 0
    assert answer.err == "One version is kept, first seen 2024-03-06 00:00Z: there is nothing to compare it with.\n"
    assert "2024-03-06 00:00Z  first seen" in answer.out
    assert json.loads(shell("diff", URL, "--format", "json").out)["to"] is None


def test_a_change_of_marks_alone_says_that_no_word_is_different(shell: Shell, settings: Settings) -> None:
    with open_stores(settings) as stores:
        save(stores, make_page('It is "safe".'))
        save(stores, make_page("It is “safe”."), seen_at=datetime(2024, 5, 1, tzinfo=UTC))
    answer = shell("diff", URL)
    assert (answer.status, answer.err) == (0, "")
    assert "  none: no word is different" in answer.out
    assert "saying so" not in answer.out


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (("https://news.example/other",), 1, "no page of https://news.example/other is kept"),
        ((URL, "--from", "ffff"), 1, f"{URL} has no version ffff: its versions are "),
        ((URL, "--to", "2020-01-01"), 1, f"{URL} was first seen at 2024-03-06T00:00:00+00:00, after 2020-01-01"),
        ((URL, "--from", "yesterday"), 2, "'yesterday' is neither a version's id nor a date"),
        (("keys",), 2, "'keys' is no address"),
    ],
)
def test_what_cannot_be_compared_is_told(
    shell: Shell, edited: Settings, arguments: tuple[str, ...], status: int, told: str
) -> None:
    del edited
    answer = shell("diff", *arguments)
    assert (answer.status, answer.out) == (status, "")
    assert told in answer.err


def test_a_change_that_did_not_stand_is_said_to_be_none_and_is_not_shown_as_the_last(
    shell: Shell, settings: Settings, edited: Settings
) -> None:
    del edited
    with open_stores(settings) as stores, stores.ledger.begin() as session:
        kept = find_page(session, URL).page
        passing = kept.model_copy(update={"text": f"{kept.text}\n\nEat more eels."})
        save_version(session, passing, fetch=None, seen_at=SEEN + 5 * DAY)
        *_, event = list_page_events(session, kept.id)
        assert mark_passing(session, event)
    shown = shell("diff", URL).out
    assert "[-never-] {+seldom+}" in shown
    assert "eels" not in shown
    assert f"read otherwise, of which nothing stood a little later: no change  {passing.version}" in shown


def show_on_terminal(settings: Settings) -> str:
    """What a terminal gets to show."""
    controller, end = pty.openpty()
    with (
        os.fdopen(end, "w", encoding="utf-8") as stream,
        open_stores(settings) as stores,
        stores.ledger.read() as session,
    ):
        history = find_page(session, URL)
        write_difference(history, compare_page(session, history), stream)
    shown = b""
    # Reading fails when all was read, as the other end is closed.
    with contextlib.suppress(OSError):
        while piece := os.read(controller, 100_000):
            shown += piece
    os.close(controller)
    return shown.decode()


def test_on_a_terminal_colours_take_the_place_of_marks(edited: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    shown = show_on_terminal(edited)
    assert "[-" not in shown
    assert re.search("\x1b\\[9;31mnever\x1b\\[0m", shown)
    assert re.search("\x1b\\[4;32mseldom\x1b\\[0m", shown)


def test_without_colours_a_terminal_gets_the_marks(edited: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert "[-never-] {+seldom+}" in show_on_terminal(edited)


def test_control_characters_of_a_page_do_not_reach_the_terminal(shell: Shell, settings: Settings) -> None:
    with open_stores(settings) as stores:
        save(stores, make_page("It is safe."))
        save(stores, make_page("It is \x1b[31munsafe."), seen_at=datetime(2024, 5, 1, tzinfo=UTC))
    assert "\x1b" not in shell("diff", URL).out


def test_the_ledger_is_only_read(shell: Shell, edited: Settings, tmp_path: Path) -> None:
    before = (edited.data / "ledger.db").read_bytes()
    shell("diff", URL)
    assert (edited.data / "ledger.db").read_bytes() == before
    assert not list(tmp_path.glob("*.html"))
