"""Statements and hits as JSON, one shape for the command line and the web (see docs/cli.md)."""

from collections.abc import Collection
from typing import Any

from clausewatch.index.protocol import Corrected, Hit
from clausewatch.models import Speaker, Stance, Statement

DECIMALS = 4


def statement_to_json(statement: Statement) -> dict[str, Any]:
    """A statement as scripts read it; spans are pairs of code points, `speaker` is null where it is not known."""
    return {
        "id": statement.id,
        "kind": statement.kind,
        "text": statement.text,
        "content": [list(span) for span in statement.content],
        "source": [list(span) for span in statement.source],
        "cue": [list(span) for span in statement.cue],
        "speaker": speaker_to_json(statement.speaker) if statement.speaker else None,
        "stances": [stance_to_json(stance) for stance in statement.stances],
        "cue_type": statement.cue_type,
        "claims_change": statement.claims_change,
    }


def speaker_to_json(speaker: Speaker) -> dict[str, Any]:
    """A speaker with how it was resolved and how sure that is."""
    return speaker.model_dump(mode="json") | {"confidence": round(speaker.confidence, DECIMALS)}


def stance_to_json(stance: Stance) -> dict[str, Any]:
    """A stance towards a target."""
    return stance.model_dump(mode="json") | {"confidence": round(stance.confidence, DECIMALS)}


def hit_to_json(hit: Hit) -> dict[str, Any]:
    """A found statement with its document, the snippet that shows the match, the other pages that have it, and what a
    person put right.
    """
    document = hit.entry.document.model_dump(mode="json")
    also_at = [page.model_dump(mode="json") for page in hit.also_at]
    found = {"document": document, "snippet": hit.snippet, "also_at": also_at}
    return statement_to_json(hit.entry.statement) | found | {"corrected": corrected_to_json(hit.corrected)}


def corrected_to_json(corrected: Collection[Corrected]) -> list[dict[str, Any]]:
    """What a person put right: `part` (`speaker` or `stance`), `target` of a stance, `why` and `at`."""
    return [each.model_dump(mode="json") for each in corrected]
