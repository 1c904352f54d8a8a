"""Finds the feed or sitemap that tells best what a site publishes, with few requests."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from clausewatch.errors import CrawlError
from clausewatch.lists.addresses import join_address
from spiders.addresses import path_of
from spiders.checking import candidates
from spiders.checking.candidates import FEED, INDEX, NEWS, SITEMAP, Candidate, choose_paths, is_unwanted, judge
from spiders.checking.visits import Visitor
from spiders.watching.answers import Answer, NoAnswerError, RestingError, TroubledError

MOST_TROUBLES = 2
"""Times that the site is silent or broken, after which it is left alone."""
TROUBLES = (TroubledError, RestingError)
MOST_NAMED = 8
"""Addresses tried of those that the site itself names."""
FEWEST_NEWS = 5
"""Pages of a news sitemap, which holds those of two days, below which a feed may tell more."""


class Found(NamedTuple):
    """What was found on a site, and what was tried."""

    best: tuple[Candidate, Answer] | None
    name: str
    """What the site calls itself; empty where it does not say."""
    tried: tuple[str, ...]
    """A line for each address: what it is, or why it is of no use."""


class Finder:
    """Looks for lists on one site."""

    def __init__(self, visitor: Visitor, url: str, domains: Sequence[str]) -> None:
        """`domains`: those of the publisher, on which its pages are."""
        self._visitor, self._url, self._domains = visitor, url, domains
        self._folder = _find_folder(url)
        self._found: dict[str, tuple[Candidate, Answer]] = {}
        self._seen: set[str] = set()
        self._tried: list[str] = []
        self._name = ""
        self._troubles = 0

    async def find(self) -> Found:
        """What the page at the address names, then robots.txt, then the usual addresses of something better."""
        named = await self._try_page()
        await self._try_each(_order([*named, *self._visitor.sitemaps])[:MOST_NAMED])
        await self._try_news_of_indexes()
        for path in tuple(choose_paths(self._rank, self._folder)):
            await self._try_usual(path)
        await self._try_news_of_indexes()
        longest = max((one.entries for one, _ in self._found.values() if one.rank == FEED), default=0)
        chosen = max(self._found.values(), key=lambda each: _merit(each[0], longest), default=None)
        name = self._name or (chosen[0].title if chosen else "")
        return Found(chosen, name, tuple(self._tried))

    @property
    def _rank(self) -> int:
        """Of the best that is of use; of a short news sitemap that of another one, so that feeds are looked for."""
        useful = (one for one, _ in self._found.values() if not (one.is_abandoned or is_unwanted(one.url)))
        ranks = (SITEMAP if one.rank == NEWS and one.entries < FEWEST_NEWS else one.rank for one in useful)
        return max(ranks, default=0)

    async def _try_page(self) -> list[str]:
        """The feeds that the page names; it may be a feed or sitemap itself."""
        answer = await self._ask(self._url)
        if answer is None:
            return []
        if self._judge(answer):
            return []
        self._folder = _find_folder(answer.url)
        self._name = candidates.find_name(answer)
        return candidates.find_links(answer)

    async def _try_each(self, urls: Iterable[str]) -> None:
        for url in urls:
            if (answer := await self._ask(url)) is not None:
                self._judge(answer)

    async def _try_usual(self, path: str) -> None:
        """Not where one that is as good has been found meanwhile."""
        if path in choose_paths(self._rank, self._folder):
            await self._try_each((join_address(self._url, path),))

    async def _try_news_of_indexes(self) -> None:
        """The sitemap of news that an index names by its address."""
        if self._rank >= NEWS:
            return
        named = [url for candidate, _ in self._found.values() if candidate.rank == INDEX for url in candidate.named]
        await self._try_each([url for url in named if "news" in path_of(url).casefold() and not is_unwanted(url)][:1])

    async def _ask(self, url: str) -> Answer | None:
        if url in self._seen or self._troubles >= MOST_TROUBLES:
            return None
        self._seen.add(url)
        try:
            return await self._visitor.ask(url)
        except NoAnswerError as error:
            self._note(url, str(error))
            self._troubles += any(isinstance(each, TROUBLES) for each in (error, error.__cause__))
            return None

    def _judge(self, answer: Answer) -> bool:
        try:
            candidate = judge(answer, self._domains)
        except CrawlError as error:
            self._note(answer.url, str(error))
            return False
        self._found[answer.url] = (candidate, answer)
        age = f", the newest of {candidate.newest:%Y-%m-%d}" if candidate.is_abandoned else ""
        self._note(answer.url, f"a {candidate.kind} of {candidate.entries}{age}")
        return True

    def _note(self, url: str, reason: str) -> None:
        self._tried.append(f"{url}: {reason.removeprefix(f'{url}: ')}")


def _find_folder(url: str) -> str:
    """The path below which a page is, as a file in it or as its front page."""
    folder, _, name = path_of(url).rpartition("/")
    return f"{folder}/" if not name or "." in name else f"{folder}/{name}/"


def _order(urls: Iterable[str]) -> list[str]:
    """Those of news first, those of comments last."""
    return sorted(dict.fromkeys(urls), key=lambda url: (is_unwanted(url), "news" not in path_of(url).casefold()))


def _merit(candidate: Candidate, longest: int) -> tuple[bool, bool, int, int]:
    """A feed of comments is worse than any other list, and so is one that nobody keeps any more; of two feeds the one
    with more entries tells more. A news sitemap is better than a feed unless it has under a quarter of the entries of
    the longest: it will soon be empty.
    """
    is_short = candidate.rank == NEWS and candidate.entries * 4 < longest
    rank = SITEMAP if is_short else candidate.rank
    return not is_unwanted(candidate.url), not candidate.is_abandoned, rank, candidate.entries
