"""Block quotations: the marks that tell that somebody else's words begin, and whose words they are."""

from lxml.html import HtmlElement

from clausewatch.extract.plain_markup import POSTED
from clausewatch.extract.text_blocks import PARAGRAPH_END

OPENING = ("“", "‘", '"', "'", "«")
CLOSING = ("”", "’", '"', "'", "»")
DASHES = ("—", "–", "-", "―", "~")
LONGEST_NAME = 160
"""Characters of a line that tells who said it."""
PICTURES = ("img", "picture", "svg", "video", "audio", "iframe", "object", "embed")


def mark_block_quotations(tree: HtmlElement) -> None:
    """Give block quotations quotation marks where they have none, each paragraph an opening one and the last a closing
    one, as print does: on sites where bodies speak for themselves the block alone tells that others are quoted.
    """
    for quotation in tree.iter("blockquote"):
        if next(quotation.iterancestors("blockquote"), None) is None:
            _mark(quotation)


def name_quoted(tree: HtmlElement) -> None:
    """Make a paragraph `— Name` of the foot of a block quotation, which extractors leave out with other feet."""
    for foot in [foot for foot in tree.iter("footer", "cite") if _is_foot(foot)]:
        name = " ".join(foot.text_content().replace(PARAGRAPH_END, " ").split())
        if name and len(name) <= LONGEST_NAME:
            for child in list(foot):
                foot.remove(child)
            foot.tag, foot.text = "p", name if name.startswith(DASHES) else f"— {name}"


def free_quoted(tree: HtmlElement) -> None:
    """Have a block quotation in a figure of its own stand in the text, and the figure's caption be its foot, as HTML's
    specification has it (4.4.4): extractors leave figures out.
    """
    for figure in list(tree.iter("figure")):
        quotation = figure.find(".//blockquote")
        if quotation is None or not _is_alone(quotation, figure):
            continue
        figure.tag = "div"
        figure.attrib.clear()
        for caption in list(figure.iter("figcaption")):
            caption.tag = "footer"
            quotation.append(caption)


def _is_alone(quotation: HtmlElement, figure: HtmlElement) -> bool:
    """Whether a figure is there for a quotation, and for no picture and no post of another site."""
    names = f"{figure.get('class')} {quotation.get('class')}"
    return POSTED.search(names) is None and next(figure.iter(*PICTURES), None) is None


def _is_foot(element: HtmlElement) -> bool:
    """Whether an element tells whose words a block quotation holds; elsewhere in it a `cite` is a work's title."""
    parent, before = element.getparent(), element.getprevious()
    if element.tag == "footer":
        return next(element.iterancestors("blockquote"), None) is not None
    return parent is not None and parent.tag == "blockquote" and before is not None and before.tag in ("p", "ul", "ol")


def _mark(quotation: HtmlElement) -> None:
    paragraphs = [p for p in quotation.iter("p", "li") if p.text_content().strip() and not p.findall(".//p")]
    lines = [p for p in paragraphs if not _is_name(p)] or ([] if paragraphs else [quotation])
    lines = [line for line in lines if line.text_content().strip()]
    if not lines or lines[0].text_content().strip().startswith(OPENING):
        return
    for line in lines:
        _prepend(line, "“")
    if not lines[-1].text_content().strip().endswith(CLOSING):
        _append(lines[-1], "”")


def _is_name(paragraph: HtmlElement) -> bool:
    """Whether a paragraph of a quotation tells who said it."""
    is_foot = next(paragraph.iterancestors("footer", "cite"), None) is not None
    return is_foot or paragraph.text_content().strip().startswith(DASHES)


def _prepend(element: HtmlElement, mark: str) -> None:
    element.text = mark + (element.text or "").lstrip()


def _append(element: HtmlElement, mark: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "").rstrip() + mark
    else:
        element.text = (element.text or "").rstrip() + mark
