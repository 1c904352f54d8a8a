"""Who wrote a page, as a set of people."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any

from lxml.html import HtmlElement

from clausewatch.extract.json_values import as_list
from clausewatch.extract.linked_data import Node, resolve, text_of, types_of
from clausewatch.extract.names import clean_names
from clausewatch.extract.text_blocks import short_text
from clausewatch.models import Publisher

AUTHOR_META = (
    "author", "article:author", "og:article:author", "authors", "article:author_name", "og:author", "parsely-author",
    "sailthru.author", "byl",
    "dc.creator", "dcterms.creator", "dc:creator", "dc.creator.aut", "citation_author", "creator", "cxenseparse:author",
    "bt:author", "rbauthors", "dcsext.author", "shareaholic:article_author_name", "article_author", "byline",
    "atc-metaauthor",
)  # fmt: skip
BYLINE_TAGS = (
    "a",
    "span",
    "div",
    "p",
    "li",
    "section",
    "small",
    "h2",
    "h3",
    "h4",
    "strong",
    "address",
    "cite",
    "ul",
    "em",
)
NAMED = ("rel", "itemprop", "class", "id", "data-component", "data-testid")
HINT = re.compile(r"author|byline|\bby\b|\bfn\b|writer|journalist|posted-by|dateline|contributor", re.IGNORECASE)
RANKS = (
    re.compile(r"^(?:\S+ )*author\b[^|]*\||^[^|]*\|[^|]*author"),
    re.compile(
        r"author[-_]{0,2}name|byline[-_]{0,2}name|contributor-name|\bfn\b|\|author\||(?<![\w-])author(?=\|)",
        re.IGNORECASE,
    ),
    re.compile(r"byline|(?<![\w])by(?![\w])", re.IGNORECASE),
    HINT,
)
"""What names of an element tell that a byline stands in it, surest first."""
SURE_RANKS = 3
MOST_AUTHORS = 100
MOST_BYLINES = 30
NEAR = 6
"""Elements around a byline whose names tell what it belongs to."""
WHOLE = ("body", "html", "main", "article")
NOT_AROUND = ("aside", "footer", "nav", "figure", "figcaption", "blockquote")
NOT_BYLINE = re.compile(
    r"comment|related|sidebar|footer|avatar|bio\b|about|(?<!v)(?<!\bh-)card|teaser|promo|most-|recommend|reply|quote",
    re.IGNORECASE,
)
SPOKEN = re.compile(
    r"^(?:words\s+|written\s+|story\s+|report\s+|(?:posted|published)\b.{0,60}?\s)?by:?\s+(\S.{2,80})$", re.IGNORECASE
)
LONGEST_BYLINE = 160
BEGIN_OF_BYLINE = re.compile(r"\s*(?:(?:written\s+)?by|posted|published)\b", re.IGNORECASE)


def find_authors(
    tree: HtmlElement, article: Node, nodes: list[Node], metas: dict[str, list[str]], publisher: Publisher
) -> tuple[str, ...]:
    """The authors that a page names: by its description of itself, else by its byline. Empty where none is a person."""
    outlets: tuple[str, ...] = (publisher.title, publisher.name, publisher.organisation or "", *_outlets(nodes, metas))
    described = clean_names(_described(article, nodes), outlets, sure=True)
    in_metas = _from_metas(metas, outlets)
    # Some sites describe the first of several authors only.
    if described and not set(described) < set(in_metas):
        return _name_whole(described, tree, outlets)
    return _complete(in_metas, tree, outlets) if in_metas else _from_bylines(tree, outlets)


def _name_whole(described: tuple[str, ...], tree: HtmlElement, outlets: Iterable[str]) -> tuple[str, ...]:
    """The whole name, where the only author is described by a first name and the byline has more."""
    if len(described) == 1 and " " not in described[0]:
        shown = _from_bylines(tree, outlets)
        if len(shown) == 1 and shown[0].startswith(f"{described[0]} "):
            return shown
    return described


def _complete(named: tuple[str, ...], tree: HtmlElement, outlets: Iterable[str]) -> tuple[str, ...]:
    """With those whom a byline names beside the only author of a meta element, which some systems give the first of."""
    if len(named) == 1:
        for element in chain.from_iterable(_rank_bylines(tree)[:SURE_RANKS]):
            text = short_text(element, LONGEST_BYLINE)
            if SPOKEN.match(text) and (names := clean_names([text], outlets)) and set(named) < set(names):
                return names
    return named


def _from_metas(metas: dict[str, list[str]], outlets: Iterable[str]) -> tuple[str, ...]:
    for name in AUTHOR_META:
        texts = [text for text in metas.get(name, ()) if not text.casefold().startswith(("http:", "https:"))]
        if texts and (names := clean_names(texts, outlets)):
            return names
    # What cards on social networks show: a label, and what it labels.
    if "written by" in (label.casefold() for label in metas.get("twitter:label1", ())):
        return clean_names(metas.get("twitter:data1", ()), outlets)
    return ()


def find_job_title(article: Node, nodes: list[Node]) -> str | None:
    """The role of the only author, where the page's description has one."""
    people = [resolve(author, nodes) for author in as_list(article.get("author"))]
    return (text_of(people[0].get("jobTitle")) or None) if len(people) == 1 and isinstance(people[0], dict) else None


