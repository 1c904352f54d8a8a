"""A new publisher from the address of its site: the list that tells best, one page, and what comes out of it."""

import asyncio
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import httpx

from clausewatch.errors import CrawlError, ExtractError, SettingsError
from clausewatch.extract import extract_documents
from clausewatch.extract.decoding import decode_body
from clausewatch.models import Category, Document, Publisher, PublisherKind
from clausewatch.settings import Settings
from clausewatch.steps.page_checks import PageCheck, make_response
from clausewatch.steps.publisher_files import (
    check_places,
    clean_title,
    name_files,
    write_expected,
    write_new,
    write_source,
)
from clausewatch.steps.sample_pages import MOST_PAGES, NothingFoundError, Sample, find_sample, list_pages, name_lists
from spiders.addresses import explain_refusal, host_of
from spiders.checking.candidates import Candidate
from spiders.checking.finding import Finder, Found
from spiders.checking.visits import Visitor
from spiders.run import list_publishers
from spiders.watching.asking import Asker
from spiders.watching.hosts import Site

MOST_TRIED = 14
DELAY = 1.0
"""Seconds between two requests, where robots.txt asks for no more."""
TERMS = "To be read: what its terms allow."
GENERIC = frozenset({"www", "news", "blog", "about", "press", "feeds", "rss"})
"""Labels of hosts that name no publisher."""


class Made(NamedTuple):
    """What was found and written."""

    publisher: Publisher
    chosen: Candidate
    page: PageCheck
    files: tuple[Path, ...]
    tried: tuple[str, ...]
    near: tuple[str, ...]
    """Publishers that are collected from the same site already."""


def make_publisher(
    settings: Settings, url: str, name: str | None, kind: PublisherKind, folder: Path, more_domains: Sequence[str] = ()
) -> Made:
    """Find, fetch one page, and write the files below a folder, none over another. `more_domains`: on which its feeds
    or pages are, beside that of the address.

    `NothingFoundError` tells what was tried; `InputError` where a file is there; `SettingsError` where the name is, or
    where the address may not be asked.
    """
    domains = _join_domains(host_of(url).removeprefix("www."), more_domains)
    if reason := explain_refusal(url, domains, allow_loopback=settings.allow_loopback):
        raise SettingsError(f"{url}: {reason}")
    chosen_name = name or suggest_name(domains[0])
    known = list_publishers(settings)
    if any(publisher.name == chosen_name for publisher in known):
        raise SettingsError(f"there is a publisher {chosen_name!r} already: choose another --name")
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", chosen_name):
        raise SettingsError(f"--name {chosen_name!r}: use small letters, digits and hyphens")
    check_places(folder, chosen_name)
    found, sample, publisher, chosen = asyncio.run(_look(settings, url, domains, chosen_name, kind))
    near = tuple(each.name for each in known if not set(domains).isdisjoint(each.domains))
    files = _make_files(publisher, chosen, sample, folder)
    write_new(files)
    return Made(publisher, chosen, sample.check, tuple(files), found.tried, near)


def _join_domains(domain: str, more: Sequence[str]) -> tuple[str, ...]:
    for each in more:
        if host_of(f"https://{each}/") != each.casefold():
            raise SettingsError(f"--domain {each!r}: write the name of a host, such as feeds.fentimes.example")
    return tuple(dict.fromkeys((domain, *(each.casefold() for each in more))))


def suggest_name(domain: str) -> str:
    """A name from a host: its first label that says something."""
    labels = domain.split(".")
    first = next((label for label in labels[:-1] if label not in GENERIC), labels[0])
    return re.sub(r"[^a-z0-9]+", "-", first.casefold()).strip("-") or "publisher"


async def _look(
    settings: Settings, url: str, domains: tuple[str, ...], name: str, kind: PublisherKind
) -> tuple[Found, Sample, Publisher, Candidate]:
    asker, site = Asker(settings), Site(domains, DELAY)
    try:
        found = await Finder(Visitor(asker, site, MOST_TRIED), url, domains).find()
        if found.best is None:
            raise NothingFoundError(f"no feed or sitemap was found on {', '.join(domains)}", found.tried)
        chosen, answer = found.best
        publisher = _describe(found, chosen, domains, name, kind)
        visitor = Visitor(asker, site, MOST_PAGES + 2)
        listed = await list_pages(visitor, publisher, chosen, answer, found.tried)
        sample = await find_sample(visitor, chosen, listed.entries, publisher, [*found.tried])
    finally:
        await asker.aclose()
    return found, sample, publisher, chosen


def _describe(found: Found, chosen: Candidate, domains: tuple[str, ...], name: str, kind: PublisherKind) -> Publisher:
    title = clean_title(found.name, domains[0])
    return Publisher(
        name=name,
        title=title,
        kind=kind,
        category="news" if kind == "coverage" else _guess_category(domains[0]),
        domains=domains,
        organisation=title if kind == "official" else None,
        minimum=max(1, min(5, chosen.entries // 4)),
        budget=300 if kind == "coverage" else 200,
        terms=TERMS,
    )


def _guess_category(domain: str) -> Category:
    if domain.endswith("parliament.uk"):
        return "parliament"
    return "government" if domain.endswith(".gov.uk") else "other"


def _make_files(publisher: Publisher, chosen: Candidate, sample: Sample, folder: Path) -> dict[Path, bytes]:
    answer = sample.answer
    text = decode_body(answer.body, answer.headers.get("Content-Type", ""))
    is_json = text.lstrip().startswith(("{", "["))
    content = text.encode("utf-8", "replace")
    places = name_files(folder, publisher.name, ".json" if is_json else ".html")
    return {
        places["source"]: write_source(publisher, name_lists(chosen), chosen.url).encode(),
        places["sample"]: content,
        places["address"]: f"{answer.url}\n".encode(),
        places["expected"]: write_expected(_read_sample(answer.url, content, publisher, is_json=is_json)).encode(),
    }


def _read_sample(url: str, content: bytes, publisher: Publisher, *, is_json: bool) -> Sequence[Document]:
    """As the test of the samples reads it: from the file, which is UTF-8 whatever the site sent."""
    headers = httpx.Headers({"Content-Type": "application/json" if is_json else "text/html; charset=utf-8"})
    try:
        return extract_documents(make_response(url, headers, content, datetime.now(UTC)), publisher)
    except ExtractError as error:
        raise CrawlError(f"{url}: what was read from the site cannot be read from the sample: {error}") from error
