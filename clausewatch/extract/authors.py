"""Who wrote a page, as a set of people."""

import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from clausewatch.extract.bylines import Bylines
from clausewatch.extract.desks import find_desk
from clausewatch.extract.json_values import as_list
from clausewatch.extract.linked_data import Node, resolve, text_of, types_of
from clausewatch.extract.names import clean_lone_name, clean_names
from clausewatch.models import Publisher

AUTHOR_META = (
    "citation_author", "author", "article:author", "og:article:author", "authors", "article:author_name", "og:author",
    "parsely-author", "sailthru.author", "byl",
    "dc.creator", "dcterms.creator", "dc:creator", "dc.creator.aut", "creator", "cxenseparse:author",
    "bt:author", "rbauthors", "dcsext.author", "shareaholic:article_author_name", "article_author", "byline",
    "atc-metaauthor", "mrf:authors", "author_name", "article-author", "article.author",
)  # fmt: skip
AUTHOR_KEYS = ("author", "creator")
INVERTED = re.compile(r"(?P<last>(?:[a-zä-ÿ]+ ){0,2}[^\W\d_][\w'’-]+), (?P<first>[^\W\d_][\w'’-]*\.?(?: [A-Z]\.)*)")
MOST_AUTHORS = 100
LONG_ENDINGS = ("info", "news", "blog", "online", "media", "live")


def find_authors(
    tree: HtmlElement,
    article: Node,
    nodes: list[Node],
    metas: dict[str, list[str]],
    publisher: Publisher,
    url: str = "",
) -> tuple[str, ...]:
    """The people whom a page names as its authors: by its description of itself, else by its byline. Where it names
    none, the agency or the desk that it names; empty where that is the outlet itself, and on official sites.
    """
    bylines = Bylines(tree, (*_own_names(publisher), *_outlets(nodes, metas)))
    people = _find_people(bylines, article, nodes, metas, publisher, url)
    if people or publisher.kind == "official":
        return people
    described = [name for key in AUTHOR_KEYS for name in _groups(article.get(key), nodes)]
    in_metas = [text for name in AUTHOR_META for text in metas.get(name, ())]
    houses = (resolve(house, nodes) for house in as_list(article.get("publisher")))
    names = (text_of(house.get("name")) for house in houses if isinstance(house, dict))
    own = (*_own_names(publisher), *metas.get("og:site_name", ()), *_names_in_host(url), *names)
    return find_desk(bylines.list_lines(), described, in_metas, own)


def _find_people(
    bylines: Bylines,
    article: Node,
    nodes: list[Node],
    metas: dict[str, list[str]],
    publisher: Publisher,
    url: str,
) -> tuple[str, ...]:
    outlets = bylines.outlets
    in_host = {name.replace("-", "") for name in _names_in_host(url)}
    described = _without_site(clean_names(_described(article, nodes), outlets, sure=True), in_host)
    named = _from_metas(metas, outlets)
    in_metas = _without_site(named or clean_names(_on_card(metas), outlets), in_host)
    if described and in_metas and not set(described) & set(in_metas):
        # What a system fills in by itself may be whoever put the page up: the byline decides.
        shown = bylines.find_names()
        if set(in_metas) & set(shown):
            return shown if set(in_metas) < set(shown) else in_metas
    # Some sites describe the first of several authors only.
    if described and not set(described) < set(in_metas):
        return _complete(described, article, bylines)
    if in_metas and not named and (shown := bylines.find_sure_names()):
        # A card names whoever put the page up.
        return shown
    if in_metas:
        # Some systems put the first of several authors alone into a meta element.
        return bylines.complete(in_metas, is_short=len(in_metas) == 1)
    if shown := bylines.find_names():
        return shown
    if publisher.kind == "official" or _is_described_as_group(article, nodes):
        # Whoever put the page up for an organisation is known to its system by a word.
        return ()
    outlets = (*outlets, *_names_in_host(url))
    return _find_lone(article, nodes, metas, outlets) or bylines.find_lone_name(outlets)


def _without_site(names: tuple[str, ...], in_host: set[str]) -> tuple[str, ...]:
    """Beside a person the site itself is none; alone, its name may be that of who writes it."""
    left = tuple(name for name in names if "".join(name.casefold().split()) not in in_host)
    return left or names


def _complete(described: tuple[str, ...], article: Node, bylines: Bylines) -> tuple[str, ...]:
    """What the byline has more of: the last name of an only author, or who wrote it with those described."""
    if len(described) == 1 and " " not in described[0]:
        shown = bylines.find_names()
        return shown if len(shown) == 1 and shown[0].startswith(f"{described[0]} ") else described
    # A description that refers to its author by an identifier is made by a system that knows only one a page.
    is_reference = any(isinstance(author, dict) and "@id" in author for author in as_list(article.get("author")))
    return bylines.complete(described, is_short=is_reference and len(described) == 1)


