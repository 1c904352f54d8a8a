"""When a page was published and last changed, and how sure that is."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import chain, islice
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from clausewatch.extract.address_days import find_day_in_address, is_outside_month
from clausewatch.extract.datelines import find_dateline, find_recent_day
from clausewatch.extract.guesses import guess_published
from clausewatch.extract.linked_data import Node, text_of
from clausewatch.extract.local_days import find_local, is_near_midnight
from clausewatch.extract.london import Told, find_britain, find_in_london
from clausewatch.extract.shown_changes import find_shown_change
from clausewatch.extract.text_blocks import inline_text, short_text
from clausewatch.extract.times import Dated, is_plausible, parse_spaced_day, parse_time

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
            if night := _find_at_night(dated, tree, article, metas, url, fetched_at):
                return night
            dated = _find_agreed(dated, tree, article, metas)
            others = chain(islice(_published_candidates(tree, article, metas), MOST_OTHERS), _besides(tree))
            in_address = find_day_in_address(url, fetched_at)
            local = find_local(dated, others, in_address) if dated.confidence == "high" else None
            return (local or dated)._replace(confidence="low")
    seen = find_day_in_address(url, fetched_at) or _beside_headline(tree, fetched_at) or _find_spaced(tree, fetched_at)
    return seen or guess_published(tree, fetched_at)


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
    if _is_local_midnight(dated.at) or is_outside_month(dated, url) or _is_moved(dated, metas):
        return True
    described = [other for other in _described(article, metas) if is_plausible(other.at, fetched_at)]
    # What nothing describes is marked, and must not be one of several.
    if any(not _is_same_day(dated, other) for other in described or _marked(tree)):
        return True
    if in_url := find_day_in_address(url, fetched_at):
        return not _is_same_day(dated, in_url)
    is_other_seen, is_late = False, is_near_midnight(dated)
    for other in chain(_marked(tree), _shown(tree), _besides(tree)):
        if is_plausible(other.at, fetched_at):
            is_proof = (described or other.confidence == "low") and not (is_late and other.at == dated.at)
            if _is_same_day(dated, other) and is_proof:
                return False
            is_other_seen = is_other_seen or not _is_same_day(dated, other)
    return is_other_seen or is_late


def _find_at_night(
    dated: Dated, tree: HtmlElement, article: Node, metas: dict[str, str], url: str, fetched_at: datetime
) -> Dated | None:
    """The time of London, where it is one of the night, and all that doubts it is that it is another day elsewhere."""
    if dated.confidence == "low" or _is_moved(dated, metas):
        return None
    in_address = find_day_in_address(url, fetched_at)
    described = [*_described(article, metas), *([in_address] if in_address else [])]
    lists = (described, *_list_shown(tree))
    told = Told(*([other for other in times if is_plausible(other.at, fetched_at)] for times in lists))
    local = find_in_london(dated, told, find_britain(tree, metas, url))
    return None if local is None or is_outside_month(local, url) else local


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


def _list_shown(tree: HtmlElement) -> tuple[list[Dated], list[Dated]]:
    """Times in attributes of elements, and in their words and in bylines."""
    found: Any = MARKED(tree)
    times = (element for element in tree.iter("time") if not _is_other(element))
    elements = list(islice(chain((e for e in found if not _is_elsewhere(e)), times), MOST_OTHERS))
    values = (element.get(name, "") for element in elements for name in ("content", "datetime", "title"))
    words = filter(None, (_parse_line(inline_text(element)) for element in elements))
    return [*filter(None, map(parse_time, values))], [*words, *islice(_in_bylines(tree), MOST_OTHERS)]


def _in_bylines(tree: HtmlElement) -> Iterator[Dated]:
    for element, text in _list_lines(tree):
        if (dated := _parse_line(text)) and not _is_other(element):
            yield dated._replace(confidence="low")


def _find_spaced(tree: HtmlElement, fetched_at: datetime) -> Dated | None:
    """The first day in numbers with blanks between them, in the same places as other days that readers see."""
    for element, text in chain(((time, inline_text(time)) for time in tree.iter("time")), _list_lines(tree)):
        dated = None if _is_of_edit(text) else parse_spaced_day(text)
        if dated and is_plausible(dated.at, fetched_at) and not _is_other(element):
            return dated
    return None


def _list_lines(tree: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """What may tell of a day, by the names of its element or its own words."""
    for element in tree.iter("p", "span", "div", "li", "dd", "small", "strong", "em"):
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        is_said = element.text is not None and FIRST_SAID.match(element.text) is not None
        if is_said or (DATE_CLASS.search(names) and not OTHER_CLASS.search(names)):
            text = short_text(element, 100)
            if len(text) >= 6:
                yield element, text


def _parse_line(text: str) -> Dated | None:
    """The time of publication in a line that may also tell of an edit."""
    if (first := FIRST.search(text)) and (dated := parse_time(first["when"])):
        return dated
    dated = parse_time(text)
    return None if dated is not None and _is_of_edit(text) else dated


def _is_of_edit(text: str) -> bool:
    return CHANGED.search(re.split(r"\d", text, maxsplit=1)[0]) is not None


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


def _beside_headline(tree: HtmlElement, fetched_at: datetime) -> Dated | None:
    dated = next((dated for dated in _besides(tree) if is_plausible(dated.at, fetched_at)), None)
    return dated or find_recent_day(tree, fetched_at)


def _besides(tree: HtmlElement) -> Iterator[Dated]:
    if dated := find_dateline(tree):
        yield dated._replace(confidence="low")
