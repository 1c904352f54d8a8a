"""What an extractor leaves out of an article: in its middle headings, quotations, and paragraphs and lists with many
links or by another name; at its ends lists of sentences.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from lxml.html import HtmlElement

from clausewatch.extract.text_blocks import inline_text, list_paragraphs

PARAGRAPH = "p"
HEADINGS = ("h2", "h3", "h4", "h5")
LISTS = ("ul", "ol", "dl")
WRAPPERS = ("div", "section")
QUOTE = "blockquote"
INNER = ("p", "div", "ul", "ol", "table", "h2", "h3", "blockquote", "section", "article", "br", "img")
"""What a paragraph does not hold."""
LONGEST_HEADING = 150
"""Characters."""
LEAST_TEXT = 60
"""Characters with which a paragraph without the name begins."""
LEAST_ITEM = 15
"""Characters of an item of a list, on average."""
MOST_LINKED = 0.5
"""Share of its text from which a block is one of links."""
LEAST_SENTENCES = 0.5
"""Share of the items of a list of sentences that are some."""
LEAST_FOUND = 3
"""Blocks of a part of the page that were found, from which the article begins and ends in it."""
NOT_SAID = ("a", "time", "img", "picture", "button", "form", "input", "h2", "h3", "h4", "h5", "h6")
"""Of which at an end of an article only furniture has lists: other stories, comments, what readers can do."""
SENTENCE_END = re.compile(r"[.!?…:][\"”’']*$")
MOST_MISSING = 200
"""Blocks; more were left out on purpose."""
PIECE = 15
"""Letters."""
MOST_PIECES = 20
BEFORE_ALL = -1
"""The place before the first paragraph."""
Blocks = list[tuple[HtmlElement, str]]


def fill_gaps(found: list[str], tree: HtmlElement) -> list[str]:
    """The paragraphs that were found, and those that stand between two of them in the same part of the page; of what
    stands before or after all of them, only a list of sentences directly beside them.

    `tree`: the page without its furniture. What is put in is no more than a block beside blocks that were found.
    """
    places: dict[str, int] = {}
    for place, paragraph in enumerate(found):
        places.setdefault(_squeeze(paragraph), place)
    whole = "".join(places)
    missing: defaultdict[int, list[str]] = defaultdict(list)
    for blocks in _group_blocks(tree):
        known = [places.get(_squeeze(text)) for _, text in blocks]
        for place, element in _find_missing(blocks, known, whole):
            missing[place] += list_paragraphs(element)
    if not missing:
        return found
    filled = [part for place, paragraph in enumerate(found) for part in (paragraph, *missing.get(place, ()))]
    return missing.get(BEFORE_ALL, []) + filled


def _group_blocks(tree: HtmlElement) -> list[Blocks]:
    """The blocks of each part of the page, each with the text by which it is known: a list by its first item's."""
    groups: defaultdict[HtmlElement | None, list[HtmlElement]] = defaultdict(list)
    for element in tree.iter(PARAGRAPH, *HEADINGS, *LISTS, "div"):
        if element.tag != "div" or _is_paragraph(element):
            groups[_part_of(element)].append(element)
    return [[(e, _text_of(e)) for e in elements] for elements in groups.values() if len(elements) > 1]


def _is_paragraph(element: HtmlElement) -> bool:
    """Whether a division is a paragraph in all but name."""
    return len((element.text or "").strip()) >= LEAST_TEXT and next(element.iterdescendants(*INNER), None) is None


def _part_of(element: HtmlElement) -> HtmlElement | None:
    """What a block stands in beside others, above elements that hold nothing but it."""
    around = element.getparent()
    while around is not None and (around.tag == QUOTE or (around.tag in WRAPPERS and _is_alone(element, around))):
        element, around = around, around.getparent()
    return around


def _is_alone(element: HtmlElement, around: HtmlElement) -> bool:
    # Not by their number, which is counted anew each time.
    is_only = element.getprevious() is None and element.getnext() is None
    return is_only and not (around.text or "").strip() and not (element.tail or "").strip()


def _text_of(element: HtmlElement) -> str:
    first = next(_items(element), None) if element.tag in LISTS else element
    return "" if first is None else "".join(first.itertext()).strip()


