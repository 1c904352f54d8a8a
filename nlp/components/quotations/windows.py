"""Text as word pieces, cut into windows of whole paragraphs that the tagger can take."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from clausewatch.errors import ModelError
from nlp.components.quotations.labels import FIRST, FREE, INNER

Integers = NDArray[np.int64]
_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_LOT = 100_000
"""Code points that are split into word pieces at once: what the tokenizer gives back takes a hundred times the room."""
_CUT = re.compile(r"\s|[\"“”‘’«»!?.,;:<>]")
"""Where words end whatever follows, so that a paragraph gives the same pieces in parts as as a whole."""
_SAME_MARK = 3
"""Equal word pieces in a row that are read; the rest of a longer run says nothing new."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of a text; all arrays have one entry a piece.

    ids in the vocabulary; starts and ends in code points of the text; kinds as `labels` numbers them; words: whether
    the piece has a letter or digit; stops: whether a sentence may end after it.
    """

    ids: Integers
    starts: Integers
    ends: Integers
    kinds: NDArray[np.int8]
    words: NDArray[np.bool_]
    stops: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces `first` to `last` (exclusive) as the model reads them.

    `ids` has the special pieces, too; `places` says where in `ids` each piece of the window stands.
    """

    first: int
    last: int
    ids: Integers
    places: Integers


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Where the lines stand that have more than white space."""
    return [match.span() for match in _LINE.finditer(text) if not match.group().isspace()]


def special_ids(tokenizer: Tokenizer) -> tuple[int, int]:
    """The ids that open a window and follow each paragraph; `ModelError` where the vocabulary has none."""
    ids = [tokenizer.token_to_id(name) for name in ("[CLS]", "[SEP]")]
    start, separator = ids
    if start is None or separator is None:
        raise ModelError("the tokenizer's vocabulary has no [CLS] and [SEP]")
    return start, separator


def read_pieces(text: str, tokenizer: Tokenizer) -> Pieces:
    """The word pieces of all paragraphs, in order, in time linear in the text."""
    clean = _SURROGATE.sub("\ufffd", text)
    ids, offsets, kinds = [np.zeros(0, np.int64)], [np.zeros((0, 2), np.int64)], [np.zeros(0, np.int8)]
    opens = False
    for parts in _lots(clean):
        encodings = tokenizer.encode_batch([clean[start:end] for start, end, _ in parts], add_special_tokens=False)
        for (start, _, begins), encoding in zip(parts, encodings, strict=True):
            words = np.array([-1 if word is None else word for word in encoding.word_ids], np.int64)
            ids.append(np.array(encoding.ids, np.int64))
            offsets.append(np.array(encoding.offsets, np.int64).reshape(-1, 2) + start)
            kinds.append(np.where(np.append(False, words[1:] == words[:-1])[: len(words)], INNER, FREE).astype(np.int8))
            opens = opens or begins
            kinds[-1][:1] = FIRST if opens else FREE
            opens = opens and not len(words)
    return _pieces(clean, np.concatenate(ids), np.concatenate(offsets), np.concatenate(kinds))


def _lots(text: str) -> Iterator[list[tuple[int, int, bool]]]:
    """Paragraphs, and parts of long ones, with whether a paragraph begins; so few at once that memory is spared."""
    lot: list[tuple[int, int, bool]] = []
    room = _LOT
    for start, end in paragraphs(text):
        begun = start
        while begun < end:
            cut = _CUT.search(text, begun + _LOT, end) if end - begun > _LOT else None
            last = cut.start() if cut else end
            lot.append((begun, last, begun == start))
            room -= last - begun
            if room < 0:
                yield lot
                lot, room = [], _LOT
            begun = last
    yield lot


def _pieces(text: str, ids: Integers, offsets: Integers, kinds: NDArray[np.int8]) -> Pieces:
    repeated = np.zeros(len(ids), dtype=bool)
    if len(ids) > _SAME_MARK:
        repeated[_SAME_MARK:] = np.logical_and.reduce(
            [ids[_SAME_MARK:] == ids[_SAME_MARK - back : -back] for back in range(1, _SAME_MARK + 1)]
        )
    keep = ~repeated | (kinds == FIRST)
    ids, offsets, kinds = ids[keep], offsets[keep], kinds[keep]
    points = np.frombuffer(text.encode("utf-32-le"), np.uint32)
    single = offsets[:, 1] == offsets[:, 0] + 1
    known, which = np.unique(np.where(single, points[offsets[:, 0] * single], ord("a")), return_inverse=True)
    words, marks, closing = (
        np.array([told(chr(point)) for point in known.tolist()], dtype=bool)[which]
        for told in (str.isalnum, ".?!…".__contains__, "\"'”’»)]".__contains__)
    )
    followed = np.append(closing[1:] & (offsets[1:, 0] == offsets[:-1, 1]), False) if len(ids) else closing
    stops = marks & ~followed
    stops[1:] |= marks[:-1] & followed[:-1]
    return Pieces(ids, offsets[:, 0], offsets[:, 1], kinds, words, stops)


def cut_windows(pieces: Pieces, length: int, start: int, separator: int) -> Iterator[Window]:
    """Windows of at most `length` ids, whole paragraphs where they fit, else whole sentences, else what fits.

    `start` and `separator` are the ids that open a window and follow each paragraph in it.
    """
    begun, room = 0, length - 1
    for first, last in _units(pieces, length - 2):
        if last - first + 1 > room and begun < first:
            yield _window(pieces, begun, first, start, separator)
            begun, room = first, length - 1
        room -= last - first + 1
    if begun < len(pieces.ids):
        yield _window(pieces, begun, len(pieces.ids), start, separator)


def _units(pieces: Pieces, most: int) -> Iterator[tuple[int, int]]:
    bounds = [*np.flatnonzero(pieces.kinds == FIRST).tolist(), len(pieces.ids)]
    for begun, end in pairwise(bounds):
        first = begun
        while end - first > most:
            stops = np.flatnonzero(pieces.stops[first : first + most])
            last = first + (int(stops[-1]) + 1 if len(stops) else most)
            yield first, last
            first = last
        yield first, end


def _window(pieces: Pieces, first: int, last: int, start: int, separator: int) -> Window:
    opening = pieces.kinds[first:last] == FIRST
    opening[0] = True
    places = np.arange(last - first) + np.cumsum(opening)
    ids = np.full(int(places[-1]) + 2, separator, dtype=np.int64)
    ids[0] = start
    ids[places] = pieces.ids[first:last]
    return Window(first, last, ids, places)
