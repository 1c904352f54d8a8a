"""The last change of a page as its readers see it: a time marked as that of an edit, or a line that says so."""

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml.html import HtmlElement

from clausewatch.extract.text_blocks import short_text
from clausewatch.extract.times import Dated, parse_time

EDIT_NAMES = re.compile(r"modif|updat|amended|edited|revised", re.IGNORECASE)
NAMED = re.compile(r"date|time|updat|modif|meta|byline|info|status|publi|posted", re.IGNORECASE)
ELSEWHERE = re.compile(r"(?<![a-z])(?:comment|related|recommend|teaser|reply|widget|sidebar)", re.IGNORECASE)
SAID = re.compile(
    r"\b(?:last )?(?:updated|modified|amended|edited|corrected|revised)\b\W*(?:on |at )?(?P<when>.{6,60})",
    re.IGNORECASE,
)
LONGEST = 100
"""Characters of a line that tells of it."""
MANY_NAMES = 4096
"""That are remembered, as a site uses few and each many times."""
AROUND = 4
"""Elements around one whose names tell what it belongs to."""


def find_shown_change(tree: HtmlElement) -> Dated | None:
    """The latest that is shown, with a low confidence; none where there is none."""
    found = [dated for dated in (*_marked(tree), *_said(tree)) if dated is not None]
    latest = max(found, key=lambda dated: dated.at, default=None)
    return latest and latest._replace(confidence="low")


def _marked(tree: HtmlElement) -> Iterator[Dated | None]:
    for element in tree.iter("time"):
        if EDIT_NAMES.search(_names(element)) and not _is_elsewhere(element):
            texts = (element.get("datetime"), element.get("title"), short_text(element, LONGEST))
            yield next((dated for text in texts if text and (dated := parse_time(text))), None)


def _said(tree: HtmlElement) -> Iterator[Dated | None]:
    for element in tree.iter("p", "span", "div", "li", "small", "em", "dd"):
        if element.tag not in ("p", "small", "em") and not _is_line(_names(element)):
            continue
        text = short_text(element, LONGEST)
        if (said := SAID.search(text)) and not _is_elsewhere(element):
            yield parse_time(said["when"])


@lru_cache(MANY_NAMES)
def _is_line(names: str) -> bool:
    """Whether names of an element tell that it may be a line of facts of its page."""
    return NAMED.search(names) is not None


def _names(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"


def _is_elsewhere(element: HtmlElement) -> bool:
    """Whether it belongs to a comment or to a list of other stories."""
    for number, around in enumerate(element.iterancestors()):
        if around.tag in ("aside", "footer", "nav") or (number < AROUND and ELSEWHERE.search(_names(around))):
            return True
    return False
