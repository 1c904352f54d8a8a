"""The sites of the fictional web: what each is, where its pages lie and what it answers with."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import yaml
from pydantic import AwareDatetime, Field, ValidationError

from clausewatch.demo.pages import Day, Page, read_pages
from clausewatch.errors import InputError
from clausewatch.models import Category, Model, PublisherKind

WEB = Path(__file__).resolve().parent / "web"
SITE_FILE = "site.yaml"


class Feed(Model):
    """Where a site lists what is new."""

    format: Literal["rss", "atom", "news-sitemap", "list"]
    path: str


class Robots(Model):
    """What robots.txt asks of crawlers; the delay is in seconds."""

    disallow: tuple[str, ...] = ()
    crawl_delay: float | None = None


class Advertisement(Model):
    """An entry in the feed that leads away from the site."""

    path: str
    title: str
    published: AwareDatetime


class Member(Model):
    """Somebody who speaks in the fictional parliament."""

    id: int
    name: str
    attributed: str


class SiteFacts(Model):
    """What `site.yaml` says; the last four are for government and parliament."""

    title: str
    kind: PublisherKind = "coverage"
    category: Category = "other"
    engine: Literal["pages", "government", "parliament"] = "pages"
    publisher: bool = True
    """False: a foreign site that no crawl may enter."""
    path: str = "/{slug}"
    feed: Feed | None = None
    sections: dict[str, str] = Field(default_factory=dict)
    static: dict[str, str] = Field(default_factory=dict)
    redirects: dict[str, str] = Field(default_factory=dict)
    """To a path of the same site, or `//site/path` of another one."""
    dead: tuple[str, ...] = ()
    """Links that lead nowhere on purpose."""
    robots: Robots = Robots()
    sponsored: Advertisement | None = None
    organisations: dict[str, str] = Field(default_factory=dict)
    people: dict[str, str] = Field(default_factory=dict)
    roles: dict[str, str] = Field(default_factory=dict)
    members: dict[str, Member] = Field(default_factory=dict)


@dataclass(frozen=True)
class Site:
    """One site; `host` is the label before `.localhost`."""

    host: str
    facts: SiteFacts
    folder: Path

    @cached_property
    def _days(self) -> dict[Day, tuple[Page, ...]]:
        return {1: read_pages(self.folder, 1), 2: read_pages(self.folder, 2)}

    def pages_on(self, day: Day) -> tuple[Page, ...]:
        """All pages that the site knows on a day, newest first, those that are gone included."""
        return self._days[day]

    def listed_on(self, day: Day) -> tuple[Page, ...]:
        """The pages that the site still shows on a day, newest first."""
        return tuple(page for page in self._days[day] if page.status == 200)

    def path_of(self, page: Page) -> str:
        """Where a page lies on the site."""
        return page.path or self.facts.path.format(
            slug=page.slug,
            date=f"{page.published:%Y/%m/%d}",
            day=f"{page.published:%Y-%m-%d}",
            branch="news" if page.document_type in {"press_release", "news_story"} else "speeches",
            house=page.house,
            ext_id=page.ext_id,
            camel="".join(word[:1].upper() + word[1:] for word in re.findall(r"\w+", page.title)),
        )


def load_site(folder: Path) -> Site:
    """One site from its folder; `InputError` says what is wrong in its `site.yaml`."""
    file = folder / SITE_FILE
    place = f"{folder.name}/{SITE_FILE}"
    try:
        facts = SiteFacts.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
    except yaml.YAMLError as error:
        raise InputError(f"{place}: not YAML: {' '.join(str(error).split())}") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise InputError(f"{place}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error
    return Site(folder.name, facts, folder)


@cache
def load_web(folder: Path = WEB) -> Mapping[str, Site]:
    """Every site in a folder by its host label; read once a process, as the files ship with the program."""
    return MappingProxyType(
        {file.parent.name: load_site(file.parent) for file in sorted(folder.glob(f"*/{SITE_FILE}"))}
    )
