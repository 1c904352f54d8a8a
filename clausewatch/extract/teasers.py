"""Rows of other stories: pictures or days with a heading that is a link, and a line about each."""

from collections import defaultdict
from itertools import islice

from lxml.html import HtmlElement

from clausewatch.extract.text_blocks import count_up_to

HEADINGS = ("h2", "h3", "h4", "h5", "h6")
SHOWN = ("img", "picture", "time", "video")
"""What a card has and a heading of a text has not."""
WHOLE = ("body", "html", "main", "article")
LEAST = 3
"""Cards side by side that are a row of them: in a text, one may be shown."""
LONGEST = 500
"""Characters of a card."""
LONGEST_PARAGRAPH = 250
MOST = 200
"""Headings that are looked at in a page, for the time that it takes."""


def list_teasers(tree: HtmlElement) -> list[HtmlElement]:
    """The cards of each row of three or more; no other part of the page is in them."""
    rows: defaultdict[HtmlElement, list[HtmlElement]] = defaultdict(list)
    linked = (heading for heading in tree.iter(*HEADINGS) if _is_link(heading))
    for heading in islice(linked, MOST):
        card = _find_card(heading)
        parent = None if card is None else card.getparent()
        if card is not None and parent is not None:
            rows[parent].append(card)
    return [card for cards in rows.values() if len(cards) >= LEAST for card in cards]


def _is_link(heading: HtmlElement) -> bool:
    """Whether nothing but a link to another page stands in a heading, or around it."""
    inside = heading.find(".//a[@href]")
    around = heading.getparent()
    link = around if inside is None else inside
    # A link to a place in a page is that of a post in a live report, or of a part.
    if link is None or link.tag != "a" or "#" in (link.get("href") or "#"):
        return False
    return inside is None or _length(inside) == _length(heading) > 0


def _find_card(heading: HtmlElement) -> HtmlElement | None:
    """The largest short element around a heading that holds no other; none where it shows no picture and no day."""
    card = None
    for around in heading.iterancestors():
        if around.tag in WHOLE or not _is_card(around):
            break
        card = around
    return card if card is not None and next(card.iter(*SHOWN), None) is not None else None


def _is_card(element: HtmlElement) -> bool:
    if count_up_to(element, LONGEST) > LONGEST:
        return False
    headings = islice(element.iter("h1", *HEADINGS), 2)
    return sum(1 for _ in headings) == 1 and all(_length(p) <= LONGEST_PARAGRAPH for p in element.iter("p"))


def _length(element: HtmlElement) -> int:
    return len("".join(element.itertext()).strip())
