"""The page files of the fictional web: YAML between two `---` lines, then the text in a small markup."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import AwareDatetime, ValidationError

from clausewatch.errors import InputError
from clausewatch.models import ChangeNote, Model

Day = Literal[1, 2]
DAY_TWO_BEGINS = datetime(2025, 3, 5, tzinfo=UTC)
PAGE_SUFFIX = ".md"
DAY_TWO_SUFFIX = ".day2.md"


class Withdrawal(Model):
    """Why an official page no longer holds, though it can still be read."""

    at: AwareDatetime
    explanation: str


class Page(Model):
    """One page as it is on a day; the fields after `body` are for government and parliament pages."""

    slug: str
    title: str
    published: AwareDatetime
    changed: AwareDatetime | None = None
    """When it was last touched, which the page itself need not tell."""
    status: int = 200
    path: str | None = None
    """Where the site's pattern does not hold."""
    listed_as: str | None = None
    """The old address that feeds still give."""
    authors: tuple[str, ...] = ()
    summary: str = ""
    section: str | None = None
    related: tuple[str, ...] = ()
    image: str | None = None
    """Caption."""
    syndicated: str | None = None
    """`site/slug` of the page whose text this one repeats."""
    body: str
    document_type: str | None = None
    organisations: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    change_notes: tuple[ChangeNote, ...] = ()
    withdrawn: Withdrawal | None = None
    delivered_on: AwareDatetime | None = None
    location: str | None = None
    explanation: str | None = None
    ext_id: str = ""
    section_id: int = 0
    house: str = ""
    volume: int = 0

    @property
    def modified(self) -> datetime:
        """When the answer last became what it is."""
        return self.changed or self.published

    @property
    def first_day(self) -> Day:
        """The day on which the page appears."""
        return 2 if self.published >= DAY_TWO_BEGINS else 1


def split_front_matter(text: str, place: str) -> tuple[dict[str, Any], str]:
    """The YAML head and the body of a page file; `InputError` where there is no head."""
    match = re.match(r"---\n(.*?)\n---\n(.*)", text, re.DOTALL)
    if match is None:
        raise InputError(f"{place}: the page does not begin with YAML between two lines of ---")
    try:
        head = yaml.safe_load(match[1])
    except yaml.YAMLError as error:
        raise InputError(f"{place}: the head is not YAML: {' '.join(str(error).split())}") from error
    if not isinstance(head, dict):
        raise InputError(f"{place}: the head is not a mapping of names to values")
    return head, match[2].strip()


def read_page(file: Path) -> Page:
    """One page file; `InputError` says which file and field is wrong."""
    head, body = split_front_matter(file.read_text(encoding="utf-8"), file.name)
    if source := head.get("syndicated"):
        body = f"{_read_body(file.parent.parent / f'{source}{PAGE_SUFFIX}')}\n\n{body}"
    slug = file.name.removesuffix(DAY_TWO_SUFFIX).removesuffix(PAGE_SUFFIX)
    try:
        return Page.model_validate(head | {"slug": slug, "body": body})
    except ValidationError as error:
        first = error.errors()[0]
        raise InputError(f"{file.name}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error


def _read_body(file: Path) -> str:
    if not file.exists():
        raise InputError(f"{file.parent.name}/{file.name}: there is no such page to repeat")
    return split_front_matter(file.read_text(encoding="utf-8"), file.name)[1]


def read_pages(folder: Path, day: Day) -> tuple[Page, ...]:
    """The pages of a site on a day, newest first; on day two a `.day2.md` file takes the place of its page."""
    files = {file.name: file for file in folder.glob(f"*{PAGE_SUFFIX}")}
    pages = []
    for name, file in files.items():
        if name.endswith(DAY_TWO_SUFFIX):
            continue
        second = files.get(name.removesuffix(PAGE_SUFFIX) + DAY_TWO_SUFFIX)
        page = read_page(second if second is not None and day == 2 else file)
        if page.first_day <= day:
            pages.append(page)
    return tuple(sorted(pages, key=lambda page: (page.published, page.slug), reverse=True))
