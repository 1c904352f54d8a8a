"""A page to try a new publisher's definition on: the newest that its list names and that is good for something."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from clausewatch.errors import CrawlError
from clausewatch.models import Publisher
from clausewatch.steps.page_checks import PageCheck, check_page
from spiders.addresses import path_of
from spiders.bases.feed import FeedSpider
from spiders.bases.publisher import PublisherSpider
from spiders.bases.sitemap import SitemapSpider
from spiders.checking.candidates import FEED, Candidate
from spiders.checking.lists import Entry, Listed, ask_list, make_lister
from spiders.checking.visits import Visitor
from spiders.watching.answers import Answer, NoAnswerError

MOST_PAGES = 5


class NothingFoundError(CrawlError):
    """A site has no list or page that can be used; `tried` has a line for each address."""

    def __init__(self, reason: str, tried: Sequence[str]) -> None:
        super().__init__(reason)
        self.tried = tuple(tried)


class Sample(NamedTuple):
    """A page, and what came out of it."""

    answer: Answer
    check: PageCheck


def name_lists(chosen: Candidate) -> str:
    """The attribute of a spider that holds such addresses."""
    return "feeds" if chosen.rank == FEED else "sitemaps"


async def list_pages(
    visitor: Visitor, publisher: Publisher, chosen: Candidate, answer: Answer, tried: Sequence[str]
) -> Listed:
    """The pages that a crawl of the new publisher would ask for."""
    base: type[PublisherSpider] = FeedSpider if chosen.rank == FEED else SitemapSpider
    attributes: dict[str, Any] = {"publisher": publisher, name_lists(chosen): (chosen.url,), "__module__": __name__}
    lister = make_lister(type(publisher.name, (base,), attributes))
    request = next(iter(lister.ask_lists()))
    try:
        listed = await ask_list(visitor, lister, request, answer)
    except NoAnswerError as error:
        raise NothingFoundError(f"{chosen.url} names lists that cannot be read: {error}", tried) from error
    if not listed.entries:
        reason = listed.problem or "it lists no page that a crawl would take"
        raise NothingFoundError(f"{chosen.url}: {reason}", tried)
    return listed


async def find_sample(
    visitor: Visitor, chosen: Candidate, entries: Sequence[Entry], publisher: Publisher, tried: list[str]
) -> Sample:
    """The first page of a list that is good, else the first that anything comes out of."""
    oldest, now = datetime.min.replace(tzinfo=UTC), datetime.now(UTC)
    pages = [entry for entry in entries if path_of(entry.url) != "/"]
    usable: list[Sample] = []
    for entry in sorted(pages, key=lambda entry: entry.at or oldest, reverse=True)[:MOST_PAGES]:
        try:
            answer = await visitor.ask(entry.url)
        except NoAnswerError as error:
            tried.append(f"{entry.url}: {str(error).removeprefix(f'{entry.url}: ')}")
            continue
        check = check_page(answer.url, answer.headers, answer.body, publisher, now)
        if check.problem is None:
            return Sample(answer, check)
        tried.append(f"{answer.url}: {check.problem}")
        usable += [Sample(answer, check)] if check.words else []
    if not usable:
        raise NothingFoundError(f"no page of {chosen.url} could serve as a sample", tried)
    return usable[0]
