"""Marks that lead to a footnote and back, which are no part of a sentence."""

import re

from lxml.html import HtmlElement

MARK = re.compile(r"[\[(]?(?:\d{1,3}|[a-z*†‡§])[\])]?")
BACK = re.compile(r"[↩↑↵⏎^\ufe0e\ufe0f\s]+")
NAMED = re.compile(r"(?:^|[\s_-])(?:fn|foot-?notes?|end-?notes?|references?|cite)(?=$|[\s_-])", re.IGNORECASE)


def drop_note_marks(tree: HtmlElement) -> None:
    """Take away raised marks that are links or are named as footnotes, and arrows back; the notes themselves stay."""
    for raised in list(tree.iter("sup")):
        if MARK.fullmatch(raised.text_content().strip()) and _is_note(raised):
            raised.drop_tree()
    for link in list(tree.iter("a")):
        if (link.get("href") or "").startswith("#") and BACK.fullmatch(link.text_content()):
            link.drop_tree()


def _is_note(raised: HtmlElement) -> bool:
    is_link = any("#" in (link.get("href") or "") for link in raised.iter("a"))
    parent = raised.getparent()
    is_in_link = parent is not None and parent.tag == "a" and "#" in (parent.get("href") or "")
    return is_link or is_in_link or NAMED.search(raised.get("class") or "") is not None
