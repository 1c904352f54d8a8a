"""Marks that lead to a footnote and back, which are no part of a sentence."""

import re

from lxml.html import HtmlElement

MARK = re.compile(r"[\[(]?(?:\d{1,3}|[a-z*†‡§])[\])]?")
BACK = re.compile(r"[↩↑↵⏎^\ufe0e\ufe0f\s]+")
NUMBER = re.compile(r"(?P<begin>[\[(])?\d{1,3}[\])]?")
NOTE_PLACE = re.compile(
    r"#_?(?:fn|ftn|foot-?notes?|end-?notes?|cite|notes?|ref(?:erence)?s?)(?![a-z])[\w-]*\d", re.IGNORECASE
)
NAMED = re.compile(r"(?:^|[\s_-])(?:fn|foot-?notes?|end-?notes?|references?|cite)(?=$|[\s_-])", re.IGNORECASE)


def drop_note_marks(tree: HtmlElement) -> None:
    """Take away raised marks that are links or are named as footnotes, numbers that lead to notes, and arrows back; the
    notes themselves stay.
    """
    for raised in list(tree.iter("sup")):
        if MARK.fullmatch(raised.text_content().strip()) and _is_note(raised):
            raised.drop_tree()
    for link in list(tree.iter("a")):
        target = link.get("href") or ""
        if "#" in target and (_is_number_of_note(link, target) or (target[0] == "#" and _is_back(link))):
            link.drop_tree()


def _is_back(link: HtmlElement) -> bool:
    return BACK.fullmatch(link.text_content()) is not None


def _is_number_of_note(link: HtmlElement, target: str) -> bool:
    """Whether a link is a number and leads to a place that is named as a note's; in brackets, to any of the page."""
    number = NUMBER.fullmatch(link.text_content().strip())
    if number is None:
        return False
    return NOTE_PLACE.search(target) is not None or (number["begin"] is not None and target[0] == "#")


def _is_note(raised: HtmlElement) -> bool:
    is_link = any("#" in (link.get("href") or "") for link in raised.iter("a"))
    parent = raised.getparent()
    is_in_link = parent is not None and parent.tag == "a" and "#" in (parent.get("href") or "")
    return is_link or is_in_link or NAMED.search(raised.get("class") or "") is not None
