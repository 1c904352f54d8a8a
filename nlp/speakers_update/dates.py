"""Compares the dates of one role with those of the posts that are the same."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from nlp.components.speakers.schema import Role
from nlp.speakers_update.records import Post, RegisterName


class DateDifference(NamedTuple):
    """An end of a role that differs; `day` None: the register has no end."""

    end: str
    written: str | None
    day: dt.date | None
    reason: str


class Span(NamedTuple):
    """The time that all matching posts of one register cover."""

    register: RegisterName
    title: str
    since: dt.date
    until: dt.date | None

    def describe(self) -> str:
        """For a person to read."""
        return f"{self.register} has {self.title!r} from {self.since} to {self.until or 'now'}"


def join_posts(posts: Sequence[Post], *, prefers_govuk: bool) -> list[Span]:
    """One span a register, the one to be believed first."""
    order: tuple[RegisterName, ...] = ("GOV.UK", "Parliament") if prefers_govuk else ("Parliament", "GOV.UK")
    spans = []
    for register in order:
        own = sorted((post for post in posts if post.register_name == register), key=lambda post: post.since)
        if own:
            ends = [post.until for post in own if post.until is not None]
            until = max(ends) if len(ends) == len(own) else None
            spans.append(Span(register, own[-1].title, own[0].since, until))
    return spans


def compare_dates(
    role: Role, written: dict[str, str | None], spans: Sequence[Span], *, only_end: bool = False
) -> Iterator[DateDifference]:
    """The ends that no register confirms, and those that one gives more precisely.

    `written`: both ends as the file has them. `only_end`: the posts say nothing of when the role began.
    """
    for end in ("until",) if only_end else ("since", "until"):
        ours = written[end]
        days = [(span, span.since if end == "since" else span.until) for span in spans]
        if end == "until" and ours is None:
            # An end that one register knows tells more than another that has not been told of it.
            days = [(span, day) for span, day in days if day] or days
        agreed = [(span, day) for span, day in days if _agrees(ours, day, role, end)]
        if agreed:
            span, day = agreed[0]
            if ours and day and ours != day.isoformat():
                yield DateDifference(end, ours, day, f"{span.register} has the day")
        else:
            yield DateDifference(end, ours, days[0][1], " and ".join(span.describe() for span, _ in days))


def _agrees(ours: str | None, day: dt.date | None, role: Role, end: str) -> bool:
    if day is None or ours is None:
        return day is None and ours is None and not (end == "until" and role.former)
    return day.isoformat() == ours or day.isoformat().startswith(f"{ours}-")
