"""Boxes that nothing but a label above them tells from an article: adverts, remarks of readers, teasers, notices."""

import re
from collections.abc import Iterable
from itertools import islice

from lxml.html import HtmlElement

from clausewatch.extract.text_blocks import short_text

AD_LABEL = re.compile(
    r"\W*(?:ad(?:s|vert(?:s|ising|isement)?)?|(?:ad|advertisement|advertising|sponsored|paid|partner|"
    r"promoted|branded) "
    r"(?:feature|content|post|stor(?:y|ies)|links?|partnership|article)|advertiser content|sponsored(?: by .{1,40})?|"
    r"promoted(?: by .{1,40})?|paid for by .{1,40}|in association with .{1,40})\W*",
    re.IGNORECASE,
)
FEATURE = re.compile(r"feature|content|post|stor|link|partnership|article|paid for|association", re.IGNORECASE)
"""Labels that stand above a headline."""
REMARKS = re.compile(
    r"\W*(?:[\d,.k]+ (?:comments?|responses?|replies|remarks)|(?:comments?|responses|replies)(?: ?\([\d,.k]+\))?|"
    r"(?:top|latest|recent|newest|best|all|your|our|(?:our )?readers?[’']?s?|user) "
    r"(?:comments?|views?|remarks?|reviews?|letters|responses|opinions)|what (?:our |other |you,? the )?readers? "
    r"(?:say|said|think|thought)s?|have your say|(?:join the )?(?:conversation|discussion|debate)|"
    r"leave a (?:comment|reply))\W*",
    re.IGNORECASE,
)
TEASERS = re.compile(
    r"\W*(?:more on this(?: story| topic)?|more (?:by|from|like this|stories|news|in|trending)\b.{0,40}|"
    r"related(?: \w+){0,2}|"
    r"(?:recommended|sponsored|promoted|popular|trending|latest)(?: \w+){0,3}|shop (?:the|this|our|now)\b.{0,30}|"
    r"(?:your )?(?:stars|horoscopes?)(?: for .{1,20})?|get (?:e-?mails|alerts|updates) (?:about|on|"
    r"from) .{1,40}|now playing|most (?:read|popular|viewed|shared|watched)\b.{0,30}|"
    r"(?:from|by) (?:our|the) (?:partners?|sponsors?|advertisers?|archives?|web)|(?:from )?around the web|"
    r"you (?:may|might) (?:also )?(?:like|enjoy|be interested)\b.{0,30}|(?:also )?in (?:this|the) series|"
    r"in other news|"
    r"(?:jobs|events|offers|deals|homes|news|what[’']s on) (?:near|for|around|in) .{1,30}|upcoming events|"
    r"what[’']s on|"
    r"(?:quiz|question|poll|picture|deal|offer|product) of the (?:day|week|month)|today[’']s .{1,30}|"
    r"don[’']t miss\b.{0,20}|"
    r"(?:read|watch|up|what to read|what to watch) next|(?:is|was) this (?:page|article|"
    r"information) (?:useful|helpful)\W*|"
    r"editor[’']?s?[’']? (?:picks?|choice)|elsewhere(?: on .{1,30})?|top stories|best of .{1,30})\W*",
    re.IGNORECASE,
)
IMPERATIVES = (
    r"(?:order|compare|learn|buy|shop|save|get|try|discover|book|apply|start|find|sleep|join|switch|see|"
    r"explore|win|enjoy|"
    r"upgrade|claim|call|visit|click|download|subscribe|meet|treat|travel|earn|stop|make|choose|check|"
    r"build|invest|donate|"
    r"play|watch|take|grab|browse|sell|protect|pay|send|eat|drink|feel|give|plan|register|search|cut|boost|unlock)"
)
SALE = re.compile(
    rf"(?:^|[.!?:] ){IMPERATIVES}\b|\byou(?:r|rs|rself)?\b|[£$€]\d|\d ?% off|\b(?:free|sale|offer|order now|only)\b",
    re.IGNORECASE,
)
TOLD = re.compile(
    r"[“”\"]|\b(?:was|were|had|has|have been|said|says|told|will|would|did|he|she|they|his|her|their|who|"
    r"mr|mrs|ms|lord|lady|"
    r"minister|government|ministers|mps|peers)\b|\b[a-z]{3,}ed (?:by|to|that|in|on|for)\b",
    re.IGNORECASE,
)
"""What is told of somebody, which adverts hardly do."""
QUOTED = re.compile('[“”‘"]')
SAID = re.compile(r"[“”]|\"\w|\b(?:said|says|told|added|stated|wrote|spokes\w+)\b|:\s*$", re.IGNORECASE)
LABEL = re.compile("|".join(pattern.pattern for pattern in (AD_LABEL, REMARKS, TEASERS)), re.IGNORECASE)
SENTENCE_END = re.compile(r"[.!?…:;,][\"”’')\]]*$")
HEADINGS = ("h2", "h3", "h4", "h5", "h6")
LABELS = (*HEADINGS, "p", "div", "span", "strong", "b", "small", "header")
TEXTS = ("p", "div", "span", "a")
LISTS = ("ul", "ol", "dl", "nav")
LONGEST_LABEL = 60
"""Characters."""
LONGEST_SALE = 130
LONGEST_TEASER = 110
LONGEST_REMARKS = 20_000
MOST_REMARKS = 200
"""Elements after a heading of remarks."""
MOST_TEASERS = 8
"""Paragraphs after a heading of teasers."""
MOST_LABELS = 300
"""That are looked at in a page, for the time that it takes."""


