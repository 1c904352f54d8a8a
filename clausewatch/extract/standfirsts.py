"""The sentence or two between a headline and its article, which tell what it is about (standfirst, sub-heading)."""

import re
from itertools import islice

from lxml.html import HtmlElement

from clausewatch.extract.linked_data import Node, text_of
from clausewatch.extract.text_blocks import inline_text, short_text

NAMES = re.compile(
    r"stand-?first|sub-?(?:title|head|line)|strap-?line|(?:^|[\s_-])(?:dek|deck|kicker|lede|lead|teaser|"
    r"intro(?:duction|text)?|summary|excerpt|abstract)(?=$|[\s_-])",
    re.IGNORECASE,
)
AROUND_NAMES = re.compile(
    r"stand-?first|sub-?(?:title|headline)|strap-?line|(?:^|[\s_-])(?:dek|lede)(?=$|[\s_-])", re.IGNORECASE
)
NAMED = ("class", "id", "itemprop", "data-test", "data-testid", "data-gu-name", "data-role", "data-component")
DESCRIPTIONS = ("description", "og:description", "twitter:description")
ELSEWHERE = ("aside", "footer", "nav", "form", "figure", "figcaption", "blockquote", "li", "table")
NEAR = 40
"""Elements after the headline among which it stands."""
UP = 3
"""Elements around it whose names tell what it is."""
SHORTEST, LONGEST = 40, 450
"""Characters."""
CUT_OFF = 12
"""Characters at the end of a description that may be cut off."""
WORDS = re.compile(r"\w+")
SAME = 0.8
"""Share of its words from which the first paragraph says the same."""


def find_standfirst(tree: HtmlElement, article: Node, metas: dict[str, str], title: str, found: list[str]) -> str:
    """What stands between headline and article; empty where nothing does, or where it is in the article already.

    It is known by the names of its element, or because the page gives it as its description. `found`: the article.
    """
    heading = next((h for h in tree.iter("h1") if _fold(inline_text(h)) == _fold(title)), None)
    if heading is None or not found:
        return ""
    texts = (text_of(article.get("description")), *(metas.get(name, "") for name in DESCRIPTIONS))
    descriptions = [folded for text in texts if (folded := _fold(text))]
    told = {_fold(paragraph) for paragraph in found}
    elements = iter(tree.iter("h1", "h2", "h3", "p", "div", "section", "span", "strong"))
    for element in elements:
        if element is heading:
            break
    for element in islice(elements, NEAR):
        text = short_text(element, LONGEST)
        if len(text) < SHORTEST or "\n" in text or any(a.tag in ELSEWHERE for a in element.iterancestors()):
            continue
        if _fold(text) in told:
            # The article has begun; what follows it may be the teaser of another.
            return ""
        if _is_named(element) or _is_described(_fold(text), descriptions):
            return "" if _is_known(text, found) else text
    return ""


def _is_named(element: HtmlElement) -> bool:
    if NAMES.search(_names(element)):
        return True
    return any(AROUND_NAMES.search(_names(around)) for around in islice(element.iterancestors("div", "header"), UP))


def _names(element: HtmlElement) -> str:
    return " ".join(element.get(name) or "" for name in NAMED)


def _is_described(text: str, descriptions: list[str]) -> bool:
    """Whether a description is this, or begins like this, as it may be cut off."""
    return any(text == d or (len(d) > SHORTEST and text.startswith(d[:-CUT_OFF])) for d in descriptions)


def _is_known(text: str, found: list[str]) -> bool:
    words, first = _fold(text), _fold(found[0])
    if f" {words} " in f" {_fold(' '.join(found))} ":
        return True
    own = set(words.split())
    return len(own & set(first.split())) >= SAME * len(own)


def _fold(text: str) -> str:
    return " ".join(WORDS.findall(text.casefold()))
