"""The language of a page."""

import re

import py3langid
from lxml.html import HtmlElement

CODE = re.compile(r"(?!und\b|mul\b|zxx\b)[a-z]{2,3}(?![a-z0-9])")
READ = 2000
"""Characters of the text that are enough to tell."""


def find_language(tree: HtmlElement | None, declared: str, text: str) -> str | None:
    """Two or three letters (ISO 639): what the page's root says, else what is declared elsewhere, else by its words."""
    named = (
        []
        if tree is None
        else [tree.get("lang"), tree.get("{http://www.w3.org/XML/1998/namespace}lang"), tree.get("xml:lang")]
    )
    for name in (*named, declared):
        if name and (match := CODE.match(name.strip().casefold())):
            return match[0]
    return guess_language(text)


def guess_language(text: str) -> str | None:
    """By the words of a text; none where there are hardly any."""
    if len(text) < 20:
        return None
    return str(py3langid.classify(text[:READ])[0])
