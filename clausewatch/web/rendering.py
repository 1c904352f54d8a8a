"""Pages from templates: everything is escaped, and nothing but this server's own style sheet is loaded."""

from datetime import UTC, date, datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from clausewatch.index.times import LONDON
from clausewatch.models import Document, Stance

HERE = Path(__file__).resolve().parent
STANCE_WORDS = {"FAVOR": "for", "AGAINST": "against", "NONE": "no stance"}
UNSURE = "unsure"
CATEGORY_WORDS = {"child-safety": "child safety", "civil-society": "civil society"}


def say_day(at: datetime | None) -> str:
    """The day in London, such as 6 September 2023."""
    return say_date(at.astimezone(LONDON).date()) if at else "no date"


def say_moment(at: datetime) -> str:
    """The day and minute in London."""
    local = at.astimezone(LONDON)
    return f"{say_date(local.date())}, {local:%H:%M}"


def say_date(day: date) -> str:
    """A day as people write it."""
    return f"{day.day} {day:%B %Y}"


def say_month(month: str) -> str:
    """2023-09 as September 2023."""
    return f"{date.fromisoformat(f'{month}-01'):%B %Y}"


def say_share(share: float) -> str:
    """A confidence as a percentage; never 100, as nothing here is certain."""
    return f"{min(99, round(share * 100))} %"


def say_stance(stance: Stance) -> str:
    """A stance in a reader's words; `unsure` where no label was likely."""
    return UNSURE if stance.is_unsure else STANCE_WORDS[stance.label]


def say_facet_value(value: str, facet: str) -> str:
    """A value of a facet in a reader's words."""
    if facet == "month":
        return say_month(value)
    return {"stance": STANCE_WORDS, "category": CATEGORY_WORDS}.get(facet, {}).get(value, value)


def fill_field(value: str | datetime | None) -> str:
    """What a field of the form holds; a time as its day, as a field for dates takes no more."""
    return value.astimezone(UTC).date().isoformat() if isinstance(value, datetime) else value or ""


def is_web_address(url: str) -> bool:
    """Whether a link may lead there: only http and https, so that no page's address can run a script here."""
    return _find_host(url) is not None


def say_site(document: Document) -> str:
    """The host that a document comes from, or its publisher where it has no address on the web."""
    return _find_host(document.url) or document.publisher


def _find_host(url: str) -> str | None:
    """The host of an address on the web; none of any other address, or of one that is none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return parts.hostname if parts.scheme in {"http", "https"} else None


def _make_environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"day": say_day, "moment": say_moment, "share": say_share, "site": say_site}
    environment.filters |= {
        "iso": datetime.isoformat,
        "facet_value": say_facet_value,
        "stance": say_stance,
        "field_value": fill_field,
    }
    environment.tests["web_address"] = is_web_address
    environment.globals |= {"stance_words": STANCE_WORDS, "category_words": CATEGORY_WORDS}
    return environment


ENVIRONMENT = _make_environment()


def render(template: str, *, status: HTTPStatus = HTTPStatus.OK, **values: Any) -> HTMLResponse:
    """A page from a template of this folder."""
    return HTMLResponse(ENVIRONMENT.get_template(template).render(**values), status)
