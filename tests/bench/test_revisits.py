"""Revisits that are told of are counted by kind, and edits beside them."""

from bench.revisits import describe, open_session, tell_layouts
from clausewatch.ledger.documents import save_version
from tests.extract.revisited.stories import EDITS, STORIES, edit
from tests.extract.revisited.visiting import FIRST, NAMES, visit


def test_nothing_is_told_of_pages_that_nobody_changed() -> None:
    with open_session() as session:
        assert tell_layouts(session, 1, is_scattered=True) == {}


def test_a_page_that_somebody_changed_is_counted_for_its_layout() -> None:
    story, before, after = EDITS[0]
    url = f"https://news.example/{NAMES[0]}/{story}"
    with open_session() as session:
        # As if the bench came back to a page that an editor has changed meanwhile.
        changed = visit(NAMES[0], edit(STORIES[story], before, after), 0, url)
        save_version(session, changed, fetch=None, seen_at=FIRST)
        assert tell_layouts(session, 1, is_scattered=False) == {NAMES[0]: 1}


def test_the_share_and_the_kinds_are_shown() -> None:
    assert describe("related links", {}, 300) == "related links: 0 of 300 told of (0.0%)"
    told = describe("related links", {"a poll": 2, "a clock": 1}, 120)
    assert told == "related links: 3 of 120 told of (2.5%): a poll 2, a clock 1"
