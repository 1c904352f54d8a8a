"""Finds the speaker of each attribution of one text, in the order of their sources."""

from bisect import bisect_right
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import replace

from clausewatch.models import Document, Span, Speaker
from nlp.attribution import Attribution, text_of
from nlp.components.speakers.collectives import is_collective, make_collective
from nlp.components.speakers.describing import Describer
from nlp.components.speakers.documents import is_document, resolve_document
from nlp.components.speakers.entries import EntryFinder, is_abroad
from nlp.components.speakers.figures import Mention
from nlp.components.speakers.letters import read_signatures
from nlp.components.speakers.lexicon import is_given_name
from nlp.components.speakers.lists import read_list
from nlp.components.speakers.members import is_address, resolve_address
from nlp.components.speakers.names import has_form_of_body
from nlp.components.speakers.offices import resolve_office
from nlp.components.speakers.phrases import resolve_phrase
from nlp.components.speakers.pronouns import FIRST, PRONOUNS, SUBJECTS, resolve_pronoun
from nlp.components.speakers.reading import read_cast
from nlp.components.speakers.registry import Registry
from nlp.components.speakers.resolutions import ResolvedBy
from nlp.components.speakers.scene import Scene, Turn
from nlp.components.speakers.schema import Office, Organisation, Person
from nlp.components.speakers.sentences import Sentences
from nlp.components.speakers.silent import resolve_silent
from nlp.components.speakers.sources import Source, read_source
from nlp.components.speakers.telling import find_outer
from nlp.components.speakers.voices import VOICES, resolve_voice
from nlp.components.speakers.words import Word, fold_words, read_words

DEEPEST = 4
"""Attributions within each other that are put in order."""


class Resolver:
    """Resolves against one registry."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._finder = EntryFinder(registry)
        self._voices = {
            fold_words(phrase): organisation
            for organisation in registry.organisations.values()
            for phrase in organisation.spokespeople
        }

    def resolve(
        self, text: str, attributions: Sequence[Attribution], document: Document | None = None
    ) -> tuple[Attribution, ...]:
        """The attributions, each with its speaker where it is known; their order stays."""
        if not attributions:
            return ()
        scene = self._set_scene(text, attributions, document)
        nested = find_nested(attributions, text)
        found = self._resolve_in_order(scene, attributions, nested)
        for number in nested:
            outer = number
            while outer in nested:
                outer = nested[outer]
            found[number] = found[outer]
        return tuple(replace(a, speaker=found[n]) for n, a in enumerate(attributions))

    def _resolve_in_order(
        self, scene: Scene, attributions: Sequence[Attribution], left_out: Container[int]
    ) -> dict[int, Speaker | None]:
        """By the places of the sources; those within the words of another one after it, and aside from its turns."""
        outer = find_outer(attributions)
        order = sorted((n for n in range(len(attributions)) if n not in left_out), key=_order(attributions, outer))
        found: dict[int, Speaker | None] = {}
        told: dict[int, Turn | None] = {}
        for number in order:
            if number in outer:
                teller = told.get(outer[number]) if attributions[outer[number]].kind == "direct" else None
                scene.begin_aside(teller)
            else:
                scene.end_aside()
            before = len(scene.turns)
            found[number] = self._resolve_one(scene, attributions[number])
            told[number] = scene.turns[-1] if len(scene.turns) > before else None
        return found

    def _resolve_one(self, scene: Scene, attribution: Attribution) -> Speaker | None:
        if attribution.source and not _is_far(scene, attribution):
            return self._resolve_source(scene, attribution.source[0])
        return resolve_silent(scene, attribution)

    def _set_scene(self, text: str, attributions: Sequence[Attribution], document: Document | None) -> Scene:
        words = read_words(text)
        matches = list(self._finder.find(text, words))
        abroad = is_abroad(text, matches)
        if abroad:
            matches = [m for m in matches if isinstance(m.entries[0], Person) or m.entries[0].category not in _STATE]
        outer = find_outer(attributions)
        quoted = sorted(
            span
            for number, a in enumerate(attributions)
            if a.kind != "indirect" and number not in outer
            for span in a.content
        )
        cast = read_cast(text, document.title if document else "", words, matches, self._registry, quoted)
        day = document.published_at.date() if document and document.published_at else None
        describer = Describer(text, self._registry, day, cast)
        signatures = () if document and document.record else read_signatures(text, document.title if document else "")
        return Scene(text, cast, Sentences(text), self._registry, describer, document, day, abroad, signatures)

    def _resolve_source(self, scene: Scene, span: Span) -> Speaker | None:
        source = read_source(scene, span)
        if source is None:
            return None
        pronoun = _find_pronoun(source)
        if pronoun is not None:
            return resolve_pronoun(scene, pronoun.folded, pronoun.start)
        if scene.text[source.start - 1 : source.start] == "@" and len(source.words) == 1:
            handle = Speaker(name=f"@{source.words[0].text}", kind="person", resolved_by="quoted-name", confidence=0.6)
            return scene.take_unnamed(source.start, handle)
        several = read_list(scene, source.text, source.start, source.mentions)
        if several is not None:
            return scene.take_unnamed(source.start, several)
        body = self._voices.get(fold_words(source.text))
        if body is not None or source.noun.folded in VOICES:
            return self._resolve_voice(scene, source, body)
        return self._resolve_plain(scene, source)

    def _resolve_plain(self, scene: Scene, source: Source) -> Speaker | None:
        if is_document(source):
            return resolve_document(scene, source)
        if is_collective(source):
            return make_collective(scene, source)
        if is_address(source):
            return resolve_address(scene, source)
        if source.name is not None:
            return self._resolve_name(scene, source, source.name)
        return resolve_phrase(scene, source)

    def _resolve_voice(self, scene: Scene, source: Source, body: Organisation | None) -> Speaker | None:
        if source.name is not None and source.name.figure.kind == "person":
            return self._resolve_name(scene, source, source.name)
        if body is not None:
            figure = scene.cast.add_entry(body, fold_words(body.name))
            speaker = scene.describer.describe(figure, "spokesperson").model_copy(update={"role": "spokesperson"})
            return scene.take_unnamed(source.start, speaker)
        return resolve_voice(scene, source)

    def _resolve_name(self, scene: Scene, source: Source, mention: Mention) -> Speaker | None:
        if isinstance(mention.figure.entry, Office):
            found = resolve_office(scene, source, mention.figure.entry)
            return found if found is not None else resolve_phrase(scene, source)
        if _may_be_person(scene, source, mention):
            mention.figure.kind = "person"
        by, confidence = _way_of(scene, mention)
        return scene.take(source.start, mention.figure, by, confidence)


def _find_pronoun(source: Source) -> Word | None:
    """The pronoun that the source is: `she`, `who bakes bread`, `on Tuesday he`."""
    first, last = source.words[0], source.words[-1]
    words = [word.folded for word in source.words]
    clause = words[0] in ("who", "which") or words[1:2] == [] or words[1] in PRONOUNS | {"also", "all", "both"}
    if words[0] in PRONOUNS and clause:
        return first
    return last if words[-1] in SUBJECTS and source.name is None and not source.is_definite else None


def _may_be_person(scene: Scene, source: Source, mention: Mention) -> bool:
    """A source of two or three unknown words and no article is a person more often than a body."""
    figure = mention.figure
    if (
        figure.entry is None
        and source.text.isupper()
        and len(source.text) > 3
        and scene.text[source.end : source.end + 1] == ":"
    ):
        return True
    before = scene.text[max(0, mention.start - 4) : mention.start].casefold()
    return figure.kind == "unknown" and len(figure.key) in (2, 3) and not before.endswith(("the ", " a ", "an "))


_STATE = frozenset(("government", "parliament"))


def _is_far(scene: Scene, attribution: Attribution) -> bool:
    """A source in a later paragraph, with no cue and no dash between, is somebody else's."""
    end, start = attribution.content[-1][1], attribution.source[0][0]
    if attribution.cue or start < end or scene.sentences.paragraph(end - 1) == scene.sentences.paragraph(start):
        return False
    return any(character.isalnum() for character in scene.text[end:start][:400])


