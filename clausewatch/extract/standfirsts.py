"""The sentence or two between a headline and its article, which tell what it is about (standfirst, sub-heading)."""

import re
from collections.abc import Callable
from functools import cached_property
from itertools import islice

from lxml.html import HtmlElement

from clausewatch.extract.linked_data import Node, text_of
from clausewatch.extract.text_blocks import fold_words, inline_text, short_text

NAMES = re.compile(
    r"stand-?first|sub-?(?:title|head|line|deck)|strap-?line|(?:^|[\s_-])(?:(?:article|story|post|page|news)?)(?:dek|deck|kicker|lede|lead|teaser|"
    r"intro(?:duction|text)?|summary|excerpt|abstract)(?=$|[\s_-])|(?-i:(?<=[a-z])(?:Dek|Deck|Intro|Excerpt)(?![a-z]))",
    re.IGNORECASE,
)
AROUND_NAMES = re.compile(
    r"stand-?first|sub-?(?:title|headline)|strap-?line|(?:^|[\s_-])(?:dek|lede)(?=$|[\s_-])", re.IGNORECASE
)
NAMED = ("class", "id", "itemprop", "data-test", "data-testid", "data-gu-name", "data-role", "data-component")
DESCRIPTIONS = ("description", "og:description", "twitter:description")
ELSEWHERE = ("aside", "footer", "nav", "form", "figure", "figcaption", "blockquote", "li", "table")
MOST_HEADINGS = 20
NEAR = 40
"""Elements after the headline among which it stands."""
UP = 3
"""Elements around it whose names tell what it is."""
SHORTEST, LONGEST = 40, 450
"""Characters."""
CUT_OFF = 12
"""Characters at the end of a description that may be cut off."""
LIKE_TITLE = 0.5
"""Share of the title's words from which a headline in other words is that of the article."""
SAME = 0.8
"""Share of its words from which the first paragraph says the same."""


def find_standfirst(
    pruned: HtmlElement, whole: HtmlElement, article: Node, metas: dict[str, str], title: str, found: list[str]
) -> str:
    """What stands between headline and article; empty where nothing does, or where it is in the article already.

    It is known by the names of its element, or because the page gives it as its description. `found`: the article.
    `pruned`: the page without its furniture; in the `whole` page, where it may stand beside bylines and buttons, only
    what is the description counts.
    """
    if not found:
        return ""
    texts = (text_of(article.get("description")), *(metas.get(name, "") for name in DESCRIPTIONS))
    descriptions = {folded for text in texts if (folded := fold_words(text))}
    told = _Told(found)
    standfirst = _search(pruned, descriptions, title, told, is_named=_is_named)
    if standfirst or all(map(told.says, descriptions)):
        return standfirst
    return _search(whole, descriptions, title, told, is_named=lambda _: False)


class _Told:
    """The words of an article, by which what it says already is known."""

    def __init__(self, found: list[str]) -> None:
        self.paragraphs = found
        self.first = set(fold_words(found[0]).split())

    @cached_property
    def short(self) -> set[str]:
        """The paragraphs that are no longer than a standfirst."""
        return {fold_words(paragraph) for paragraph in self.paragraphs if len(paragraph) <= LONGEST}

    @cached_property
    def whole(self) -> str:
        return f" {fold_words(' '.join(self.paragraphs))} "

    def says(self, text: str) -> bool:
        """Whether its first paragraph says nearly the same, or it says it anywhere."""
        own = set(text.split())
        return len(own & self.first) >= SAME * len(own) or f" {text} " in self.whole


def _search(
    tree: HtmlElement, descriptions: set[str], title: str, told: _Told, is_named: Callable[[HtmlElement], bool]
) -> str:
    heading = _find_heading(tree, fold_words(title))
    if heading is None:
        return ""
    elements = iter(tree.iter("h1", "h2", "h3", "p", "div", "section", "span", "strong"))
    for element in elements:
        if element is heading:
            break
    for element in islice(elements, NEAR):
        text = short_text(element, LONGEST)
        if len(text) < SHORTEST or "\n" in text or any(a.tag in ELSEWHERE for a in element.iterancestors()):
            continue
        folded = fold_words(text)
        if folded in told.short:
            # The article has begun; what follows it may be the teaser of another.
            return ""
        if is_named(element) or _is_described(folded, descriptions):
            return "" if told.says(folded) else text
    return ""


def _find_heading(tree: HtmlElement, title: str) -> HtmlElement | None:
    headings = list(islice(tree.iter("h1"), MOST_HEADINGS))
    folded = [fold_words(inline_text(heading)) for heading in headings]
    for heading, text in zip(headings, folded, strict=True):
        if text == title:
            return heading
    words = set(title.split())
    alike = (
        h for h, text in zip(headings, folded, strict=True) if len(words & set(text.split())) > LIKE_TITLE * len(words)
    )
    return next(alike, None)


def _is_named(element: HtmlElement) -> bool:
    if NAMES.search(_names(element)):
        return True
    return any(AROUND_NAMES.search(_names(around)) for around in islice(element.iterancestors("div", "header"), UP))


def _names(element: HtmlElement) -> str:
    return " ".join(element.get(name) or "" for name in NAMED)


def _is_described(text: str, descriptions: set[str]) -> bool:
    """Whether a description is this, or begins like this, as it may be cut off."""
    return any(text == d or (len(d) > SHORTEST and text.startswith(d[:-CUT_OFF])) for d in descriptions)
