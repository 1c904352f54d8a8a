"""Sources that are pronouns."""

import re

from clausewatch.models import Speaker
from nlp.components.speakers.categories import read_category
from nlp.components.speakers.letters import find_byline
from nlp.components.speakers.lexicon import CLOSED, FUNCTION, ORGANISATIONS, is_plural_of_persons, singular_of
from nlp.components.speakers.records import find_record_speaker
from nlp.components.speakers.scene import Scene, Turn
from nlp.components.speakers.schema import Gender
from nlp.components.speakers.sentences import is_verb_at
from nlp.components.speakers.words import Word, read_words

SINGULAR: dict[str, Gender] = {
    "he": "male",
    "she": "female",
    "him": "male",
    "her": "female",
    "his": "male",
    "himself": "male",
    "herself": "female",
}
FIRST = frozenset(("i", "we", "me", "us"))
_PLACED = re.compile(r"\b(?:of|from|in|at|near|to|with)\s(?:[A-Z]\w+\s)?$")
_ASIDE = re.compile(r"(?:, [^.,;]+(?:, [^.,;]+)?| (?:of|from|at) [^.,;]+), ")
"""What may stand between a name and `who`."""
_OBLIQUE = CLOSED["oblique"] - {"about", "over", "under", "like"}
SENTENCES_BACK = 2
"""Sentences before `they` whose subject may be meant."""
SUBJECTS = frozenset(("he", "she", "it", "they", "i", "we"))
RELATIVE = frozenset(("who", "which", "that", "whom"))
PRONOUNS = (
    SINGULAR.keys()
    | FIRST
    | RELATIVE
    | {"its", "their", "they", "it", "them", "both", "himself", "themselves", "itself"}
)


def resolve_pronoun(scene: Scene, word: str, place: int) -> Speaker | None:
    """Whom a folded pronoun at the place means."""
    if word in SINGULAR:
        found = scene.find_person(place, SINGULAR[word])
        last = scene.last_turn(place, 3) if found is None else None
        if last is not None and last.figure.kind == "unknown":
            last.figure.kind, last.figure.gender = "person", SINGULAR[word]
            found = (last.figure, 0.6)
        return scene.take(place, found[0], "pronoun", found[1]) if found else None
    if word in FIRST:
        return _resolve_first(scene, word, place)
    if word in RELATIVE:
        return _resolve_relative(scene, word, place)
    if word in ("it", "its", "itself"):
        return _resolve_it(scene, place)
    return _resolve_they(scene, place)


def _resolve_it(scene: Scene, place: int) -> Speaker | None:
    found = scene.find_body(place)
    return scene.take(place, found[0], "pronoun", found[1]) if found else None


def _resolve_they(scene: Scene, place: int) -> Speaker | None:
    """A collective, body or person of unknown gender that spoke last, else a body close by."""
    last = scene.last_turn(place, 4)
    if last is not None and (last.speaker.kind != "person" or last.figure.gender is None):
        return _repeat(scene, last, place, 0.7)
    several = _find_several(scene, place) if last is None else None
    if several is not None:
        return scene.take_unnamed(place, several)
    found = scene.find_body(place)
    near = found is not None and any(
        m.figure is found[0] and scene.sentences.number(place) - scene.sentences.number(m.start) <= 2
        for m in scene.cast.before(place)
    )
    return scene.take(place, found[0], "pronoun", 0.5) if found and near else None


def _find_several(scene: Scene, place: int) -> Speaker | None:
    """Several people whom a sentence just before began with: `About 40 parents met. “No,” they chanted.`"""
    number = scene.sentences.number(place)
    for before in range(number - 1, max(-1, number - 1 - SENTENCES_BACK), -1):
        start, end = scene.sentences.start_of(before), scene.sentences.start_of(before + 1)
        name = _read_several(scene, read_words(scene.text, start, min(start + 80, end))[:6])
        if name is not None:
            return Speaker(
                name=name,
                kind="collective",
                category=read_category([name]),
                resolved_by="pronoun",
                confidence=0.5,
            )
    return None


