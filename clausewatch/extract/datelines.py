"""The date that stands alone beside the headline, where no name of an element tells what it is."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from lxml.html import HtmlElement

from clausewatch.extract.boilerplate import DATE_LINE
from clausewatch.extract.times import MONTH, Dated, at_midnight, is_plausible, parse_spaced_day, parse_time
from clausewatch.extract.titles import find_headings

MOST_HEADINGS = 3
NEAR = 12
"""Pieces of text after, and before, a headline among which its date is."""
LONGEST, LONGEST_OF_TWO = 60, 100
"""Characters of a line with a date, and of one that also has that of an edit."""
SENTENCE = 120
"""Characters of a piece of text with which the article has begun."""
OF_AN_EDIT = re.compile(r"\W*(?:last|updated|modified)", re.IGNORECASE)
BEHIND_EDIT = re.compile(
    r"\W*(?:last )?(?:updated|modified)\b.{6,50}\b(?:published|posted)\b\W*(?:on |at )?(?P<when>.{6,40})",
    re.IGNORECASE,
)
LABEL = r"\W*(?:(?:first )?(?:published|posted)\W*)?"
AGO = re.compile(rf"{LABEL}(?P<number>\d{{1,2}}|an?) (?P<unit>min(?:ute)?|hour|hr|day|week)s? ago\W*", re.IGNORECASE)
UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}
OF_YEAR = re.compile(rf"{LABEL}(?:on )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?P<month>{MONTH})\W*", re.IGNORECASE)


def find_dateline(tree: HtmlElement) -> Dated | None:
    """The first date that is a whole piece of text shortly after the headline, else the last shortly before it."""
    for heading in find_headings(tree, MOST_HEADINGS):
        before = heading.xpath(f"preceding::text()[normalize-space()][position() <= {NEAR}]")
        for piece in (*_after(heading), *reversed(before)):
            text = " ".join(piece.split())
            if behind := BEHIND_EDIT.fullmatch(text) if len(text) <= LONGEST_OF_TWO else None:
                text = behind["when"]
            is_date = len(text) <= LONGEST and DATE_LINE.fullmatch(text) and not OF_AN_EDIT.match(text)
            if is_date and (dated := parse_time(text)):
                return dated
    return None


def find_recent_day(tree: HtmlElement, fetched_at: datetime) -> Dated | None:
    """The day that a line between headline and article tells by its age ("2 days ago") or without a year ("3 March"),
    counted from the fetch; or in numbers with blanks between them ("3 / 5 / 2023").
    """
    for heading in find_headings(tree, MOST_HEADINGS):
        for piece in _after(heading):
            text = " ".join(piece.split())
            if len(text) > SENTENCE:
                break
            dated = _read_age(text, fetched_at) or _read_without_year(text, fetched_at) or _read_spaced(text)
            if dated and is_plausible(dated.at, fetched_at):
                return dated
    return None


def list_beside_headline(tree: HtmlElement) -> set[HtmlElement]:
    """The elements with the pieces of text between the headline and the article, and what of them is around those."""
    beside: set[HtmlElement] = set()
    for heading in find_headings(tree, 1):
        around = {heading, *heading.iterancestors()}
        for piece in _after(heading):
            if len(piece) > SENTENCE:
                break
            element = piece.getparent()
            for near in (element.getparent() if piece.is_tail else element, *element.iterancestors()):
                if near is None or near in around or near in beside:
                    break
                beside.add(near)
    return beside


def _after(heading: HtmlElement) -> Iterator[Any]:
    yield from heading.xpath(f"(following::text()[normalize-space()])[position() <= {NEAR}]")


def _read_age(text: str, fetched_at: datetime) -> Dated | None:
    match = AGO.fullmatch(text) if len(text) <= LONGEST else None
    if match is None:
        return None
    number = int(match["number"]) if match["number"].isdecimal() else 1
    return Dated(at_midnight((fetched_at - number * UNITS[match["unit"][0].lower()]).date()), "day", "low")


def _read_spaced(text: str) -> Dated | None:
    return parse_spaced_day(text) if len(text) <= LONGEST and not OF_AN_EDIT.match(text) else None


def _read_without_year(text: str, fetched_at: datetime) -> Dated | None:
    """The last such day before the fetch."""
    match = OF_YEAR.fullmatch(text) if len(text) <= LONGEST else None
    if match is None:
        return None
    years = (fetched_at.year, fetched_at.year - 1)
    days = (parse_time(f"{match['day']} {match['month']} {year}") for year in years)
    return next((day._replace(confidence="low") for day in days if day and day.at <= fetched_at), None)
