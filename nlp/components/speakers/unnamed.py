"""Somebody without a name, called as read."""

from clausewatch.models import Speaker
from nlp.components.speakers.categories import read_category
from nlp.components.speakers.lexicon import gender_of_role
from nlp.components.speakers.scene import Scene
from nlp.components.speakers.schema import Organisation
from nlp.components.speakers.sources import Source


def take_person(
    scene: Scene, source: Source, confidence: float, by: str, role: str | None = None, gender: bool = True
) -> Speaker:
    """Somebody without a name, called as read."""
    name = plain_name(source)
    organisation = next(
        (m.figure.name for m in source.mentions if m.figure.kind == "organisation" and m.start >= source.start), None
    )
    entry = next((m.figure.entry for m in source.mentions if isinstance(m.figure.entry, Organisation)), None)
    speaker = Speaker(
        name=name,
        kind="person",
        role=role or name,
        organisation=entry.name if entry else organisation,
        category=entry.category if entry else read_category([source.text]),
        resolved_by=by,
        confidence=confidence,
    )
    return scene.take_unnamed(source.start, speaker, gender_of_role(name) if gender else None)


def plain_name(source: Source) -> str:
    """The source as read: on one line, without article and relative clause."""
    return source.phrase[:120]