def find_nested(attributions: Sequence[Attribution], text: str) -> dict[int, int]:
    """Attributions to `I` and `we` in the words of another one, by number, each with the number of that one."""
    spans = sorted(
        (span, number)
        for number, a in enumerate(attributions)
        if a.kind != "indirect" and a.source
        for span in a.content
    )
    starts = [span[0] for span, _ in spans]
    nested = {}
    for number, attribution in enumerate(attributions):
        if not attribution.source or text_of(text, attribution.source).casefold() not in FIRST:
            continue
        place = attribution.source[0][0]
        for span, outer in spans[max(0, bisect_right(starts, place) - 4) : bisect_right(starts, place)]:
            if outer != number and span[0] <= place < span[1] and outer not in nested:
                nested[number] = outer
    return nested


def _order(attributions: Sequence[Attribution], outer: Mapping[int, int]) -> Callable[[int], tuple[int, int, int]]:
    """By place; those in the words of others follow these at once."""

    def key(number: int) -> tuple[int, int, int]:
        around = number
        for _ in range(DEEPEST):
            around = outer.get(around, around)
        return _place(attributions[around]), int(number != around), _place(attributions[number])

    return key


def _place(attribution: Attribution) -> int:
    return attribution.source[0][0] if attribution.source else attribution.content[0][0]


def _way_of(scene: Scene, mention: Mention) -> tuple[ResolvedBy, float | None]:
    """How a mention names its figure."""
    figure = mention.figure
    key = fold_words(scene.text[mention.start : mention.end])
    entry = figure.entry
    if isinstance(entry, Person):
        if key == fold_words(entry.name):
            return "registry-name", None
        if any(key == fold_words(alias) for alias in entry.aliases):
            return "alias", None
        return "surname", None if figure.exact else 0.6
    if isinstance(entry, Organisation):
        return "organisation", None
    if figure.kind == "person":
        if key == figure.key:
            sure = figure.exact and len(key) > 1 and (is_given_name(key[0]) or figure.told)
            return "quoted-name", None if sure else 0.6
        return ("surname", None) if key[-1] in figure.key[1:] else ("given-name", None)
    if figure.told or has_form_of_body(figure.key):
        return "organisation", 0.8
    return "organisation", 0.7 if len(figure.key) > 1 or figure.name.isupper() else 0.6
