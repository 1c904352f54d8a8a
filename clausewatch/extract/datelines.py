"""The date that stands alone beside the headline, where no name of an element tells what it is."""

import re

from lxml.html import HtmlElement

from clausewatch.extract.boilerplate import DATE_LINE
from clausewatch.extract.times import Dated, parse_time

MOST_HEADINGS = 3
NEAR = 12
"""Pieces of text after, and before, a headline among which its date is."""
LONGEST = 60
OF_AN_EDIT = re.compile(r"\W*(?:last|updated|modified)", re.IGNORECASE)


def find_dateline(tree: HtmlElement) -> Dated | None:
    """The first date that is a whole piece of text shortly after the headline, else the last shortly before it."""
    for heading in tree.xpath("//body//h1")[:MOST_HEADINGS]:
        after = heading.xpath(f"(following::text()[normalize-space()])[position() <= {NEAR}]")
        before = heading.xpath(f"preceding::text()[normalize-space()][position() <= {NEAR}]")
        for piece in (*after, *reversed(before)):
            text = " ".join(piece.split())
            is_date = len(text) <= LONGEST and DATE_LINE.fullmatch(text) and not OF_AN_EDIT.match(text)
            if is_date and (dated := parse_time(text)):
                return dated
    return None
