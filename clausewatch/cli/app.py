"""The command group; each command lives in a module of its own and is imported only when it is called."""

import importlib

import click

import clausewatch

COMMANDS = {
    "alert": "saved searches and what happened to them",
    "annotate": "find the statements of documents",
    "backfill": "what was published on days of the past",
    "backup": "save ledger and archive in one file, while everything goes on",
    "correct": "put the speaker or stance of a statement right",
    "demo": "the whole pipeline on a small fictional web",
    "diff": "what was changed on a page",
    "digest": "what each alert rule told in a day",
    "doctor": "what is in force, and what is wrong with it",
    "evaluate": "accuracy on gold data",
    "extract": "one page or API answer to one document",
    "index": "rebuild what is searched",
    "ingest": "put local pages into the pipeline as if crawled",
    "origins": "where quotations were really said",
    "position": "where somebody stands over time",
    "publishers": "whom we collect from",
    "reprocess": "annotate again what an older annotator read",
    "restore": "put what was saved into an empty place",
    "run": "crawl and process everything new",
    "search": "find statements",
    "serve": "API and web page",
    "speakers": "who is who in the registry of speakers",
    "stance": "where texts stand on a target",
    "status": "health of sources, ledger and index",
    "targets": "what is weak in a target file",
    "watch": "crawl official publishers as soon as they have news",
}


class LazyGroup(click.Group):
    """Imports a command's module when it is asked for, so that `--help` and short commands answer at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in alphabetical order."""
        del ctx
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command `name` of module `clausewatch.cli.commands.name`."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(f"clausewatch.cli.commands.{cmd_name}").command
        if not isinstance(command, click.Command):
            raise TypeError(f"clausewatch.cli.commands.{cmd_name}.command is no command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(clausewatch.__version__, prog_name="clausewatch")
def app() -> None:
    """Follow one clause of a law: who said what about it, where they stand, and what changed.

    Example: clausewatch search "client-side scanning" --category government
    """
