"""The opening of an article: where it stands in a part of the page of its own, and headlines that are none of it."""

from lxml.html import HtmlElement

from clausewatch.extract.text_blocks import fold_words, inline_text, list_paragraphs

LEAST_OPENING = 100
"""Characters of a paragraph that is no mere note."""
LOOKED_FOR = 40
TITLES = ("og:title", "twitter:title", "title")
SITES = ("og:site_name", "application-name")
AUTHORS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl")
LEAST_NAME = 2
"""Words of a person's name."""
LONGEST_TITLE = 200
"""Characters."""
LONGEST_NAME = 60
"""Characters of a site's name."""


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


def drop_names(found: list[str], tree: HtmlElement, metas: dict[str, str]) -> list[str]:
    """The paragraphs without one at the top that is another headline of the page, without the names of its authors at
    the end, and without the site's bare name.
    """
    begin = 1 if found and _is_title(found[0], tree, metas) else 0
    found = found[: _find_end(found, metas)]
    names = {folded for name in SITES if (folded := fold_words(metas.get(name, "")))}
    if not names:
        return found[begin:]
    return [part for part in found[begin:] if len(part) > LONGEST_NAME or fold_words(part) not in names]


def _find_end(found: list[str], metas: dict[str, str]) -> int:
    """How many paragraphs there are before the bare names of authors, which often stand above notes on them."""
    authors = "\n".join(f" {fold_words(metas[name])} " for name in AUTHORS if name in metas)
    end = len(found)
    while end and len(found[end - 1]) <= LONGEST_NAME:
        name = fold_words(found[end - 1])
        if len(name.split()) < LEAST_NAME or f" {name} " not in authors:
            break
        end -= 1
    return end


def _is_title(paragraph: str, tree: HtmlElement, metas: dict[str, str]) -> bool:
    if len(paragraph) > LONGEST_TITLE or paragraph.endswith("."):
        return False
    heading = next(tree.iter("h1"), None)
    titles = [tree.findtext(".//title") or "", *(metas.get(name, "") for name in TITLES)]
    if heading is not None:
        titles.append(inline_text(heading))
    return fold_words(paragraph) in map(fold_words, titles)


def _one_line(paragraphs: list[str]) -> str:
    return " ".join(" ".join(paragraphs).split())
