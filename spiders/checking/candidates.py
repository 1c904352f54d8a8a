"""Where a site may list its pages: links in its HTML, Sitemap lines of its robots.txt, and the usual addresses."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple, TypeVar

from lxml import etree
from scrapy.http import JsonResponse, TextResponse
from scrapy.responsetypes import responsetypes

from clausewatch.errors import CrawlError
from clausewatch.lists.addresses import is_on_domains, join_address
from clausewatch.lists.feeds import is_feed
from clausewatch.lists.xml import HTML, child_text, children, local_name, read_xml
from spiders.addresses import host_of
from spiders.bases.feed import FeedEntry, read_feed
from spiders.bases.sitemap import SitemapEntry, read_sitemap
from spiders.watching.answers import Answer

FEED_TYPES = (
    *("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"),
    # Some sites say no more of their feeds.
    *("text/xml", "application/xml"),
)
FEED_LINK = re.compile(r"(?:^|[/._=?&-])(?:rss|atom|feed)s?(?:$|[/._?&#-])", re.IGNORECASE)
"""In the address of a link that a person is shown."""
MOST_LINKS = 4
"""Such links that are tried; a page of an archive may have hundreds."""
NEWS_PATHS = ("/news-sitemap.xml", "/sitemap-news.xml")
FOLDER_PATHS = ("feed", "rss.xml")
"""Below the folder of the address, where it is not the front page."""
FEED_PATHS = ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml")
SITEMAP_PATHS = ("/sitemap.xml", "/sitemap_index.xml")
UNWANTED = ("comments", "podcast", "video", "image")
"""In addresses of feeds and sitemaps that list no articles."""
LANGUAGE = "en"
"""Of the publishers that are looked for; feeds that say to be in another one are left out where there is any other."""
SITEMAPS = frozenset({"urlset", "sitemapindex"})
"""Roots of sitemaps and of indexes of them."""
ABANDONED = timedelta(days=120)
"""Age of the newest item by which nobody seems to keep a list any more."""
NEWS, FEED, SITEMAP, INDEX = 4, 3, 2, 1
"""Ranks of what an answer may be, the best first: of a news sitemap the times of publication are known."""
KINDS = {NEWS: "news sitemap", FEED: "feed", SITEMAP: "sitemap", INDEX: "sitemap index"}

Entry = TypeVar("Entry", FeedEntry, SitemapEntry)


class Candidate(NamedTuple):
    """A list that was found."""

    url: str
    rank: int
    entries: int
    """Pages, or sitemaps of an index, on the publisher's own domains."""
    title: str = ""
    """The site's, as a feed has it."""
    named: tuple[str, ...] = ()
    """Sitemaps that an index names."""
    newest: datetime | None = None
    """When the last of it was published or changed, where it says so."""

    @property
    def is_abandoned(self) -> bool:
        """Whether its newest item is so old that another list is better, whatever kind it is of."""
        return self.newest is not None and datetime.now(UTC) - self.newest > ABANDONED

    @property
    def kind(self) -> str:
        """In words."""
        return KINDS[self.rank]


def find_links(answer: Answer) -> list[str]:
    """Addresses that a page gives as its feeds: for machines (`<link rel=alternate>`), in its order, then a few of the
    links that it shows to people.
    """
    response = _as_text(answer)
    if response is None:
        return []
    base = response.urljoin("")
    links = [link.attrib for link in response.xpath("//link[@href]") if _names_feed(link.attrib)]
    spoken = [link for link in links if link.get("hreflang", LANGUAGE).casefold().startswith(LANGUAGE)]
    found = [join_address(base, link["href"].strip()) for link in spoken or links]
    shown = (
        join_address(base, link.strip()) for link in response.xpath("//a/@href").getall() if FEED_LINK.search(link)
    )
    others = [url for url in dict.fromkeys(shown) if url not in found]
    return [*dict.fromkeys(found), *others[:MOST_LINKS]]


