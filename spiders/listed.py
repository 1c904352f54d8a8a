"""Publishers that a YAML list names by the address of a feed or sitemap: no code at all."""

from pathlib import Path
from typing import Any, Self

import yaml
from pydantic import Field, ValidationError, model_validator

from clausewatch.errors import SettingsError
from clausewatch.models import Category, Model, Publisher, PublisherKind
from spiders.addresses import explain_host, host_of
from spiders.bases.feed import FeedSpider
from spiders.bases.publisher import PublisherSpider
from spiders.bases.sitemap import SitemapSpider


class ListedPublisher(Model):
    """One entry of the list: a name and the address of a feed or of a sitemap."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    feed: str | None = Field(default=None, pattern=r"^https?://[^/]+")
    sitemap: str | None = Field(default=None, pattern=r"^https?://[^/]+")
    title: str | None = None
    kind: PublisherKind = "coverage"
    category: Category = "news"
    domains: tuple[str, ...] = ()
    """Without any: the host of the address, without `www.`."""
    organisation: str | None = None
    minimum: int = Field(default=1, ge=0)
    budget: int = Field(default=300, ge=1)
    terms: str = ""
    verified: bool = False

    @model_validator(mode="after")
    def _check_one_address(self) -> Self:
        if (self.feed is None) == (self.sitemap is None):
            raise ValueError("give either feed or sitemap")
        if reason := explain_host(self.address, self.all_domains):
            raise ValueError(f"{self.address}: {reason}")
        return self

    @property
    def address(self) -> str:
        """Of its feed or sitemap."""
        return self.feed or self.sitemap or ""

    @property
    def all_domains(self) -> tuple[str, ...]:
        """As given, or by its address."""
        return self.domains or (host_of(self.address).removeprefix("www."),)

    def make_spider(self, module: str) -> type[PublisherSpider]:
        """The spider, as if `module` had defined it."""
        facts = self.model_dump(exclude={"feed", "sitemap"})
        facts |= {"title": self.title or self.name, "domains": self.all_domains}
        attributes: dict[str, Any] = {"publisher": Publisher(**facts), "__module__": module}
        if self.feed:
            return type(self.name, (FeedSpider,), attributes | {"feeds": (self.address,)})
        return type(self.name, (SitemapSpider,), attributes | {"sitemaps": (self.address,)})


def read_listed(file: Path | None) -> list[ListedPublisher]:
    """The entries of a list, none where there is no file; `SettingsError` names the entry and field that is wrong."""
    if file is None:
        return []
    try:
        content = yaml.safe_load(file.read_text(encoding="utf-8")) or []
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise SettingsError(f"publishers_file {file}: {error}") from error
    if not isinstance(content, list):
        raise SettingsError(f"publishers_file {file}: it is not a list of publishers")
    entries = [_read_entry(entry, number, file) for number, entry in enumerate(content, 1)]
    for number, entry in enumerate(entries, 1):
        if any(earlier.name == entry.name for earlier in entries[: number - 1]):
            raise SettingsError(f"publishers_file {file}: entry {number}: name: {entry.name!r} is there already")
    return entries


def _read_entry(entry: Any, number: int, file: Path) -> ListedPublisher:
    try:
        return ListedPublisher.model_validate(entry)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "entry"
        raise SettingsError(f"publishers_file {file}: entry {number}: {field}: {first['msg']}") from error