def _find_lone(
    article: Node, nodes: list[Node], metas: dict[str, list[str]], outlets: Iterable[str]
) -> tuple[str, ...]:
    """A name of one word, where the page describes its author by that alone."""
    # In a meta element a small letter begins the name of an account.
    texts = [*_described(article, nodes), *(text for text in metas.get("author", ()) if not text[0].islower())]
    return next(((name,) for text in texts if (name := clean_lone_name(text, outlets))), ())


def _from_metas(metas: dict[str, list[str]], outlets: Iterable[str]) -> tuple[str, ...]:
    """The people of the first meta element that names any; whoever holds the rights only where none names others."""
    rights = " ".join(metas.get("copyright", ())).casefold()
    holders: tuple[str, ...] = ()
    for name in AUTHOR_META:
        texts = [text for text in metas.get(name, ()) if not text.casefold().startswith(("http:", "https:"))]
        if not texts or not (names := clean_names(map(_turn, texts), outlets)):
            continue
        if not all(person.casefold() in rights for person in names):
            return names
        holders = holders or names
    return holders


def _on_card(metas: dict[str, list[str]]) -> list[str]:
    """What cards on social networks show: a label, and what it labels."""
    labels = (label.casefold() for label in metas.get("twitter:label1", ()))
    return metas.get("twitter:data1", []) if "written by" in labels else []


def _turn(text: str) -> str:
    """'Moor, Ada', as catalogues write it, to 'Ada Moor'; any other text as it is."""
    match = INVERTED.fullmatch(text)
    return f"{match['first']} {match['last']}" if match else text


def find_job_title(article: Node, nodes: list[Node]) -> str | None:
    """The role of the only author, where the page's description has one."""
    people = [resolve(author, nodes) for author in as_list(article.get("author"))]
    return (text_of(people[0].get("jobTitle")) or None) if len(people) == 1 and isinstance(people[0], dict) else None


def _own_names(publisher: Publisher) -> tuple[str, ...]:
    return (publisher.title, publisher.name, publisher.organisation or "")


def _outlets(nodes: list[Node], metas: dict[str, list[str]]) -> Iterator[str]:
    yield from metas.get("og:site_name", ())
    for node in nodes:
        types = types_of(node)
        if "person" not in types and any(kind.endswith("organization") or kind == "website" for kind in types):
            yield text_of(node.get("name"))


def _names_in_host(url: str) -> Iterator[str]:
    """What a site is called by its address: of `www.harbour-news.co.uk` the registered name as one word and as said."""
    labels = (urlsplit(url).hostname or "").removeprefix("www.").split(".")
    while len(labels) > 1 and (len(labels[-1]) <= 3 or labels[-1] in LONG_ENDINGS):
        labels.pop()
    if labels[-1]:
        yield labels[-1]
        yield labels[-1].replace("-", "")


def _described(article: Node, nodes: list[Node]) -> Iterator[str]:
    """The names of the persons among the authors of the JSON-LD object."""
    for key in AUTHOR_KEYS:
        found = False
        for author in _each_author(article.get(key), nodes):
            for name in _names_of(author):
                found = True
                yield name
        if found:
            return


def _is_described_as_group(article: Node, nodes: list[Node]) -> bool:
    return any(True for _ in _groups(article.get("author"), nodes))


def _groups(value: Any, nodes: list[Node]) -> Iterator[str]:
    """The names of the organisations among authors."""
    for author in _each_author(value, nodes):
        if isinstance(author, dict) and _is_group(author):
            yield text_of(author.get("name"))


def _is_group(author: Node) -> bool:
    types = types_of(author)
    return "person" not in types and any(kind.endswith("organization") for kind in types)


def _each_author(value: Any, nodes: list[Node]) -> Iterator[Any]:
    """The authors one by one, out of an ordered list and out of the role in which they wrote."""
    for item in as_list(value["@list"] if isinstance(value, dict) and "@list" in value else value)[:MOST_AUTHORS]:
        author = resolve(item, nodes)
        if isinstance(author, dict) and "role" in types_of(author):
            yield from (resolve(inner, nodes) for inner in as_list(author.get("author"))[:MOST_AUTHORS])
        else:
            yield author


def _names_of(author: Any) -> Iterable[str]:
    if isinstance(author, str):
        return () if author.startswith(("http", "/")) else (author,)
    if not isinstance(author, dict):
        return ()
    if _is_group(author):
        return ()
    names = [text_of(name) for name in as_list(author.get("name"))]
    if not any(names):
        names = [text_of(author.get("alternateName"))]
    if not any(names) and (author.get("givenName") or author.get("familyName")):
        names = [f"{text_of(author.get('givenName'))} {text_of(author.get('familyName'))}".strip()]
    return [name for name in names if name and not name.startswith("http")]
