"""What is known of how often each list of a publisher changes, and when it is due again."""

from collections.abc import Sequence

from pydantic import AwareDatetime, Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from clausewatch.ledger.crawl_tables import PollRow
from clausewatch.ledger.upsert import upsert
from clausewatch.models import Model


class Poll(Model):
    """One list, as its last looks left it."""

    place: int = Field(ge=0)
    """Among the lists that a crawl of the publisher asks first."""
    address: str
    """Without its query, which may hold the day."""
    seen_at: AwareDatetime
    """When it could be read last."""
    changed_at: AwareDatetime
    """When it was last seen to be another one than before."""
    due_at: AwareDatetime
    digest: str
    """Of what it lists."""
    interval: float = Field(gt=0)
    """Seconds from look to look."""
    changes: float = Field(gt=0)
    """Changes seen, older ones counting less."""
    watched: float = Field(gt=0)
    """Seconds in which they were seen, older ones counting less."""


def read_polls(session: Session, publisher: str) -> dict[int, Poll]:
    """The lists of a publisher that were looked at before, by their place."""
    bodies = session.scalars(select(PollRow.body).where(PollRow.publisher == publisher).order_by(PollRow.place))
    polls = [Poll.model_validate_json(body) for body in bodies]
    return {poll.place: poll for poll in polls}


def record_polls(session: Session, publisher: str, polls: Sequence[Poll]) -> None:
    """Keep the lists in the place of what was known of them."""
    rows = [
        {"publisher": publisher, "place": poll.place, "due_at": poll.due_at, "body": poll.model_dump_json()}
        for poll in polls
    ]
    upsert(session, PollRow, rows, ("publisher", "place"))
