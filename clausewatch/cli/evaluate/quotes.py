"""Statements found against attributions that were marked by hand."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict

from clausewatch.cli.evaluate.gold_files import find_rows, read_marked_texts
from clausewatch.cli.evaluate.measure import Measured
from clausewatch.errors import InputError
from nlp.components.quotations.component import MODEL, QuotationTagger
from nlp.components.quotations.onnx_network import load_network
from nlp.evaluation.quotes import GoldText, Tally, read_gold, score_quotes


class Figures(BaseModel):
    """Precision, recall and F1 (0 to 1) with the counts behind them."""

    model_config = ConfigDict(frozen=True)

    precision: float
    recall: float
    f1: float
    gold: int
    found: int


class QuotesReport(BaseModel):
    """End to end: content with a Jaccard index of at least .3, and the right source."""

    model_config = ConfigDict(frozen=True)

    documents: int
    precision: float
    recall: float
    f1: float
    by_kind: dict[str, Figures]


def evaluate_quotes(data: Path, target: str) -> Measured:
    """The report on all marked texts of a file or folder; `InputError` when there are none."""
    del target
    rows = (text for path in find_rows(data) for text in read_gold(path))
    texts: list[GoldText] = [*rows, *read_marked_texts(data)]
    if not texts:
        raise InputError(f"{data}: has no texts with marked attributions")
    tagger = QuotationTagger(*load_network(MODEL))
    tallies, misses = score_quotes(texts, tagger.find([text.text for text in texts]))
    by_kind = {name: make_figures(tally) for name, tally in sorted(tallies.items())}
    whole = by_kind["all"]
    report = QuotesReport(
        documents=len(texts), precision=whole.precision, recall=whole.recall, f1=whole.f1, by_kind=by_kind
    )
    return Measured(report=report, errors=tuple(miss.model_dump_json() for miss in misses))


def make_figures(tally: Tally) -> Figures:
    """The figures of a tally, to four places."""
    precision, recall, f1 = (round(figure, 4) for figure in (tally.precision, tally.recall, tally.f1))
    return Figures(precision=precision, recall=recall, f1=f1, gold=tally.gold, found=tally.found)
