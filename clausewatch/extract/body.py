"""The words of an article apart from everything else on its page."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import partial
from itertools import islice

from lxml.html import HtmlElement

from clausewatch.extract.bare_text import mark_bare_text
from clausewatch.extract.boilerplate import drop_boilerplate
from clausewatch.extract.described import cut_to_described, read_described
from clausewatch.extract.extractors import Extractors, Paragraphs, find_all
from clausewatch.extract.gaps import fill_gaps
from clausewatch.extract.laid_out import read_laid_out
from clausewatch.extract.linked_data import Node
from clausewatch.extract.openings import drop_names, put_opening
from clausewatch.extract.parsing import hold_elements
from clausewatch.extract.posts import find_posts
from clausewatch.extract.pruning import prune_page
from clausewatch.extract.standfirsts import find_standfirst
from clausewatch.extract.text_blocks import list_paragraphs
from clausewatch.extract.wrappers import unwrap_blocks
from clausewatch.layouts import Layout

SHORTEST = 250
"""Characters under which a body is looked for in other ways too."""
SHORT = 1500
LOOKED_FOR = 40
LEAST_SHARE = 0.5
"""Share of the page's paragraphs under which a body is taken to be part of the article only."""
LEAST_BARE = 200
"""Characters from which text that stands in no paragraph may be an article's, parted by line breaks."""
LEAST_COVERED = 0.8
"""Share of the described body's words that the found one must have."""
THE_SAME = 0.97
"""Likeness from which two bodies are the same but for a heading or a caption."""
LEAST_MORE = 100
"""Characters that another body must have more."""
MUCH_MORE = 1.5
"""How many times as long another body must be to be taken instead, where no description tells."""
ELSEWHERE = ("aside", "footer", "nav", "form", "figure", "header", "template")
CARDS = ("li", "div", "article", "section")
CARD_LEVELS = 4
MOST_IN_CARD = 2
"""Paragraphs of a teaser of another article."""
BESIDE = re.compile(r"(?<![a-z])(?:side-?bar|widget|footer|comment|cookie|imprint|disclaimer)", re.IGNORECASE)
LARGE = 10_000
"""Elements."""
Way = tuple[Callable[[], Paragraphs], HtmlElement]
"""Of finding the article, and the page in which it is looked for."""


def find_body(
    tree: HtmlElement, article: Node, metas: dict[str, str], title: str, layouts: tuple[Layout, ...] = ()
) -> Paragraphs:
    """The paragraphs of the article, its standfirst first; empty where none is found.

    Where the publisher's layouts find it, that counts, unless the page describes another text.

    The page's own description of itself (`articleBody`) is no more than a check: it often lacks lists and headings.
    It is the text only where the page shows hardly anything of it.
    """
    described = read_described(article)
    pruned = deepcopy(tree)
    with hold_elements(pruned):
        prune_page(pruned)
        laid_out = read_laid_out(pruned, layouts, SHORTEST)
        if laid_out is None or (described and _covered(laid_out.paragraphs, described) < LEAST_COVERED):
            return _find_body(tree, pruned, article, metas, title, described)
        body = drop_boilerplate(cut_to_described(laid_out.paragraphs, described), title, is_whole=True)
        standfirst = laid_out.standfirst or find_standfirst(pruned, tree, article, metas, title, body)
        return _put_first(standfirst, body, title)


def _find_body(
    tree: HtmlElement, pruned: HtmlElement, article: Node, metas: dict[str, str], title: str, described: Paragraphs
) -> Paragraphs:
    unwrap_blocks(pruned)
    mark_bare_text(pruned)
    extractors = Extractors(pruned)
    found = extractors.find_precisely()
    if _is_doubtful(found, pruned, described):
        ways = _list_ways(extractors, found, pruned, tree, described)
        chosen = _choose(found, (_part(find(), page) for find, page in ways), described)
        found = chosen if described or chosen is found else put_opening(found, chosen, tree)
    posts = find_posts(pruned, title)
    if _size(posts) > _size(found) and _covered(posts, found) >= LEAST_COVERED:
        found = put_opening(found, posts, pruned)
    found = drop_names(fill_gaps(_put_in_order(found, pruned, tree), pruned), tree, metas)
    body = drop_boilerplate(cut_to_described(found, described), title)
    return _put_first(find_standfirst(pruned, tree, article, metas, title, body), body, title)


def _list_ways(
    extractors: Extractors, found: Paragraphs, pruned: HtmlElement, tree: HtmlElement, described: Paragraphs
) -> list[Way]:
    quickly = partial(extractors.find_all, is_quick=True), pruned
    if len(list(islice(tree.iter(), LARGE))) == LARGE:
        # One other way must do, for the time that each takes.
        return [quickly]
    # The careful way asks two more extractors, which seldom help where the precise one found nothing.
    ways: list[Way] = [(extractors.find_carefully, pruned), (extractors.find_all, pruned)]
    if described or not found:
        ways.reverse()
    ways.append((partial(find_all, tree), tree))
    # The description tells whether it is enough.
    return [quickly, *ways] if described else ways


