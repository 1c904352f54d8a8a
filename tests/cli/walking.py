"""Every command and subcommand by its words."""

from collections.abc import Iterator

import click

from clausewatch.cli.app import COMMANDS, app


def list_commands() -> dict[str, click.Command]:
    """Commands by their words, such as `alert add`."""
    return dict(_walk())


def _walk() -> Iterator[tuple[str, click.Command]]:
    context = click.Context(app)
    for name in COMMANDS:
        found = app.get_command(context, name)
        if found is None:
            raise LookupError(name)
        yield name, found
        if isinstance(found, click.Group):
            yield from ((f"{name} {inner}", each) for inner, each in found.commands.items())


def parse(words: list[str]) -> str:
    """Parse a command line without running it; the words of its command, or an error of click's."""
    context = app.make_context("clausewatch", list(words))
    path: list[str] = []
    while isinstance(group := context.command, click.Group):
        name, inner, rest = group.resolve_command(context, [*context._protected_args, *context.args])
        if inner is None or name is None:
            raise LookupError(name)
        path.append(name)
        context = inner.make_context(name, rest, parent=context)
    return " ".join(path)
