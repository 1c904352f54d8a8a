"""What a page says of itself as JSON-LD, broken or not."""

import json
import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

from lxml.html import HtmlElement

from clausewatch.extract.decoding import CONTROL
from clausewatch.extract.json_values import as_list, clean_value, load_json

ARTICLE_TYPES = {
    "newsarticle": 3,
    "reportagenewsarticle": 3,
    "analysisnewsarticle": 3,
    "backgroundnewsarticle": 3,
    "opinionnewsarticle": 3,
    "reviewnewsarticle": 3,
    "advertisercontentarticle": 3,
    "liveblogposting": 3,
    "blogposting": 3,
    "article": 3,
    "report": 2,
    "techarticle": 2,
    "scholarlyarticle": 2,
    "socialmediaposting": 2,
    "discussionforumposting": 2,
    "speech": 2,
    "webpage": 1,
    "itempage": 1,
}
"""How well a schema.org type describes an article."""
NESTED = ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement", "item")
MOST_NODES = 2000
AUTHORS = re.compile(r'"author"\s*:\s*(?:\[[^\]]{0,2000}\]|\{[^}]{0,500})')
NAME = re.compile(r'"name"\s*:\s*"((?:[^"\\]|\\.)*)"')
PERSON = re.compile(rf'"Person"\s*,\s*{NAME.pattern}')
"""What a description that is no JSON says of its authors; of one that is not closed, or is long, nothing."""
LONGEST_SCRIPT = 2_000_000
Node = dict[str, Any]


def read_linked_data(tree: HtmlElement) -> list[Node]:
    """Every JSON-LD object of a page that has a type, outermost first; what cannot be read is left out."""
    nodes: list[Node] = []
    for script in tree.iter("script"):
        kind = (script.get("type") or "").casefold()
        if "ld+json" in kind and script.text and len(script.text) <= LONGEST_SCRIPT:
            for value in parse_lenient(script.text):
                nodes.extend(_walk(value))
    return nodes[:MOST_NODES]


def find_article(nodes: list[Node], tell_shown: Callable[[], str] = str) -> Node:
    """The object that describes the article, empty where there is none. The facts of twins are joined.

    A page that is named as the site is describes that, as do the dates of it. `tell_shown` gives what the page says
    that it is called, by which the description of another story is told.
    """
    sites = {_headline(node) for node in nodes if _is_site(node)} - {""}
    of_page = (node for node in nodes if _rank(node) >= LEAST_ARTICLE or _headline(node) not in sites)
    ranked = sorted(filter(_rank, of_page), key=_rank, reverse=True)
    if not ranked:
        return {}
    best = ranked[0] if len(ranked) == 1 else _keep_of_page(ranked, _long_words(tell_shown()))
    joined = dict(best)
    for other in ranked:
        if _rank(other) < LEAST_ARTICLE or _headline(other) == _headline(best):
            joined = {**{k: v for k, v in other.items() if k in JOINABLE and v}, **joined}
    return joined


LEAST_ARTICLE = 4
"""Rank under which an object describes the page and not an article."""
LEAST_SHOWN, MOST_SHOWN = 0.2, 0.5
"""Shares of the longer words of a headline, up to which it is of another story, and from which it is of the page."""
LONG_WORD = re.compile(r"\w{4,}")
JOINABLE = ("datePublished", "dateModified", "author", "inLanguage", "articleBody", "headline")


def resolve(node: Any, nodes: list[Node]) -> Any:
    """The object that a bare reference (`{"@id": ...}`) stands for, else the value itself."""
    if isinstance(node, dict) and "@id" in node and "name" not in node:
        return next((other for other in nodes if other.get("@id") == node["@id"] and "name" in other), node)
    return node


def text_of(value: Any) -> str:
    """A string of JSON-LD without entities; empty for anything else."""
    found = next((item for item in as_list(value) if isinstance(item, str)), "")
    return CONTROL.sub("", unescape(found)).strip()


def types_of(node: Node) -> list[str]:
    """Its types in lower case, without the vocabulary's address."""
    return [kind.rpartition("/")[2].casefold() for kind in as_list(node.get("@type")) if isinstance(kind, str)]


def _rank(node: Node) -> int:
    rank = max((ARTICLE_TYPES.get(kind, 0) for kind in types_of(node)), default=0)
    return rank * 2 + ("datePublished" in node or "articleBody" in node) if rank else 0


def _keep_of_page(ranked: list[Node], shown: set[str]) -> Node:
    """The first of them, or where nothing of its headline is shown, the first whose headline is."""
    if not _headline(ranked[0]) or _share_shown(ranked[0], shown) > LEAST_SHOWN:
        return ranked[0]
    return next((node for node in ranked if _share_shown(node, shown) > MOST_SHOWN), ranked[0])


def _share_shown(node: Node, shown: set[str]) -> float:
    words = _long_words(_headline(node))
    return len(words & shown) / len(words) if words else 0.0


def _long_words(text: str) -> set[str]:
    return set(LONG_WORD.findall(text.casefold()))


def _is_site(node: Node) -> bool:
    return any(kind == "website" or kind.endswith("organization") for kind in types_of(node))


def _headline(node: Node) -> str:
    return text_of(node.get("headline") or node.get("name"))


def _walk(value: Any, depth: int = 0) -> Iterator[Node]:
    if depth > 6:
        return
    for item in as_list(value):
        if not isinstance(item, dict):
            continue
        if "@type" in item:
            yield item
        for key in NESTED:
            yield from _walk(item.get(key), depth + 1)
        if depth == 0:
            for key in ("author", "publisher"):
                yield from _walk(item.get(key), 5)


def parse_lenient(text: str) -> Iterator[Any]:
    """The JSON values of a script, in which comments, raw line ends, trailing commas and a second value may stand."""
    stripped = re.sub(r"^\s*(?:<!--|/\*\s*<!\[CDATA\[\s*\*/|//\s*<!\[CDATA\[|<!\[CDATA\[)", "", text)
    stripped = re.sub(r"(?:-->|/\*\s*\]\]>\s*\*/|//\s*\]\]>|\]\]>)\s*$", "", stripped).strip().rstrip(";")
    for attempt in (stripped, re.sub(r",(\s*[}\]])", r"\1", stripped), unescape(stripped)):
        try:
            yield load_json(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
        return
    yield from _parse_parts(stripped)


def _parse_parts(text: str) -> Iterator[Any]:
    """The values that stand one behind the other; of one that is broken, the facts that can be seen."""
    decoder, place, found = json.JSONDecoder(strict=False), 0, False
    while (start := text.find("{", place)) >= 0:
        try:
            value, place = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            break
        found = True
        yield clean_value(value)
    if not found and (facts := _scan(text)):
        yield facts


def _scan(text: str) -> Node:
    facts: Node = {}
    for key in ("@type", "headline", "datePublished", "dateModified"):
        if match := re.search(rf'"{key}"\s*:\s*\[?\s*"((?:[^"\\]|\\.)*)"', text):
            facts[key] = match[1].replace('\\"', '"').replace("\\/", "/")
    if match := AUTHORS.search(text):
        # Of other names but the first it is not known whether they are of authors or of where these work.
        names = PERSON.findall(match[0]) or NAME.findall(match[0])[:1]
        facts["author"] = [{"@type": "Person", "name": name} for name in names]
    return facts if "@type" in facts else {}
