"""Where a site may list its pages: links in its HTML, Sitemap lines of its robots.txt, and the usual addresses."""

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree
from scrapy.http import JsonResponse, TextResponse
from scrapy.responsetypes import responsetypes

from clausewatch.errors import CrawlError
from clausewatch.lists.addresses import join_address
from clausewatch.lists.xml import HTML, child_text, children, local_name, read_xml
from spiders.bases.feed import read_feed
from spiders.bases.sitemap import read_sitemap
from spiders.watching.answers import Answer

FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json")
NEWS_PATHS = ("/news-sitemap.xml", "/sitemap-news.xml")
FEED_PATHS = ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml")
SITEMAP_PATHS = ("/sitemap.xml", "/sitemap_index.xml")
UNWANTED = ("comments", "podcast", "video", "image")
"""In addresses of feeds and sitemaps that list no articles."""
NEWS, FEED, SITEMAP, INDEX = 4, 3, 2, 1
"""Ranks of what an answer may be, the best first: of a news sitemap the times of publication are known."""
KINDS = {NEWS: "news sitemap", FEED: "feed", SITEMAP: "sitemap", INDEX: "sitemap index"}


class Candidate(NamedTuple):
    """A list that was found."""

    url: str
    rank: int
    entries: int
    title: str = ""
    """The site's, as a feed has it."""
    named: tuple[str, ...] = ()
    """Sitemaps that an index names."""

    @property
    def kind(self) -> str:
        """In words."""
        return KINDS[self.rank]


def find_links(answer: Answer) -> list[str]:
    """Addresses that a page gives as its feeds (`<link rel=alternate>`), in its order."""
    response = _as_text(answer)
    if response is None:
        return []
    found = []
    for link in response.xpath("//link[@href]"):
        relations = link.attrib.get("rel", "").casefold().split()
        if "alternate" in relations and link.attrib.get("type", "").strip().casefold() in FEED_TYPES:
            found.append(join_address(answer.url, link.attrib["href"].strip()))
    return list(dict.fromkeys(found))


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


def judge(answer: Answer) -> Candidate:
    """What list an answer is; `CrawlError` says why it is none, or none that is of use."""
    if HTML.search(answer.body[:1000]):
        raise CrawlError("it is a page of HTML")
    root = read_xml(answer.body)
    found = (
        _judge_sitemap(answer, root) if local_name(root) in {"urlset", "sitemapindex"} else _judge_feed(answer, root)
    )
    if not found.entries:
        raise CrawlError(f"it is a {found.kind} that lists nothing")
    return found


def _judge_feed(answer: Answer, root: etree._Element) -> Candidate:
    entries = read_feed(answer.body, answer.url)
    channel = next(children(root, "channel"), root)
    return Candidate(answer.url, FEED, len(entries), child_text(channel, "title"))


def _judge_sitemap(answer: Answer, root: etree._Element) -> Candidate:
    entries = read_sitemap(root, answer.url)
    if local_name(root) == "sitemapindex":
        return Candidate(answer.url, INDEX, len(entries), named=tuple(entry.url for entry in entries))
    rank = NEWS if any(entry.published for entry in entries) else SITEMAP
    return Candidate(answer.url, rank, len(entries))


def choose_paths(best: int) -> Iterator[str]:
    """The usual addresses of what would be better than the best that the site itself names; 0: it names none."""
    if best < NEWS:
        yield from NEWS_PATHS
    if best < FEED:
        yield from FEED_PATHS
    if best < INDEX:
        yield from SITEMAP_PATHS


def is_unwanted(url: str) -> bool:
    """Whether an address looks like that of comments, films and the like."""
    return any(word in url.casefold() for word in UNWANTED)
