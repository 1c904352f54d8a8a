"""Everything that is known about a text while the speakers of its attributions are found."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from clausewatch.models import Document, Speaker
from nlp.components.speakers.cast import Cast, is_compatible
from nlp.components.speakers.describing import Describer
from nlp.components.speakers.figures import Figure, Mention
from nlp.components.speakers.letters import Signature
from nlp.components.speakers.lexicon import CLOSED
from nlp.components.speakers.registry import Registry
from nlp.components.speakers.resolutions import ResolvedBy
from nlp.components.speakers.schema import Gender, Organisation
from nlp.components.speakers.sentences import FINITE, Sentences

_OBLIQUE = CLOSED["oblique"]


@dataclass(frozen=True, slots=True)
class Turn:
    """An attribution whose speaker was found: where its source begins, and who it was."""

    place: int
    figure: Figure
    speaker: Speaker


@dataclass(slots=True)
class Scene:
    """One text with its cast, and the turns taken so far."""

    text: str
    cast: Cast
    sentences: Sentences
    registry: Registry
    describer: Describer
    document: Document | None
    day: dt.date | None
    abroad: bool
    """Whether it is about another country, so that bare words such as `the government` are not the registry's."""
    signatures: tuple[Signature, ...] = ()
    """Of the letters that the text is made of."""
    turns: list[Turn] = field(default_factory=list)
    teller: Turn | None = None
    """In whose own words the place stands: nobody calls themselves `he` or `she`."""
    _kept: int | None = None
    """How many turns there were before the aside."""

    def begin_aside(self, teller: Turn | None) -> None:
        """What follows is told by another speaker: its turns count until the aside ends."""
        self._kept = len(self.turns) if self._kept is None else self._kept
        self.teller = teller

    def end_aside(self) -> None:
        """Back to those who speak in the text itself."""
        if self._kept is not None:
            del self.turns[self._kept :]
        self._kept = self.teller = None

    def last_turn(self, place: int, sentences: int = 12) -> Turn | None:
        """The turn before a place, at most so many sentences away."""
        for turn in reversed(self.turns[-8:]):
            if turn.place < place:
                near = self.sentences.number(place) - self.sentences.number(turn.place) <= sentences
                return turn if near else None
        return None

    def find_person(
        self, place: int, gender: Gender | None, accept: Callable[[Figure], bool] | None = None
    ) -> tuple[Figure, float] | None:
        """The person whom a pronoun or a phrase at the place most likely means, and how sure that is."""
        best: dict[int, tuple[float, Figure]] = {}
        last = self.last_turn(place)
        for figure, score in self._candidates(place, last):
            if figure.kind != "person" or not is_compatible(figure.gender, gender):
                continue
            if self.teller is not None and gender and figure is self.teller.figure:
                continue
            if accept is not None and not accept(figure):
                continue
            score += 1.0 if gender and figure.gender == gender else 0.0
            if id(figure) not in best or best[id(figure)][0] < score:
                best[id(figure)] = (score, figure)
        return _decide(list(best.values()))

    def find_body(
        self,
        place: int,
        own: frozenset[str] | None = None,
        phrase: frozenset[str] = frozenset(),
        accept: Callable[[Figure], bool] | None = None,
    ) -> tuple[Figure, float] | None:
        """The organisation most likely meant at the place; `own` are folded words of which it must have one, and all
        words of the `phrase` where its name has that noun.
        """
        best: dict[int, tuple[float, Figure]] = {}
        last = self.last_turn(place)
        for figure, score in self._candidates(place, last):
            if not _is_body(figure) or (own is not None and not self._is_called(figure, own, phrase)):
                continue
            if accept is not None and not accept(figure):
                continue
            score -= 1.5 if figure.kind == "unknown" else 0.0
            score += min(len(figure.mentions), 4) * 0.1
            if id(figure) not in best or best[id(figure)][0] < score:
                best[id(figure)] = (score, figure)
        return _decide(list(best.values()))

    def _is_called(self, figure: Figure, own: frozenset[str], phrase: frozenset[str]) -> bool:
        words = set(figure.key)
        if words & own and not phrase <= words:
            return False
        if figure.speaker is not None:
            words.update(figure.speaker.name.casefold().split())
        if isinstance(figure.entry, Organisation):
            words.update(word for noun in figure.entry.nouns for word in noun.casefold().split())
        else:
            words.update(self._words_beside(figure))
        return bool(words & own)

    def _words_beside(self, figure: Figure) -> Iterator[str]:
        """The words just before and after the first mentions: `the charity Open Hands`, `Open Hands, a charity,`."""
        for mention in figure.mentions[:3]:
            yield from self.text[max(0, mention.start - 40) : mention.start].casefold().split()[-1:]
            after = self.text[mention.end : mention.end + 60]
            if after.startswith((", a", ", the", ", which")):
                yield from after[2:].casefold().replace(",", " ").split()[:6]

    def _candidates(self, place: int, last: Turn | None) -> Iterator[tuple[Figure, float]]:
        here = self.sentences.number(place)
        for mention in self.cast.before(place):
            yield mention.figure, self._score(mention, here, last)
        for turn in self.turns[-6:]:
            if turn.place < place and turn.figure.kind not in ("office", "self"):
                distance = here - self.sentences.number(turn.place)
                yield turn.figure, 1.6 - 0.5 * distance + (0.4 if turn is last else 0.0)

    def _score(self, mention: Mention, here: int, last: Turn | None) -> float:
        score = -0.5 * min(here - self.sentences.number(mention.start), 30)
        lead = mention.start - self.sentences.start(mention.start)
        newer = last is not None and self.sentences.number(mention.start) > self.sentences.number(last.place)
        score += (
            (2.0 if newer else 1.0) if lead < 3 + len(mention.title) else 0.4 if lead < 25 + len(mention.title) else 0.0
        )
        score += self._grammar(mention)
        score -= 1.6 if mention.quoted else 0.0
        score -= 0.6 if self.text[mention.end : mention.end + 2] in ("’s", "'s") else 0.0
        score += 0.8 if last is not None and last.figure is mention.figure else 0.0
        return score

    def _grammar(self, mention: Mention) -> float:
        """For a name before a verb and against one after a preposition."""
        before = self.text[max(0, mention.start - len(mention.title) - 14) : mention.start - len(mention.title)].split()
        if before and before[-1].casefold() in _OBLIQUE:
            return -0.5
        return 0.6 if FINITE.match(self.text, mention.end) else 0.0

    def take(self, place: int, figure: Figure, by: ResolvedBy, confidence: float | None = None) -> Speaker:
        """Note a turn and describe its speaker."""
        speaker = self.describer.describe(figure, by, confidence)
        self.turns.append(Turn(place, figure, speaker))
        return speaker

    def take_self(self, place: int, speaker: Speaker) -> Speaker:
        """Note a turn of whoever writes the text."""
        self.turns.append(Turn(place, Figure(speaker.name, (), "self", speaker=speaker), speaker))
        return speaker

    def take_unnamed(self, place: int, speaker: Speaker, gender: Gender | None = None) -> Speaker:
        """Note a turn of somebody who has no name in the text."""
        kind = "person" if speaker.kind == "person" or speaker.role == "spokesperson" else speaker.kind
        figure = Figure(speaker.name, (), kind, gender=gender, speaker=speaker)
        self.turns.append(Turn(place, figure, speaker))
        return speaker


def _is_body(figure: Figure) -> bool:
    if figure.speaker is not None:
        return figure.speaker.kind == "organisation"
    return figure.kind in ("organisation", "unknown") and not figure.placed


def _decide(scored: list[tuple[float, Figure]]) -> tuple[Figure, float] | None:
    """The best of the scored, and a confidence from its lead over the second."""
    if not scored:
        return None
    scored.sort(key=lambda pair: pair[0], reverse=True)
    lead = scored[0][0] - scored[1][0] if len(scored) > 1 else 2.0
    return scored[0][1], round(min(0.92, 0.55 + 0.2 * max(lead, 0.0)), 2)
