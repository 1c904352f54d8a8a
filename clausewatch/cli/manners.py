"""What a crawl did not bring, in words: what failed, was saved, left out and put off."""

from collections.abc import Iterator

from clausewatch.crawls import CrawlResult


def describe_left_out(result: CrawlResult) -> Iterator[str]:
    """What a crawl did not ask for or did not keep, each with its reason."""
    if result.cut_off and result.kept:
        pages = "page is" if result.kept == 1 else "pages are"
        yield f"cut off: {result.kept} {pages} kept, and the next crawl goes on from there"
    if result.disallowed:
        yield f"{result.disallowed} forbidden by robots.txt"
    if result.robots_unreadable:
        yield f"{result.robots_unreadable} not asked as robots.txt could not be read"
    if result.off_hours:
        yield f"{result.off_hours} not asked as robots.txt asks for visits at other hours"
    if reserved := sum(result.reserved.values()):
        by = ", ".join(f"{number} by {what}" for what, number in sorted(result.reserved.items()))
        yield f"{reserved} left out as their rights are reserved ({by})"
    if result.not_due:
        yield f"{result.not_due} {'list' if result.not_due == 1 else 'lists'} not due"
    if result.over_day:
        yield "the requests of the day are spent"


def describe_saved(result: CrawlResult) -> str:
    """How many answers were that nothing changed; empty where nothing was asked."""
    return f"; {result.not_modified} of {result.requests} requests answered 304" if result.requests else ""


def describe_failures(result: CrawlResult) -> Iterator[str]:
    """A line for each of the first pages that failed, and one for how many more did."""
    for failure in result.failures:
        yield f"{result.publisher}: failed: {failure}"
    if result.failures and (more := result.failed - len(result.failures)) > 0:
        yield f"{result.publisher}: failed: {more} more"
