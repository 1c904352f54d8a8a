"""The meta elements of a page."""

from lxml.html import HtmlElement


def read_all_metas(tree: HtmlElement) -> dict[str, list[str]]:
    """All their contents by name, property or itemprop in lower case, in order."""
    found: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        content = " ".join((meta.get("content") or "").split())
        if content:
            for attribute in ("name", "property", "itemprop", "http-equiv"):
                if name := (meta.get(attribute) or "").strip().casefold():
                    found.setdefault(name, []).append(content)
    return found
