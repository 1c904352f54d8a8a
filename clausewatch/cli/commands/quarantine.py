"""`clausewatch index quarantine` and `replay`: documents that the index refused, and another try."""

import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any

import click
from sqlalchemy.orm import Session

from clausewatch.alerts.channels.content import clean
from clausewatch.cli.options import with_settings
from clausewatch.cli.progress import show_progress
from clausewatch.cli.rows import PARTLY_DONE
from clausewatch.errors import NotFoundError
from clausewatch.ledger import open_ledger
from clausewatch.ledger.documents import current_version, read_version
from clausewatch.ledger.queue import Failure, list_failed, retry_failed
from clausewatch.settings import Settings
from clausewatch.steps.index import index_batch
from clausewatch.steps.report import repeat_until_done
from clausewatch.steps.stores import open_stores

MOST = 1_000_000


@click.command()
@click.option("--format", "shape", type=click.Choice(["table", "json"]), default="table", show_default=True)
@with_settings
def quarantine(settings: Settings, shape: str) -> None:
    """List the documents that the index refused, and why.

    Example: clausewatch index quarantine
    """
    with closing(open_ledger(settings.database_url)) as ledger, ledger.read() as session:
        for row in _list_rows(session):
            click.echo(json.dumps(row, ensure_ascii=False) if shape == "json" else _describe(row))


def _list_rows(session: Session) -> Iterator[dict[str, Any]]:
    for failure in list_failed(session, MOST, step="index"):
        version = current_version(session, failure.subject)
        document = read_version(session, version) if version else None
        facts = document.model_dump(mode="json", include={"publisher", "url", "title"}) if document else {}
        yield {"document": failure.subject, **facts, "reason": failure.reason}


def _describe(row: dict[str, Any]) -> str:
    return clean(f"{row['document']}  {row['reason']}")


@click.command()
@click.argument("documents", nargs=-1, metavar="[DOCUMENT]...")
@with_settings
def replay(settings: Settings, documents: Sequence[str]) -> int:
    """Try to index documents again that the index refused: those named by their id, else all.

    Exit status 3 where the index refuses some again; each is named on standard error.

    Example: clausewatch index replay 4f0c21d9a7b35e8812aa
    """
    with open_stores(settings) as stores:
        with stores.ledger.begin() as session:
            for document in _choose(list_failed(session, MOST, step="index"), documents):
                retry_failed(session, "index", document)
        with show_progress("indexing"):
            report = repeat_until_done("index", lambda: index_batch(stores))
    for failure in report.failures:
        click.echo(clean(f"index: {failure.reason}"), err=True)
    refused = f"; {len(report.failures)} refused" if report.failures else ""
    click.echo(f"{report.done} documents indexed{refused}", err=True)
    return PARTLY_DONE if report.failures else 0


def _choose(refused: Sequence[Failure], named: Sequence[str]) -> Sequence[str]:
    """Those named, else all; `NotFoundError` where one was not refused."""
    known = {failure.subject for failure in refused}
    for document in named:
        if document not in known:
            raise NotFoundError(
                f"the index did not refuse document {document}; `clausewatch index quarantine` lists those it did"
            )
    return named or sorted(known)
