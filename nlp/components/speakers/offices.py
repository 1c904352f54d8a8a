"""Who held an office that the text names."""

import re

from clausewatch.models import Speaker
from nlp.components.speakers.figures import Figure
from nlp.components.speakers.scene import Scene
from nlp.components.speakers.schema import Office
from nlp.components.speakers.sources import ARTICLES, Source
from nlp.components.speakers.words import fold_words

_FORMER = re.compile(r"\b(?:former|ex|late|one-time)\b", re.IGNORECASE)


def resolve_office(scene: Scene, source: Source, office: Office) -> Speaker | None:
    """Who held the office on the day of the text, those named in it first."""
    past = bool(_FORMER.search(source.text))
    then = "then" in {word.folded for word in source.words[:3]}
    holders = {person.id for person in scene.registry.find_holders(office.id)}
    wanted = set(fold_words(office.name)) | {w for alias in office.aliases for w in fold_words(alias)}
    named = scene.find_person(
        source.start,
        None,
        lambda f: (f.entry is not None and f.entry.id in holders) or _has_role(scene, f, source, wanted),
    )
    holder = scene.registry.find_holder(office.id, scene.day)
    if named is not None:
        entry = named[0].entry
        current = holder is not None and entry is not None and entry.id == holder.id
        if current != (past or then) or holder is None or entry is None:
            return scene.take(source.start, named[0], "office", 0.85)
    if past or scene.abroad:
        return None
    if then:
        before = [p for p in scene.registry.find_holders(office.id) if holder is None or p.id != holder.id]
        ended = [
            p for p in before if scene.day and any(r.office == office.id and r.over_on(scene.day) for r in p.roles)
        ]
        holder = max(ended, key=lambda p: max(r.until.toordinal() for r in p.roles if r.until), default=None)
    if holder is None:
        return None
    return scene.take(source.start, scene.cast.add_entry(holder, ()), "office", 0.5 if then else 0.85)


def _has_role(scene: Scene, figure: Figure, source: Source, wanted: set[str]) -> bool:
    role = set(fold_words(scene.describer.role_of(figure).role or "")) | {
        w for m in figure.mentions[:3] for w in fold_words(m.title)
    }
    asked = {word.folded for word in source.head if word.folded not in ARTICLES}
    return bool(role) and asked <= role and bool(role & wanted)
