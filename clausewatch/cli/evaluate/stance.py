"""Stances against labelled texts."""

from pathlib import Path

from clausewatch.cli.evaluate.measure import Measured
from clausewatch.cli.rows import RowReader
from clausewatch.errors import InputError
from clausewatch.models import Category
from clausewatch.settings import load_settings
from nlp.components.speakers.named import tell_category
from nlp.components.speakers.registry import Registry, load_registry
from nlp.components.stance import load_classifier
from nlp.components.targets import find_target, load_targets
from nlp.evaluation.pictures.calibration import draw_calibration
from nlp.evaluation.pictures.confusion import draw_confusion
from nlp.evaluation.stance import GoldStance, measure_stances
from nlp.evaluation.temperature import find_factor, measure_held_out


def evaluate_stance(data: Path, target: str) -> Measured:
    """The report on the rows about a target, and how many rows could not be read.

    A folder's files are those `*.jsonl` whose name has `stance` or `clause` in it; a row without a `target` is about
    the one asked for. `InputError` when there is nothing to measure.
    """
    chosen = find_target(load_targets(load_settings().targets), target)
    readers = [RowReader(str(path), GoldStance) for path in _gold_files(data)]
    gold = [row for reader in readers for row in reader if row.target in {None, target}]
    if not gold:
        raise InputError(f"{data}: has no labelled texts about {target}")
    classifier = load_classifier(chosen)
    registry = load_registry(load_settings().speakers)
    results = classifier.classify([row.make_input(_tell_kind(registry, row)) for row in gold])
    factor = find_factor(gold, results)
    report = measure_stances(gold, results).model_copy(
        update={
            "best_temperature": round(classifier.temperature * factor, 2) if factor else None,
            "held_out_calibration_error": measure_held_out(gold, results),
        }
    )
    pictures = (
        ("stance-calibration.svg", draw_calibration(report, target)),
        ("stance-confusion.svg", draw_confusion(report, target)),
    )
    return Measured(report, sum(reader.failed for reader in readers), pictures=pictures)


def _tell_kind(registry: Registry, row: GoldStance) -> Category | None:
    names = (name for name in (row.speaker, row.organisation) if name)
    return next(filter(None, (tell_category(registry, name) for name in names)), None)


def _gold_files(data: Path) -> list[Path]:
    if not data.is_dir():
        return [data]
    return sorted(path for path in data.glob("*.jsonl") if "stance" in path.stem or "clause" in path.stem)
