"""The parts of an article where its publisher's layout says that they stand."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

from clausewatch.extract.text_blocks import UNSEEN, inline_text, list_paragraphs
from clausewatch.layouts import Layout

PARTS = frozenset({"p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "blockquote", "pre", "table"})
"""Elements that are taken whole; text that stands in none of them is a site's own."""
ELSEWHERE = UNSEEN | {"aside", "footer", "nav", "form", "figure", "figcaption", "header", "h1", "video", "audio"}


class LaidOut(NamedTuple):
    """What stands where a layout says: paragraphs of the article, and the standfirst, empty where there is none."""

    paragraphs: list[str]
    standfirst: str = ""


def read_laid_out(tree: HtmlElement, layouts: Iterable[Layout], least: int) -> LaidOut | None:
    """The article by the first layout that finds one of at least so many characters; none where none does."""
    for layout in layouts:
        outside = set(_select(layout.leave_out, tree))
        paragraphs = [text for place in _select_outermost(layout.article, tree) for text in _list(place, outside)]
        if sum(map(len, paragraphs)) >= least:
            return LaidOut(paragraphs, _read_standfirst(layout, tree))
    return None


def find_laid_out_authors(tree: HtmlElement, layouts: Iterable[Layout]) -> list[str]:
    """The text of each element that a layout says names authors, as it stands."""
    for layout in layouts:
        if texts := [text for place in _select_outermost(layout.authors, tree) if (text := inline_text(place))]:
            return texts
    return []


def _read_standfirst(layout: Layout, tree: HtmlElement) -> str:
    texts = (inline_text(place) for place in _select_outermost(layout.standfirst, tree))
    return next((text for text in texts if text), "")


def _list(element: HtmlElement, outside: set[HtmlElement]) -> Iterator[str]:
    if element.tag in PARTS:
        yield from list_paragraphs(element)
        return
    for child in element:
        if isinstance(child.tag, str) and child.tag not in ELSEWHERE and child not in outside:
            yield from _list(child, outside)


def _select_outermost(selector: str, tree: HtmlElement) -> list[HtmlElement]:
    """Without what stands in another, in the order of the page."""
    found = _select(selector, tree)
    known = set(found)
    return [element for element in found if not any(around in known for around in element.iterancestors())]


def _select(selector: str, tree: HtmlElement) -> list[HtmlElement]:
    if not selector:
        return []
    found = compile_selector(selector)(tree)
    return [element for element in found if isinstance(element, HtmlElement)] if isinstance(found, list) else []


@lru_cache(maxsize=256)
def compile_selector(selector: str) -> CSSSelector:
    """A selector ready for use; `SelectorError` of cssselect where it is none."""
    return CSSSelector(selector, translator="html")
