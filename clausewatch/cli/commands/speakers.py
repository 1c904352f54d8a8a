"""`clausewatch speakers`: who is who in the registry of speakers, and whether that is still so."""

import datetime as dt
from pathlib import Path

import click

from clausewatch.cli.options import Address
from clausewatch.cli.rows import PARTLY_DONE
from clausewatch.errors import InputError
from clausewatch.settings import load_settings
from nlp.components.speakers.registry import Entry, Registry, load_registry
from nlp.components.speakers.schema import Organisation, Person, Role
from nlp.components.speakers.words import fold_words
from nlp.speakers_update.checking import find_contradictions, find_old_files


@click.group()
def command() -> None:
    """Look into the registry of speakers, and keep it up to date: people, bodies and offices with their dates.

    Example: clausewatch speakers show "Home Secretary"
    """


@command.command()
@click.argument("name")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="Day for which an office's holder is told.")
@click.option("--speakers", type=click.Path(path_type=Path), help="Folder of the registry of speakers.")
def show(name: str, day: dt.datetime | None, speakers: Path | None) -> int:
    """Explain every entry of NAME: a full name, an alias, a surname or an id.

    Example: clausewatch speakers show "Technology Secretary" --on 2023-09-06
    """
    registry = load_registry(load_settings(speakers=speakers).speakers)
    entries = find_entries(registry, name)
    if not entries:
        raise InputError(f"{name}: nobody of that name is in the registry")
    for number, entry in enumerate(entries):
        click.echo(("\n" if number else "") + "\n".join(describe(registry, entry, day.date() if day else None)))
    return 0


@command.command()
@click.argument("names", nargs=-1)
@click.option("--write", is_flag=True, help="Change the files; else only show what would be changed.")
@click.option("--speakers", type=click.Path(path_type=Path), help="Folder of the registry of speakers.")
@click.option("--members-api", type=Address(), help="Another address of Parliament's Members API.")
@click.option("--govuk", type=Address(), help="Another address of GOV.UK.")
def update(names: tuple[str, ...], write: bool, speakers: Path | None, **places: str | None) -> int:
    """Compare people and offices with Parliament's Members API and GOV.UK, and show or write what differs.

    NAMES are full names, aliases, surnames or ids; without any, everybody whom the registers should have is compared,
    and who holds the offices now. Exit status 3 where something could not be asked or read.

    Example: clausewatch speakers update --write "Michelle Donelan"
    """
    # Here, as a crawl's modules take long to load and `show` needs none of them.
    from clausewatch.cli.speakers_update import run_update

    settings = load_settings(speakers=speakers)
    return run_update(settings, names, {name: url for name, url in places.items() if url}, write=write)


@command.command()
@click.option("--speakers", type=click.Path(path_type=Path), help="Folder of the registry of speakers.")
def check(speakers: Path | None) -> int:
    """Say where the registry contradicts itself, and which of its files nobody has checked for a year.

    Exit status 3 where it does. Files that cannot be used at all, such as with an unknown organisation, end with 2.

    Example: clausewatch speakers check --speakers my-speakers
    """
    folder = load_settings(speakers=speakers).speakers
    found = list(find_contradictions(load_registry(folder)))
    for line in found:
        click.echo(line)
    for line in find_old_files(folder, dt.datetime.now(dt.UTC).date()):
        click.echo(f"note: {line}", err=True)
    click.echo(f"contradictions: {len(found)}", err=True)
    return PARTLY_DONE if found else 0


def find_entries(registry: Registry, name: str) -> tuple[Entry, ...]:
    """The entries with that name, alias or id, else the people of that surname."""
    for entries in (registry.people, registry.organisations, registry.offices):
        if name in entries:
            return (entries[name],)
    key = fold_words(name)
    return registry.find(key) or (registry.find_surname(key[-1]) if len(key) == 1 else ())


def describe(registry: Registry, entry: Entry, day: dt.date | None) -> list[str]:
    """An entry in lines for a person to read."""
    kind = {"Person": "person", "Organisation": "organisation", "Office": "office"}[type(entry).__name__]
    lines = [f"{entry.name} ({kind}, {entry.category}), id {entry.id}"]
    if entry.aliases:
        lines.append(f"  also called: {'; '.join(entry.aliases)}")
    if isinstance(entry, Person):
        lines += [f"  {_describe_role(registry, role)}" for role in entry.roles]
    else:
        lines += [f"  once named, also: {'; '.join(entry.nouns)}"] if entry.nouns else []
    if not isinstance(entry, Person | Organisation):
        lines += _describe_holders(registry, entry.id, day)
    return [*lines, f"  source: {entry.source}"]


def _describe_role(registry: Registry, role: Role) -> str:
    organisation = registry.organisation_of(role)
    body = f", {registry.organisations[organisation].name}" if organisation else ""
    return f"{_describe_time(role)}: {registry.title_of(role)}{body}"


def _describe_time(role: Role) -> str:
    if role.since is None and role.until is None:
        return "formerly" if role.former else "undated"
    return f"{role.since or '…'} to {role.until or ('…' if role.former else 'now')}"


def _describe_holders(registry: Registry, office: str, day: dt.date | None) -> list[str]:
    if day is not None:
        holder = registry.find_holder(office, day)
        return [f"  on {day}: {holder.name if holder else 'not known'}"]
    roles = {
        (role.since or dt.date.min, f"  {_describe_time(role)}: {person.name}")
        for person in registry.find_holders(office)
        for role in person.roles
        if role.office == office
    }
    return [line for _, line in sorted(roles)]