def _read_several(scene: Scene, words: list[Word]) -> str | None:
    """The plural that a sentence begins with, as read; none where its subject is somebody else."""
    plural = next((n for n, word in enumerate(words) if _is_plain_plural(word.folded)), None)
    if plural is None or any(word.folded in _OBLIQUE or is_verb_at(scene.text, word.end) for word in words[:plural]):
        return None
    first = 1 if plural and words[0].folded in ("the", "these", "those") else 0
    name = scene.text[words[first].start : words[plural].end]
    return name[:1].lower() + name[1:] if words[first].folded in FUNCTION or first == plural else name


def _is_plain_plural(word: str) -> bool:
    return is_plural_of_persons(word) and singular_of(word) != word


def _repeat(scene: Scene, turn: Turn, place: int, confidence: float) -> Speaker:
    if turn.speaker.kind == "collective":
        speaker = turn.speaker.model_copy(update={"resolved_by": "pronoun", "confidence": confidence})
        return scene.take_unnamed(place, speaker)
    return scene.take(place, turn.figure, "pronoun", confidence)


def _resolve_relative(scene: Scene, word: str, place: int) -> Speaker | None:
    """`Ada Moor, who said`: the name just before; `engineers who`: the noun; `Moor of Quillchat, who`: the person."""
    nearest = next(scene.cast.before(place), None)
    beside = nearest is not None and place - nearest.end <= 3
    if nearest is not None and beside and nearest.figure.kind == "person":
        return scene.take(place, nearest.figure, "pronoun", 0.8)
    words = read_words(scene.text, max(0, place - 40), place)
    if word != "which" and words and place - words[-1].end <= 2 and is_plural_of_persons(words[-1].folded):
        name = words[-1].text
        speaker = Speaker(
            name=name, kind="collective", category=read_category([name]), resolved_by="collective", confidence=0.6
        )
        return scene.take_unnamed(place, speaker)
    for other in scene.cast.before(place):
        between = scene.text[other.end : place]
        if len(between) > 90 or "\n" in between:
            break
        if other.figure.kind == "person" and _ASIDE.fullmatch(between):
            return scene.take(place, other.figure, "pronoun", 0.6)
    if nearest is None or not beside or nearest.figure.kind == "office" or nearest.figure.is_place:
        return None
    if (
        word == "who"
        and nearest.figure.entry is None
        and _PLACED.search(scene.text, max(0, nearest.start - 24), nearest.start)
    ):
        return None  # `a baker from Little Soke, who`
    return scene.take(place, nearest.figure, "pronoun", 0.6)


def _resolve_first(scene: Scene, word: str, place: int) -> Speaker | None:
    """The record of an official document; in an article `I` is its author, `we` its publisher."""
    signer = _find_signer(scene, place) if word in ("i", "me") else None
    if signer is not None:
        return signer
    document = scene.document
    if document is None:
        return None
    speaker = record_speaker(scene)
    if speaker is not None:
        return scene.take_self(place, speaker) if speaker.kind == "person" else scene.take_unnamed(place, speaker)
    authors = document.authors or ((byline,) if (byline := find_byline(scene.text)) else ())
    if word in ("i", "me") and len(authors) == 1 and not _names_a_desk(authors[0]):
        name = authors[0]
        author = Speaker(name=name, kind="person", category="news", resolved_by="publisher", confidence=0.7)
        return scene.take_self(place, author)
    if word in ("we", "us") and document.kind == "coverage" and document.publisher != "unknown":
        name = document.publisher.replace("-", " ").title()
        house = Speaker(name=name, kind="organisation", category="news", resolved_by="publisher", confidence=0.5)
        return scene.take_unnamed(place, house)
    return None


def _names_a_desk(author: str) -> bool:
    """Whether an author is an agency or a desk, in whose name nobody says `I`."""
    words = author.casefold().split()
    return any(word in ORGANISATIONS for word in words) or (len(words) > 1 and is_plural_of_persons(words[-1]))


def _find_signer(scene: Scene, place: int) -> Speaker | None:
    """Who signed the letter that the place stands in."""
    signature = next((one for one in scene.signatures if one.start <= place < one.end), None)
    named = scene.cast.within(signature.name.start, signature.name.end) if signature is not None else []
    if not named:
        return None
    named[0].figure.kind = "person"
    return scene.take_self(place, scene.describer.describe(named[0].figure, "publisher", 0.8))


def record_speaker(scene: Scene) -> Speaker | None:
    """The speaker of the record of an official document."""
    return find_record_speaker(scene.document, scene.registry) if scene.document is not None else None
