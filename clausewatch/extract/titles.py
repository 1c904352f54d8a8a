"""The headline of a page, without the name of the site."""

import re
from collections.abc import Sequence
from itertools import islice

from lxml.html import HtmlElement

from clausewatch.extract.linked_data import Node, text_of
from clausewatch.extract.text_blocks import fold_words, inline_text, short_text

SEPARATOR = re.compile(r"\s+[|–—·•»›:]\s+|\s+-\s+")
MARKS = " |–—·•»›:-"
LONGEST = 400
"""Characters; a longer heading is none."""
MOST_HEADINGS = 10
SHARED = frozenset({"og:title", "twitter:title"})
SHORTEST_HEADLINE = 12
"""Characters by which a heading is told from a word that the title has, too."""
READ = 2000
"""Characters that are read of a title that is described or shared."""


def find_title(tree: HtmlElement, article: Node, metas: dict[str, str]) -> str:
    """The headline that is shown if the page's description agrees, else the described one, else the first heading."""
    described = _plain(text_of(article.get("headline") or article.get("name")))
    shared, page = _find_shared(metas), _find_page_title(tree)
    site = metas.get("og:site_name", "")
    headings = [text for text in map(inline_text, tree.iter("h1")) if 0 < len(text) <= LONGEST]
    if _is_site(described, site, page) and any(text != described and page.startswith(text) for text in headings):
        described = ""
    known = _words(f"{described} {shared}") or _words(page)
    agreed = [text for text in headings if _share_known(text, known) > 0.5 and not _is_site(text, site, page)]
    if agreed:
        # The name of the section, which stands above on some sites, agrees with a headline that has its word.
        return next((text for text in agreed if _share_known(" ".join(known), _words(text)) > 0.5), agreed[0])
    if described:
        return described
    if shared or page:
        return strip_site(shared or page, site, headings)
    return headings[0] if headings else ""


def list_shown(tree: HtmlElement, metas: dict[str, str]) -> str:
    """All that the page says that it is called: headings, its title and what is shared, one behind the other."""
    headings = (inline_text(heading)[:LONGEST] for heading in islice(tree.iter("h1"), MOST_HEADINGS))
    return " ".join((*headings, _find_page_title(tree), _find_shared(metas)))


def find_headings(tree: HtmlElement, most: int) -> list[HtmlElement]:
    """The elements that may show the headline, those first whose words the page's title or what is shared has.

    Headings of the second rank only where there is none of the first, and only with such words.
    """
    headings = list(islice(tree.iter("h1"), MOST_HEADINGS))
    if len(headings) == 1:
        return headings
    known = _list_titles(tree)
    titled = [heading for heading in headings or islice(tree.iter("h2"), MOST_HEADINGS) if _is_in(heading, known)]
    # The site's name, which the title has, too, is shorter.
    titled.sort(key=lambda heading: len(short_text(heading, LONGEST)), reverse=True)
    return [*titled, *(heading for heading in headings if heading not in titled)][:most]


def _list_titles(tree: HtmlElement) -> str:
    head = tree.find("head")
    metas = () if head is None else head.iter("meta")
    shared = (meta.get("content") or "" for meta in metas if SHARED.intersection(meta.values()))
    return fold_words(" ".join([_find_page_title(tree)[:READ], *islice(shared, 2)])[: 2 * READ])


def _is_in(heading: HtmlElement, known: str) -> bool:
    folded = fold_words(short_text(heading, LONGEST))
    return len(folded) >= SHORTEST_HEADLINE and folded in known


def _find_page_title(tree: HtmlElement) -> str:
    element = tree.find(".//title")
    return _plain(element.text_content()) if element is not None else ""


def _find_shared(metas: dict[str, str]) -> str:
    return _plain(metas.get("og:title") or metas.get("twitter:title") or "")


def strip_site(title: str, site: str = "", headings: Sequence[str] = ()) -> str:
    """A title without the name of the site, which stands behind its last, or before its first, separator."""
    parts = [part.strip() for part in SEPARATOR.split(title)]
    if len(parts) < 2:
        return title
    names = {name.casefold() for name in (site, *headings) if name}
    if parts[0].casefold() in names and parts[-1].casefold() not in names:
        return title[len(parts[0]) :].lstrip(MARKS)
    longest = max(parts, key=len)
    if parts[-1].casefold() in names or (longest != parts[-1] and len(parts[-1].split()) <= 5):
        return title[: title.rfind(parts[-1])].rstrip(MARKS)
    return longest if len(longest) > 0.6 * len(title) else title


def _is_site(heading: str, site: str, page: str) -> bool:
    """Whether a heading is the name of the site, which some have as the first heading of every page."""
    folded = heading.casefold()
    parts = [part.strip().casefold() for part in SEPARATOR.split(page)]
    return folded == site.casefold() or (len(parts) > 1 and folded == parts[-1])


def _plain(text: str) -> str:
    return " ".join(re.sub(r"<[^<>]+>", " ", text[:READ]).split())


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def _share_known(heading: str, known: set[str]) -> float:
    words = _words(heading)
    return len(words & known) / len(words) if words else 0.0
