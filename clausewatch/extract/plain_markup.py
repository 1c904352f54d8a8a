"""Make markup plain that the extractor of bodies misreads, so that no words and no quotation are lost."""

import re
from collections import defaultdict
from itertools import islice
from typing import Any

from lxml.etree import XPath, strip_tags
from lxml.html import HtmlElement

from clausewatch.extract.text_blocks import PARAGRAPH_END, has_marks

LEAST_AROUND = 25
"""Characters of a sentence around an element that is part of it."""
INLINE = ("span", "b", "strong", "i", "em")
FORMATS = (
    "em", "strong", "b", "i", "u", "s", "cite", "sup", "sub", "mark", "small", "abbr", "font", "big", "tt", "kbd",
    "var", "code", "samp", "dfn", "ins", "del", "bdi", "bdo", "wbr", "time", "label", "output", "data", "span", "q",
)  # fmt: skip
MOST_FORMATS = 5000
"""Elements that only format words, over which all become plain text: the extractor takes too long for so many."""
PLAINER = ((("details", "summary"), 400, "div"), (("h2", "h3", "h4", "h5", "h6"), 5000, "p"))
"""Elements, the number over which they are too many for the extractor, which handles each by itself, and what they
become then.
"""
MOST_WORDLESS = 5000
"""Elements; the extractor takes each away by joining all the text around it."""
BODY_NAMES = re.compile(r"(?:article|story|entry|post)[-_]*(?:body|text|content)", re.IGNORECASE)
BODY_TAGS = ("div", "section")
TEXT_TAGS = ("p", "h2", "h3", "h4", "ul", "ol", "blockquote")
PULL_NAMES = re.compile(r"pull-?_?quote", re.IGNORECASE)
PULL_TAGS = ("blockquote", "div", "section", "figure", "p")
POSTED = re.compile(
    r"twitter|tweet|instagram|tiktok|bluesky|mastodon|reddit|threads|text-post-media|imgur|fb-|wp-embedded",
    re.IGNORECASE,
)
"""Names of quotations that are posts of another site."""
LONGEST_NAMES = 500
"""Characters that are read of an element's names."""
MOST_PARTS = 1000
LEAST_REPEATED = 4
"""Words from which a quotation that stands elsewhere too is a repetition."""
POST_HEADINGS = XPath(
    "//header[parent::article[ancestor::article or preceding-sibling::article or following-sibling::article]]"
    "//*[(self::h2 or self::h3 or self::h4) and not(.//a)]"
)
SAID = XPath(".//text()[not(ancestor::cite or ancestor::figcaption or ancestor::footer)]")
MOST_QUOTATIONS = 200
MOST_AROUND = 4
"""Elements around a quotation that may hold nothing else."""


def plain_inline(tree: HtmlElement) -> None:
    """Short quotations get the marks that a browser shows; times and labels in a sentence stay in it, and so do the
    words after an element that holds none.
    """
    quotations = list(tree.iter("q"))
    for quotation in quotations:
        if not has_marks(quotation):
            quotation.text = "“" + (quotation.text or "")
            if len(quotation):
                quotation[-1].tail = (quotation[-1].tail or "") + "”"
            else:
                quotation.text += "”"
    # At once, as each that is dropped alone moves all that stands beside it.
    strip_tags(tree, "q")
    are_many = len(list(islice(tree.iter(*FORMATS), MOST_FORMATS + 1))) > MOST_FORMATS
    if are_many:
        strip_tags(tree, *FORMATS)
    if quotations or are_many:
        _join_texts(tree)
    for line_break in tree.iter("br"):
        following = line_break.getnext()
        if following is not None and following.tag == "br" and not (line_break.tail or "").strip():
            line_break.tail = PARAGRAPH_END
    for element in list(tree.iter("time", "label", "output", "data")):
        parent = element.getparent()
        if (
            parent is not None
            and parent.tag in ("p", "li", "em", "strong", "span", "blockquote")
            and _is_in_sentence(element)
        ):
            # Not dropped: each would join what follows to all the text before it.
            element.tag = "span"
            element.attrib.clear()
    _plain_empty(tree)


def _join_texts(tree: HtmlElement) -> None:
    """What was parted by tags stays in pieces until it is set anew, and each piece is looked for past all others."""
    for element in tree.iter():
        element.text, element.tail = element.text, element.tail


def plain_blocks(tree: HtmlElement) -> None:
    """Headings by role become headings, those of the posts of a live report stay, a body in several parts becomes one,
    and block quotations lose names that make the extractor take them for widgets. Those that only repeat words of the
    text are taken away.
    """
    for tags, most, plain in PLAINER:
        if len(list(islice(tree.iter(*tags), most + 1))) > most:
            for element in tree.iter(*tags):
                element.tag = plain
    for element in tree.iter("div", "p", "span"):
        if element.get("role") == "heading" and element.get("aria-level") != "1":
            element.tag = "h3"
            element.attrib.clear()
    headings: Any = POST_HEADINGS(tree)
    for heading in headings:
        # The extractor leaves out headers, as most repeat the headline of the page.
        next(heading.iterancestors("header")).addprevious(heading)
    _join_bodies(tree)
    _plain_block_quotations(tree)


