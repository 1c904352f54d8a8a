"""Which language a text is in, and where it stands in another one than English."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from clausewatch.models import Span
from nlp.components.languages.telling import ENGLISH, READ, count_words, tell_language

LEAST = 0.25
"""Share of a text that must be English for it to count as English; it holds the other passages as foreign ones."""
ALONE = 5
"""Words of a line that is told by itself; shorter ones are taken together with those after them."""
TOGETHER = 20
"""Words of short lines that are taken together."""
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Marked:
    """The language of a text (ISO 639), and the spans in it that are foreign."""

    language: str
    foreign: tuple[Span, ...] = ()


def mark_languages(text: str) -> Marked:
    """A text of which nothing can be told counts as English; takes time linear in the text."""
    lengths: Counter[str] = Counter()
    foreign: list[Span] = []
    for start, end in _read_blocks(text):
        told = tell_language(text[start:end])
        if told is not None:
            lengths[told] += end - start
            if told != ENGLISH:
                foreign.append((start, end))
    if lengths.total() and lengths[ENGLISH] < LEAST * lengths.total():
        return Marked(lengths.most_common(1)[0][0], tuple(foreign))
    return Marked(ENGLISH, tuple(foreign))


def _read_blocks(text: str) -> Iterator[Span]:
    """Lines, and runs of lines that are too short to be told by themselves."""
    begun: int | None = None
    end = words = 0
    for match in _LINE.finditer(text):
        if match[0].isspace():
            continue
        number = count_words(match[0][:READ])
        if begun is not None and number >= ALONE:
            yield begun, end
            begun = None
        begun = match.start() if begun is None else begun
        words = number if begun == match.start() else words + number
        end = match.end()
        if number >= ALONE or words >= TOGETHER:
            yield begun, end
            begun = None
    if begun is not None:
        yield begun, end


def blank_out(text: str, spans: Iterable[Span]) -> str:
    """The text with blanks in the place of spans, which are in order; all other places stay what they are."""
    parts, after = [], 0
    for start, end in spans:
        parts += [text[after:start], _blanks(text[start:end])]
        after = end
    return "".join((*parts, text[after:])) if parts else text


def _blanks(passage: str) -> str:
    """Line ends stay, so that paragraphs do."""
    return re.sub(r"[^\n]", " ", passage)