def _find_missing(blocks: Blocks, known: list[int | None], whole: str) -> list[tuple[int, HtmlElement]]:
    """Each missing block, and the place of the one that was found before it, in the page's order."""
    found = [number for number, place in enumerate(known) if place is not None]
    if not found or found[-1] - found[0] - len(found) >= MOST_MISSING:
        return []
    missing = _find_list_after(blocks, known, found, whole)
    goes_on = True
    for number in range(found[-1] - 1, found[0], -1):
        element, text = blocks[number]
        is_known = known[number] is not None
        # A heading without what it stands above is one of a box that was left out.
        goes_on = is_known or (_belongs(element, text, whole) and (goes_on or element.tag not in HEADINGS))
        if goes_on and not is_known:
            before = next(place for place in reversed(known[:number]) if place is not None)
            missing.append((before, element))
    return _find_before(blocks, known, found, whole) + missing[::-1]


def _find_list_after(
    blocks: Blocks, known: list[int | None], found: list[int], whole: str
) -> list[tuple[int, HtmlElement]]:
    """The list that the last block leads to with a colon, or that goes on with sentences."""
    last = found[-1]
    place = known[last]
    if place is None or last + 1 == len(blocks):
        return []
    element, text = blocks[last + 1]
    if element.tag not in LISTS:
        return []
    is_led_to = blocks[last][1].endswith(":") or (len(found) >= LEAST_FOUND and _is_said(element))
    return [(place, element)] if is_led_to and _belongs(element, text, whole) else []


def _find_before(
    blocks: Blocks, known: list[int | None], found: list[int], whole: str
) -> list[tuple[int, HtmlElement]]:
    """The list of sentences with which a part of the article begins, or its heading where several blocks were found;
    above all of it stands its headline.
    """
    first = found[0]
    place = known[first]
    if place is None or not first:
        return []
    element, text = blocks[first - 1]
    is_heading = element.tag in HEADINGS and place > 0 and len(found) > 1
    is_begin = is_heading or (element.tag in LISTS and len(found) >= LEAST_FOUND and _is_said(element))
    return [(place - 1, element)] if is_begin and _belongs(element, text, whole) else []


def _belongs(element: HtmlElement, text: str, whole: str) -> bool:
    if not text:
        return False
    if element.tag in HEADINGS:
        return len(text) <= LONGEST_HEADING and not _is_linked(element)
    if element.tag in LISTS:
        items = sum(1 for _ in _items(element))
        is_list = len(inline_text(element)) >= LEAST_ITEM * items and not _is_linked(element)
        is_list = is_list and (element.tag != "dl" or _is_said(element))
        return is_list and not _is_told(_squeeze(inline_text(element)), whole)
    return SENTENCE_END.search(text) is not None and not _is_told(_squeeze(text), whole)


def _items(element: HtmlElement) -> Iterator[HtmlElement]:
    """Of a list; those of definitions may stand in groups."""
    yield from element.iter("dd") if element.tag == "dl" else element.iterchildren("li")


def _is_said(element: HtmlElement) -> bool:
    """Whether a list is one of sentences, with nothing in it that only furniture has."""
    if next(element.iterdescendants(*NOT_SAID), None) is not None:
        return False
    items = [inline_text(item) for item in _items(element)]
    return sum(SENTENCE_END.search(item) is not None for item in items) >= LEAST_SENTENCES * len(items) > 0


def _is_linked(element: HtmlElement) -> bool:
    """Whether most of a block leads to other pages."""
    links = [link for link in element.iter("a") if not (link.get("href") or "#").startswith("#")]
    return sum(len(inline_text(link)) for link in links) > MOST_LINKED * len(inline_text(element))


def _is_told(text: str, whole: str) -> bool:
    """Whether a text was found, if in pieces: the extractor takes code and the like out of its sentence."""
    ends = range(PIECE, min(len(text), MOST_PIECES * PIECE) + 1, PIECE)
    pieces = [text[end - PIECE : end] for end in ends]
    return text in whole or 2 * sum(piece in whole for piece in pieces) >= len(pieces) > 1


def _squeeze(text: str) -> str:
    return "".join(text.split())
