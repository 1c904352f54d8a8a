"""The posts of a live report, of which an extractor takes the first for the whole."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from clausewatch.extract.text_blocks import list_paragraphs

LIVE = re.compile(r"\blive\b|\bas it happened\b|\b(?:latest|minute.by.minute) updates?\b|\bliveblog\b", re.IGNORECASE)
POSTS = ("article", "section", "div", "li")
HEADINGS = ("h2", "h3", "h4")
TEXTS = ("p", "ul", "ol", "blockquote")
FEWEST = 3
MOST_ELEMENTS = 20_000
LEAST_POST = 60
"""Characters of a post's paragraphs."""
Names = tuple[HtmlElement | None, str, str]


def find_posts(tree: HtmlElement, title: str) -> list[str]:
    """The paragraphs of all posts in the order of the page; empty where a page is no live report.

    Posts are elements of one kind beside each other, each with a time or heading of its own and a paragraph that says
    something; teasers, whose headings are links, are none. `tree`: the page without its furniture.
    """
    if not LIVE.search(title):
        return []
    groups: defaultdict[Names, list[HtmlElement]] = defaultdict(list)
    for element in islice(tree.iter(*POSTS), MOST_ELEMENTS):
        groups[element.getparent(), str(element.tag), element.get("class") or ""].append(element)
    series = [group for group in groups.values() if len(group) >= FEWEST]
    told = [[post for post in group if _is_post(post)] for group in series]
    longest = max((posts for posts in told if len(posts) >= FEWEST), key=_length, default=[])
    return [paragraph for post in longest for block in _list_blocks(post) for paragraph in list_paragraphs(block)]


def _list_blocks(post: HtmlElement) -> Iterator[HtmlElement]:
    """Without the lines around them that say when a post was made, and by whom."""
    blocks = list(post.iter(*HEADINGS, *TEXTS))
    held = set(blocks)
    for block in blocks:
        if held.isdisjoint(block.iterancestors(*TEXTS)):
            yield block


def _is_post(element: HtmlElement) -> bool:
    if element.find(".//h1") is not None or _length([element]) < LEAST_POST:
        return False
    headings = list(element.iter(*HEADINGS))
    if any(next(heading.iter("a"), None) is not None for heading in headings):
        return False
    return bool(headings) or next(element.iter("time"), None) is not None


def _length(posts: list[HtmlElement]) -> int:
    return sum(len("".join(p.itertext()).strip()) for post in posts for p in post.iter("p"))
