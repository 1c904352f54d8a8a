"""Links to the pages of authors near a headline: so many sites show who wrote a story, whatever names elements have."""

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import unquote

from lxml.html import HtmlElement

from clausewatch.extract.people import INTERFACE
from clausewatch.extract.text_blocks import UNSEEN, short_text

OF_AUTHORS = frozenset({
    "author", "authors", "autor", "autoren", "auteur", "auteurs", "autores", "contributor", "contributors",
    "journalist", "journalists", "reporter", "reporters", "columnist", "columnists", "columnista", "correspondents",
    "writer", "writers", "byline", "bylines", "redakteur", "redakteure",
})  # fmt: skip
"""Folders in which each page is an author's."""
OF_PEOPLE = frozenset({
    "profile", "profiles", "people", "person", "by", "staff", "team", "editor", "editors", "user", "users", "about",
    "experts", "bio", "bios",
})  # fmt: skip
"""Folders in which it is one where its name is the name in the link."""
LONGEST = 50
"""Characters of a name in a link."""
AFTER, BEFORE = 1200, 150
"""Characters of text after, and before, a headline within which its byline stands."""
LINE = 250
"""Characters of text that links to several authors of one story stand in."""
MOST_LINKS = 50
MOST_PARTS = 300
"""Elements of a line or a margin."""
ENDS = (".", "!", "?", "”", '"')
FEW_WORDS = 8
"""Of a line that ends as a sentence does and is none."""
WHOLE = ("body", "html", "main", "article")
WORD = re.compile(r"[^\W\d_]{2,}")


def find_author_links(heading: HtmlElement) -> list[HtmlElement]:
    """The links to authors near a heading: those that follow, then those that go before."""
    return list(islice((link for link in _links_near(heading) if _is_to_author(link)), MOST_LINKS))


def keep_of_first_line(elements: list[HtmlElement]) -> list[HtmlElement]:
    """The first of several elements, and those that stand with it in one short line or paragraph."""
    if len(elements) < 2:
        return elements
    line = elements[0]
    for around in elements[0].iterancestors():
        if around.tag in WHOLE or not short_text_of_few(around, LINE):
            break
        line = around
    within = set(line.iter())
    return [element for element in elements if element in within]


def follow(element: HtmlElement) -> Iterator[HtmlElement]:
    """What stands behind an element, in order."""
    for before in (element, *element.iterancestors()):
        for sibling in before.itersiblings():
            yield from sibling.iter()


def short_text_of_few(element: HtmlElement, longest: int) -> str:
    """Its text; empty where that is longer, or where it holds too many elements to be looked at often."""
    is_large = next(islice(element.iter(), MOST_PARTS, None), None) is not None
    return "" if is_large else short_text(element, longest)


def _links_near(heading: HtmlElement) -> list[HtmlElement]:
    length, start = 0, None
    found: list[tuple[int, HtmlElement]] = []
    for element in heading.getroottree().getroot().iter():
        if element is heading:
            start = length
        if start is not None and length - start > AFTER:
            break
        if element.tag == "a" and element.get("href"):
            found.append((length, element))
        if element.tag not in UNSEEN:
            length += len((element.text or "").strip())
        length += len((element.tail or "").strip())
    start = start or 0
    after = [link for place, link in found if place >= start]
    return after + [link for place, link in found if start - BEFORE <= place < start]


def _is_to_author(link: HtmlElement) -> bool:
    text = short_text(link, LONGEST)
    path = re.split(r"[?#]", link.get("href", ""), maxsplit=1)[0]
    *folders, page = [unquote(part).casefold() for part in path.split("/") if part] or [""]
    around = folders[-2:]
    if not text or not page or INTERFACE.fullmatch(text):
        return False
    is_author = not OF_AUTHORS.isdisjoint(around) or (not OF_PEOPLE.isdisjoint(around) and _is_named(page, text))
    return is_author and not _is_in_sentence(link)


def _is_in_sentence(link: HtmlElement) -> bool:
    """Whether it stands in a paragraph of running text, as links to whom a story tells of."""
    paragraph = next((around for around in link.iterancestors() if around.tag in ("p", "td", "li")), None)
    if paragraph is None:
        return False
    text = short_text_of_few(paragraph, LINE)
    return not text or (text.endswith(ENDS) and len(text.split()) > FEW_WORDS and not text.casefold().startswith("by "))


def _is_named(page: str, text: str) -> bool:
    words = [word.casefold() for word in WORD.findall(text)]
    # "About Fenland" is the site's, or its owner's, page about itself.
    return bool(words) and words[0] != "about" and words[-1] in page
