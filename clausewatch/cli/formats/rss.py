"""Found statements as an RSS 2.0 feed, so that a search can be followed in a feed reader."""

import re
from email.utils import format_datetime
from html import escape
from typing import TextIO
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

import clausewatch
from clausewatch.cli.formats.wording import describe_corrections, describe_speaker, describe_stances
from clausewatch.index.protocol import Hit, SearchResult
from clausewatch.index.snippets import CLOSE, OPEN
from clausewatch.settings import PROJECT_ADDRESS

DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML document may hold, not even escaped."""
TITLE_LENGTH = 100
"""Code points of a statement in an item's title."""


def write_rss(result: SearchResult, stream: TextIO) -> None:
    """A feed with one item a hit; the description is safe HTML with the matches in bold."""
    register_namespace("dc", DUBLIN_CORE)
    feed = Element("rss", version="2.0")
    channel = SubElement(feed, "channel")
    _add(channel, "title", "Clausewatch: statements")
    _add(channel, "link", PROJECT_ADDRESS)
    _add(channel, "description", f"{len(result.hits)} of {result.total} statements that a search finds")
    _add(channel, "generator", f"Clausewatch {clausewatch.__version__}")
    for hit in result.hits:
        _add_item(SubElement(channel, "item"), hit)
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(feed, encoding="unicode") + "\n")


def _add_item(item: Element, hit: Hit) -> None:
    statement, document = hit.entry.statement, hit.entry.document
    _add(item, "title", f"{describe_speaker(statement.speaker)}: {_shorten(statement.text)}")
    _add(item, "link", document.url)
    _add(item, "guid", statement.id, isPermaLink="false")
    if document.published_at is not None:
        _add(item, "pubDate", format_datetime(document.published_at))
    if statement.speaker is not None:
        _add(item, f"{{{DUBLIN_CORE}}}creator", statement.speaker.name)
    for stance in statement.stances:
        _add(item, "category", f"{stance.target}: {stance.label}")
    stances = describe_stances(hit)
    # Feed readers take no <mark>; everything else in a snippet is escaped.
    snippet = hit.snippet.replace(OPEN, "<b>").replace(CLOSE, "</b>")
    withdrawn = f"page withdrawn {document.withdrawn_at:%Y-%m-%d}" if document.withdrawn_at else ""
    corrected = escape(describe_corrections(hit), quote=False)
    _add(item, "description", "".join(f"<p>{part}</p>" for part in (snippet, stances, withdrawn, corrected) if part))


def _add(parent: Element, name: str, text: str, **attributes: str) -> None:
    SubElement(parent, name, attributes).text = FORBIDDEN.sub(" ", text)


def _shorten(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= TITLE_LENGTH else line[: TITLE_LENGTH - 1].rstrip() + "…"
