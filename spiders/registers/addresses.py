"""Which addresses of the registers are asked: those of the Members API's OpenAPI document, and GOV.UK's people."""

from datetime import date
from urllib.parse import quote, urlencode

MEMBERS_API = "https://members-api.parliament.uk"
GOVUK = "https://www.gov.uk"
PAGE = 20
"""Members that a search gives at most."""


def search_members(name: str) -> str:
    """Members whose name contains the words now."""
    return f"/api/Members/Search?{urlencode({'Name': name, 'skip': 0, 'take': PAGE})}"


def search_members_on(name: str, day: date) -> str:
    """Members whose name contained the words on a day: those who left since, or are called otherwise now."""
    query = {"name": name, "dateToSearchFor": f"{day}T00:00:00", "skip": 0, "take": PAGE}
    return f"/api/Members/SearchHistorical?{urlencode(query)}"


def read_member(number: int) -> str:
    """One member by number."""
    return f"/api/Members/{number}"


def read_biography(number: int) -> str:
    """Posts and memberships of one member, with their dates."""
    return f"/api/Members/{number}/Biography"


def list_government_posts(department: int | None = None) -> str:
    """Government posts and who holds them: the cabinet's, or all of a department."""
    return "/api/Posts/GovernmentPosts" + _filter(department)


def list_opposition_posts(department: int | None = None) -> str:
    """Posts of the opposition and who holds them: the shadow cabinet's, or all that shadow a department."""
    return "/api/Posts/OppositionPosts" + _filter(department)


def _filter(department: int | None) -> str:
    return "" if department is None else f"?departmentId={department}"


def read_govuk_person(slug: str) -> str:
    """GOV.UK's page of a person, as its content API gives it."""
    return f"/api/content/government/people/{quote(slug, safe='')}"