def _put_first(standfirst: str, body: Paragraphs, title: str) -> Paragraphs:
    return drop_boilerplate([standfirst], title) + body if standfirst else body


def _put_in_order(found: Paragraphs, *trees: HtmlElement) -> Paragraphs:
    """As on the page: of short bodies parts may have been found later than what follows them.

    `trees`: the page as pruned, without a table of contents, in which headings stand before their place; then whole.
    """
    if _size(found) > SHORT:
        return found
    for tree in trees:
        body = tree.find("body")
        page = " ".join(" ".join(list_paragraphs(tree if body is None else body)).split())
        places = [page.find(" ".join(paragraph.split())[:LOOKED_FOR]) for paragraph in found]
        if -1 not in places:
            return [paragraph for _, paragraph in sorted(zip(places, found, strict=True), key=lambda pair: pair[0])]
    return found


def _is_doubtful(found: Paragraphs, tree: HtmlElement, described: Paragraphs) -> bool:
    if _size(found) < SHORTEST or _size(found) < LEAST_SHARE * _shown_length(tree):
        return True
    return bool(described) and _covered(found, described) < LEAST_COVERED


def _shown_length(tree: HtmlElement) -> int:
    """Characters of the page's paragraphs that are no short notes and stand in no furniture, each text once."""
    texts = {
        text
        for element in tree.iter("p", "div", "td")
        if len(text := _own_text(element)) > (60 if element.tag == "p" else LEAST_BARE)
        and next(element.iterancestors(*ELSEWHERE), None) is None
        and not (_is_teaser(element) if element.tag == "p" else _is_beside(element))
    }
    return sum(map(len, texts))


def _is_teaser(paragraph: HtmlElement) -> bool:
    """Whether a paragraph stands, with few others, around a heading that leads to another page, or in its link."""
    if next(paragraph.iterancestors("a"), None) is not None:
        return True
    for around in islice(paragraph.iterancestors(*CARDS), CARD_LEVELS):
        if sum(1 for _ in islice(around.iter("p"), MOST_IN_CARD + 1)) > MOST_IN_CARD:
            return False
        if any(next(heading.iter("a"), None) is not None for heading in around.iter("h2", "h3", "h4")):
            return True
    return False


def _is_beside(element: HtmlElement) -> bool:
    """Whether an element is named as part of the page's margin, where notes of the house stand without paragraphs."""
    around = (element, *element.iterancestors())
    return any(BESIDE.search(f"{near.get('class') or ''} {near.get('id') or ''}") for near in around)


def _own_text(element: HtmlElement) -> str:
    """Of a paragraph all; of what stands in other elements only that in none of their parts. White space made plain."""
    if element.tag == "p":
        return " ".join("".join(element.itertext()).split())
    texts = (element.text, *(child.tail for child in element))
    return " ".join(" ".join(text for text in texts if text and not text.isspace()).split())


def _part(found: Paragraphs, tree: HtmlElement) -> Paragraphs:
    """A body that came as one piece, in the paragraphs of the page."""
    if len(found) != 1:
        return found
    whole = " ".join(found[0].split())
    parts, place = [], 0
    for paragraph in list_paragraphs(tree):
        # Looked for behind the one before, as from the beginning it would take the square of their number.
        text = " ".join(paragraph.split())
        if (begin := whole.find(text, place)) != -1:
            parts.append(paragraph)
            place = begin + len(text)
    return parts if len(parts) > 1 and _size(parts) >= LEAST_COVERED * len(whole) else found


def _choose(found: Paragraphs, others: Iterator[Paragraphs], described: Paragraphs) -> Paragraphs:
    if described:
        best = _most_alike(found, others, described)
        if len(best) == 1 < len(described):
            return described
        return best if _covered(best, described) >= LEAST_COVERED / 2 or _size(best) > _size(described) else described
    for other in others:
        if _size(other) > MUCH_MORE * _size(found) + LEAST_MORE:
            return other
    return found


def _most_alike(found: Paragraphs, others: Iterator[Paragraphs], described: Paragraphs) -> Paragraphs:
    """The body that is most like the described one; none is looked for after one that is as good as the same."""
    best, likeness = found, _likeness(found, described)
    for other in others:
        if (other_likeness := _likeness(other, described)) > likeness:
            best, likeness = other, other_likeness
        if likeness >= THE_SAME:
            break
    return best


def _covered(found: Paragraphs, described: Paragraphs) -> float:
    have, want = _count(found), _count(described)
    return (have & want).total() / want.total() if want else 0.0


def _likeness(found: Paragraphs, described: Paragraphs) -> float:
    have, want = _count(found), _count(described)
    total = have.total() + want.total()
    return 2 * (have & want).total() / total if total else 0.0


def _count(paragraphs: Paragraphs) -> Counter[str]:
    return Counter(re.findall(r"\w+", " ".join(paragraphs).casefold()))


def _size(paragraphs: Paragraphs) -> int:
    return sum(map(len, paragraphs))