def _plain_empty(tree: HtmlElement) -> None:
    """The extractor loses the words after an element without words (icons, anchors), unless it is a link."""
    wordless = (element for element in reversed(list(tree.iter(*INLINE))) if _is_wordless(element))
    for element in islice(wordless, MOST_WORDLESS):
        space = " " if any(element.itertext()) else None
        tail = element.tail
        element.clear()
        element.tag, element.text, element.tail = "a", space, tail
    for element in list(tree.iter("a")):
        if not element.attrib and not element.text and _is_first(element):
            element.drop_tree()
    for element in list(islice(tree.iter("div"), MOST_WORDLESS)):
        # As that of a picture, after which the text goes on in no paragraph.
        following = element.getnext()
        if (
            len((element.tail or "").strip()) > LEAST_AROUND
            and (following is None or following.tag == "br")
            and _is_wordless(element)
        ):
            tail = element.tail
            element.clear()
            element.tag, element.text, element.tail = "p", tail, None


def _is_wordless(element: HtmlElement) -> bool:
    text = element.text
    # Told at once of most.
    return (not text or text.isspace()) and not any(piece.strip() for piece in element.itertext())


def _is_first(element: HtmlElement) -> bool:
    """Whether nothing stands before an element in its parent, so that to drop it joins no long text."""
    parent = element.getparent()
    return parent is not None and element.getprevious() is None and not (parent.text or "").strip()


def _is_in_sentence(element: HtmlElement) -> bool:
    block = next((a for a in element.iterancestors("p", "li", "blockquote")), None)
    return block is not None and _is_longer(block, len("".join(element.itertext()).strip()) + LEAST_AROUND)


def _is_longer(block: HtmlElement, least: int) -> bool:
    """Whether an element has more characters than that; no more of it is read than is needed to tell."""
    length = 0
    for piece in block.itertext():
        length += len(piece.strip())
        if length > least:
            return True
    return False


def _join_bodies(tree: HtmlElement) -> None:
    """Of a body that adverts cut into several elements of the same names, only the first would be taken."""
    groups: dict[tuple[str, str, HtmlElement | None], list[HtmlElement]] = defaultdict(list)
    found: set[HtmlElement] = set()
    for element in tree.iter(*BODY_TAGS):
        names = f"{element.get('class') or ''} {element.get('itemprop') or ''}"[:LONGEST_NAMES]
        if len(found) < MOST_PARTS and BODY_NAMES.search(names) and found.isdisjoint(element.iterancestors()):
            found.add(element)
            if next(element.iter(*TEXT_TAGS), None) is not None:
                around = next(element.iterancestors("article"), element.getparent())
                groups[str(element.tag), names, around].append(element)
    for first, *others in groups.values():
        for other in others:
            first.extend(list(other))


def _plain_block_quotations(tree: HtmlElement) -> None:
    found: dict[HtmlElement, None] = {}
    for element in tree.iter(*PULL_TAGS):
        if (
            len(found) < MOST_QUOTATIONS
            and _is_block_quotation(element)
            and not any(near in found for near in element.iterancestors(*PULL_TAGS))
        ):
            found[element] = None
    if not found:
        return
    quoted = {paragraph for quotation in found for paragraph in quotation.iter("p")}
    page = f" {' '.join(_fold(paragraph) for paragraph in tree.iter('p') if paragraph not in quoted)} "
    for quotation in found:
        said = _fold(quotation)
        if said.count(" ") >= LEAST_REPEATED - 1 and f" {said} " in page:
            quotation.drop_tree()
        elif quotation.tag == "blockquote":
            _forget_names(quotation)


def _is_block_quotation(element: HtmlElement) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"[:LONGEST_NAMES]
    return PULL_NAMES.search(names) is not None or (element.tag == "blockquote" and not POSTED.search(names))


def _forget_names(quotation: HtmlElement) -> None:
    """Of a quotation, of what is in it, and of what holds nothing but it."""
    length = len("".join(quotation.itertext()).strip())
    around = []
    for ancestor in list(quotation.iterancestors("div", "figure", "section"))[:MOST_AROUND]:
        if _is_longer(ancestor, length):
            break
        around.append(ancestor)
    for element in (*around, *quotation.iter()):
        element.attrib.pop("class", None)
        element.attrib.pop("id", None)
    for name in quotation.iter("cite", "footer"):
        # What follows goes on with the sentence: then it is the title of a work.
        if not (name.tail or "").strip():
            _end_paragraph_before(name)


def _end_paragraph_before(element: HtmlElement) -> None:
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + PARAGRAPH_END
    elif (parent := element.getparent()) is not None:
        parent.text = (parent.text or "") + PARAGRAPH_END


def _fold(element: HtmlElement) -> str:
    """Its words, without those that say whose they are."""
    texts: Any = SAID(element)
    return " ".join(re.findall(r"\w+", " ".join(texts).casefold()))
