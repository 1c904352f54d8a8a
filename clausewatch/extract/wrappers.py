"""What surrounds the blocks of an article for the look of the page only, and hides from extractors what they are."""

from collections import Counter

from lxml.html import HtmlElement

WRAPPERS = ("div", "section")
BLOCKS = frozenset({"p", "ul", "ol", "blockquote", "h2", "h3", "h4"})
MANY = 3
"""Paragraphs from which what they stand in is taken for the text of an article."""
MOST = 0.5
"""Share of the page's paragraphs above which a cell of a table holds the article."""
TABLE_PARTS = ("table", "tbody", "tr", "td")


def unwrap_blocks(tree: HtmlElement) -> None:
    """Have blocks that are each in a wrapper of their own stand beside each other, in place, and an article in a cell
    be in no table: extractors take a wrapper with a link for a box, and leave quotations out of cells.
    """
    _free_from_table(tree)
    for paragraph in list(tree.iter("p")):
        outermost = paragraph
        while (around := outermost.getparent()) is not None and _is_wrapper(around):
            outermost = around
        if outermost is paragraph or around is None:
            continue
        wrapped = [(one, block) for one in around if _is_wrapper(one) and (block := _find_block(one)) is not None]
        if sum(block.tag == "p" for _, block in wrapped) >= MANY:
            for one, block in wrapped:
                block.tail = one.tail
                around.replace(one, block)


def _is_wrapper(element: HtmlElement) -> bool:
    """Whether it holds one element and nothing else."""
    # Not by its length, which is counted anew each time.
    inner = next(iter(element), None) if element.tag in WRAPPERS else None
    return (
        inner is not None
        and inner.getnext() is None
        and not (element.text or "").strip()
        and not (inner.tail or "").strip()
    )


def _find_block(wrapper: HtmlElement) -> HtmlElement | None:
    """What a wrapper, or those in it, are there for."""
    inner = wrapper
    while _is_wrapper(inner):
        inner = inner[0]
    return inner if inner.tag in BLOCKS else None


def _free_from_table(tree: HtmlElement) -> None:
    if next(tree.iter("td"), None) is None:
        return
    paragraphs = Counter(paragraph.getparent() for paragraph in tree.iter("p"))
    cells = [around for around in paragraphs if around is not None and around.tag == "td"]
    cell = max(cells, key=paragraphs.__getitem__, default=None)
    if cell is not None and paragraphs[cell] >= MANY and paragraphs[cell] > MOST * paragraphs.total():
        for around in (cell, *cell.iterancestors(*TABLE_PARTS)):
            around.tag = "div"
