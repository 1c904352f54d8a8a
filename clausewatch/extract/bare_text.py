"""Text of an article that stands in no paragraph becomes one: beside paragraphs the extractor takes no other text."""

import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import NamedTuple

from lxml.html import Element, HtmlElement

from clausewatch.extract.text_blocks import BLOCKS, UNSEEN

AROUND = ("div", "section", "article", "main", "center", "td", "body")
PLAIN = frozenset({"style", "dir", "lang", "align"})
"""Attributes that do not tell what an element is for."""
ELSEWHERE = (
    "a", "address", "aside", "details", "dl", "figcaption", "figure", "footer", "form", "header", "label", "li", "nav",
    "noscript",
)  # fmt: skip
PICTURES = frozenset({"img", "picture", "video", "audio"})
ENDS = UNSEEN | BLOCKS | PICTURES
"""Elements that end a text beside them."""
LEAST_SENTENCE = 25
"""Characters of a text that ends as a sentence does."""
LEAST = 80
"""Characters of any other."""
LONGEST_CAPTION = 200
"""Characters of a text that stands with a picture in one element."""
MOST_LINKED = 0.8
"""Share of a text from which it is links."""
NAMED = re.compile(r"(?<![a-z])paragraphs?(?![a-z])", re.IGNORECASE)
"""Names of an element that is a paragraph."""
SENTENCE_END = re.compile(r"[.!?…:][\"”’')\]]*$")
FEWEST = 2
"""Paragraphs beside each other, made or found: one alone may be a note of the page."""
MOST = 5000
"""Paragraphs that are made in a page, for the time that it takes."""


class _Run(NamedTuple):
    """Text of an element between two of its blocks."""

    before: HtmlElement | None
    """Behind which it begins; none: at the begin of the element around it."""
    inline: list[HtmlElement]
    """The elements in it."""


def mark_bare_text(tree: HtmlElement) -> None:
    """Sentences directly beside blocks, and those that are all of an element without names, become paragraphs.

    Order and words stay as they are. `tree` is changed.
    """
    holders = _list_holders(tree)
    made = 0
    for element in [element for element in tree.iter(*AROUND) if element in holders]:
        runs = [run for run in _list_runs(element, holders) if _is_sentence(_text_of(element, run), run.inline)]
        parts = _list_parts(element, holders)
        number = len(runs) + len(parts)
        if not number or _is_elsewhere(element) or number + _count_paragraphs(element) < FEWEST:
            continue
        for run in runs:
            _wrap(element, run)
        for part in parts:
            part.tag = "p"
        made += number
        if made >= MOST:
            break


def _list_holders(tree: HtmlElement) -> set[HtmlElement]:
    """Elements in which blocks stand."""
    holders: set[HtmlElement] = set()
    for block in tree.iter(*BLOCKS):
        for around in block.iterancestors():
            if around in holders:
                break
            holders.add(around)
    return holders


def _list_runs(element: HtmlElement, holders: set[HtmlElement]) -> Iterator[_Run]:
    """Those with text or elements; of most blocks nothing but space stands behind them."""
    before: HtmlElement | None = None
    begin, inline = element.text, []
    for child in element:
        if child.tag not in ENDS and child not in holders:
            inline.append(child)
            continue
        if inline or (begin and not begin.isspace()):
            yield _Run(before, inline)
            inline = []
        before, begin = child, child.tail
    if inline or (begin and not begin.isspace()):
        yield _Run(before, inline)


def _text_of(element: HtmlElement, run: _Run) -> str:
    begin = element.text if run.before is None else run.before.tail
    return "".join([begin or "", *(piece for part in run.inline for piece in (*part.itertext(), part.tail or ""))])


def _list_parts(element: HtmlElement, holders: set[HtmlElement]) -> list[HtmlElement]:
    """The paragraphs among the elements in another: its sentences, and whatever short lines stand between them."""
    plain = [child for child in element.iterchildren("div") if child not in holders and _is_plain(child)]
    sentences = [place for place, child in enumerate(plain) if _is_sentence("".join(child.itertext()), [child])]
    return plain[sentences[0] : sentences[-1] + 1] if sentences else []


def _is_plain(element: HtmlElement) -> bool:
    """Whether no name tells that an element with text is anything but a paragraph, and it is no picture's caption."""
    if not (PLAIN.issuperset(element.keys()) or NAMED.search(element.get("class") or "")):
        return False
    length = len("".join(element.itertext()).strip())
    return length > LONGEST_CAPTION or (length > 0 and not any(part.tag in PICTURES for part in element.iter()))


def _is_sentence(text: str, parts: list[HtmlElement]) -> bool:
    plain = " ".join(text.split())
    if len(plain) < (LEAST_SENTENCE if SENTENCE_END.search(plain) else LEAST):
        return False
    linked = sum(len(" ".join(link.itertext())) for part in parts for link in part.iter("a"))
    return linked <= MOST_LINKED * len(plain)


def _count_paragraphs(element: HtmlElement) -> int:
    """Those in an element, and those beside one without names; no more are counted than are needed."""
    beside = element.itersiblings("p", preceding=True) if PLAIN.issuperset(element.keys()) else iter(())
    return sum(1 for _ in islice(chain(element.iterchildren("p"), beside), FEWEST))


def _is_elsewhere(element: HtmlElement) -> bool:
    return element.tag in ELSEWHERE or next(element.iterancestors(*ELSEWHERE), None) is not None


def _wrap(element: HtmlElement, run: _Run) -> None:
    paragraph = Element("p")
    if run.before is None:
        paragraph.text, element.text = element.text, None
        element.insert(0, paragraph)
    else:
        paragraph.text, run.before.tail = run.before.tail, None
        run.before.addnext(paragraph)
    paragraph.extend(run.inline)
