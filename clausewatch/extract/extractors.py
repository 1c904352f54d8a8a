"""What trafilatura finds in a page, by the several ways in which it can be asked."""

import re
from copy import copy, deepcopy
from typing import Any

from lxml.etree import XPath, _Element
from lxml.html import HtmlElement
from trafilatura.core import _forum_thread_page, trafilatura_sequence
from trafilatura.external import compare_extraction
from trafilatura.htmlprocessing import convert_tags, prune_unwanted_nodes, tree_cleaning
from trafilatura.main_extractor import extract_content
from trafilatura.settings import Extractor
from trafilatura.xpaths import RAW_TREE_PRUNE_XPATH, REMOVE_COMMENTS_AND_LISTS_XPATH, REMOVE_COMMENTS_XPATH

from clausewatch.extract.text_blocks import BREAK, LINE, split_paragraphs

PRECISE = Extractor(precision=True, comments=False, tables=False, fast=True)
CAREFUL = Extractor(precision=True, comments=False, tables=False)
BALANCED = Extractor(comments=False, tables=True)
QUICK = Extractor(comments=False, tables=True, fast=True)
NAMES = XPath("//@id | //@class", smart_strings=False)
APPENDED = re.compile("mvp-post-add|infinite-?scroll|elementor-share")
COMMENTS = re.compile("omment|comol|disqus|dsq-")
"""Stems of which one stands in whatever names trafilatura's expressions match: looked for first, as most pages have
none and those expressions take long.
"""
TEASERS = re.compile("easer")
"""In names of the one thing that the precise way and the careful one see differently."""
BLOCKS = frozenset({
    "p", "head", "list", "item", "quote", "code", "table", "row", "cell", "body", "div", "html", "ul", "ol", "li",
    "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "td", "th",
})  # fmt: skip
CODE = "code"
SENTENCES = frozenset({"p", "item", "head", "cell", "quote", "li", "td"})
"""In which a piece of code of one line is a word among others."""
Paragraphs = list[str]


class Extractors:
    """The ways to find the article of one page. They share what all of them begin with: comments are taken away."""

    def __init__(self, page: HtmlElement) -> None:
        """`page` is changed: it loses its comments, and what a site appends to an article while it is read."""
        self._is_forum = _forum_thread_page(page)
        # Posts of a forum are comments, too, and only the precise ways do without them.
        self._with_posts = deepcopy(page) if self._is_forum else page
        found: Any = NAMES(page)
        names = "\n".join(set(found))
        self._has_teasers = TEASERS.search(names) is not None
        self._has_comments = COMMENTS.search(names) is not None
        appended = RAW_TREE_PRUNE_XPATH if APPENDED.search(names) else []
        comments = REMOVE_COMMENTS_AND_LISTS_XPATH if self._has_comments else []
        self._tree = prune_unwanted_nodes(page, [*appended, *comments])
        self._body, self._text = self._extract_content(PRECISE)

    def find_precisely(self) -> Paragraphs:
        """By trafilatura alone, as precisely as it can."""
        return list_extracted(self._body)

    def find_carefully(self) -> Paragraphs:
        """The same, or what readability or jusText finds, where that is much more or much cleaner."""
        body, text = self._extract_content(CAREFUL) if self._has_teasers else (self._body, self._text)
        cleaned = tree_cleaning(copy(self._tree), CAREFUL)
        return list_extracted(compare_extraction(cleaned, copy(self._tree), body, text, CAREFUL)[0])

    def find_all(self, *, is_quick: bool = False) -> Paragraphs:
        """What a less strict trafilatura finds, with tables; quickly: without asking any other extractor."""
        return find_all(self._with_posts, is_quick=is_quick)

    def _extract_content(self, options: Extractor) -> tuple[_Element, str]:
        """The first steps of `trafilatura_sequence`, without the copies that only its later ones need."""
        cleaned = convert_tags(tree_cleaning(copy(self._tree), options), options)
        if self._has_comments and not self._is_forum:
            cleaned = prune_unwanted_nodes(cleaned, REMOVE_COMMENTS_XPATH)
        return extract_content(cleaned, options)


def find_all(page: HtmlElement, *, is_quick: bool = False) -> Paragraphs:
    """What a less strict trafilatura finds in any page, which is left as it is."""
    body, *_ = trafilatura_sequence(deepcopy(page), QUICK if is_quick else BALANCED)
    return list_extracted(body)


def list_extracted(body: _Element) -> Paragraphs:
    """The paragraphs of a body in the elements of trafilatura or of HTML."""
    pieces: list[str] = []
    _collect(body, pieces)
    return split_paragraphs("".join(pieces))


def _collect(element: _Element, pieces: list[str]) -> None:
    is_block = element.tag in BLOCKS and not (element.tag == CODE and _is_word(element))
    if is_block:
        pieces.append(BREAK)
    elif element.tag in ("lb", "br"):
        pieces.append(LINE)
    pieces.append(element.text or "")
    for child in element:
        _collect(child, pieces)
        pieces.append(child.tail or "")
    if is_block:
        pieces.append(BREAK)


def _is_word(code: _Element) -> bool:
    """Whether code stands in a sentence, and is no listing of its own."""
    around = code.getparent()
    return around is not None and around.tag in SENTENCES and not len(code) and "\n" not in (code.text or "").strip()
