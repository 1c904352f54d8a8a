"""Who wrote a page, as a set of people."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from lxml.html import HtmlElement

from clausewatch.extract.linked_data import Node, as_list, resolve, text_of, types_of
from clausewatch.extract.names import clean_names
from clausewatch.extract.text_blocks import inline_text
from clausewatch.models import Publisher

AUTHOR_META = (
    "author", "article:author", "authors", "article:author_name", "og:author", "parsely-author", "sailthru.author", "byl",
    "dc.creator", "dcterms.creator", "dc:creator", "dc.creator.aut", "citation_author", "creator", "cxenseparse:author",
    "bt:author", "rbauthors", "dcsext.author", "shareaholic:article_author_name", "article_author", "byline", "atc-metaauthor",
)  # fmt: skip
BYLINES = (
    "//*[self::a or self::span or self::div or self::p or self::li or self::address]"
    "[contains(concat(' ', @rel, ' '), ' author ') or contains(@itemprop, 'author')]",
    "//*[self::a or self::span or self::div or self::p or self::li or self::h3 or self::h4 or self::strong or self::address"
    " or self::cite][contains(@class, 'author-name') or contains(@class, 'author_name') or contains(@class, 'authorName')"
    " or contains(@class, 'AuthorName') or contains(@class, 'author__name') or contains(@class, 'byline-name')"
    " or contains(@class, 'byline__name') or contains(@class, 'contributor-name') or contains(@class, 'fn ')"
    " or @class='fn' or @class='author' or @id='author' or @data-testid='byline-name' or @data-testid='author-name']",
    "//*[self::a or self::span or self::div or self::p or self::li or self::section or self::small or self::h2 or self::h3"
    " or self::h4 or self::address or self::ul][contains(translate(@class, 'BYLINE', 'byline'), 'byline')"
    " or contains(translate(@id, 'BYLINE', 'byline'), 'byline') or @class='by' or contains(@class, '-by')"
    " or contains(@data-component, 'yline') or contains(@data-testid, 'yline') or contains(@rel, 'author')]",
    "//*[self::a or self::span or self::div or self::p or self::li or self::h3 or self::h4 or self::address]"
    "[contains(translate(@class, 'AUTHOR', 'author'), 'author') or contains(@class, 'writer')"
    " or contains(@class, 'journalist') or contains(@class, 'posted-by') or contains(@class, 'dateline')]",
)
"""Where bylines stand, surest first."""
NOT_BYLINE = re.compile(r"comment|related|sidebar|footer|avatar|bio\b|about|card|teaser|promo|most-|recommend|reply|quote|share", re.IGNORECASE)
SPOKEN = re.compile(r"^(?:words\s+|written\s+|story\s+|report\s+)?by:?\s+(\S.{2,80})$", re.IGNORECASE)
LONGEST_BYLINE = 160


def find_authors(
    tree: HtmlElement, article: Node, nodes: list[Node], metas: dict[str, list[str]], publisher: Publisher
) -> tuple[str, ...]:
    """The authors that a page names: by its description of itself, else by its byline. Empty where none is a person."""
    outlets: tuple[str, ...] = (publisher.title, publisher.name, publisher.organisation or "", *_outlets(nodes, metas))
    described = clean_names(_described(article, nodes), outlets, sure=True)
    in_metas = _from_metas(metas, outlets)
    # Some sites describe the first of several authors only.
    if described and not set(described) < set(in_metas):
        return described
    return in_metas or _from_bylines(tree, outlets)


def _from_metas(metas: dict[str, list[str]], outlets: Iterable[str]) -> tuple[str, ...]:
    for name in AUTHOR_META:
        texts = [text for text in metas.get(name, ()) if not text.casefold().startswith(("http:", "https:"))]
        if names := clean_names(texts, outlets):
            return names
    return ()


def find_job_title(article: Node, nodes: list[Node]) -> str | None:
    """The role of the only author, where the page's description has one."""
    people = [resolve(author, nodes) for author in as_list(article.get("author"))]
    return (text_of(people[0].get("jobTitle")) or None) if len(people) == 1 and isinstance(people[0], dict) else None


def _outlets(nodes: list[Node], metas: dict[str, list[str]]) -> Iterator[str]:
    yield from metas.get("og:site_name", ())
    for node in nodes:
        if any(kind.endswith("organization") or kind == "website" for kind in types_of(node)):
            yield text_of(node.get("name"))


def _described(article: Node, nodes: list[Node]) -> Iterator[str]:
    """The names of the persons among the authors of the JSON-LD object."""
    for key in ("author", "creator"):
        found = False
        for author in as_list(article.get(key)):
            for name in _names_of(resolve(author, nodes)):
                found = True
                yield name
        if found:
            return


def _names_of(author: Any) -> Iterable[str]:
    if isinstance(author, str):
        return () if author.startswith(("http", "/")) else (author,)
    if not isinstance(author, dict) or any(kind.endswith("organization") for kind in types_of(author)):
        return ()
    names = [text_of(name) for name in as_list(author.get("name"))]
    if not any(names) and (author.get("givenName") or author.get("familyName")):
        names = [f"{text_of(author.get('givenName'))} {text_of(author.get('familyName'))}".strip()]
    return [name for name in names if name and not name.startswith("http")]


def _from_bylines(tree: HtmlElement, outlets: Iterable[str]) -> tuple[str, ...]:
    for path in BYLINES:
        texts = []
        for element in tree.xpath(path)[:30]:
            if not _is_elsewhere(element):
                text = inline_text(element)
                if 3 < len(text) <= LONGEST_BYLINE:
                    texts.append(text)
        # The first that has a name: later ones are those of other stories.
        for text in texts:
            if names := clean_names([text], outlets):
                near = [other for other in texts[:6] if other != text] if path == BYLINES[0] else []
                return clean_names([text, *near], outlets) if len(near) <= 4 else names
    return _from_text(tree, outlets)


def _from_text(tree: HtmlElement, outlets: Iterable[str]) -> tuple[str, ...]:
    """A paragraph that says "By ..."."""
    for element in tree.iter("p", "div", "span", "h4", "strong", "em"):
        if len(element) <= 4 and (element.text or len(element)):
            text = inline_text(element) if len(element) <= 4 else ""
            if len(text) <= LONGEST_BYLINE and (match := SPOKEN.match(text)) and not _is_elsewhere(element):
                if names := clean_names([match[1]], outlets):
                    return names
    return ()


def _is_elsewhere(element: HtmlElement) -> bool:
    """Whether a byline belongs to a comment or another story."""
    if NOT_BYLINE.search(f"{element.get('class') or ''} {element.get('id') or ''}"):
        return True
    for depth, ancestor in enumerate(element.iterancestors()):
        if ancestor.tag in ("aside", "footer", "nav", "figure", "figcaption", "blockquote"):
            return True
        if depth < 6 and ancestor.tag not in ("body", "html", "main", "article"):
            if NOT_BYLINE.search(f"{ancestor.get('class') or ''} {ancestor.get('id') or ''}"):
                return True
    return False
