"""What an alert rule may say: plain data, checked once."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, TypeAdapter, ValidationError, model_validator

from clausewatch.errors import RuleError
from clausewatch.index.protocol import Query
from clausewatch.models import ChangeClaim, Model

ChannelName = Literal["console", "file", "webhook"]
RuleKind = Literal["statement", "change-claim", "shift", "revision", "withdrawal", "paywall", "publisher"]
DigestChoice = Literal["also", "only", "never"]
NOT_CONDITIONS = frozenset({"ids", "sort", "like", "limit", "offset"})
"""Fields of a search that say what is shown of the result, not what is found."""


def _check_conditions(query: Query) -> Query:
    for name in sorted(NOT_CONDITIONS & query.model_fields_set):
        raise ValueError(f"{name} is no condition; a rule finds every statement that matches")
    return query


SavedSearch = Annotated[Query, AfterValidator(_check_conditions)]


def read_conditions(query: Query) -> dict[str, Any]:
    """The conditions that a saved search sets, by their name."""
    values = query.model_dump(mode="json", exclude_defaults=True)
    return {name: value for name, value in values.items() if name not in NOT_CONDITIONS}


class BaseRule(Model):
    """What every rule has."""

    name: Annotated[str, Field(min_length=1, max_length=120, pattern=r"^[^\x00-\x1f\x7f]*\S[^\x00-\x1f\x7f]*$")]
    """Also its id: alerts are kept by it, so that a renamed rule fires anew."""
    channels: Annotated[tuple[ChannelName, ...], Field(min_length=1)] | None = None
    """Where its alerts are sent; none named: console, file and, where an address is set, webhook."""
    digest: DigestChoice = "also"
    """Whether a digest tells its alerts once more, tells them in place of sending each at once, or leaves them out."""


class StatementRule(BaseRule):
    """Somebody says something new that matches a saved search."""

    kind: Literal["statement"]
    query: SavedSearch = Query()
    about_target: bool = False
    """Only statements about one of the targets, whichever it is."""
    takes_side: bool = False
    """Only statements for or against a target: the one that the search names, else whichever it is."""
    per_document: bool = False
    """One alert for all that a document says, instead of one for each statement."""

    @model_validator(mode="after")
    def _check_narrow(self) -> "StatementRule":
        if not self.about_target and not self.takes_side and not read_conditions(self.query):
            raise ValueError("query: give at least one condition, or every statement fires")
        return self


class ChangeClaimRule(BaseRule):
    """Somebody, for instance the government, denies or announces a change of their own position."""

    kind: Literal["change-claim"]
    query: SavedSearch = Query()
    claims: Annotated[tuple[ChangeClaim, ...], Field(min_length=1)] = ("denies", "announces")
    about_target: bool = False
    """Only where the statement is about one of the targets, whichever it is."""


class ShiftRule(BaseRule):
    """A speaker's position on a target moves; a statement of the new position matches the search."""

    kind: Literal["shift"]
    query: SavedSearch = Query()


class RevisionRule(BaseRule):
    """A page was changed after publication."""

    kind: Literal["revision"]
    publisher: str | None = None
    quotations_only: bool = False
    """Only where a statement of the older version was changed or is gone."""
    unannounced_only: bool = False
    """Only where the publisher does not say that the page was changed."""


class WithdrawalRule(BaseRule):
    """A page is gone, or its publisher took it back."""

    kind: Literal["withdrawal"]
    publisher: str | None = None


class PaywallRule(BaseRule):
    """A page has gone behind a paywall, or can be read again."""

    kind: Literal["paywall"]
    publisher: str | None = None


class PublisherRule(BaseRule):
    """A publisher's crawls fail, or work again."""

    kind: Literal["publisher"]
    publisher: str | None = None


StatementBased = StatementRule | ChangeClaimRule | ShiftRule
EventBased = RevisionRule | WithdrawalRule | PaywallRule | PublisherRule
Rule = StatementBased | EventBased
_ADAPTER: TypeAdapter[Rule] = TypeAdapter(Annotated[Rule, Field(discriminator="kind")])


def parse_rule(value: object, where: str = "") -> Rule:
    """A rule from plain data; `RuleError` names where it stood, the rule, the field and the reason."""
    named = value.get("name") if isinstance(value, dict) else None
    place = f"{where}: rule {named!r}" if where else f"rule {named!r}"
    try:
        return _ADAPTER.validate_python(value)
    except ValidationError as error:
        first = error.errors()[0]
        # The first part is the rule's kind, by which pydantic chose the model.
        field = ".".join(str(part) for part in first["loc"][1:])
        if first["type"].startswith("union_tag"):
            field = "kind"
        reason = first["msg"].removeprefix("Value error, ")
        raise RuleError(": ".join(part for part in (place, field, reason) if part)) from error


def dump_rule(rule: Rule) -> dict[str, Any]:
    """A rule as plain data that `parse_rule` reads back."""
    return {"name": rule.name, "kind": rule.kind, **rule.model_dump(mode="json", exclude_defaults=True)}
