"""What one crawl counted, and whether the publisher is well by that."""

from typing import Any

from pydantic import BaseModel, Field
from scrapy.statscollectors import StatsCollector

from clausewatch.crawls import ListGap
from clausewatch.models import Publisher
from spiders.gaps import describe_gap

PREFIX = "clausewatch/"
FINISHED = "finished"
MOST_NOTES = 20
LONGEST_NOTE = 500
"""Code points."""
MOST_FAILED = 0.5
"""Share of the requests for pages that may fail."""
MOST_MISSING = 7
"""Archives by date that may all not be there: the days of a week."""


class Tally(BaseModel):
    """Counts of one crawl, as Scrapy's stats have them under `clausewatch/`."""

    fresh: int = 0
    unchanged: int = 0
    gone: int = 0
    failed: int = 0
    """Pages and lists without a usable answer."""
    disallowed: int = 0
    """Requests that robots.txt forbids."""
    robots_unreadable: int = 0
    """Requests that were not made as robots.txt could not be read."""
    off_hours: int = 0
    """Requests that were not made as robots.txt asks for visits at other hours."""
    lists: int = 0
    failed_lists: list[str] = Field(default_factory=list)
    """Address and reason."""
    missing_lists: int = 0
    """Archives of days that are not there, as nothing may have been published on them."""
    empty_lists: list[str] = Field(default_factory=list)
    failures: list[str] = Field(default_factory=list)
    robots_failures: list[str] = Field(default_factory=list)
    store_failures: list[str] = Field(default_factory=list)
    """Why what came could not be kept."""
    site_faults: list[str] = Field(default_factory=list)
    """What is wrong with the site as a whole."""
    spider_errors: int = 0
    """Answers on which the spider itself failed."""
    offsite: int = 0
    """Addresses that lists name and that are not the publisher's own."""
    offsite_addresses: list[str] = Field(default_factory=list)
    """The first of them and why they are not."""
    requests: int = 0
    """All that were made: robots.txt, redirects and what was asked again, too."""
    answers: int = 0
    """What came of them, whatever its status."""
    not_modified: int = 0
    """Answers of 304, to whatever request."""
    not_due: int = 0
    """Lists that were not asked for, as they change too seldom."""
    reserved: dict[str, int] = Field(default_factory=dict)
    """Pages left out as their rights are reserved, by what said so."""
    over_budget: int = 0
    """Requests left for the next crawl."""
    over_day: int = 0
    """Those of them that were left as the budget of the day was spent."""
    is_past: bool = False
    """Whether days of the past were asked for, on which nothing may have been published."""
    known: int = 0
    """Pages that lists name, and of which nothing new is to be had."""
    headlines: int = 0
    """Entries of feeds that are all that is taken."""
    unchanged_lists: int = 0
    """Sitemaps that an index says not to have changed, so that their pages were not counted."""
    gaps: list[ListGap] = Field(default_factory=list)
    finish_reason: str = "the crawl process ended early"

    @property
    def is_unreachable(self) -> bool:
        """Whether nothing at all answered, and that was not for a fault of ours."""
        return bool(self.requests) and not self.answers and not self.store_failures


def note_past(stats: StatsCollector) -> None:
    """Days of the past are asked for, so that the number of pages says nothing."""
    stats.set_value(f"{PREFIX}is_past", True)


def count(stats: StatsCollector, name: str) -> None:
    """One more of something, by its field in `Tally`."""
    stats.inc_value(f"{PREFIX}{name}")


def read_count(stats: StatsCollector, name: str) -> int:
    """How many of something there are so far."""
    return int(stats.get_value(f"{PREFIX}{name}", 0))


def count_reserved(stats: StatsCollector, by: str) -> None:
    """One more page that is left out as its rights are reserved, by what said so."""
    before: dict[str, int] = stats.get_value(f"{PREFIX}reserved", {})
    stats.set_value(f"{PREFIX}reserved", before | {by: before.get(by, 0) + 1})


def note(stats: StatsCollector, name: str, text: str) -> None:
    """Keep a line in a list of `Tally`; after the first few, more would tell nothing."""
    lines: list[str] = stats.get_value(f"{PREFIX}{name}", [])
    if len(lines) < MOST_NOTES:
        stats.set_value(f"{PREFIX}{name}", [*lines, shorten(text)])


def note_gap(stats: StatsCollector, gap: ListGap) -> None:
    """Keep the gap of a list, in the place of what was known of it before."""
    gaps: list[ListGap] = stats.get_value(f"{PREFIX}gaps", [])
    stats.set_value(f"{PREFIX}gaps", [*(each for each in gaps if each.url != gap.url), gap])


