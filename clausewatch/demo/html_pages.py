"""The pages, lists, feeds and sitemaps of the fictional sites, made from templates."""

import json
from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime
from http import HTTPStatus
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from clausewatch.demo.answers import BEFORE_ALL, HTML, PLAIN, XML, Answer, Request, base_address, redirect
from clausewatch.demo.markup import render_markup
from clausewatch.demo.pages import Page
from clausewatch.demo.parliament import find_debate, make_items
from clausewatch.demo.sites import WEB

FEED_TYPES = {"rss": "application/rss+xml", "atom": "application/atom+xml", "news-sitemap": "application/xml"}


def _say_date(at: datetime) -> str:
    return f"{at.day} {at:%B %Y}"


def _say_time(at: datetime) -> str:
    return f"{at.day} {at:%B %Y at %H.%M}"


def _make_environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(WEB), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"date": _say_date, "time": _say_time, "rfc822": format_datetime, "iso": datetime.isoformat}
    return environment


PICTURE = bytes.fromhex("47494638396101000100800000ffffff00000021f90401000000002c00000000010001000002024401003b")
"""A GIF of one white pixel, where every photograph of the fictional web would be."""
ENVIRONMENT = _make_environment()


def answer_pages(request: Request) -> Answer:
    """The page, list, feed, sitemap, robots file or redirect at a path, or the 404 page."""
    facts, path = request.site.facts, request.path
    if target := facts.redirects.get(path):
        return redirect(_resolve(request, target))
    if path == "/robots.txt":
        return Answer(HTTPStatus.OK, PLAIN, _make_robots(request).encode())
    if path == "/favicon.ico":
        return Answer(HTTPStatus.OK, "image/gif", PICTURE)
    if path == "/sitemap.xml":
        return _answer_list(request, "shared/sitemap.xml", XML)
    if facts.feed and path == facts.feed.path and facts.feed.format != "list":
        media_type = f"{FEED_TYPES[facts.feed.format]}; charset=utf-8"
        return _answer_list(request, f"shared/{facts.feed.format}.xml", media_type)
    if path in facts.sections:
        return _answer_list(request, "shared/list.html", HTML)
    if path in facts.static:
        return _answer(request, "shared/static.html", HTTPStatus.OK, text=facts.static[path])
    if page := _find_page(request):
        return _answer_page(request, page)
    return _answer(request, "shared/missing.html", HTTPStatus.NOT_FOUND)


def _resolve(request: Request, target: str) -> str:
    if not target.startswith("//"):
        return request.base + target
    host, _, path = target.removeprefix("//").partition("/")
    return f"{base_address(host, request.port)}/{path}"


def _make_robots(request: Request) -> str:
    robots = request.site.facts.robots
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in robots.disallow)]
    if not robots.disallow:
        lines.append("Disallow:")
    if robots.crawl_delay is not None:
        lines.append(f"Crawl-delay: {robots.crawl_delay}")
    return "\n".join([*lines, "", f"Sitemap: {request.base}/sitemap.xml", ""])


def _find_page(request: Request) -> Page | None:
    if request.site.facts.engine == "parliament":
        return find_debate(request)
    pages = request.site.pages_on(request.day)
    return next((page for page in pages if request.site.path_of(page) == request.path), None)


def _furniture(request: Request) -> dict[str, Any]:
    """What every template of a site may use."""
    site = request.site
    return {
        "site": site.facts,
        "layout": site.folder.name + "/site.html",
        "base": request.base,
        "path": request.path,
        "url_of": lambda page: request.base + site.path_of(page),
        "page": None,
    }


def _render(request: Request, template: str, **values: Any) -> bytes:
    loaded: Template = ENVIRONMENT.get_template(template)
    return loaded.render(_furniture(request) | values).encode()


def _answer(request: Request, template: str, status: int, **values: Any) -> Answer:
    return Answer(status, HTML, _render(request, template, **values))


def _answer_list(request: Request, template: str, media_type: str) -> Answer:
    """Pages of the section, or all where it has none of its own."""
    pages = request.site.listed_on(request.day)
    chosen = [page for page in pages if page.section == request.path] or pages
    modified = max((page.modified for page in request.site.pages_on(request.day)), default=BEFORE_ALL)
    entries = [_Entry(request, page) for page in chosen]
    title = request.site.facts.sections.get(request.path, request.site.facts.title)
    body = _render(request, template, entries=entries, title=title, modified=modified, newest=_newest(chosen))
    return Answer(HTTPStatus.OK, media_type, body, modified)


def _newest(pages: Sequence[Page]) -> datetime:
    return max((page.published for page in pages), default=BEFORE_ALL)


class _Entry:
    """One page in a list, with the address that the list gives for it."""

    def __init__(self, request: Request, page: Page) -> None:
        self.page = page
        self.url = request.base + (page.listed_as or request.site.path_of(page))
        disallowed = request.site.facts.robots.disallow
        self.allowed = not request.site.path_of(page).startswith(disallowed) if disallowed else True


def _answer_page(request: Request, page: Page) -> Answer:
    by_slug = {other.slug: other for other in request.site.pages_on(request.day)}
    body = _render(
        request,
        f"{request.site.folder.name}/site.html",
        page=page,
        url=request.base + request.site.path_of(page),
        related=[by_slug[slug] for slug in page.related],
        body=Markup(render_markup(page.body)),  # noqa: S704
        items=make_items(page, request.site.facts.members) if page.ext_id else [],
        json_ld=_make_json_ld(request, page),
    )
    return Answer(page.status, HTML, body, page.modified)


def _make_json_ld(request: Request, page: Page) -> Markup:
    """The article as schema.org describes it; no `<` can end the script element."""
    described = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": page.title,
        "description": page.summary,
        "datePublished": page.published.isoformat(),
        "dateModified": page.published.isoformat(),
        "author": [{"@type": "Person", "name": name} for name in page.authors],
        "publisher": {"@type": "NewsMediaOrganization", "name": request.site.facts.title},
        "mainEntityOfPage": request.base + request.site.path_of(page),
    }
    return Markup(json.dumps(described, ensure_ascii=False, indent=1).replace("<", "\\u003c"))  # noqa: S704
