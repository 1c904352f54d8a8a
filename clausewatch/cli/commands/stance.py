"""`clausewatch stance`: where texts stand on a target."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import click
from pydantic import AfterValidator, BaseModel, ConfigDict

from clausewatch.cli.progress import show_progress, warn
from clausewatch.cli.rows import RowReader, write_row
from clausewatch.models import Category, Text
from clausewatch.settings import load_settings
from nlp.components.encoder.encoder import CHARACTERS, LENGTH
from nlp.components.languages.telling import ENGLISH, tell_language
from nlp.components.speakers.named import tell_category
from nlp.components.speakers.registry import load_registry
from nlp.components.stance import StanceInput, StanceResult, load_classifier
from nlp.components.targets import find_target, load_targets
from nlp.components.targets.schema import LABELS

ROWS_AT_ONCE = 256
UNREAD = StanceResult("NONE", 1 / 3, dict.fromkeys(LABELS, 1 / 3))
"""Of a text that is not read."""


class StanceRow(BaseModel):
    """One row of the input; keys that are not known are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: Text
    text: Annotated[Text, AfterValidator(str.strip)]
    context: Text | None = None
    speaker: Text | None = None


@click.command()
@click.argument("file", default="-")
@click.option("--target", required=True, metavar="ID", help="What the stance is about.")
@click.option("--targets", type=click.Path(path_type=Path), help="Folder of target files.")
def command(file: str, target: str, targets: Path | None) -> int:
    """Say where texts stand on a target: JSON Lines in FILE (default: standard input), JSON Lines out.

    Example: echo '{"id": "s1", "text": "It would break encryption."}' | clausewatch stance --target encryption-clause
    """
    settings = load_settings(targets=targets)
    chosen = find_target(load_targets(settings.targets), target)
    with show_progress("loading the target"):
        # Which trains it, the first time.
        classifier = load_classifier(chosen)
    rows = RowReader(file, StanceRow)
    with show_progress("classifying", beside_results=True) as progress:
        for result in classify_rows(classifier.classify, rows, partial(tell_kind, settings.speakers)):
            write_row(result)
            progress.advance()
    return rows.exit_status


def tell_kind(speakers: Path, name: str | None) -> Category | None:
    """What kind of speaker a name of a row tells."""
    return tell_category(load_registry(speakers), name) if name else None


def classify_rows(
    classify: Any, rows: RowReader[StanceRow], tell: Callable[[str | None], Category | None]
) -> Iterator[dict[str, Any]]:
    """One result a row, in order; `tell` says what kind of speaker a name is.

    A text in another language is not read: it has no stance, with the confidence of a guess.
    """
    waiting = iter(rows)
    while batch := list(islice(waiting, ROWS_AT_ONCE)):
        inputs = [StanceInput(row.text, row.context, tell(row.speaker)) for row in batch]
        for row, result in zip(batch, classify(inputs), strict=True):
            language = tell_language(row.text)
            if language in {None, ENGLISH}:
                _tell_cut(row)
                yield _to_json(row.id, result)
            else:
                warn(f"{row.id}: no stance was looked for: the text is in another language ({language})")
                yield _to_json(row.id, UNREAD) | {"language": language}


def _tell_cut(row: StanceRow) -> None:
    if len(row.text) > CHARACTERS or len(row.text.split()) > LENGTH:
        warn(f"{row.id}: only the beginning was read, about {LENGTH} words: give statements rather than pages")


def _to_json(name: str, result: StanceResult) -> dict[str, Any]:
    scores = {label: round(score, 6) for label, score in result.scores.items()}
    return {"id": name, "label": result.label, "confidence": round(result.confidence, 6), "scores": scores}
