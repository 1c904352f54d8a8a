"""Pages that are visited again, through extraction and ledger: what nobody touched is not told of, what somebody did
always is.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from clausewatch.extract.counters import is_counter
from clausewatch.ledger import open_ledger
from clausewatch.ledger.documents import save_version
from clausewatch.ledger.events import list_events
from tests.extract.revisited.noise import STRAY
from tests.extract.revisited.stories import EDITS, STORIES, Story, edit
from tests.extract.revisited.visiting import BETWEEN, FIRST, NAMES, visit

VISITS = 5
"""After the first."""


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    ledger = open_ledger(f"sqlite:///{tmp_path / 'ledger.db'}")
    with ledger.begin() as opened:
        yield opened
    ledger.close()


def keep(
    session: Session, layout: str, versions: list[Story], url: str, first: int = 0, *, is_scattered: bool = False
) -> list[str]:
    """Keep the story as it is on each visit; what is told of it, oldest first."""
    before = {event.id for event in list_events(session, limit=10_000)}
    for number, story in enumerate(versions, first):
        document = visit(layout, story, number, url, is_scattered=is_scattered)
        save_version(session, document, fetch=None, seen_at=FIRST + number * BETWEEN)
    return [event.kind for event in reversed(list_events(session, limit=10_000)) if event.id not in before]


def test_at_most_one_visit_in_a_hundred_of_an_unchanged_page_is_told_of(session: Session) -> None:
    visits, told = 0, []
    for layout in NAMES:
        for number, story in enumerate(STORIES):
            url = f"https://news.example/{layout}/{number}"
            told += [(url, kind) for kind in keep(session, layout, [story] * (VISITS + 1), url)]
            visits += VISITS
    assert (len(NAMES), visits) == (12, 360)
    assert len(told) <= visits / 100, told


def test_lines_that_stray_between_paragraphs_are_no_change(session: Session) -> None:
    told = []
    for number, layout in enumerate(NAMES * 2):
        story, url = STORIES[number % len(STORIES)], f"https://news.example/stray/{number}"
        told += keep(session, layout, [story] * (VISITS + 1), url, first=100, is_scattered=True)
    assert len(told) <= len(NAMES) * 2 * VISITS / 100, told


def test_each_small_edit_is_told_of_once(session: Session) -> None:
    missed, edits = [], 0
    for number, (story, before, after) in enumerate(EDITS):
        changed = edit(STORIES[story], before, after)
        for turn in (0, 5):
            layout = NAMES[(number + turn) % len(NAMES)]
            url = f"https://news.example/edited/{number}-{turn}"
            told = keep(session, layout, [STORIES[story], changed, changed], url, first=number)
            edits += 1
            if told != ["revised"]:
                missed.append((layout, after, told))
    assert edits >= 100
    assert missed == []


@pytest.mark.parametrize("layout", NAMES)
def test_a_paragraph_that_was_added_or_taken_out_is_told_of(layout: str, session: Session) -> None:
    title, author, paragraphs = STORIES[2]
    shorter = Story(title, author, (*paragraphs[:3], *paragraphs[4:]))
    told = keep(session, layout, [STORIES[2], shorter, STORIES[2]], "https://news.example/paragraph")
    assert told == ["revised", "revised"]


@pytest.mark.parametrize("layout", NAMES)
def test_the_story_is_read_whole_and_without_furniture(layout: str) -> None:
    story = STORIES[0]
    document = visit(layout, story, 3, "https://news.example/whole")
    assert document.text.count("\n\n") in (len(story.paragraphs) - 1, len(story.paragraphs))
    for paragraph in story.paragraphs:
        assert paragraph.split(",")[0].split("’")[0].split()[-1] in document.text


@pytest.mark.parametrize("line", STRAY)
def test_a_line_that_counts_or_tells_the_time_is_no_part_of_a_story(line: str) -> None:
    assert is_counter(line)


@pytest.mark.parametrize(
    "sentence",
    [
        "12 people have been arrested.", "The firm has 40,000 users.", "About 300 people have signed the letter.",
        "“Two years ago we were told no.”", "“12 comments”", "It was published on 4 March 2031 and sold 300 copies.",
        "The vote is at 10:30.", "Shares fell 3%.", "Members voted 12 to 3.", "Updated guidance is due in 2031.",
        "The report was updated in 2031, after the firms had complained about its figures.",
        "More than 2,000 people are reading the leaflet in schools.", "A year ago it was worse.",
        "68 signatures were false.", "Comments 12 to 15 were struck out.", "Two people are online.",
        "You have 3 days to answer, the notice says.",
        "This article was amended on 3 May 2031 to correct a number.", "This article was amended on 3 May 2031",
        "You have read 12 articles of the treaty in the last year, and so have I.", "Poll: 75% say no",
        "Weather permitting, the ferry sails", "Printed on paper", "Live updates from the chamber",
        "Yes, 75% of them do", "Sale of the quay",
        "Correction: the number was wrong.", "Clause 122", "2031", "Lord Aske, 14:02:",
    ],
)  # fmt: skip
def test_a_short_sentence_of_a_story_is_no_counter(sentence: str) -> None:
    assert not is_counter(sentence)
