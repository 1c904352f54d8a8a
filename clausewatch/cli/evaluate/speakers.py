"""Speakers named against those that a person would name."""

import json
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from clausewatch.cli.evaluate.gold_files import find_articles, read_marked_texts
from clausewatch.cli.evaluate.measure import Measured
from clausewatch.errors import InputError
from clausewatch.settings import load_settings
from nlp.annotator import load_annotator
from nlp.evaluation.marked_text import as_article
from nlp.evaluation.speakers import (
    SpeakerScore,
    WayFigures,
    find_calibration_error,
    make_document,
    measure_ways,
    read_article,
    score_speakers,
)


class SpeakersReport(BaseModel):
    """Attributions of all articles; how many were found, and how many of all with the right speaker and stance."""

    model_config = ConfigDict(frozen=True)

    documents: int
    gold: int
    found: int
    right_speaker: int
    right_stance: int | None
    """None where the gold says nothing of stances."""
    share_found: float
    share_right_speaker: float
    """Of those found."""
    calibration_error: float
    """Expected, of the confidences of the speakers named (0 to 1)."""
    by_way: dict[str, WayFigures]


def evaluate_speakers(data: Path, target: str) -> Measured:
    """The report on all articles of a file or folder; `InputError` when there are none."""
    del target
    articles = [*map(read_article, find_articles(data)), *map(as_article, read_marked_texts(data))]
    if not articles:
        raise InputError(f"{data}: has no articles with marked speakers")
    settings = load_settings()
    annotator = load_annotator(settings.targets, settings.speakers)
    found = annotator.annotate(make_document(article) for article in articles)
    scores = [score_speakers(article, statements) for article, statements in zip(articles, found, strict=True)]
    gold, matched = sum(score.gold for score in scores), sum(score.found for score in scores)
    judged = [one for score in scores for one in score.judged]
    right = sum(score.right_speaker for score in scores)
    report = SpeakersReport(
        documents=len(articles),
        gold=gold,
        found=matched,
        right_speaker=right,
        right_stance=sum(score.right_stance for score in scores) if any(one.target for one in articles) else None,
        share_found=round(matched / max(gold, 1), 4),
        share_right_speaker=round(right / max(matched, 1), 4),
        calibration_error=round(find_calibration_error(judged), 4),
        by_way=measure_ways(judged),
    )
    return Measured(report=report, errors=tuple(_describe(scores)))


def _describe(scores: list[SpeakerScore]) -> Iterator[str]:
    for score in scores:
        for error in score.errors:
            yield json.dumps({"document": score.document, "error": error}, ensure_ascii=False)
