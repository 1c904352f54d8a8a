"""What `clausewatch speakers update` prints: differences in lines, changes of files as a diff, and what failed."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import click

from clausewatch.cli.progress import show_progress
from clausewatch.cli.rows import PARTLY_DONE
from clausewatch.settings import Settings
from clausewatch.steps.official_records import Answers, Places
from clausewatch.steps.update_speakers import Update, choose_people, compare_speakers
from nlp.components.speakers.registry import load_registry
from nlp.speakers_update.writing import make_changes, show_changes, write_changes

FAILED = 1


def run_update(settings: Settings, names: Sequence[str], places: Mapping[str, str], *, write: bool) -> int:
    """Ask, compare, print; the files are only changed with `write`. The exit status."""
    folder = settings.speakers
    asked = choose_people(load_registry(folder), names)
    with show_progress("asking", len(asked.members) + len(asked.govuk)) as progress:
        where = Places(members=places.get("members_api", Places().members), govuk=places.get("govuk", Places().govuk))
        found = compare_speakers(settings, folder, asked, where, datetime.now(UTC).date(), progress.advance)
    for difference in found.differences:
        click.echo(difference.describe())
    changes = make_changes(folder, found.differences)
    if write:
        write_changes(folder, changes)
    elif changes:
        click.echo("")
        for line in show_changes(changes):
            click.echo(line)
    _tell_failures(found.answers)
    click.echo(_summarise(found, len(changes), write=write), err=True)
    return _choose_status(found)


def _tell_failures(answers: Answers) -> None:
    for reason in answers.failures:
        click.echo(reason, err=True)
    for reason, number in answers.left_out.items():
        click.echo(f"people not asked about: {number}: {reason}", err=True)
    for reason in answers.unknown:
        click.echo(f"note: {reason}", err=True)


def _summarise(found: Update, files: int, *, write: bool) -> str:
    """One line of counts."""
    answers = found.answers
    failed = len(answers.failures) + answers.left_out.total()
    settled = sum(1 for difference in found.differences if difference.edits)
    parts = [f"people compared: {found.people}, with requests: {answers.requests}"]
    parts += [f"differences: {len(found.differences)}, of which a change settles {settled}"]
    parts += [f"files {'written' if write else 'that --write would change'}: {files}"] if files else []
    parts += [f"unknown to a register: {len(answers.unknown)}"] if answers.unknown else []
    parts += [f"failed: {failed}"] if failed else []
    return "; ".join(parts)


def _choose_status(found: Update) -> int:
    failed = bool(found.answers.failures or found.answers.left_out)
    if failed and not found.people:
        return FAILED
    return PARTLY_DONE if failed else 0
