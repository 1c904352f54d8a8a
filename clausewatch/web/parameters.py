"""What a search is asked for in an address: the filters of `clausewatch search` by the same names."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Annotated, Any
from urllib.parse import urlencode

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from clausewatch.errors import InputError
from clausewatch.index.protocol import Query, Sort
from clausewatch.index.times import LONDON
from clausewatch.models import Category, StanceLabel, StatementKind
from clausewatch.steps.embedding import embed_text

A_DAY = len("2023-09-06")
Words = Annotated[str, Field(max_length=500)]


def _read_time(value: Any) -> Any:
    """A day is midnight in UTC, and a time without a zone is in UTC, too."""
    if not isinstance(value, str):
        return value
    if len(value) == A_DAY:
        return datetime.combine(date.fromisoformat(value), time(), UTC)
    at = datetime.fromisoformat(value)
    try:
        return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    except OverflowError as error:
        raise ValueError(f"{value} is in no year from 1 to 9999 in UTC") from error


def _check_month(month: str) -> str:
    month_bounds(month)
    return month


Moment = Annotated[AwareDatetime | None, BeforeValidator(_read_time)]


class SearchParameters(BaseModel):
    """Filters and page of a search; one that is left empty is not set, one that is not known is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    q: Words = ""
    """Words, "phrases", prefix* and -exclusions."""
    like: Words | None = None
    """Nearest in meaning to this text first, among the 200 nearest."""
    target: Words | None = None
    stance: StanceLabel | None = None
    speaker: Words | None = None
    organisation: Words | None = None
    category: Category | None = None
    publisher: Words | None = None
    kind: StatementKind | None = None
    since: Moment = None
    """Published on that day or later."""
    until: Moment = None
    """Published before that day."""
    month: Annotated[str, Field(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$"), AfterValidator(_check_month)] | None = None
    """Published in that month, London time."""
    sort: Sort | None = None
    limit: Annotated[int, Field(ge=0, le=1000)] = 20
    offset: Annotated[int, Field(ge=0, le=1_000_000)] = 0

    @model_validator(mode="before")
    @classmethod
    def _leave_out_empty(cls, values: Any) -> Any:
        if not isinstance(values, Mapping):
            return values
        return {name: value for name, value in values.items() if value not in ("", None)}

    def make_query(self) -> Query:
        """The search that is meant: best first where words are given, else newest first."""
        since, until = self.since, self.until
        if self.month:
            begin, end = month_bounds(self.month)
            since, until = max(since or begin, begin), min(until or end, end)
        filters = self.model_dump(include=set(Query.model_fields) - {"since", "until", "sort", "like"})
        order: Sort = self.sort or ("best" if self.q.strip() else "newest")
        like = embed_text(self.like) if self.like and self.like.strip() else None
        return Query(text=self.q, since=since, until=until, sort=order, like=like, **filters)

    def address(self, path: str, **changes: Any) -> str:
        """The address of this search at a path, with some parameters set anew, or unset by None."""
        values = self.model_dump(exclude_defaults=True) | changes
        shown = {name: _show(value) for name, value in values.items() if value not in ("", None)}
        return f"{path}?{urlencode(shown)}" if shown else path


class FacetParameters(SearchParameters):
    """Filters of a search whose facets are asked for."""

    values: Annotated[int, Field(ge=1, le=10_000)] = 50
    """Most values of a facet; all of many take a search server longer than counting them."""


def read_parameters(given: Mapping[str, str]) -> SearchParameters:
    """The parameters of a page's address; `InputError` names the wrong one."""
    try:
        return SearchParameters.model_validate(dict(given))
    except ValidationError as error:
        first = error.errors()[0]
        reason = first["msg"].removeprefix("Value error, ")
        raise InputError(f"{'.'.join(map(str, first['loc']))}: {reason}") from error


def month_bounds(month: str) -> tuple[datetime, datetime]:
    """When a month (YYYY-MM) begins and ends in London."""
    year, number = (int(part) for part in month.split("-"))
    following = (year + 1, 1) if number == 12 else (year, number + 1)
    return datetime(year, number, 1, tzinfo=LONDON), datetime(*following, 1, tzinfo=LONDON)


def _show(value: Any) -> Any:
    if not isinstance(value, datetime):
        return value
    return value.date().isoformat() if value.time() == time() else value.isoformat()
