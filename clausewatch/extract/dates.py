"""When a page was published and last changed, and how sure that is."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import chain, islice
from typing import Any

from htmldate import find_date
from lxml import etree
from lxml.html import HtmlElement

from clausewatch.extract.datelines import find_dateline, find_recent_day
from clausewatch.extract.linked_data import Node, text_of
from clausewatch.extract.local_days import find_local, is_near_midnight
from clausewatch.extract.shown_changes import find_shown_change
from clausewatch.extract.text_blocks import inline_text, short_text
from clausewatch.extract.times import EARLIEST, Dated, at_midnight, is_plausible, parse_time

SHORTEST_SEGMENT, LONGEST_SEGMENT = 6, 52
"""Characters of a piece of text that a guess tries as a date, in every language."""
MOST_SEGMENTS = 100
"""Such pieces with a digit, over which none is tried: each takes some milliseconds."""
PUBLISHED_META = (
    "article:published_time", "og:article:published_time", "article:published", "og:published_time", "datepublished",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "publishdate",
    "publish-date", "publish_date", "pubdate", "published_date", "published_at", "publication_date",
    "originalpublicationdate",
    "article_date_original", "article.published", "dcterms.created", "dcterms.issued", "dc.date.issued",
    "dc.date.created",
    "dcsext.articlefirstpublished", "citation_publication_date", "citation_date", "rnews:datepublished", "displaydate",
    "bt:pubdate", "vr:published_time", "article:post_date", "shareaholic:article_published_time",
    "gtm-publishdate", "ptime",
)  # fmt: skip
"""Names and properties of meta elements that are always the first publication."""
DATE_META = ("date", "dc.date", "dcterms.date", "dc:date", "article_date", "post_date", "creation_date")
"""Those that may be another date."""
MODIFIED_META = (
    "article:modified_time", "og:updated_time", "og:article:modified_time", "lastmod", "last-modified", "datemodified",
    "dcterms.modified", "dc.date.modified", "article:modified", "updated_time", "revision_date",
)  # fmt: skip
PUBLISHED_CLASS = re.compile(
    r"publi|posted|entry-date|post-date|post_date|pubdate|dateline|created|article-date|story-date", re.IGNORECASE
)
OTHER_CLASS = re.compile(r"modif|updat|comment|related|sidebar|footer|teaser|event|card|promo|widget", re.IGNORECASE)
ELSEWHERE_CLASS = re.compile(r"(?<![a-z])(?:comment|related|recommend|teaser|reply|references?\b)", re.IGNORECASE)
CHANGED = re.compile(r"\b(?:updat|modif|amend|edit|revis|correct|review)\w*\W*(?:on|at)?\W*$", re.IGNORECASE)
"""What a label before a date says, where it is that of an edit."""
FIRST = re.compile(r"\b(?:published|posted)\b\W*(?:on |at )?(?P<when>.{6,60})", re.IGNORECASE)
FIRST_SAID = re.compile(r"\s*first published\b", re.IGNORECASE)
"""How a line begins that tells of it, whatever its element is named."""
MARKED = etree.XPath(
    "//@itemprop[contains(., 'datePublished')]/.. | //@property[contains(., 'datePublished')]/.."
    " | //time[@pubdate or contains(concat(' ', @class, ' '), ' dt-published ')"
    " or contains(concat(' ', @class, ' '), ' published ')]"
)
MOST_OTHERS = 12
NEAR = 6
"""Elements around a date whose names tell what it belongs to."""
WHOLE = ("body", "html", "main", "article")
LABELS = ("span", "b", "strong", "em", "dt", "th", "label")
DATE_CLASS = re.compile(r"date|time|publi|posted|meta|byline|context", re.IGNORECASE)
URL_DATE = re.compile(
    r"/((?:19|20)\d\d)(?:[/-]?(0[1-9]|1[0-2]|[a-z]{3})[/-]?(0[1-9]|[12]\d|3[01])|/([1-9]|1[0-2])/([1-9]|[12]\d|3[01]))"
    r"(?!\d)"
)
URL_MONTH = re.compile(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])/(?!\d{1,2}(?:\D|$))")
LOCAL_MIDNIGHTS = (22, 23)
"""Hours of UTC at which a day begins in most of Europe."""


def find_published(
    tree: HtmlElement, article: Node, metas: dict[str, str], url: str, fetched_at: datetime
) -> Dated | None:
    """The first publication: by what the page says of itself, else by what it shows, else a guess marked low.

    A date is sure where nothing else on the page or in its address contradicts it.
    """
    for dated in _published_candidates(tree, article, metas):
        if is_plausible(dated.at, fetched_at):
            is_sure = dated.confidence == "high" and not _is_doubtful(dated, tree, article, metas, url, fetched_at)
            if is_sure:
                return dated
            dated = _find_agreed(dated, tree, article, metas)
            others = chain(islice(_published_candidates(tree, article, metas), MOST_OTHERS), _besides(tree))
            local = find_local(dated, others, _url_date(url, fetched_at)) if dated.confidence == "high" else None
            return (local or dated)._replace(confidence="low")
    return _url_date(url, fetched_at) or _beside_headline(tree, fetched_at) or _guess(tree, fetched_at)


def find_modified(
    tree: HtmlElement, article: Node, metas: dict[str, str], published: Dated | None, fetched_at: datetime
) -> datetime | None:
    """The last change that the page admits, if it is after the publication: as it says of itself, else as it shows."""
    described = (text_of(article.get("dateModified")), *(metas.get(name, "") for name in MODIFIED_META))
    times = [dated for text in described if text and (dated := parse_time(text))]
    shown = None if times else find_shown_change(tree)
    for dated in (*times, shown):
        if dated and is_plausible(dated.at, fetched_at) and (published is None or dated.at > published.at):
            return dated.at
    return None


def _is_doubtful(
    dated: Dated, tree: HtmlElement, article: Node, metas: dict[str, str], url: str, fetched_at: datetime
) -> bool:
    """Whether another date tells of another day: then one of them may be that of an edit or of another story.

    The day before or after is one too: a time in UTC, as systems write it, may be another day where the page is read.
    """
    if _is_local_midnight(dated.at) or _is_outside_month(dated, url) or _is_moved(dated, metas):
        return True
    described = [other for other in _described(article, metas) if is_plausible(other.at, fetched_at)]
    # What nothing describes is marked, and must not be one of several.
    if any(not _is_same_day(dated, other) for other in described or _marked(tree)):
        return True
    if in_url := _url_date(url, fetched_at):
        return not _is_same_day(dated, in_url)
    is_other_seen, is_late = False, is_near_midnight(dated)
    for other in chain(_marked(tree), _shown(tree)):
        if is_plausible(other.at, fetched_at):
            is_proof = (described or other.confidence == "low") and not (is_late and other.at == dated.at)
            if _is_same_day(dated, other) and is_proof:
                return False
            is_other_seen = is_other_seen or not _is_same_day(dated, other)
    return is_other_seen or is_late


def _find_agreed(dated: Dated, tree: HtmlElement, article: Node, metas: dict[str, str]) -> Dated:
    """An earlier time of the description, where the page shows its day and not the first, which is that of an edit."""
    described = list(_described(article, metas))
    if dated not in described:
        return dated
    shown = {other.at.date() for other in islice(chain(_marked(tree), _shown(tree)), MOST_OTHERS)}
    # The day before or after is one in another zone.
    is_one = any(abs(day - dated.at.date()) <= timedelta(days=1) for day in shown)
    earlier = (other for other in described if other.at < dated.at and other.at.date() in shown)
    return dated if is_one else next(earlier, dated)


def _is_same_day(dated: Dated, other: Dated) -> bool:
    return dated.at.date() == other.at.date()


def _is_local_midnight(at: datetime) -> bool:
    """Whether a time in UTC looks like the begin of the next day in another zone, so that its own day is wrong."""
    return at.utcoffset() == timedelta(0) and at.hour in LOCAL_MIDNIGHTS and at.minute == at.second == 0


def _is_outside_month(dated: Dated, url: str) -> bool:
    """Whether the address has another year and month."""
    match = URL_MONTH.search(url)
    return match is not None and (int(match[1]), int(match[2])) != (dated.at.year, dated.at.month)


def _is_moved(dated: Dated, metas: dict[str, str]) -> bool:
    """Whether it is that of the last edit, too, and a date that may be any is earlier: some move an article up so."""
    edits = (parse_time(metas[name]) for name in MODIFIED_META if name in metas)
    if not any(edit is not None and edit.at == dated.at for edit in edits):
        return False
    others = (parse_time(metas[name]) for name in DATE_META if name in metas)
    return any(other is not None and other.at.date() < dated.at.date() for other in others)


def _published_candidates(tree: HtmlElement, article: Node, metas: dict[str, str]) -> Iterator[Dated]:
    yield from _described(article, metas)
    yield from _marked(tree)
    if begun := parse_time(text_of(article.get("coverageStartTime"))):
        yield begun._replace(confidence="low")
    for name in DATE_META:
        if dated := parse_time(metas.get(name, "")):
            yield dated._replace(confidence="low")
    yield from _shown(tree)


def _described(article: Node, metas: dict[str, str]) -> Iterator[Dated]:
    texts = [text_of(article.get("datePublished")), *(metas[name] for name in PUBLISHED_META if name in metas)]
    yield from filter(None, map(parse_time, texts))


def _marked(tree: HtmlElement) -> Iterator[Dated]:
    """Elements that are marked as the date of publication."""
    found: Any = MARKED(tree)
    for element in [element for element in found if not _is_elsewhere(element)][:5]:
        for text in (element.get("content"), element.get("datetime"), element.get("title"), inline_text(element)):
            if text and (dated := parse_time(text)):
                yield dated
                break


def _shown(tree: HtmlElement) -> Iterator[Dated]:
    """Times that readers see: those called published first, then the first of the page, then dates in bylines."""
    times = [element for element in tree.iter("time") if not _is_other(element)]
    for element in sorted(times, key=lambda e: not PUBLISHED_CLASS.search(_names(e))):
        for text in (element.get("datetime"), element.get("title"), inline_text(element)):
            if text and (dated := _parse_line(text)):
                yield dated._replace(confidence="low")
                break
    yield from _in_bylines(tree)


def _in_bylines(tree: HtmlElement) -> Iterator[Dated]:
    for element in tree.iter("p", "span", "div", "li", "dd", "small", "strong", "em"):
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        is_said = element.text is not None and FIRST_SAID.match(element.text) is not None
        if is_said or (DATE_CLASS.search(names) and not OTHER_CLASS.search(names)):
            text = short_text(element, 100)
            if len(text) >= 6 and (dated := _parse_line(text)) and not _is_other(element):
                yield dated._replace(confidence="low")


def _parse_line(text: str) -> Dated | None:
    """The time of publication in a line that may also tell of an edit."""
    if (first := FIRST.search(text)) and (dated := parse_time(first["when"])):
        return dated
    dated = parse_time(text)
    is_edit = dated is not None and CHANGED.search(re.split(r"\d", text, maxsplit=1)[0]) is not None
    return None if is_edit else dated


def _names(element: HtmlElement) -> str:
    """Of the element and its parent."""
    parent = element.getparent()
    return " ".join(_own_names(near) for near in ([element] if parent is None else [element, parent]))


def _own_names(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"


def _is_elsewhere(element: HtmlElement) -> bool:
    """Whether a date belongs to a comment or to a list of other stories, by the names of what it stands in."""
    around = islice(element.iterancestors(), NEAR)
    return any(ELSEWHERE_CLASS.search(_own_names(near)) for near in around if near.tag not in WHOLE)


def _is_other(element: HtmlElement) -> bool:
    """Whether a date belongs to an edit, a comment or another story."""
    if OTHER_CLASS.search(_names(element)) or _is_elsewhere(element) or CHANGED.search(_label(element)):
        return True
    for ancestor in element.iterancestors():
        if ancestor.tag in ("aside", "footer", "nav", "figure", "blockquote"):
            return True
        if ancestor.tag == "article" and ancestor.getparent() is not None and ancestor.getparent().tag == "li":
            return True
    return False


def _label(element: HtmlElement) -> str:
    """The words directly before an element, in the same line."""
    before, parent = element.getprevious(), element.getparent()
    if before is None:
        return (parent.text or "") if parent is not None else ""
    return (before.tail or "").strip() or (short_text(before, 40) if before.tag in LABELS else "")


def _url_date(url: str, fetched_at: datetime) -> Dated | None:
    match = URL_DATE.search(url.casefold())
    dated = None
    if match:
        year, month, day = match[1], match[2] or match[4].zfill(2), match[3] or match[5].zfill(2)
        dated = parse_time(f"{year}-{month}-{day}") if month.isdecimal() else parse_time(f"{day} {month} {year}")
    if dated is None or not is_plausible(dated.at, fetched_at):
        return None
    return dated._replace(confidence="low")


def _beside_headline(tree: HtmlElement, fetched_at: datetime) -> Dated | None:
    dated = next((dated for dated in _besides(tree) if is_plausible(dated.at, fetched_at)), None)
    return dated or find_recent_day(tree, fetched_at)


def _besides(tree: HtmlElement) -> Iterator[Dated]:
    if dated := find_dateline(tree):
        yield dated._replace(confidence="low")


def _may_be_date(text: str) -> bool:
    return SHORTEST_SEGMENT < len(text.strip()) < LONGEST_SEGMENT and any(map(str.isdigit, text))


def _guess(tree: HtmlElement, fetched_at: datetime) -> Dated | None:
    segments = islice(filter(_may_be_date, tree.itertext()), MOST_SEGMENTS + 1)
    found = find_date(
        tree,
        original_date=True,
        extensive_search=sum(1 for _ in segments) <= MOST_SEGMENTS,
        outputformat="%Y-%m-%d",
        min_date=EARLIEST.strftime("%Y-%m-%d"),
        max_date=fetched_at.strftime("%Y-%m-%d"),
    )
    # Of a year alone it makes the first of January.
    if not found or found.endswith("-01-01"):
        return None
    return Dated(at_midnight(datetime.fromisoformat(found).date()), "day", "low")
