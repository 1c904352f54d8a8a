"""What a person types into a search, as terms: no text is wrong, and none has operators that can fail."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from clausewatch.index.cleaning import clean_text

LONGEST = 64
"""Words of a search that count."""
QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″＂❝❞", '"') | {"−": "-"})
WORD = re.compile(r"[^\W_]+")
STAR = re.compile(r"\*\W*$")
TERM = re.compile(r'(?P<minus>-*)(?:"(?P<phrase>[^"]*)"(?P<star>\*?)|(?P<word>[^\s"]+))')


class Term(NamedTuple):
    """One part of a search: its chunks are what stands between white space, each with at least one word."""

    chunks: tuple[str, ...]
    is_phrase: bool = False
    is_prefix: bool = False
    """The last word may go on."""
    is_excluded: bool = False


def read_terms(text: str) -> tuple[Term, ...]:
    """The terms of a search text in order, 64 words at most; a quotation mark that is not closed is passed over."""
    return tuple(_read(clean_text(text.translate(QUOTES))))


def _read(text: str) -> Iterator[Term]:
    left = LONGEST
    for match in TERM.finditer(text):
        words = match["word"] if match["phrase"] is None else match["phrase"]
        chunks = tuple(_cut(words, left))
        if not chunks:
            continue
        left -= sum(len(WORD.findall(chunk)) for chunk in chunks)
        is_phrase = match["phrase"] is not None
        is_prefix = bool(STAR.search(words) or match["star"])
        yield Term(chunks, is_phrase=is_phrase, is_prefix=is_prefix, is_excluded=bool(match["minus"]))


def _cut(text: str, most: int) -> Iterator[str]:
    """What stands between white space and has words, to the last word that counts."""
    for chunk in text.split():
        words = list(WORD.finditer(chunk))[:most]
        if words:
            most -= len(words)
            yield chunk[: words[-1].end()]
