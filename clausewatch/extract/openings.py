"""The opening of an article that stands in a part of the page of its own, apart from the rest."""

from lxml.html import HtmlElement

from clausewatch.extract.text_blocks import list_paragraphs

LEAST_OPENING = 100
"""Characters of a paragraph that is no mere note."""
LOOKED_FOR = 40


def put_opening(found: list[str], chosen: list[str], tree: HtmlElement) -> list[str]:
    """The paragraphs of the body that was chosen, behind those that a stricter way `found` and that open the page.

    One way of looking finds the part with the headline, another the longer part below it.
    """
    whole = _one_line(chosen)
    missing = [part for part in found if len(part) >= LEAST_OPENING and _one_line([part]) not in whole]
    if not missing or not chosen:
        return chosen
    page = _one_line(list_paragraphs(tree))
    begin = page.find(_one_line(chosen[:1])[:LOOKED_FOR])
    return [part for part in missing if -1 < page.find(_one_line([part])[:LOOKED_FOR]) < begin] + chosen


def _one_line(paragraphs: list[str]) -> str:
    return " ".join(" ".join(paragraphs).split())
