"""Parts of a page that are no article's by what they hold, whatever their names: boxes to sign up in, teasers that are
one link, and rows of cards.
"""

from typing import Any

from lxml.etree import XPath
from lxml.html import HtmlElement

from clausewatch.extract.teasers import list_teasers
from clausewatch.extract.text_blocks import count_up_to

FIELDS = XPath("//input[@type='email' or contains(@name, 'email') or contains(@id, 'email')]")
TEASERS = XPath("//a[@href][.//h2 or .//h3 or .//h4 or .//h5][.//p]")
LONGEST_BOX, LONGEST_TEASER, LONGEST_PARAGRAPH = 400, 300, 160
"""Characters of a box around a field, of a teaser, and of a paragraph in either."""
MOST = 200
"""That are looked at in a page, for the time that it takes."""
MOST_OF_PAGE = 0.3
"""Share of the page's paragraphs over which a part is the article."""
WHOLE = ("body", "html", "main", "article")


def drop_asides(tree: HtmlElement) -> None:
    """Take away short boxes around a field for an address of mail, links that hold a heading and a paragraph, and cards
    of other stories.
    """
    fields: Any = FIELDS(tree)
    links: Any = TEASERS(tree)
    boxes = [_find_box(field) for field in fields[:MOST]]
    teasers = [link for link in links[:MOST] if _is_short(link, LONGEST_TEASER)]
    cards = list_teasers(tree)
    most = MOST_OF_PAGE * _paragraph_length(tree) if boxes or teasers or cards else 0
    if sum(map(_paragraph_length, cards)) > most:
        cards = []
    for element in (*boxes, *teasers, *cards):
        if element is None or element.getparent() is None or element.find(".//h1") is not None:
            continue
        if _paragraph_length(element) <= most:
            element.drop_tree()


def _find_box(field: HtmlElement) -> HtmlElement | None:
    """The largest element around a field with no more words than it takes to ask for an address."""
    box = None
    for around in field.iterancestors():
        if around.tag in WHOLE or not _is_short(around, LONGEST_BOX):
            break
        box = around
    return box


def _paragraph_length(element: HtmlElement) -> int:
    return sum(len("".join(paragraph.itertext()).strip()) for paragraph in element.iter("p"))


def _is_short(element: HtmlElement, longest: int) -> bool:
    """Whether it has no more characters than that, and no paragraph as long as an article's."""
    return count_up_to(element, longest) <= longest and all(
        len("".join(paragraph.itertext()).strip()) <= LONGEST_PARAGRAPH for paragraph in element.iter("p")
    )
