"""PolNeAR's articles as windows with labels and links."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from nlp.components.quotations.labels import FIRST, Role, begin
from nlp.components.quotations.pairs import Spans
from nlp.components.quotations.windows import Integers, Pieces, Window, cut_windows, read_pieces
from nlp.evaluation.marked_text import read_marked_folder
from nlp.evaluation.quotes import GoldText, read_gold

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Gold:
    """One attribution; spans in code points of the article."""

    content: tuple[Place, ...]
    source: tuple[Place, ...]
    cue: tuple[Place, ...]

    def spans(self, role: Role) -> tuple[Place, ...]:
        """The spans of the role."""
        return {"content": self.content, "source": self.source, "cue": self.cue}[role]


@dataclass(frozen=True, slots=True)
class Article:
    """A text with its attributions."""

    id: str
    text: str
    attributions: tuple[Gold, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A window with gold labels; spans as (first piece, last piece) in the window; links are numbers of spans or -1."""

    pieces: Pieces
    window: Window
    labels: Integers
    contents: list[Place]
    cues: list[Place]
    sources: list[Place]
    content_cue: list[int]
    content_source: list[int]
    cue_source: list[int]

    @property
    def kinds(self) -> NDArray[np.int8]:
        """Kinds of the window's pieces."""
        return self.pieces.kinds[self.window.first : self.window.last]


def read_articles(path: Path) -> list[Article]:
    """Articles of a JSON Lines file, which may be gzipped; `InputError` names the line that is wrong."""
    return list(map(_as_article, read_gold(path)))


def read_marked_articles(folder: Path) -> list[Article]:
    """The texts of our own in a folder, as articles."""
    return list(map(_as_article, read_marked_folder(folder)))


def _as_article(text: GoldText) -> Article:
    return Article(text.id, text.text, tuple(Gold(one.content, one.source, one.cue) for one in text.attributions))


def make_examples(article: Article, tokenizer: Tokenizer, length: int, start: int, separator: int) -> Iterator[Example]:
    """The article's windows of at most `length` ids."""
    pieces = read_pieces(article.text, tokenizer)
    for window in cut_windows(pieces, length, start, separator):
        yield _label(article, pieces, window)


def _label(article: Article, pieces: Pieces, window: Window) -> Example:
    labels = np.zeros(window.last - window.first, dtype=np.int64)
    found: dict[Role, dict[Place, int]] = {"content": {}, "source": {}, "cue": {}}
    links: dict[Place, tuple[Place | None, Place | None]] = {}
    from_cue: dict[Place, Place | None] = {}
    for gold in article.attributions:
        by_role = {role: _in_window(pieces, window, gold.spans(role)) for role in found}
        cue = next(iter(by_role["cue"]), None)
        source = next(iter(by_role["source"]), None)
        for role, spans in by_role.items():
            for place in spans:
                _paint(labels, place, role, found[role])
        for place in by_role["content"]:
            links.setdefault(place, (cue, source))
        if cue:
            from_cue.setdefault(cue, source)
    contents, sources, cues = (sorted(found[role]) for role in ("content", "source", "cue"))
    return Example(
        pieces=pieces,
        window=window,
        labels=labels,
        contents=contents,
        cues=cues,
        sources=sources,
        content_cue=[_number(cues, links[content][0]) for content in contents],
        content_source=[_number(sources, links[content][1]) for content in contents],
        cue_source=[_number(sources, from_cue.get(cue)) for cue in cues],
    )


def _number(places: list[Place], place: Place | None) -> int:
    return places.index(place) if place in places else -1


def _paint(labels: Integers, place: Place, role: Role, found: dict[Place, int]) -> None:
    first, last = place
    if place in found or labels[first : last + 1].any():
        return
    labels[first : last + 1] = begin(role) + 1
    labels[first] = begin(role)
    found[place] = 1


def _in_window(pieces: Pieces, window: Window, spans: tuple[Place, ...]) -> list[Place]:
    """The spans as pieces of the window, cut at its borders and at paragraphs."""
    starts = pieces.starts[window.first : window.last]
    ends = pieces.ends[window.first : window.last]
    opening = pieces.kinds[window.first : window.last] == FIRST
    places = []
    for start, end in spans:
        inside = np.flatnonzero((ends > start) & (starts < end))
        if len(inside):
            cuts = [int(i) for i in inside[1:] if opening[i]]
            borders = [int(inside[0]), *cuts, int(inside[-1]) + 1]
            places += [(a, b - 1) for a, b in pairwise(borders)]
    return places


def as_spans(examples: list[Example], places: list[list[Place]]) -> Spans:
    """The spans of one role of a batch; `places` has one list a window."""
    rows = [
        (number, first, last, int((example.kinds[: first + 1] == FIRST).sum()))
        for number, (example, own) in enumerate(zip(examples, places, strict=True))
        for first, last in own
    ]
    table = np.array(rows, dtype=np.int64).reshape(-1, 4)
    return Spans(table[:, 0], table[:, 1], table[:, 2], table[:, 3])
