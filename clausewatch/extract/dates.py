"""When a page was published and last changed, and how sure that is."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import chain, islice

from lxml.html import HtmlElement

from clausewatch.extract.address_days import find_day_in_address, is_outside_month
from clausewatch.extract.datelines import find_dateline, find_recent_day, list_beside_headline
from clausewatch.extract.guesses import guess_published
from clausewatch.extract.linked_data import Node, text_of
from clausewatch.extract.local_days import find_local, is_near_midnight
from clausewatch.extract.london import Told, find_britain, find_in_london
from clausewatch.extract.shown_changes import find_shown_change
from clausewatch.extract.shown_dates import find_spaced, list_marked, list_shown, split_shown
from clausewatch.extract.times import Dated, is_plausible, parse_time

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
MOST_OTHERS = 12
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
    seen = find_day_in_address(url, fetched_at) or _beside_headline(tree, fetched_at) or find_spaced(tree, fetched_at)
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
    if any(not _is_same_day(dated, other) for other in described or list_marked(tree)):
        return True
    if in_url := find_day_in_address(url, fetched_at):
        return not _is_same_day(dated, in_url)
    is_other_seen, is_late = False, is_near_midnight(dated)
    for other in chain(list_marked(tree), list_shown(tree), _besides(tree)):
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
    lists = (described, *split_shown(tree))
    told = Told(*([other for other in times if is_plausible(other.at, fetched_at)] for times in lists))
    local = find_in_london(dated, told, find_britain(tree, metas, url))
    return None if local is None or is_outside_month(local, url) else local


def _find_agreed(dated: Dated, tree: HtmlElement, article: Node, metas: dict[str, str]) -> Dated:
    """An earlier time of the description, where the page shows its day and not the first, which is that of an edit."""
    described = list(_described(article, metas))
    if dated not in described:
        return dated
    shown = {other.at.date() for other in islice(chain(list_marked(tree), list_shown(tree)), MOST_OTHERS)}
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
    beside = list_beside_headline(tree)
    yield from list_marked(tree, beside)
    if begun := parse_time(text_of(article.get("coverageStartTime"))):
        yield begun._replace(confidence="low")
    for name in DATE_META:
        if dated := parse_time(metas.get(name, "")):
            yield dated._replace(confidence="low")
    yield from list_shown(tree, beside)


def _described(article: Node, metas: dict[str, str]) -> Iterator[Dated]:
    texts = [text_of(article.get("datePublished")), *(metas[name] for name in PUBLISHED_META if name in metas)]
    yield from filter(None, map(parse_time, texts))


def _beside_headline(tree: HtmlElement, fetched_at: datetime) -> Dated | None:
    dated = next((dated for dated in _besides(tree) if is_plausible(dated.at, fetched_at)), None)
    return dated or find_recent_day(tree, fetched_at)


def _besides(tree: HtmlElement) -> Iterator[Dated]:
    if dated := find_dateline(tree):
        yield dated._replace(confidence="low")
