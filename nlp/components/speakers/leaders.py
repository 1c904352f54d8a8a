"""Who leads a body of the registry on the day of the text: `WhatsApp’s boss`, `the Secretary of State`."""

import re

from clausewatch.models import Speaker
from nlp.components.speakers.pronouns import record_speaker
from nlp.components.speakers.scene import Scene
from nlp.components.speakers.schema import Office, Organisation, Person
from nlp.components.speakers.sources import ARTICLES, Source
from nlp.components.speakers.words import fold_words

_FORMER = re.compile(r"\b(?:former|ex|late|one-time|then|deputy|vice|acting|co)\b", re.IGNORECASE)
_TITLES: dict[str, tuple[str, ...]] = {
    "boss": ("chief executive", "head", "president"),
    "chief": ("chief executive", "head", "president"),
    "head": ("head", "chief executive", "president"),
    "ceo": ("chief executive",),
    "chief executive": ("chief executive",),
    "president": ("president",),
    "chair": ("chair",),
    "chairman": ("chair", "chairman"),
    "director": ("director", "executive director"),
}
"""What a text calls the leader, and the titles of the registry that it may mean, the likeliest first."""


def resolve_leader(scene: Scene, source: Source) -> Speaker | None:
    """The one person of the registry who leads the body that the phrase names; none where two may be meant."""
    if _FORMER.search(source.text) or source.words[0].folded in ("a", "an", "one"):
        return None
    head = [word.folded for word in source.head if word.folded not in ARTICLES]
    body = _body_of(source, head)
    if body is None:
        return _resolve_secretary(scene, head, source)
    noun = " ".join(word for word in head if word not in {w for n in (body.name, *body.aliases) for w in fold_words(n)})
    for title in _TITLES.get(noun.removesuffix(" of").removesuffix(" at"), ()):
        held = [person for person in scene.registry.people.values() if _leads(scene, person, body, title)]
        if len(held) == 1:
            return scene.take(source.start, scene.cast.add_entry(held[0], ()), "office", 0.75)
    return None


def _body_of(source: Source, head: list[str]) -> Organisation | None:
    """The body that the phrase names: it and the words for its leader are all that the head has."""
    entries = [m.figure.entry for m in source.mentions if isinstance(m.figure.entry, Organisation)]
    return entries[0] if len(entries) == 1 and len(source.mentions) == 1 and len(head) <= 7 else None


def _leads(scene: Scene, person: Person, body: Organisation, title: str) -> bool:
    return any(
        role.title == title
        and role.organisation == body.id
        and not role.over_on(scene.day)
        and not (role.since and scene.day and role.since > scene.day)
        for role in person.roles
    )


def _resolve_secretary(scene: Scene, head: list[str], source: Source) -> Speaker | None:
    """`the Secretary of State` in a document of a department: who held its one such office on the day."""
    record = record_speaker(scene)
    if record is None or scene.abroad or not record.organisation:
        return None
    phrase = tuple(head)
    offices = [
        office for office in scene.registry.offices.values() if _is_of(scene, office, record.organisation, phrase)
    ]
    holder = scene.registry.find_holder(offices[0].id, scene.day) if len(offices) == 1 else None
    return scene.take(source.start, scene.cast.add_entry(holder, ()), "office", 0.7) if holder else None


def _is_of(scene: Scene, office: Office, organisation: str, phrase: tuple[str, ...]) -> bool:
    body = scene.registry.organisations.get(office.organisation or "")
    if body is None or fold_words(organisation) not in [fold_words(name) for name in (body.name, *body.aliases)]:
        return False
    return phrase in [fold_words(noun) for noun in office.nouns]
