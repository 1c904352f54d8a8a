"""`clausewatch position`: where somebody stands on a target over time, and when that moved."""

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime

import click

from clausewatch.alerts.channels.content import clean
from clausewatch.alerts.positions import Standing, stance_on
from clausewatch.alerts.shifts import HOLDS, Shift
from clausewatch.alerts.wording import shorten
from clausewatch.cli.formats.wording import describe_speaker, describe_stance
from clausewatch.cli.options import DateTime, with_settings
from clausewatch.cli.rows import write_row
from clausewatch.index.times import LONDON
from clausewatch.ledger import open_ledger
from clausewatch.ledger.statements import Position
from clausewatch.models import StanceLabel
from clausewatch.settings import Settings
from clausewatch.steps.positions import Course, Placed, course_to_json, find_course
from nlp.components.targets import find_target, load_targets

DEFAULT = "encryption-clause"
QUOTED = 160
"""Characters of a statement that are shown."""
WORDS: dict[StanceLabel, str] = {"FAVOR": "for", "AGAINST": "against", "NONE": "neither"}


@click.command()
@click.argument("name")
@click.option("--target", default=DEFAULT, show_default=True, metavar="ID", help="What the position is on.")
@click.option("--since", type=DateTime(), help="Show what was said on that day or later.")
@click.option("--limit", type=click.IntRange(0, 10_000), help="Show the last so many pages.")
@click.option("--format", "shape", type=click.Choice(["table", "json"]), default="table", show_default=True)
@with_settings
def command(
    settings: Settings, *, name: str, target: str, since: datetime | None, limit: int | None, shape: str
) -> None:
    """Show where NAME, a person or body, stands on a target over time, how sure that is, and when it moved.

    The first line says where they stand now; then come the pages, oldest first, and each move. For a body, what its
    people say counts as well. The position rests on all pages, also where not all are shown.

    Example: clausewatch position "Ada Moor" --target encryption-clause
    """
    chosen = find_target(load_targets(settings.targets), target)
    with closing(open_ledger(settings.database_url)) as ledger, ledger.read() as session:
        course = find_course(session, chosen.id, name).cut(since, limit)
    if shape == "json":
        write_row(course_to_json(course))
        return
    for line in describe(course, chosen.name):
        click.echo(clean(line))


def describe(course: Course, topic: str) -> Iterator[str]:
    """A line with the position now, the occasions, and each shift with the statements on both sides."""
    now = describe_standing(course.now) if course.now else "no side is known"
    yield f"{describe_speaker(course.speaker)} on {topic}: {now}"
    if course.earlier:
        yield f"{course.earlier} earlier {'page is' if course.earlier == 1 else 'pages are'} not shown"
    for placed in course.places:
        yield ""
        yield from _describe_place(placed, course)
    for shift in course.shifts:
        yield ""
        yield from _describe_shift(shift)


def describe_standing(standing: Standing) -> str:
    """`AGAINST (0.98 sure)`, or `leans to AGAINST (0.71 sure)` where the side does not hold."""
    lean = "" if standing.probability >= HOLDS else "leans to "
    return f"{lean}{standing.side} ({_say_sureness(standing.probability)})"


def _describe_place(placed: Placed, course: Course) -> Iterator[str]:
    standing, page = placed
    positions = standing.occasion.positions
    counts = Counter(stance_on(position.statement, course.target).label for position in positions)
    said = ", ".join(f"{counts[label]} {word}" for label, word in WORDS.items() if counts[label])
    seen = "" if page.published_at else " (first seen; no date)"
    announced = ", announces a change" if standing.occasion.is_announced else ""
    side = describe_standing(standing) if course.now else "no side is known"
    yield f"{_say_day(positions[0].at)}{seen}  {side}  {said}{announced}"
    yield f"  {page.publisher}  {page.url}"
    for position in positions:
        yield f"  {_describe_statement(position, course)}"


def _describe_statement(position: Position, course: Course) -> str:
    statement = position.statement
    claims = f", {statement.claims_change} a change" if statement.claims_change else ""
    is_other = statement.speaker is not None and statement.speaker.name != course.speaker.name
    name = f"{statement.speaker.name}: " if statement.speaker and is_other else ""
    put_right = {(each.part, each.target) for each in course.corrected[statement.id]}
    is_corrected = ("stance", course.target) in put_right
    stance = describe_stance(stance_on(statement, course.target), is_corrected=is_corrected)
    speaker = ", speaker corrected" if ("speaker", None) in put_right else ""
    told = f"{stance}{claims}{speaker}; {statement.kind}, {statement.id}"
    return f"- {name}{shorten(statement.text, QUOTED)} [{told}]"


def _describe_shift(shift: Shift) -> Iterator[str]:
    yield f"moved from {shift.before} to {shift.after} on {_say_day(shift.at)} ({_say_sureness(shift.probability)})"
    for word, side in (("before", shift.evidence_before), ("after", shift.evidence_after)):
        for position in side:
            yield f"  {word} {_say_day(position.at)}: {shorten(position.statement.text, QUOTED)}"


def _say_sureness(probability: float) -> str:
    """Never 1.00, as nothing here is certain."""
    return f"{min(0.99, probability):.2f} sure"


def _say_day(at: datetime) -> str:
    """YYYY-MM-DD in London, where the debate is."""
    return at.astimezone(LONDON).strftime("%Y-%m-%d")
