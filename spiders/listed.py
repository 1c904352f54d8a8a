"""Publishers that a YAML list names by the address of a feed or sitemap: no code at all."""

from pathlib import Path
from typing import Any, Self

import yaml
from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_core import ErrorDetails

from clausewatch.errors import SettingsError
from clausewatch.models import Category, Model, Publisher, PublisherKind
from spiders.addresses import explain_host, host_of
from spiders.bases.feed import FeedSpider
from spiders.bases.publisher import PublisherSpider
from spiders.bases.sitemap import SitemapSpider

ADDRESS = "write an address, such as https://www.fentimes.example/rss.xml"
REASONS = {
    ("extra_forbidden", ""): "there is no such field",
    ("missing", ""): "it is missing",
    ("model_type", ""): "it is no publisher: write `name:`, and `feed:` or `sitemap:`",
    ("tuple_type", ""): "write a list, such as [fentimes.example]",
    ("string_pattern_mismatch", "name"): "use small letters, digits and hyphens",
    ("string_pattern_mismatch", "feed"): ADDRESS,
    ("string_pattern_mismatch", "sitemap"): ADDRESS,
}
"""What is said of a fault, by its kind in Pydantic and, where it matters, its field."""


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

    @field_validator("domains", mode="before")
    @classmethod
    def _read_domains(cls, given: Any) -> Any:
        """One alone needs no list; capitals mean nothing."""
        listed = [given] if isinstance(given, str) else given
        if not isinstance(listed, list | tuple):
            return given
        return [each.strip().casefold() if isinstance(each, str) else each for each in listed]

    @field_validator("domains")
    @classmethod
    def _check_domains(cls, domains: tuple[str, ...]) -> tuple[str, ...]:
        for each in domains:
            if host_of(f"https://{each}/") != each:
                raise ValueError(f"{each!r} is no name of a host: write it as in fentimes.example")
        return domains

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
    except OSError as error:
        raise SettingsError(f"publishers_file {file}: {error.strerror}") from error
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise SettingsError(f"publishers_file {file}: {' '.join(str(error).split())}") from error
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
        place = ": ".join(str(part) for part in [f"entry {number}", *first["loc"][:1]])
        raise SettingsError(f"publishers_file {file}: {place}: {_explain(first)}") from error


def _explain(fault: ErrorDetails) -> str:
    field = str(fault["loc"][0]) if fault["loc"] else ""
    for key in ((fault["type"], field), (fault["type"], "")):
        if key in REASONS:
            return REASONS[key]
    return fault["msg"].removeprefix("Value error, ")
