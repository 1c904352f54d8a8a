"""Whom a text speaks of, and each place where it names them."""

from dataclasses import dataclass, field
from typing import Literal

from clausewatch.models import Speaker
from nlp.components.speakers.lexicon import PLACES
from nlp.components.speakers.registry import Entry
from nlp.components.speakers.schema import Gender

FigureKind = Literal["person", "organisation", "collective", "office", "self", "unknown"]
"""`self` is whoever says `I`: no `he` or `she` of the same text."""


@dataclass(eq=False, slots=True)
class Figure:
    """Somebody of a text, with everything that it calls them by."""

    name: str
    key: tuple[str, ...]
    """The folded words of the longest name that was read."""
    kind: FigureKind
    entry: Entry | None = None
    gender: Gender | None = None
    exact: bool = True
    """Whether the text has the name in full, and not only a surname or a form of address."""
    mentions: list["Mention"] = field(default_factory=list)
    settled: int | None = None
    """Where a surname alone last meant this figure."""
    told: bool = False
    """Whether the text says what kind it is, and not only the look of the name."""
    placed: bool = False
    """Whether the text names it only after `in` and the like."""
    called: str = ""
    """Of a body, what the text says beside its name that it is: `messaging app`."""
    speaker: Speaker | None = None
    """Of somebody without a name, who is met only as the source of a statement."""

    @property
    def is_place(self) -> bool:
        """Whether it is only called as a town or country is: `Westminster`, or only something that is in it."""
        return self.entry is None and (self.placed or (bool(self.key) and PLACES.issuperset(self.key)))


@dataclass(frozen=True, slots=True)
class Mention:
    """One place that names a figure; code points of the text."""

    start: int
    end: int
    figure: Figure
    quoted: bool = False
    """Whether it stands in the words of a quotation."""
    title: str = ""
