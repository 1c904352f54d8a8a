"""Which pages of a foreign archive are worth extracting, told from their address and then from their raw bytes."""

import hashlib
import json
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Sequence

import numpy as np

from clausewatch.models import Publisher
from clausewatch.settings import Settings
from nlp.components.targets import load_targets
from nlp.components.targets.stems import read_stems
from spiders.addresses import host_of

ENDING = rb"[a-z]{0,12}"
"""Of a word, after its stem."""
BETWEEN = rb"(?:<[^<>]{0,300}>|&#?[a-z0-9]{1,10};|[^a-z0-9<&]){1,40}"
"""Between the words of a phrase: blanks, hyphens of any kind, tags and character references."""
FOREIGN_LETTERS = re.compile(rb"[\x80-\xff]+")
ANY_LETTERS = rb"[^<>\s]{1,12}?"
"""What stands for letters that each encoding of a page writes in another way."""
WORD_BYTES = np.isin(np.arange(256), np.frombuffer(b"abcdefghijklmnopqrstuvwxyz0123456789", np.uint8))


class PhraseSearch:
    """Whether one of many phrases stands in the bytes of a page, in any form that the targets take for the same.

    It may find one where the annotator, which sees the text alone, finds none, never the other way round: a phrase in
    a page's text is missed only where it is written with characters that are split up within a word. The time hardly
    depends on how many phrases there are: numpy looks at every word by its first four letters, the regular expression
    at those few that are left.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        stems = {tuple(_make_beginnings(stem) for _, stem in read_stems(phrase)) for phrase in phrases} - {()}
        words = sorted(BETWEEN.join(_make_pattern(beginnings) for beginnings in phrase) for phrase in stems)
        self._pattern = re.compile(b"(?:%s)(?![a-z0-9])" % b"|".join(words)) if words else None
        beginnings = sorted({beginning for phrase in stems for beginning in phrase[0]})
        groups = sorted({beginning[:2] for beginning in beginnings})
        # Which group a pair of letters is of, 0 for none; and which pairs may follow in each group.
        self._group, self._next = np.zeros(1 << 16, np.intp), np.zeros((len(groups) + 1, 1 << 16), np.bool_)
        for number, pair in enumerate(groups, 1):
            self._group[_list_pairs(pair)] = number
        # Those that begin with any letters at all overlap with others: then each of them may be meant.
        is_sure = all(map(_is_plain, groups)) and min(map(len, groups), default=2) == 2
        for beginning in beginnings:
            own = groups.index(beginning[:2]) + 1
            rows = slice(own, own + 1) if is_sure else slice(None)
            self._next[rows, _list_pairs(beginning[2:4])] = True

    def is_in(self, body: bytes) -> bool:
        """Whether one of them stands there."""
        if self._pattern is None:
            return False
        if body.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
            body = body.decode("utf-16", "ignore").encode()
        lower = body.lower()
        return any(self._pattern.match(lower, place) for place in self._find_places(lower))

    def _find_places(self, lower: bytes) -> list[int]:
        """Where a word begins as a phrase does."""
        letters = np.frombuffer(b"\n" + lower + b"\n\n\n", np.uint8)
        pairs = letters[1:-1].astype(np.uint16) << 8 | letters[2:]
        places = np.flatnonzero(self._group[pairs[:-2]])
        places = places[~WORD_BYTES[letters[places]]]
        found: list[int] = places[self._next[self._group[pairs[places]], pairs[places + 2]]].tolist()
        return found


def _make_beginnings(stem: str) -> tuple[bytes, ...]:
    """With what the words of a stem begin: `technology` is the stem of `technologies`, too."""
    letters = stem.encode()
    return (letters, letters[:-1] + b"ie") if stem.endswith("y") else (letters,)


def _make_pattern(beginnings: tuple[bytes, ...]) -> bytes:
    parts = (FOREIGN_LETTERS.split(beginning) for beginning in beginnings)
    return b"(?:%s)%s" % (b"|".join(ANY_LETTERS.join(map(re.escape, each)) for each in parts), ENDING)


def _is_plain(letters: bytes) -> bool:
    """Whether they are the same bytes in every encoding that is met."""
    return all(WORD_BYTES[byte] for byte in letters)


def _list_pairs(letters: bytes) -> "np.ndarray[tuple[int], np.dtype[np.intp]]":
    """Every pair of bytes that begins so, as numbers; any at all where the letters cannot be told by their bytes."""
    if not letters or not _is_plain(letters):
        return np.arange(1 << 16)
    first = letters[0] << 8
    return np.arange(first, first + 256) if len(letters) == 1 else np.array([first | letters[1]])


class PageFilter:
    """Takes pages of known publishers in which a keyword of a target stands."""

    def __init__(self, publishers: Sequence[Publisher], phrases: Sequence[str]) -> None:
        self._domains = frozenset(domain for publisher in publishers for domain in publisher.domains)
        self._search = PhraseSearch(phrases)
        facts = json.dumps([sorted(self._domains), sorted(set(phrases))])
        self.key = hashlib.sha256(facts.encode()).hexdigest()
        """Of the domains and the phrases: what another filter passed over this one may take."""

    def takes_address(self, url: str) -> bool:
        """Whether the address is on the domain of a publisher, or below one."""
        host = host_of(url).removesuffix(".")
        while host:
            if host in self._domains:
                return True
            host = host.partition(".")[2]
        return False

    def takes_body(self, body: bytes) -> bool:
        """Whether a keyword stands in the decoded body, as it is before extraction."""
        return self._search.is_in(body)


def make_filter(settings: Settings, publishers: Sequence[Publisher]) -> PageFilter:
    """By the publishers that are known, enabled or not, and by what the targets look for in a text."""
    return PageFilter(publishers, [phrase for target in load_targets(settings.targets) for phrase in target.phrases()])
