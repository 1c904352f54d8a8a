"""`clausewatch extract`: one page or API answer to one document."""

import mimetypes
from datetime import UTC, datetime
from typing import Any

import click

from clausewatch.cli.options import Address, read_input
from clausewatch.cli.rows import write_row
from clausewatch.errors import InputError
from clausewatch.extract import extract_documents
from clausewatch.extract.documents import LARGEST_BODY
from clausewatch.models import Document, RawResponse
from clausewatch.settings import load_settings
from clausewatch.steps.publishers import find_publisher


@click.command()
@click.argument("file")
@click.option("--url", type=Address(), required=True, help="Address that the page was taken from.")
@click.option("--publisher", help="Publisher's name; default: the one whose domain the address has.")
def command(file: str, url: str, publisher: str | None) -> None:
    """Read one page or API answer and write its document as one line of JSON.

    Example: clausewatch extract --url https://news.example/a page.html
    """
    try:
        # One more than may be, so that too much is told from enough.
        body = read_input(file, LARGEST_BODY + 1)
    except OSError as error:
        raise InputError(f"{file}: {error.strerror}") from error
    content_type = mimetypes.guess_type(file)[0]
    headers = (("Content-Type", content_type),) if content_type else ()
    response = RawResponse(url=url, status=200, headers=headers, body=body, fetched_at=datetime.now(UTC))
    owner = find_publisher(load_settings(), url=url, name=publisher)
    for document in extract_documents(response, owner, lambda told: click.echo(f"{url}: {told}", err=True)):
        write_row(document_to_json(document))


def document_to_json(document: Document) -> dict[str, Any]:
    """The keys that scripts rely on first, then what else is known."""
    first = ("url", "title", "text", "published_at", "published_precision", "published_confidence")
    whole = document.model_dump(mode="json")
    ordered = {key: whole.pop(key) for key in (*first, "authors", "publisher", "language", "kind")}
    if document.published_at:
        ordered["published_at"] = document.published_at.isoformat()
    return ordered | {key: value for key, value in whole.items() if value not in (None, [], {})}
