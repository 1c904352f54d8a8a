"""Findings at places of a text, put together, for tests."""

import numpy as np
from tokenizers import Tokenizer

from nlp.components.quotations.assembly import assemble
from nlp.components.quotations.component import MODEL
from nlp.components.quotations.links import Found
from nlp.components.quotations.windows import Pieces, Window, cut_windows, read_pieces

FLOATING = (
    "Moor said the lamp was out.\n\n“We have sent for more oil.”\n\nIt rained all day.\n\n“It always rains here.”"
)


def read(text: str, tokenizer: Tokenizer) -> tuple[Pieces, Window]:
    pieces = read_pieces(text, tokenizer)
    return pieces, next(cut_windows(pieces, 256, 101, 102))


def place(text: str, pieces: Pieces, words: str) -> tuple[int, int]:
    start = text.index(words)
    inside = np.flatnonzero((pieces.ends > start) & (pieces.starts < start + len(words)))
    return int(inside[0]), int(inside[-1])


def load_tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(MODEL / "tokenizer.json"))


def assemble_linked(text: str, source: str, cue: str, *parts: str) -> list[tuple[list[str], list[str], str]]:
    """Contents, sources and kind of each attribution where all parts were linked to one cue and one source."""
    pieces, window = read(text, load_tokenizer())
    contents = tuple(place(text, pieces, part) for part in parts)
    found = Found(0, contents, place(text, pieces, cue) if cue else None, place(text, pieces, source))
    made = assemble(text, pieces, [(window, [found])])
    return [([text[a:b] for a, b in one.content], [text[a:b] for a, b in one.source], one.kind) for one in made]
