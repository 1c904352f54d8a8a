"""Entries of the registry that a text names, with their places."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from nlp.components.speakers.registry import Entry, Registry
from nlp.components.speakers.schema import Organisation, Person
from nlp.components.speakers.words import Word, fold_words

_ABROAD = re.compile(
    r"\b(?:Canada|Canadian|Ottawa|Ontario|Quebec|Alberta|Toronto|U\.S\.|US|United States|Washington|Congress|American|"
    r"Australian?|Canberra|New Zealand|Irish|Dublin|India|Indian|Delhi|France|French|Germany|German)\b"
)
_HOME = re.compile(
    r"\b(?:UK|U\.K\.|United Kingdom|Britain|British|England|Scotland|Wales|Westminster|Whitehall|London|GOV\.UK|MPs?|"
    r"Commons|peers?|Lords)\b"
)


@dataclass(frozen=True, slots=True)
class Match:
    """Words of the text that are a name of these entries."""

    start: int
    end: int
    key: tuple[str, ...]
    entries: tuple[Entry, ...]


class EntryFinder:
    """Looks a registry up in texts."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._lower = frozenset(_lower_keys(registry))

    def find(self, text: str, words: list[Word]) -> Iterator[Match]:
        """The longest names in order, none inside of another."""
        longest_name = self._registry.longest_name
        after = 0
        for number, word in enumerate(words):
            if number < after:
                continue
            longest = longest_name(word.folded)
            if longest and (match := self._match(text, words, number, longest)):
                after = number + match[0]
                yield match[1]

    def _match(self, text: str, words: list[Word], number: int, longest: int) -> tuple[int, Match] | None:
        for length in range(min(longest, len(words) - number), 0, -1):
            found = words[number : number + length]
            key = tuple(word.folded for word in found)
            entries = self._registry.find(key)
            if entries and self._is_written_as_name(text, found, key):
                return length, Match(found[0].start, found[-1].end - _ending(found[-1]), key, entries)
        return None

    def _is_written_as_name(self, text: str, found: list[Word], key: tuple[str, ...]) -> bool:
        """With capitals, unless the registry writes it without; a common noun alone needs its article."""
        if any("\n" in text[a.end : b.start] for a, b in pairwise(found)):
            return False
        first = found[0].text
        if first[:1].isdigit() or first != first.lower():
            return len(found) > 1 or (len(found[0].folded) > 1 and not found[0].text.isdigit())
        if key not in self._lower:
            return len(found) > 1 and any(word.text[:1].isupper() for word in found)
        return len(found) > 1 or text[max(0, found[0].start - 4) : found[0].start].casefold() == "the "


def _ending(word: Word) -> int:
    """Characters of a possessive ending: they are no part of the name."""
    if not word.possessive:
        return 0
    return 2 if word.text[-1] in "sS" and len(word.text) > 1 and word.text[-2] in "’'" else 1


def _lower_keys(registry: Registry) -> Iterator[tuple[str, ...]]:
    entries: Iterable[Entry] = (*registry.organisations.values(), *registry.offices.values())
    for entry in entries:
        for name in (entry.name, *entry.aliases):
            bare = name.removeprefix("the ")
            key = fold_words(name)
            if bare[:1].islower() or (len(key) > 1 and not isinstance(entry, Organisation)):
                yield key


def is_abroad(text: str, matches: Iterable[Match]) -> bool:
    """Whether the text is about another country's politics, so that `the government` is not the registry's."""
    begin = text[:20_000]
    if not _ABROAD.search(begin):
        return False
    named = sum(isinstance(entry, Person) for match in matches for entry in match.entries)
    home = len(_HOME.findall(begin)) + 2 * named
    return len(_ABROAD.findall(begin)) > 2 * home
