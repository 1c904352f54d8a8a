"""Statements of real length and skew, generated, as a source that any index can be filled from."""

import itertools
import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

from clausewatch.errors import SearchStoreError
from clausewatch.index.protocol import Candidate, DocumentFacts, IndexEntry, Refusal, Replacement
from clausewatch.models import Category, Speaker, Stance, StanceLabel, Statement, StatementKind

SYNONYMS = (("client-side scanning", "device-side scanning", "on-device scanning", "spy clause"),)
SUBJECT = (
    "encryption messages scanning privacy safety children platform regulator clause Bill notice technology feasible "
    "accredited power minister companies abuse images private services proportionate security risk law evidence"
)
SMALL = "the of to and a in that is it for be on with as we this not by are will would have has at from"
CATEGORIES: tuple[Category, ...] = ("government", "parliament", "regulator", "platform", "child-safety", "expert")
LABELS: tuple[StanceLabel, ...] = ("NONE", "NONE", "FAVOR", "AGAINST")
KINDS: tuple[StatementKind, ...] = ("direct", "direct", "indirect", "mixed", "primary")
START = datetime(2019, 1, 1, tzinfo=UTC)
DAYS = 2000
SPEAKERS, PUBLISHERS, VOCABULARY = 3000, 60, 30_000
SYLLABLES = "ba ce di fo gu la me ni po ru sa te vi zo ka le mi no pu ra"


def make_words() -> list[str]:
    """Invented words, the commonest first, after the real ones of the debate."""
    names = ("".join(parts) for size in (2, 3, 4) for parts in itertools.product(SYLLABLES.split(), repeat=size))
    return [*SMALL.split(), *SUBJECT.split(), *itertools.islice(names, VOCABULARY)]


class Generator:
    """Statements as they come: a few speakers and words make most of them."""

    def __init__(self, seed: int = 1) -> None:
        self._chance = random.Random(seed)  # noqa: S311
        self._words = make_words()
        # Zipf's law, which the words of a language and the speakers of a debate follow.
        self._weights = list(itertools.accumulate(1 / (rank + 2) for rank in range(len(self._words))))
        self._speakers = [self._make_speaker(number) for number in range(SPEAKERS)]
        self._speaker_weights = list(itertools.accumulate(1 / (rank + 2) for rank in range(SPEAKERS)))

    def _make_speaker(self, number: int) -> Speaker:
        return Speaker(
            id=f"speaker-{number}",
            name=f"{self._words[200 + number].title()} {self._words[9000 + number].title()}",
            kind="person",
            organisation=f"{self._words[300 + number % 400].title()} Office",
            category=CATEGORIES[number % len(CATEGORIES)],
            resolved_by="registry",
            confidence=0.9,
        )

    def _write(self, words: int) -> str:
        return " ".join(self._chance.choices(self._words, cum_weights=self._weights, k=words))

    def make_document(self, number: int, most: int = 7) -> Replacement:
        """About four statements of about 25 words, of one document."""
        at = START + timedelta(days=self._chance.randrange(DAYS), seconds=self._chance.randrange(86_400))
        publisher = f"publisher-{min(int(self._chance.expovariate(0.1)), PUBLISHERS)}"
        facts = DocumentFacts(
            id=f"{number:020x}",
            url=f"https://news.example/{number}",
            title=self._write(9),
            publisher=publisher,
            kind="coverage",
            published_at=at,
        )
        places = range(min(most, self._chance.randrange(1, 8)))
        entries = tuple(self._make_entry(facts, f"v{number}", place) for place in places)
        return Replacement(document=facts.id, entries=entries)

    def _make_entry(self, facts: DocumentFacts, version: str, place: int) -> IndexEntry:
        text = self._write(max(4, int(self._chance.lognormvariate(3.1, 0.5))))
        if self._chance.random() < 0.02:
            text += " " + self._chance.choice(SYNONYMS[0])
        speaker = self._chance.choices(self._speakers, cum_weights=self._speaker_weights)[0]
        statement = Statement(
            document=facts.id,
            version=version,
            kind=self._chance.choice(KINDS),
            text=text,
            content=((place * 300, place * 300 + len(text)),),
            speaker=speaker if self._chance.random() < 0.8 else None,
            stances=(Stance(target="clause", label=self._chance.choice(LABELS), confidence=0.8),),
        )
        return IndexEntry(id=statement.id, statement=statement, document=facts)

    def make_documents(self, statements: int) -> Iterator[Replacement]:
        """Documents with as many statements in all as asked for."""
        for number in itertools.count():
            if statements <= 0:
                return
            document = self.make_document(number, statements)
            statements -= len(document.entries)
            yield document


class Source:
    """What a rebuild reads; `watch` is told of each document how many statements it has."""

    def __init__(
        self, documents: Iterator[Replacement], statements: int, watch: Callable[[int], object] | None = None
    ) -> None:
        self._documents = documents
        self._statements = statements
        self._watch = watch

    def read(self, after: str | None) -> Iterator[Replacement]:
        """All documents, once."""
        if after is not None:
            raise SearchStoreError("a rebuild of generated statements cannot go on with a begun one")
        for document in self._documents:
            yield document
            if self._watch is not None:
                self._watch(len(document.entries))

    def refuse(self, refusal: Refusal) -> None:
        """There is nothing to refuse."""
        raise SearchStoreError(f"{refusal.document}: {refusal.reason}")

    def check(self, candidate: Candidate) -> None:
        """All are there."""
        if candidate.count() != self._statements:
            raise SearchStoreError(f"the index holds {candidate.count()} statements, not {self._statements}")
