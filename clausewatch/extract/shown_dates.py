"""The dates that readers see on a page, or that elements are marked with, and which of them may be its publication."""

import re
from collections.abc import Collection, Iterator
from datetime import datetime
from itertools import chain, islice
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from clausewatch.extract.text_blocks import inline_text, short_text
from clausewatch.extract.times import Dated, is_plausible, parse_spaced_day, parse_time

PUBLISHED_CLASS = re.compile(
    r"publi|posted|entry-date|post-date|post_date|pubdate|dateline|created|article-date|story-date", re.IGNORECASE
)
OTHER_CLASS = re.compile(r"modif|updat|comment|related|sidebar|footer|teaser|event|card|promo|widget", re.IGNORECASE)
ELSEWHERE_CLASS = re.compile(r"(?<![a-z])(?:comment|related|recommend|teaser|reply|references?\b)", re.IGNORECASE)
CHANGED = re.compile(r"\b(?:updat|modif|amend|edit|revis|correct|review)\w*\W*(?:on|at)?\W*$", re.IGNORECASE)
"""What a label before a date says, where it is that of an edit."""
FIRST = re.compile(r"\b(?:published|posted)\b\W*(?:on |at )?(?P<when>.{6,60})", re.IGNORECASE)
FIRST_SAID = re.compile(r"\s*first published\b", re.IGNORECASE)
"""How a line begins that tells of it, whatever its element is named."""
MARKED = etree.XPath(
    "//@itemprop[contains(., 'datePublished')]/.. | //@property[contains(., 'datePublished')]/.."
    " | //time[@pubdate or contains(concat(' ', @class, ' '), ' dt-published ')"
    " or contains(concat(' ', @class, ' '), ' published ')]"
)
MOST_MARKED = 5
MOST_LINES = 12
"""Of each kind of place that is looked at for a second opinion."""
NEAR = 6
"""Elements around a date whose names tell what it belongs to."""
WHOLE = ("body", "html", "main", "article")
LABELS = ("span", "b", "strong", "em", "dt", "th", "label")
DATE_CLASS = re.compile(r"date|time|publi|posted|meta|byline|context", re.IGNORECASE)


def list_marked(tree: HtmlElement, beside: Collection[HtmlElement] = ()) -> Iterator[Dated]:
    """Elements that are marked as the date of publication: those beside the headline first."""
    found: Any = MARKED(tree)
    marked = [element for element in found if not _is_elsewhere(element)]
    for element in sorted(marked, key=lambda element: element not in beside)[:MOST_MARKED]:
        for text in (element.get("content"), element.get("datetime"), element.get("title"), inline_text(element)):
            if text and (dated := parse_time(text)):
                yield dated
                break


def list_shown(tree: HtmlElement, beside: Collection[HtmlElement] = ()) -> Iterator[Dated]:
    """Times that readers see: those called published first, then those beside the headline, then the first of the page;
    then dates in bylines, those beside the headline first. Never sure.
    """
    times = [element for element in tree.iter("time") if not _is_other(element)]
    for element in sorted(times, key=lambda e: (not PUBLISHED_CLASS.search(_names(e)), e not in beside)):
        for text in (element.get("datetime"), element.get("title"), inline_text(element)):
            if text and (dated := _parse_line(text)):
                yield dated._replace(confidence="low")
                break
    yield from _in_bylines(tree, beside)


def split_shown(tree: HtmlElement) -> tuple[list[Dated], list[Dated]]:
    """Times in attributes of elements, and in their words and in bylines."""
    found: Any = MARKED(tree)
    times = (element for element in tree.iter("time") if not _is_other(element))
    elements = list(islice(chain((e for e in found if not _is_elsewhere(e)), times), MOST_LINES))
    values = (element.get(name, "") for element in elements for name in ("content", "datetime", "title"))
    words = filter(None, (_parse_line(inline_text(element)) for element in elements))
    return [*filter(None, map(parse_time, values))], [*words, *islice(_in_bylines(tree), MOST_LINES)]


def _in_bylines(tree: HtmlElement, beside: Collection[HtmlElement] = ()) -> Iterator[Dated]:
    lines = _list_lines(tree)
    for element, text in sorted(lines, key=lambda line: line[0] not in beside) if beside else lines:
        if (dated := _parse_line(text)) and not _is_other(element):
            yield dated._replace(confidence="low")


def find_spaced(tree: HtmlElement, fetched_at: datetime) -> Dated | None:
    """The first day in numbers with blanks between them, in the same places as other days that readers see."""
    for element, text in chain(((time, inline_text(time)) for time in tree.iter("time")), _list_lines(tree)):
        dated = None if _is_of_edit(text) else parse_spaced_day(text)
        if dated and is_plausible(dated.at, fetched_at) and not _is_other(element):
            return dated
    return None


def _list_lines(tree: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """What may tell of a day, by the names of its element or its own words."""
    for element in tree.iter("p", "span", "div", "li", "dd", "small", "strong", "em"):
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        is_said = element.text is not None and FIRST_SAID.match(element.text) is not None
        if is_said or (DATE_CLASS.search(names) and not OTHER_CLASS.search(names)):
            text = short_text(element, 100)
            if len(text) >= 6:
                yield element, text


def _parse_line(text: str) -> Dated | None:
    """The time of publication in a line that may also tell of an edit."""
    if (first := FIRST.search(text)) and (dated := parse_time(first["when"])):
        return dated
    dated = parse_time(text)
    return None if dated is not None and _is_of_edit(text) else dated


def _is_of_edit(text: str) -> bool:
    return CHANGED.search(re.split(r"\d", text, maxsplit=1)[0]) is not None


def _names(element: HtmlElement) -> str:
    """Of the element and its parent."""
    parent = element.getparent()
    return " ".join(_own_names(near) for near in ([element] if parent is None else [element, parent]))


def _own_names(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"


def _is_elsewhere(element: HtmlElement) -> bool:
    """Whether a date belongs to a comment or to a list of other stories, by the names of what it stands in."""
    around = islice(element.iterancestors(), NEAR)
    return any(ELSEWHERE_CLASS.search(_own_names(near)) for near in around if near.tag not in WHOLE)


def _is_other(element: HtmlElement) -> bool:
    """Whether a date belongs to an edit, a comment or another story."""
    if OTHER_CLASS.search(_names(element)) or _is_elsewhere(element) or CHANGED.search(_label(element)):
        return True
    for ancestor in element.iterancestors():
        if ancestor.tag in ("aside", "footer", "nav", "figure", "blockquote"):
            return True
        if ancestor.tag == "article" and ancestor.getparent() is not None and ancestor.getparent().tag == "li":
            return True
    return False


def _label(element: HtmlElement) -> str:
    """The words directly before an element, in the same line."""
    before, parent = element.getprevious(), element.getparent()
    if before is None:
        return (parent.text or "") if parent is not None else ""
    return (before.tail or "").strip() or (short_text(before, 40) if before.tag in LABELS else "")
