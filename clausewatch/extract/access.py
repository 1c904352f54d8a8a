"""Who can read a page: what it declares of itself, and whether it shows a paywall."""

import re
from typing import Any

from lxml.html import HtmlElement

from clausewatch.extract.json_values import as_list
from clausewatch.extract.linked_data import Node, types_of
from clausewatch.models import Access

FREE_KEY = "isAccessibleForFree"
TIERS: dict[str, Access] = {"free": "free", "locked": "paid", "metered": "paid"}
"""Values of the meta property `article:content_tier`."""
WALL_NAMES = re.compile(
    r"(?:^|[\s_-])(?:paywall|pay-wall|regwall|reg-wall|subscriber-?wall|subscription-?wall|piano-?offer|"
    r"premium-?(?:wall|barrier)|article-?(?:barrier|gate)|locked-?content)(?=$|[\s_-])",
    re.IGNORECASE,
)
WALL_WORDS = re.compile(
    r"(?:subscribe|sign up|register|log ?in|sign in|join|become a (?:member|subscriber))\b[^.!?]{0,60}?"
    r"\b(?:to|and|for) (?:continue|keep|carry on|go on|finish|unlock|read (?:the (?:rest|full)|this|on|more))"
    r"|to (?:continue|keep|carry on|finish) reading\b[^.!?]{0,80}?\b(?:subscri|regist|log ?in|sign in|join|member)"
    r"|(?:article|story|content) is (?:only )?(?:for|available to|reserved for) (?:our )?(?:subscribers|members)"
    r"|already a (?:subscriber|member)\?|(?:subscribers|members) only",
    re.IGNORECASE,
)
LONGEST_NOTE = 600
"""Characters of an element that asks to pay."""


def find_access(tree: HtmlElement, article: Node, nodes: list[Node], metas: dict[str, str]) -> Access | None:
    """`free` or `paid` as declared in JSON-LD or a meta element; `walled` where only a wall is seen; else none."""
    # Not other articles, which are those that the page links to.
    for node in (article, *(node for node in nodes if "webpage" in types_of(node))):
        if (is_free := _read_truth(node.get(FREE_KEY))) is not None:
            return "free" if is_free else "paid"
    if tier := TIERS.get(metas.get("article:content_tier", "").strip().casefold()):
        return tier
    return "walled" if _shows_wall(tree) else None


def _read_truth(value: Any) -> bool | None:
    """A truth value as pages write it: `false`, `"False"` or the address of schema.org's `False`."""
    for item in as_list(value):
        if isinstance(item, bool):
            return item
        word = str(item).rpartition("/")[2].strip().casefold()
        if word in ("true", "false"):
            return word == "true"
    return None


def _shows_wall(tree: HtmlElement) -> bool:
    """Whether an element is named as a wall and asks to pay or register. Names alone stand on pages that anybody may
    read, and such words alone in menus.
    """
    for element in tree.iter("div", "section", "aside", "p", "form", "dialog"):
        names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('data-testid') or ''}"
        if WALL_NAMES.search(names) and WALL_WORDS.search(_shorten(element)):
            return True
    return False


def _shorten(element: HtmlElement) -> str:
    """The begin of its text on one line; a container of the whole article says nothing."""
    text = " ".join(" ".join(element.itertext()).split())
    return text if len(text) <= LONGEST_NOTE else ""
