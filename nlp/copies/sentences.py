"""The sentences of a page, as far as copies are compared by them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from nlp.copies.words import Token, read_money, read_tokens

FEWEST = 3
"""Words, without light ones; what is shorter is a byline, a caption or a link."""
_END = re.compile(r"(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bNo)(?<!\bMrs)[.!?…][”’\"')\]]*\s+(?=[“‘\"'(\[]?[A-Z£\d])")
_DATELINE = re.compile(r"[A-Z][A-Z .,’'-]{2,40}(?:\([A-Za-z ]+\) )?[—–-]{1,2} ")
_BREAK = re.compile(r"\n\s*\n")


class Sentence(NamedTuple):
    """A sentence and its words."""

    text: str
    tokens: tuple[Token, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """What it is compared by."""
        return (*(token.key for token in self.tokens), *read_money(self.text))


def read_sentences(text: str) -> list[Sentence]:
    """Those that say something, in order."""
    read = (Sentence(part, read_tokens(part)) for part in _cut(text))
    return [sentence for sentence in read if len(sentence.tokens) >= FEWEST]


def _cut(text: str) -> Iterator[str]:
    for paragraph in _BREAK.split(text):
        dateline = _DATELINE.match(paragraph)
        start = dateline.end() if dateline else 0
        for end in _END.finditer(paragraph, start):
            yield paragraph[start : end.end()].strip()
            start = end.end()
        yield paragraph[start:].strip()
