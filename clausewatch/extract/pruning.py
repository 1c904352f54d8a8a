"""Take away from a page what surely is not its article, before the article is looked for."""

import re
from collections.abc import Callable
from functools import lru_cache

from lxml.html import HtmlElement

from clausewatch.extract.asides import drop_asides
from clausewatch.extract.boxes import drop_boxes
from clausewatch.extract.footnotes import drop_note_marks
from clausewatch.extract.plain_markup import plain_blocks, plain_inline
from clausewatch.extract.quotations import free_quoted, name_quoted

NAMES = re.compile(
    r"(?:^|[\s_-])(?:"
    r"newsletters?|news-?letter-?\w*|sign-?up|subscri(?:be|ption)s?(?:-\w+)?|cookies?(?:-?\w+)?|consent|gdpr|onetrust|"
    r"related(?:-?\w+)?|recommend(?:ed|ations?)|read-?(?:more|next|also)|more-(?:on|from|stories|like)|"
    r"also-(?:read|like|on)|recirc(?:ulation)?|"
    r"most-(?:read|popular|viewed|watched|shared)|trending|popular-\w+|latest-news|up-next|next-up|"
    r"shar(?:e|ing)(?:-?(?:bar|buttons?|tools?|links?|icons?|this|widget|container|list|wrapper))?|"
    r"social(?:-?(?:media|share|links?|"
    r"buttons?|icons?|bar|sharing|follow|embed))?|addthis\w*|sharedaddy|jp-relatedposts|"
    r"comments?(?:-?(?:list|area|section|container|wrapper|form|count|block|thread))?|disqus\w*|respond|"
    r"promos?|promotion|advert(?:s|isement|ising)?|ad-(?:slot|unit|container|wrapper|block|label)|sponsor(?:ed|s)?|"
    r"adsbygoogle|gpt-?ad|mpu|outbrain|taboola|ob-widget|captions?|figcaption|image-credit|photo-credit|photocredit|media-caption|"
    r"wp-caption-text|gallery-caption|"
    r"byline|author-?(?:bio|box|card|info|profile)|about-the-author|tag-?(?:list|cloud|links)|article-tags|topics-list|"
    r"bread-?crumbs?|skip-link|screen-reader-text|sr-only|visually-?hidden|paywall-(?!container|content|article|body|text)\w+|donat(?:e|ion)s?-?\w*|"
    r"eyebrow|cta|(?:press|media)-?contacts?|"
    r"(?:notification|emergency|global|site|breaking|alert|announcement)-?(?:banner|bar|news)|"
    r"poll|quiz-\w+|correction-form|print-only|no-print|rating-stars"
    r")(?=$|[\s_-])",
)
LIVE_ROLES = frozenset({"complementary", "alert", "alertdialog", "status", "timer", "marquee", "search"})
"""Of parts beside the article, that scripts renew, or that are for what the reader does."""
NEXT_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""As in `imageCaption`."""
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
TELLING: dict[str, Callable[[str], object]] = {
    "style": HIDDEN.search,
    "role": LIVE_ROLES.__contains__,
    "hidden": lambda _: True,
    "aria-hidden": "true".__eq__,
}
"""Attributes other than names by whose values furniture is known."""
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
    "ins",
)
NAMED = frozenset({"class", "id", "data-component", "data-testid", "data-qa", "data-gu-name", "aria-label"})
HEADINGS = ("h2", "h3", "h4", "h5")
NOT_ITS_OWN = re.compile(
    r"(?<!\S)(?:(?:category|tag|post_tag|topic|format)-|(?!no-print)(?:no|has|with|without)[-_])\S+"
)
"""Names of an article's subjects, which blogs give it, and of what a part has or lacks: what is filed under newsletters
is none, and what has no caption is no caption.
"""
LONGEST_NAMES = 500
"""Characters that are read of an element's names."""
MANY_NAMES = 4096
"""That are remembered, as a site uses few and each many times."""
CREDITED = re.compile(r"(?:^|[\s_-])(?:(?:image|photo|picture|video|media)-?)?credits?(?=$|[\s_-])", re.IGNORECASE)
"""Names of what says, at the end of a caption, whose a picture is."""
CREDIT_TAGS = ("span", "em", "i", "small", "cite", "a")
LONGEST_CAPTION = 400
"""Characters."""
MOST_OF_PAGE = 0.3
"""Share of the page's paragraphs that no part is dropped with by its name alone."""
SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*$")
LEAST_ROW = 3
"""Links side by side that are a row of them."""
ROWS = ("p", "div")
LETTER = re.compile(r"[^\W_]")


def prune_page(tree: HtmlElement) -> HtmlElement:
    """The same tree without parts that are named or hidden as furniture, links that stand alone, and markup that
    extractors misread.
    """
    plain_inline(tree)
    drop_note_marks(tree)
    drop_boxes(tree)
    drop_asides(tree)
    _drop_credited(tree)
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
    _drop_rows(tree)
    plain_blocks(tree)
    free_quoted(tree)
    name_quoted(tree)
    return tree


def _drop_credited(tree: HtmlElement) -> None:
    """Short paragraphs that end in the credit of a picture are its caption."""
    classes = ((element, element.get("class") or "") for element in tree.iter(*CREDIT_TAGS))
    for element in [e for e, names in classes if "credit" in names.casefold() and CREDITED.search(names)]:
        paragraph = next(element.iterancestors("p"), None)
        is_end = not (element.tail or "").strip() and element.getnext() is None
        if paragraph is not None and is_end and _text_length(paragraph) <= LONGEST_CAPTION:
            _drop(paragraph)


def _is_furniture(element: HtmlElement) -> bool:
    for name, value in element.items():
        if name in NAMED:
            # A heading's id is most often its own words, to be linked to.
            if _name_furniture(value[:LONGEST_NAMES]) and not (name == "id" and element.tag in HEADINGS):
                return True
        elif name in TELLING and TELLING[name](value):
            return True
    return False


@lru_cache(MANY_NAMES)
def _name_furniture(value: str) -> bool:
    names = value.replace("--", "-")
    if not names.islower():
        names = NEXT_WORD.sub("-", names).casefold()
    # Looked at twice, as few names match.
    return NAMES.search(names) is not None and NAMES.search(NOT_ITS_OWN.sub("", names)) is not None


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


def _drop_rows(tree: HtmlElement) -> None:
    """Links side by side lead to other pages, too, as at the foot of a site."""
    for element in list(tree.iter(*ROWS)):
        if _is_row(element):
            _drop(element)


def _is_row(element: HtmlElement) -> bool:
    """Whether nothing but links stands in it, side by side and with marks between them."""
    if len(element) < LEAST_ROW or LETTER.search(element.text or ""):
        return False
    return all(child.get("href") and not LETTER.search(child.tail or "") for child in element)


def _is_all_links(element: HtmlElement) -> bool:
    links = [a for a in element.iter("a") if a.get("href")]
    if not links:
        return False
    whole = _text_length(element)
    return whole > 0 and sum(map(_text_length, links)) >= 0.95 * whole