def find_gap_of(stats: StatsCollector, url: str) -> ListGap | None:
    """The gap of a list, where it has one."""
    gaps: list[ListGap] = stats.get_value(f"{PREFIX}gaps", [])
    return next((gap for gap in gaps if gap.url == url), None)


def shorten(text: str) -> str:
    """A line that a person can read, whatever a server put into it."""
    return text if len(text) <= LONGEST_NOTE else f"{text[: LONGEST_NOTE - 1]}…"


def count_offsite(stats: StatsCollector, url: str, reason: str) -> None:
    """One more address that is not the publisher's own."""
    count(stats, "offsite")
    note(stats, "offsite_addresses", f"{url}: {reason}")


def count_failure(stats: StatsCollector, url: str, reason: str, *, is_list: bool) -> None:
    """One more request without a usable answer."""
    count(stats, "failed")
    if is_list:
        note_failed_list(stats, url, reason)
    else:
        note(stats, "failures", f"{url}: {reason}")


def note_failed_list(stats: StatsCollector, url: str, reason: str) -> None:
    """One more list, which could not be had."""
    count(stats, "lists")
    note(stats, "failed_lists", f"{url}: {reason}")


def read_tally(stats: StatsCollector) -> Tally:
    """The counts of a crawl that has ended."""
    values: dict[str, Any] = stats.get_stats()
    ours = {name.removeprefix(PREFIX): value for name, value in values.items() if name.startswith(PREFIX)}
    ours["spider_errors"] = values.get("spider_exceptions/count", 0)
    return Tally(finish_reason=values.get("finish_reason", "the crawl process ended early"), **ours)


def judge(publisher: Publisher, tally: Tally) -> str | None:
    """Why a crawl that came to its end is unhealthy; none: it is healthy."""
    if reason := _explain_end(publisher, tally):
        return reason
    seen = tally.fresh + tally.unchanged + tally.known + tally.headlines
    if seen == 0 and (tally.disallowed or tally.robots_unreadable):
        return (
            next(iter(tally.robots_failures), None)
            or f"robots.txt forbids all that was asked for ({tally.disallowed} requests)"
        )
    if tally.failed_lists:
        return _say_part(len(tally.failed_lists), tally.lists, "failed", tally.failed_lists[0])
    if tally.empty_lists:
        return _say_part(len(tally.empty_lists), tally.lists, "listed nothing", tally.empty_lists[0])
    if seen == 0 and tally.failed:
        return f"all {tally.failed} requests for pages failed; the first: {tally.failures[0]}"
    reserved = sum(tally.reserved.values())
    if seen == 0 and reserved:
        return f"all {reserved} pages have their rights reserved: {', '.join(sorted(tally.reserved))}"
    is_counted = not (tally.unchanged_lists or tally.is_past or tally.not_due or tally.over_day or tally.off_hours)
    if seen == 0 and publisher.minimum and is_counted:
        return _explain_no_page(tally)
    if tally.failed > MOST_FAILED * (seen + tally.failed):
        return f"{tally.failed} of {seen + tally.failed} requests failed; the first: {tally.failures[0]}"
    if seen + reserved < publisher.minimum and is_counted:
        return f"{seen} pages, fewer than the {publisher.minimum} of a healthy crawl"
    return next((describe_gap(gap) for gap in tally.gaps if not gap.closed), None)


def _explain_end(publisher: Publisher, tally: Tally) -> str | None:
    """What broke the crawl itself, or is wrong with the site as a whole."""
    if tally.store_failures:
        return f"nothing more could be kept: {tally.store_failures[0]}"
    if tally.finish_reason != FINISHED:
        return f"closed early: {tally.finish_reason}"
    if tally.spider_errors:
        return f"its spider failed on {tally.spider_errors} answers; `scrapy crawl {publisher.name}` shows where"
    if tally.missing_lists > MOST_MISSING and tally.missing_lists == tally.lists:
        return f"none of {tally.missing_lists} archives by date is there: has their address changed?"
    return next(iter(tally.site_faults), None)


def _explain_no_page(tally: Tally) -> str:
    first = next(iter(tally.offsite_addresses), None)
    return (
        f"no page was found: {tally.offsite} addresses were refused, the first: {first}"
        if first
        else "no page was found"
    )


def _say_part(part: int, whole: int, what: str, first: str) -> str:
    return f"{part} of {whole} lists {what}: {first}"
