"""What an alert is called, for a person who reads the title alone."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC
from typing import assert_never, get_args

from clausewatch.alerts.news import NewEvent, NewShift
from clausewatch.alerts.positions import RELIABLE
from clausewatch.index.protocol import DocumentFacts
from clausewatch.ledger.events import CUT, NOTICE, PASSING, UNANNOUNCED, Event, EventKind
from clausewatch.ledger.outages import Outage
from clausewatch.ledger.statements import speaker_key
from clausewatch.models import Speaker, StanceLabel, Statement

QUOTED = 100
"""Characters of a statement that a title shows."""
MARKS = "“”\"‘’' \n\t"
Names = Mapping[str, str]
"""Name of each target by its id."""


def shorten(text: str, limit: int = QUOTED) -> str:
    """The text on one line; what is over the limit ends in `…` after a whole word where there is one."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    head, _, _ = line[:limit].rpartition(" ")
    return f"{head or line[: limit - 1]}…"


def quote(text: str, limit: int = QUOTED) -> str:
    """The text, shortened, in one pair of quotation marks."""
    return f"“{shorten(text.strip(MARKS), limit)}”"


def name_speaker(speaker: Speaker | None) -> str:
    """Name with role or body, as far as known."""
    if speaker is None:
        return "Somebody"
    told = speaker.role or speaker.organisation
    return f"{speaker.name} ({told})" if told and told.casefold() != speaker.name.casefold() else speaker.name


def name_topics(statement: Statement, names: Names) -> str:
    """` on TARGET (STANCE)` for each target that the statement is about; empty where it is about none."""
    topics = [f"{names.get(s.target, s.target)} ({s.label})" for s in statement.stances]
    return f" on {', '.join(topics)}" if topics else ""


def title_statement(statement: Statement, names: Names) -> str:
    """`Ada Moor (minister) on Encryption clause (FAVOR): “…”`."""
    return f"{name_speaker(statement.speaker)}{name_topics(statement, names)}: {quote(statement.text)}"


def title_document(said: Sequence[Statement], page: DocumentFacts, names: Names) -> str:
    """`Ada Moor (minister) and 1 other on Encryption clause (3 FAVOR, 1 AGAINST) in “A page”: “…”`.

    `said`: one statement or more of the page; the one that tells most stands for the others.
    """
    lead = max(said, key=_tell)
    others = len({speaker_key(statement) for statement in said}) - 1
    who = name_speaker(lead.speaker) + (f" and {others} other{'' if others == 1 else 's'}" if others else "")
    topics = name_topics(lead, names) if len(said) == 1 else _count_topics(said, names)
    return f"{who}{topics} in {_name_page(page)}: {quote(lead.text)}"


def _tell(statement: Statement) -> float:
    """How much a statement tells of its speaker's side: the more, the surer it is and the more in their own words."""
    sureness = max((stance.confidence for stance in statement.stances if stance.label != "NONE"), default=0.0)
    return sureness * RELIABLE[statement.kind]


def _count_topics(said: Sequence[Statement], names: Names) -> str:
    counts = Counter((stance.target, stance.label) for statement in said for stance in statement.stances)
    topics = [
        f"{names.get(target, target)} ({', '.join(f'{counts[target, label]} {label}' for label in labels)})"
        for target in dict.fromkeys(target for target, _ in counts)
        if (labels := [label for label in get_args(StanceLabel) if counts[target, label]])
    ]
    return f" on {', '.join(topics)}" if topics else ""


def _name_page(page: DocumentFacts) -> str:
    return f"“{page.title or page.url}”"


def title_change_claim(statement: Statement, names: Names) -> str:
    """`Ada Moor (minister) denies a change of position on Encryption clause: “…”`."""
    topics = ", ".join(names.get(stance.target, stance.target) for stance in statement.stances)
    about = f" on {topics}" if topics else ""
    who = name_speaker(statement.speaker)
    return f"{who} {statement.claims_change} a change of position{about}: {quote(statement.text)}"


def title_shift(new: NewShift, names: Names) -> str:
    """`Ada Moor moved from FAVOR to AGAINST on Encryption clause`."""
    shift = new.shift
    target = names.get(shift.target, shift.target)
    return f"{shift.speaker.name} moved from {shift.before} to {shift.after} on {target}"


def title_event(new: NewEvent) -> str:
    """What happened to which page or publisher."""
    event = new.event
    page = _name_page(new.page) if new.page else event.document
    match event.kind:
        case "revised":
            silently = " without saying so" if event.reason == UNANNOUNCED else ""
            return f"{event.publisher} changed {page} after publication{silently}: {count_changes(new)}"
        case "withdrawn":
            return f"{event.publisher} withdrew {page}{_explain_withdrawal(event.reason)}"
        case "returned":
            return f"{event.publisher} has {page} back, which was withdrawn"
        case "paywalled":
            how = "it can be read only in part" if event.reason == CUT else "it says that it is not free"
            return f"{event.publisher} put {page} behind a paywall: {how}"
        case "reopened":
            return f"{event.publisher} took {page} out from behind its paywall"
        case "unhealthy":
            return f"{event.publisher} is unhealthy: {event.reason}"
        case "recovered":
            return f"{event.publisher} has recovered"
        case _:
            assert_never(event.kind)


def title_outage(kind: EventKind, outage: Outage) -> str:
    """That our own network seems to be down, or to be up again."""
    since = f"since {outage.since.astimezone(UTC):%Y-%m-%d %H:%MZ}"
    if kind == "recovered":
        return f"publishers can be reached again, which could not be {since}"
    return f"{len(outage.publishers)} publishers could not be reached {since}: is the network down?"


def say_event(event: Event) -> str:
    """What happened to a page, without its name: `changed without saying so`."""
    match event.kind:
        case "revised" if event.reason == PASSING:
            return "read otherwise, of which nothing stood a little later: no change"
        case "revised":
            return "changed without saying so" if event.reason == UNANNOUNCED else "changed"
        case "withdrawn" if event.reason == NOTICE:
            return "withdrawn by a notice of its publisher"
        case "withdrawn":
            return f"gone ({event.reason})" if event.reason else "gone"
        case "returned":
            return "back again"
        case "paywalled" if event.reason == CUT:
            return "put behind a paywall: only its beginning can be read"
        case "paywalled":
            return "put behind a paywall: it says that it is not free"
        case "reopened":
            return "taken out from behind its paywall"
        case _:
            return event.kind


def _explain_withdrawal(reason: str | None) -> str:
    if reason is None:
        return ""
    return " by a notice" if reason == NOTICE else f": it is gone ({reason})"


def count_changes(new: NewEvent) -> str:
    """How many quotations of a revised page were reworded, are somebody else's now, are gone or are new."""
    reworded = sum(change.is_reworded for change in new.changes)
    reattributed = sum(change.new_speaker is not None for change in new.changes)
    gone = sum(change.after is None for change in new.changes)
    added = sum(change.before is None for change in new.changes)
    counts = {"reworded": reworded, "attributed otherwise": reattributed, "gone": gone, "new": added}
    told = [f"{number} {word}" for word, number in counts.items() if number]
    if not told:
        return "no quotation"
    return f"quotations: {', '.join(told)}"