def drop_boxes(tree: HtmlElement) -> None:
    """Take away what stands in such boxes, with their labels."""
    dropped = [element for label, text in _list_labels(tree) for element in _find_box(label, text)]
    for element in dropped:
        if element.getparent() is not None and element.find(".//h1") is None:
            element.drop_tree()


def _list_labels(tree: HtmlElement) -> list[tuple[HtmlElement, str]]:
    """Elements of a few words that something follows, with these, which may be a label's."""
    found = ((element, _few_words(element)) for element in tree.iter(*LABELS) if element.getnext() is not None)
    labels = ((element, text) for element, text in found if text and LABEL.fullmatch(text))
    return list(islice(labels, MOST_LABELS))


def _few_words(element: HtmlElement) -> str:
    """Its text, empty where it is longer than a label's."""
    begin = element.text
    # Told at once of most elements.
    if begin and len(begin.strip()) > LONGEST_LABEL:
        return ""
    if not len(element):
        return " ".join(begin.split()) if begin else ""
    pieces, length = [], 0
    for piece in element.itertext():
        length += len(piece.strip())
        if length > LONGEST_LABEL:
            return ""
        pieces.append(piece)
    return " ".join("".join(pieces).split()) if length else ""


def _find_box(label: HtmlElement, text: str) -> list[HtmlElement]:
    if AD_LABEL.fullmatch(text):
        following = label.getnext()
        return [label, following] if _is_advert(following, is_feature=bool(FEATURE.search(text))) else []
    if label.tag in HEADINGS and REMARKS.fullmatch(text):
        return _find_remarks(label)
    return _find_teasers(label) if TEASERS.fullmatch(text) else []


def _is_advert(element: HtmlElement, *, is_feature: bool) -> bool:
    """Whether an element sells something, or, below a label of a paid article, is a headline."""
    text = short_text(element, LONGEST_SALE) if element.tag in TEXTS else ""
    if not text:
        return False
    return (not TOLD.search(text) and SALE.search(text) is not None) or (is_feature and _is_headline(text))


def _is_headline(text: str) -> bool:
    return not SENTENCE_END.search(text) and not QUOTED.search(text)


def _find_remarks(label: HtmlElement) -> list[HtmlElement]:
    """The rest of the part of the page that remarks of readers end: names with what they say, without marks."""
    rest = list(islice(label.itersiblings(), MOST_REMARKS))
    if len(rest) == MOST_REMARKS or any(element.tag in HEADINGS for element in rest):
        return []
    text = "\n".join(short_text(element, LONGEST_REMARKS) for element in rest)
    if not text or SAID.search(text):
        return []
    return [label, *rest] if _is_signed(rest) and _is_late(label) else []


def _is_signed(elements: Iterable[HtmlElement]) -> bool:
    """Whether what is said stands below short lines without an end, which are names."""
    lines = [line for element in elements for line in short_text(element, LONGEST_REMARKS).split("\n") if line]
    return len(lines) > 1 and len(lines[0]) <= LONGEST_LABEL and not SENTENCE_END.search(lines[0])


def _is_late(label: HtmlElement) -> bool:
    """Whether more of the page's paragraphs stand before it than after it in other parts."""
    following = sum(1 for _ in islice(label.xpath("following::p"), MOST_LABELS))
    preceding = sum(1 for _ in islice(label.xpath("preceding::p"), MOST_LABELS))
    within = sum(1 for sibling in label.itersiblings() for _ in sibling.iter("p"))
    return preceding > following - within


def _find_teasers(label: HtmlElement) -> list[HtmlElement]:
    box = [label]
    for element in islice(label.itersiblings(), MOST_TEASERS):
        is_list = element.tag in LISTS and len(box) == 1
        if not is_list and not _is_teaser(element):
            break
        box.append(element)
        if is_list:
            break
    return box if len(box) > 1 else []


def _is_teaser(element: HtmlElement) -> bool:
    """A headline, a question to the reader or an offer."""
    text = short_text(element, LONGEST_TEASER) if element.tag in TEXTS else ""
    if not text:
        return False
    if _is_headline(text) or (text.endswith("?") and not QUOTED.search(text)):
        return True
    return SALE.search(text) is not None and not TOLD.search(text)