def _names_feed(link: Mapping[str, str]) -> bool:
    relations = link.get("rel", "").casefold().split()
    return "alternate" in relations and link.get("type", "").strip().casefold() in FEED_TYPES


def find_name(answer: Answer) -> str:
    """What a site's page calls the site; empty where it does not."""
    response = _as_text(answer)
    if response is None:
        return ""
    return str(response.xpath("//meta[@property='og:site_name']/@content").get("")).strip()


def _as_text(answer: Answer) -> TextResponse | None:
    headers = {b"Content-Type": answer.headers.get("Content-Type", "").encode("latin-1", "replace")}
    kind = responsetypes.from_args(headers=headers, url=answer.url, body=answer.body)
    response = kind(answer.url, headers=headers, body=answer.body)
    # What is JSON has no elements to look for.
    if not isinstance(response, TextResponse) or isinstance(response, JsonResponse):
        return None
    return response if answer.body.strip() else None


def judge(answer: Answer, domains: Sequence[str]) -> Candidate:
    """What list an answer is; `CrawlError` says why it is none, or none that is of use to a publisher on `domains`."""
    is_page = HTML.search(answer.body[:1000]) is not None
    try:
        root = read_xml(answer.body)
    except CrawlError as error:
        if is_page:
            raise CrawlError("it is a page of HTML") from error
        raise
    if local_name(root) in SITEMAPS:
        return _judge_sitemap(answer, root, domains)
    # A feed may hold HTML in a text of its own.
    if is_page and not is_feed(root):
        raise CrawlError("it is a page of HTML")
    return _judge_feed(answer, root, domains)


def _judge_feed(answer: Answer, root: etree._Element, domains: Sequence[str]) -> Candidate:
    entries = _choose_own(read_feed(answer.body, answer.url), FEED, domains)
    channel = next(children(root, "channel"), root)
    newest = max((entry.published for entry in entries if entry.published), default=None)
    return Candidate(answer.url, FEED, len(entries), child_text(channel, "title"), newest=newest)


def _judge_sitemap(answer: Answer, root: etree._Element, domains: Sequence[str]) -> Candidate:
    entries = read_sitemap(root, answer.url)
    if local_name(root) == "sitemapindex":
        own = _choose_own(entries, INDEX, domains)
        return Candidate(answer.url, INDEX, len(own), named=tuple(entry.url for entry in own))
    rank = NEWS if any(entry.published for entry in entries) else SITEMAP
    own = _choose_own(entries, rank, domains)
    return Candidate(answer.url, rank, len(own), newest=max((entry.at for entry in own if entry.at), default=None))


def _choose_own(entries: Sequence[Entry], rank: int, domains: Sequence[str]) -> list[Entry]:
    """Those that a crawl would ask for."""
    own = [entry for entry in entries if is_on_domains(host_of(entry.url), tuple(domains))]
    if not entries:
        raise CrawlError(f"it is a {KINDS[rank]} that lists nothing")
    if not own:
        host = host_of(entries[0].url) or entries[0].url
        outside = f"{host} is outside {', '.join(domains)}"
        raise CrawlError(f"it is a {KINDS[rank]} that lists nothing of the publisher's own: {outside}")
    return own


def choose_paths(best: int, folder: str = "/") -> Iterator[str]:
    """The usual addresses of what would be better than the best that the site itself names; 0: it names none. `folder`:
    the path of the address at which somebody looks.
    """
    if best < NEWS:
        yield from NEWS_PATHS
    if best < FEED:
        yield from (f"{folder}{name}" for name in FOLDER_PATHS if folder != "/")
        yield from FEED_PATHS
    if best < INDEX:
        yield from SITEMAP_PATHS


def is_unwanted(url: str) -> bool:
    """Whether an address looks like that of comments, films and the like."""
    return any(word in url.casefold() for word in UNWANTED)
