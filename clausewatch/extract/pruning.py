"""Take away from a page what surely is not its article, before the article is looked for."""

import re

from lxml.html import HtmlElement

from clausewatch.extract.text_blocks import PARAGRAPH_END, has_marks

NAMES = re.compile(
    r"(?:^|[\s_-]|(?<=[a-z])(?=[A-Z]))(?:"
    r"newsletters?|news-?letter-?\w*|sign-?up|subscri(?:be|ption)s?(?:-\w+)?|cookies?(?:-?\w+)?|consent|gdpr|onetrust|"
    r"related(?:-?\w+)?|recommend(?:ed|ations?)|read-?(?:more|next|also)|more-(?:on|from|stories|like)|"
    r"also-(?:read|like|on)|"
    r"most-(?:read|popular|viewed|watched|shared)|trending|popular-\w+|latest-news|up-next|next-up|"
    r"shar(?:e|ing)(?:-?(?:bar|buttons?|tools?|links?|icons?|this|widget|container|list|wrapper))?|"
    r"social(?:-?(?:media|share|links?|"
    r"buttons?|icons?|bar|sharing|follow|embed))?|addthis\w*|sharedaddy|jp-relatedposts|"
    r"comments?(?:-?(?:list|area|section|container|wrapper|form|count|block|thread))?|disqus\w*|respond|"
    r"promos?|promotion|advert(?:s|isement|ising)?|ad-(?:slot|unit|container|wrapper|block|label)|sponsor(?:ed|s)?|"
    r"outbrain|taboola|ob-widget|captions?|figcaption|image-credit|photo-credit|photocredit|media-caption|"
    r"wp-caption-text|gallery-caption|"
    r"byline|author-?(?:bio|box|card|info|profile)|about-the-author|tag-?(?:list|cloud|links)|article-tags|topics-list|"
    r"bread-?crumbs?|skip-link|screen-reader-text|sr-only|visually-?hidden|paywall-\w+|donat(?:e|ion)s?-?\w*|"
    r"poll|quiz-\w+|correction-form|print-only|no-print|rating-stars"
    r")(?=$|[\s_]|-|__|(?<=[a-z])[A-Z])",
)
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
CONTAINERS = (
    "div",
    "section",
    "aside",
    "ul",
    "ol",
    "p",
    "span",
    "h2",
    "h3",
    "h4",
    "h5",
    "details",
    "dl",
    "table",
    "article",
    "blockquote",
)
LONGEST_NAMES = 500
"""Characters that are read of an element's names."""
LEAST_AROUND = 25
"""Characters of a sentence around an element that is part of it."""
MOST_OF_PAGE = 0.3
"""Share of the page's paragraphs that no part is dropped with by its name alone."""
SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*$")


def prune_page(tree: HtmlElement) -> HtmlElement:
    """The same tree without parts that are named or hidden as furniture, links that stand alone, and inline markup that
    extractors take for blocks.
    """
    _plain_inline(tree)
    total = sum(_text_length(p) for p in tree.iter("p")) or 1
    for element in list(tree.iter(*CONTAINERS)):
        if element.getparent() is None or element.tag == "body":
            continue
        if (
            _is_furniture(element)
            and _paragraph_length(element) <= MOST_OF_PAGE * total
            and not _holds_headline(element)
        ):
            _drop(element)
    _drop_lone_links(tree)
    return tree


def _plain_inline(tree: HtmlElement) -> None:
    """Short quotations get the marks that a browser shows; times and labels in a sentence stay in it."""
    for quotation in list(tree.iter("q")):
        if not has_marks(quotation):
            quotation.text = "“" + (quotation.text or "")
            if len(quotation):
                quotation[-1].tail = (quotation[-1].tail or "") + "”"
            else:
                quotation.text += "”"
        quotation.drop_tag()
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


def _is_in_sentence(element: HtmlElement) -> bool:
    block = next((a for a in element.iterancestors("p", "li", "blockquote")), None)
    return block is not None and _is_longer(block, _text_length(element) + LEAST_AROUND)


def _is_longer(block: HtmlElement, least: int) -> bool:
    """Whether an element has more characters than that; no more of it is read than is needed to tell."""
    length = 0
    for piece in block.itertext():
        length += len(piece.strip())
        if length > least:
            return True
    return False


def _is_furniture(element: HtmlElement) -> bool:
    if HIDDEN.search(element.get("style") or "") or element.get("hidden") is not None:
        return True
    if element.get("aria-hidden") == "true":
        return True
    for attribute in ("class", "id", "data-component", "data-testid", "data-qa", "data-gu-name", "aria-label"):
        value = element.get(attribute)
        if value and NAMES.search(value[:LONGEST_NAMES].replace("--", "-")):
            return True
    return False


def _holds_headline(element: HtmlElement) -> bool:
    return element.find(".//h1") is not None


def _text_length(element: HtmlElement) -> int:
    return len("".join(element.itertext()).strip())


def _paragraph_length(element: HtmlElement) -> int:
    return _text_length(element) if element.tag == "p" else sum(_text_length(p) for p in element.iter("p"))


def _drop(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _drop_lone_links(tree: HtmlElement) -> None:
    """Paragraphs and lists that hold nothing but links lead to other pages."""
    for paragraph in list(tree.iter("p")):
        if not _is_all_links(paragraph):
            continue
        if SENTENCE_END.search(paragraph.text_content().strip()):
            for link in list(paragraph.iter("a")):
                link.drop_tag()
        else:
            _drop(paragraph)
    for cell in list(tree.iter("td")):
        if _is_all_links(cell):
            _drop(cell)
    for lst in list(tree.iter("ul", "ol")):
        items = lst.findall("li")
        if items and all(_is_all_links(item) for item in items):
            _drop(lst)


def _is_all_links(element: HtmlElement) -> bool:
    whole = _text_length(element)
    links = [a for a in element.iter("a") if a.get("href")]
    return whole > 0 and bool(links) and sum(map(_text_length, links)) >= 0.95 * whole
