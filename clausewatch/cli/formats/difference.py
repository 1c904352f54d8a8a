"""The difference between two versions of a page for people: in colour on a terminal, with marks elsewhere."""

import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import TextIO

from rich.console import Console
from rich.text import Text

from clausewatch.alerts.channels.content import clean
from clausewatch.alerts.differences import SentenceChange
from clausewatch.alerts.wording import say_event
from clausewatch.cli.formats.wording import UNKNOWN
from clausewatch.models import Document, Edit
from clausewatch.steps.page_changes import PageChanges, PageHistory, QuotationDifference

WIDEST = 120
WIDTH_OF_FILES = 100
MARKS = {"same": "{}", "left-out": "[-{}-]", "put-in": "{{+{}+}}"}
"""How a difference of words is written where there are no colours; as `wdiff` does."""
COLOURS = {"same": "", "left-out": "red strike", "put-in": "green underline"}
CONTEXT = 1
"""Sentences that are the same, shown before and after one that is not."""


def write_difference(history: PageHistory, found: PageChanges | None, stream: TextIO) -> None:
    """Page and versions, the quotations that changed, the sentences that changed, and what happened when."""
    is_terminal = stream.isatty()
    columns = os.get_terminal_size(stream.fileno()).columns if is_terminal else WIDTH_OF_FILES
    width = min(columns or WIDTH_OF_FILES, WIDEST)
    console = Console(file=stream, width=width, highlight=False, markup=False, emoji=False)
    writer = _Writer(in_colour=is_terminal and not console.no_color)
    for line in writer.lay_out(history, found):
        # A link is not wrapped, so that a terminal still sees one.
        console.print(line, soft_wrap=not is_terminal or "://" in line.plain)


class _Writer:
    """Lines of text; words that were changed in colour or between marks."""

    def __init__(self, *, in_colour: bool) -> None:
        self._in_colour = in_colour

    def lay_out(self, history: PageHistory, found: PageChanges | None) -> Iterator[Text]:
        yield Text(clean(history.page.title or "Untitled"), style="bold")
        yield Text(clean(f"{history.page.publisher}  {history.page.url}"), style="dim")
        yield from (Text(line, style="yellow") for line in say_state(history))
        if found is not None:
            yield from map(Text, say_versions(found))
            yield from self._list_quotations(found.quotations)
            yield from self._list_changes(found)
        yield from _head("What happened when")
        yield from (Text(f"  {clean(line)}") for line in say_history(history))

    def _list_quotations(self, quotations: Iterable[QuotationDifference]) -> Iterator[Text]:
        for number, one in enumerate(quotations):
            if not number:
                yield from _head("Changed quotations")
            yield Text(clean(f"  {one.speaker or UNKNOWN}, {one.what}:"), style="bold")
            kind = "left-out" if one.after is None else "put-in"
            edits = one.edits or (Edit.model_validate({"kind": kind, "text": one.after or one.before}),)
            yield Text("    ") + self._join(edits)

    def _list_changes(self, found: PageChanges) -> Iterator[Text]:
        yield from _head("Changed sentences")
        if not found.is_reworded:
            yield Text("  none: no word is different" if not found.hidden else "  none in what can still be read")
        shown = _near_changes(found.changes)
        number = 0
        for paragraph in found.paragraphs:
            near = [change for place, change in enumerate(paragraph, number) if place in shown]
            number += len(paragraph)
            if near:
                yield Text(f"  {_name_paragraph(paragraph)}", style="dim")
                yield from map(self._write_sentence, near)
        if found.hidden:
            yield Text(f"  {found.hidden} further sentences are behind the paywall now", style="yellow")

    def _write_sentence(self, change: SentenceChange) -> Text:
        if change.kind == "same":
            return Text(f"      {clean(change.after or '')}", style="dim")
        sign = {"changed": "~", "removed": "-", "added": "+"}[change.kind]
        kind = "left-out" if change.kind == "removed" else "put-in"
        whole = Edit.model_validate({"kind": kind, "text": change.after or change.before})
        return Text(f"    {sign} ") + self._join(change.edits or (whole,))

    def _join(self, edits: Iterable[Edit]) -> Text:
        pieces: list[Text] = []
        for edit in edits:
            text = clean(edit.text)
            pieces.append(
                Text(text, style=COLOURS[edit.kind]) if self._in_colour else Text(MARKS[edit.kind].format(text))
            )
        return Text(" ").join(pieces)


def _head(title: str) -> Iterator[Text]:
    yield Text()
    yield Text(title, style="bold")


def _name_paragraph(paragraph: Sequence[SentenceChange]) -> str:
    number = next((change.paragraph for change in paragraph if change.paragraph is not None), None)
    if number is None:
        return f"paragraph {paragraph[0].old_paragraph} of the older version"
    return f"paragraph {number}" if number else "title"


def _near_changes(changes: Iterable[SentenceChange]) -> set[int]:
    """Numbers of the sentences that were changed, and of those around them; the title only where it was changed."""
    kinds = [change.kind for change in changes]
    near = {
        number + step for number, kind in enumerate(kinds) if kind != "same" for step in range(-CONTEXT, CONTEXT + 1)
    }
    return {number for number in near if 0 < number < len(kinds) or (number == 0 and kinds[0] != "same")}


def say_state(history: PageHistory) -> Iterator[str]:
    """What readers must know of the page as it is now."""
    page = history.page
    if page.withdrawn_at:
        yield f"Withdrawn since {say_time(page.withdrawn_at)}; this is what was kept."
    if page.access == "teaser":
        yield "Behind a paywall: only the beginning could be read when it was last asked for."
    elif page.access == "paid":
        yield "The page says that it is not free."


def say_versions(found: PageChanges) -> Iterator[str]:
    """Which versions are compared, and whether the publisher says that there was a change."""
    for word, reading, document in zip(("from", "to"), found.readings, (found.old, found.new), strict=True):
        yield f"{word:4} {say_time(reading.at)}  {reading.id}{_say_dates(document)}"
    if found.is_reworded:
        yield (
            "changed as its publisher says"
            if found.is_announced
            else ("changed without saying so: no date, note or notice of the page tells of it")
        )


def _say_dates(document: Document) -> str:
    dates = (("published", document.published_at), ("changed", document.modified_at))
    told = ", ".join(f"{word} {say_time(at)}" for word, at in dates if at)
    return f"  (dated: {told})" if told else ""


def say_history(history: PageHistory) -> Iterator[str]:
    """A line for each thing that happened to a page, oldest first; with the version that came of it."""
    first = history.versions[0]
    yield f"{say_time(first.at)}  first seen  {first.id}"
    for event in history.events:
        version = f"  {event.new_version}" if event.new_version else ""
        yield f"{say_time(event.at)}  {say_event(event)}{version}"


def say_time(at: datetime) -> str:
    """The minute in UTC."""
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%MZ}"
