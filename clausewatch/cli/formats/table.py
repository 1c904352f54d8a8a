"""Found statements for people."""

import os
import re
from typing import TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from clausewatch.cli.formats.wording import describe_corrections, describe_date, describe_speaker, describe_stances
from clausewatch.index.protocol import Hit, SearchResult
from clausewatch.index.snippets import read_snippet

WIDEST = 120
"""Columns; lines that are longer are hard to read."""
WIDTH_OF_FILES = 100
INDENT = "  "
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
"""They could move the cursor or change the terminal's colours."""
COLOURS = {"FAVOR": "green", "AGAINST": "red", "NONE": "dim"}


def write_table(result: SearchResult, stream: TextIO) -> None:
    """A block a hit: date, speaker and stance, the statement with its match, publisher and link, what was put right.

    Colours and the match's highlight only on a terminal; elsewhere lines are 100 columns wide. A link is never cut.
    """
    console = Console(file=stream, width=_choose_width(stream), highlight=False, markup=False, emoji=False)
    for number, hit in enumerate(result.hits):
        if number:
            console.print()
        console.print(_lay_out_head(hit))
        for line in _mark_match(hit).wrap(console, console.width - len(INDENT)):
            line.rstrip()
            console.print(Text(INDENT) + line)
        # Not wrapped, so that a terminal still sees one link.
        console.print(_describe_origin(hit), soft_wrap=True)
        if hit.corrected:
            console.print(Text(f"{INDENT}{_plain(describe_corrections(hit))}", style="dim"), soft_wrap=True)


def _choose_width(stream: TextIO) -> int:
    if not stream.isatty():
        return WIDTH_OF_FILES
    # Some terminals do not know how wide they are, and say 0.
    return min(os.get_terminal_size(stream.fileno()).columns or WIDTH_OF_FILES, WIDEST)


def _lay_out_head(hit: Hit) -> Table:
    head = Table.grid(padding=(0, 2), expand=True)
    head.add_column(no_wrap=True)
    head.add_column(ratio=1)
    head.add_column(justify="right", no_wrap=True)
    stances = hit.entry.statement.stances
    colour = COLOURS[stances[0].label] if len(stances) == 1 else ""
    head.add_row(
        describe_date(hit),
        Text(_plain(describe_speaker(hit.entry.statement.speaker)), style="bold"),
        Text(_plain(describe_stances(hit)), style=colour),
    )
    return head


def _mark_match(hit: Hit) -> Text:
    parts = ((_plain(text), "reverse" if is_match else "") for text, is_match in read_snippet(hit.snippet))
    return Text.assemble(*parts)


def _describe_origin(hit: Hit) -> Text:
    document = hit.entry.document
    withdrawn = f"  (page withdrawn {document.withdrawn_at:%Y-%m-%d})" if document.withdrawn_at else ""
    also = f"  (also at {len(hit.also_at)} {'page' if len(hit.also_at) == 1 else 'pages'})" if hit.also_at else ""
    claim = hit.entry.statement.claims_change
    claims = f"  ({claim} a change of position)" if claim else ""
    return Text(f"{INDENT}{_plain(document.publisher)}  {_plain(document.url)}{withdrawn}{also}{claims}", style="dim")


def _plain(text: str) -> str:
    return CONTROLS.sub(" ", text)
