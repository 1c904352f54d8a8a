"""Who held an office that the text names."""

import datetime as dt
import re

from clausewatch.models import Speaker
from nlp.components.speakers.figures import Figure
from nlp.components.speakers.scene import Scene
from nlp.components.speakers.schema import Office, Person
from nlp.components.speakers.sources import ARTICLES, Source
from nlp.components.speakers.unnamed import take_person
from nlp.components.speakers.words import fold_words

_FORMER = re.compile(r"\b(?:former|ex|late|one-time)\b", re.IGNORECASE)


def resolve_office(scene: Scene, source: Source, office: Office) -> Speaker | None:
    """Who held the office on the day of the text, those named in it first."""
    past = bool(_FORMER.search(source.text))
    then = "then" in {word.folded for word in source.words[:3]}
    holders = {person.id for person in scene.registry.find_holders(office.id)}
    wanted = set(fold_words(office.name)) | {w for alias in office.aliases for w in fold_words(alias)}
    holder = scene.registry.find_holder(office.id, scene.day)

    def is_meant(figure: Figure) -> bool:
        entry = figure.entry
        if holder is not None and entry is not None and (entry.id == holder.id) == (past or then):
            return False
        return (entry is not None and entry.id in holders) or _has_role(scene, figure, source, wanted)

    named = scene.find_person(source.start, None, is_meant)
    if named is not None:
        return scene.take(source.start, named[0], "office", 0.85)
    if scene.abroad:
        return None
    if past:
        return take_person(scene, source, 0.6, "noun")
    if then:
        holder = _find_predecessor(scene, office, holder)
    if holder is None:
        return None
    return scene.take(source.start, scene.cast.add_entry(holder, ()), "office", 0.5 if then else 0.85)


def _find_predecessor(scene: Scene, office: Office, holder: Person | None) -> Person | None:
    """Who left the office last before the day."""
    ended = [
        (role.until or dt.date.min, person)
        for person in scene.registry.find_holders(office.id)
        for role in person.roles
        if scene.day and role.office == office.id and role.over_on(scene.day) and person != holder
    ]
    return max(ended, key=lambda pair: pair[0])[1] if ended else None


def _has_role(scene: Scene, figure: Figure, source: Source, wanted: set[str]) -> bool:
    role = set(fold_words(scene.describer.role_of(figure).role or "")) | {
        w for m in figure.mentions[:3] for w in fold_words(m.title)
    }
    asked = {word.folded for word in source.head if word.folded not in ARTICLES}
    return bool(role) and asked <= role and bool(role & wanted)
