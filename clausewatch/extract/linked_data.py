"""What a page says of itself as JSON-LD, broken or not."""

import json
import re
from collections.abc import Iterator
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


def find_article(nodes: list[Node]) -> Node:
    """The object that describes the article, empty where there is none. The facts of twins are joined."""
    ranked = sorted((node for node in nodes if _rank(node)), key=_rank, reverse=True)
    if not ranked:
        return {}
    best = ranked[0]
    joined = dict(best)
    for other in ranked[1:]:
        if _rank(other) < LEAST_ARTICLE or _headline(other) == _headline(best):
            joined = {**{k: v for k, v in other.items() if k in JOINABLE and v}, **joined}
    return joined


LEAST_ARTICLE = 4
"""Rank under which an object describes the page and not an article."""
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
    if match := re.search(r'"author"\s*:\s*[\[{][^\]}]{0,500}?"name"\s*:\s*"((?:[^"\\]|\\.)*)"', text):
        facts["author"] = {"@type": "Person", "name": match[1]}
    return facts if "@type" in facts else {}