def _outlets(nodes: list[Node], metas: dict[str, list[str]]) -> Iterator[str]:
    yield from metas.get("og:site_name", ())
    for node in nodes:
        types = types_of(node)
        if "person" not in types and any(kind.endswith("organization") or kind == "website" for kind in types):
            yield text_of(node.get("name"))


def _described(article: Node, nodes: list[Node]) -> Iterator[str]:
    """The names of the persons among the authors of the JSON-LD object."""
    for key in ("author", "creator"):
        found = False
        for author in as_list(article.get(key))[:MOST_AUTHORS]:
            for name in _names_of(resolve(author, nodes)):
                found = True
                yield name
        if found:
            return


def _names_of(author: Any) -> Iterable[str]:
    if isinstance(author, str):
        return () if author.startswith(("http", "/")) else (author,)
    if not isinstance(author, dict):
        return ()
    types = types_of(author)
    if "person" not in types and any(kind.endswith("organization") for kind in types):
        return ()
    names = [text_of(name) for name in as_list(author.get("name"))]
    if not any(names) and (author.get("givenName") or author.get("familyName")):
        names = [f"{text_of(author.get('givenName'))} {text_of(author.get('familyName'))}".strip()]
    return [name for name in names if name and not name.startswith("http")]


def _from_bylines(tree: HtmlElement, outlets: Iterable[str]) -> tuple[str, ...]:
    for rank, elements in enumerate(_rank_bylines(tree)):
        texts = [text for element in elements if (text := short_text(element, LONGEST_BYLINE)) and len(text) > 3]
        # The first that has a name: later ones are those of other stories.
        for text in texts:
            if names := clean_names([text], outlets):
                near = [other for other in texts[:6] if other != text] if rank == 0 else []
                return clean_names([text, *near], outlets) if len(near) <= 4 else names
    return _from_text(tree, outlets)


def _rank_bylines(tree: HtmlElement) -> list[list[HtmlElement]]:
    """Elements that may hold a byline, by how sure that is."""
    ranked: list[list[HtmlElement]] = [[] for _ in RANKS]
    for element in tree.iter(*BYLINE_TAGS):
        if not element.attrib:
            continue
        names = "|".join(element.get(name) or "" for name in NAMED)
        if HINT.search(names):
            rank = next(place for place, pattern in enumerate(RANKS) if pattern.search(names))
            if len(ranked[rank]) < MOST_BYLINES and not _is_elsewhere(element):
                ranked[rank].append(element)
    return ranked


def _from_text(tree: HtmlElement, outlets: Iterable[str]) -> tuple[str, ...]:
    """A short paragraph that says "By ..."."""
    for begun in islice(_find_begins(tree), MOST_BYLINES):
        element: HtmlElement | None = begun
        while element is not None and element.tag in ("b", "strong", "em", "i", "span", "a", "small", "font", "time"):
            element = element.getparent()
        text = short_text(element, LONGEST_BYLINE) if element is not None else ""
        if (
            (match := SPOKEN.match(text.partition("\n")[0]))
            and not _is_elsewhere(element)
            and (names := clean_names([match[1]], outlets))
        ):
            return names
    return ()


def _find_begins(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Elements with a piece of text that begins like a byline."""
    body = tree.find("body")
    for element in () if body is None else body.iter():
        if element.text and BEGIN_OF_BYLINE.match(element.text):
            yield element
        if element.tail and BEGIN_OF_BYLINE.match(element.tail) and (parent := element.getparent()) is not None:
            yield parent


def _is_elsewhere(element: HtmlElement) -> bool:
    """Whether a byline belongs to a comment or another story."""
    near = [element]
    for depth, ancestor in enumerate(element.iterancestors()):
        if ancestor.tag in NOT_AROUND:
            return True
        if depth < NEAR and ancestor.tag not in WHOLE:
            near.append(ancestor)
    return any(NOT_BYLINE.search(f"{e.get('class') or ''} {e.get('id') or ''}") for e in near)
