"""Reads the cast of a text: full names first, then the surnames and short forms that go back to them."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from itertools import pairwise

from clausewatch.models import Span
from nlp.components.speakers.cast import Cast
from nlp.components.speakers.entries import Match
from nlp.components.speakers.figures import Figure
from nlp.components.speakers.kinds import tell_kinds
from nlp.components.speakers.lexicon import (
    CLOSED,
    DOCUMENTS,
    HONORIFICS,
    ORGANISATIONS,
    PLACES,
    SURNAMES,
    UTTERANCES,
    gender_of_name,
    is_given_name,
    is_person_noun,
    is_plural_of_persons,
)
from nlp.components.speakers.names import Name, Token, find_runs, read_name
from nlp.components.speakers.registry import Registry
from nlp.components.speakers.roles import read_after
from nlp.components.speakers.schema import Office, Organisation, Person
from nlp.components.speakers.words import Word, fold_words, read_words

_PLACED = re.compile(r"\b(?:in|near|from|to|at)\s$")
_SECOND_HALF = re.compile(r",? and ([A-Z][\w’'-]*(?: [A-Z][\w’'-]*)?)(?![\w’'-]*,? (?:and|said|says)? ?[A-Z])")
_JOINED = frozenset(("department", "ministry", "centre", "center", "institute", "office", "society", "association"))
_PERSONAL = re.compile(r",? who(?:se)?\b|, (?:aged )?\d\d,")


def read_cast(
    text: str, title: str, words: Sequence[Word], matches: Sequence[Match], registry: Registry, quoted: Sequence[Span]
) -> Cast:
    """The figures of a text with its words; `matches` are names of the registry in it, `quoted` the spans of
    quotations, in order.
    """
    reader = _Reader(text, quoted)
    names, kept = _read_names(text, matches)
    for match, before in kept:
        figure = reader.cast.add_entry(_choose(match), match.key)
        reader.note(figure, match.start, match.end, before)
    parts = [part for name in names if (part := reader.read_full(name)) is not None]
    lower = {word.folded for word in words if word.text[:1].islower()}
    surnames = {name.key[0] for name in parts} - lower
    reader.cast.tell_people(surnames)
    reader.cast.close()
    tell_kinds(text, reader.cast.figures)
    told = len(reader.cast.figures)
    reader.read_headline(f"{title}\n{text[: _end_of_headline(text)]}", surnames)
    used = {entry.id for match in matches for entry in match.entries}
    for name in sorted(parts, key=lambda name: name.owner):
        reader.read_part(name, registry, used)
    reader.cast.close()
    tell_kinds(text, reader.cast.figures[told:])
    return reader.cast


class _Reader:
    """Puts the names of one text into its cast."""

    def __init__(self, text: str, quoted: Sequence[Span]) -> None:
        self.cast = Cast()
        self._text = text
        self._quoted = quoted
        self._begins = [start for start, _ in quoted]

    def note(self, figure: Figure, start: int, end: int, title: str) -> None:
        """One mention, with whether it stands in a quotation."""
        at = bisect_right(self._begins, start) - 1
        self.cast.mention(figure, start, end, at >= 0 and start < self._quoted[at][1], title)

    def read_full(self, name: Name) -> Name | None:
        """Note a name of several words; what is only part of a name is given back for later."""
        if len(name.key) == 1:
            return name
        if name.key[0] == "noble" or (name.key[0] in DOCUMENTS and name.key[1] == "of"):
            return None  # `Noble Lords`, `the Code of Practice`
        described = False
        if name.kind == "unknown":
            if name.key[0].endswith(("ing", "ed")) and len(name.key) == 2:
                return replace(name, start=name.end - len(name.text.split()[-1]), key=name.key[1:])
            described = _is_person(self._text, name)
            name = replace(name, kind="person") if described else name
        partial = name.kind == "unknown" or set(fold_words(name.title)) & HONORIFICS.keys()
        known = self.cast.find_part(name, name.start) if partial else None
        figure = known or self.cast.add_name(name)
        figure.told = figure.told or described
        self.note(figure, name.start, name.end, name.title)
        return None

    def read_headline(self, line: str, surnames: Set[str]) -> None:
        """Add the people whom only the headline names in full, where the text has the surname."""
        for name in _names_of_headline(line):
            if name.key[-1] in surnames and not self.cast.knows_surname(name.key[-1]):
                self.cast.add_name(name)

    def read_part(self, name: Name, registry: Registry, used: Set[str]) -> None:
        """Note a name of one word: part of a longer one, a surname of the registry, or a name by itself."""
        found = self.cast.find_part(name, name.start) or _from_registry(name, registry, used, self.cast)
        # What only stands after `Ada Moor of` is a town as often as a firm.
        found = found or self._find_short(name)
        found = found or (self.cast.find_known(name, name.start) if name.owner else _add_part(name, self.cast))
        if found is not None:
            self.note(found, name.start, name.end, name.title)

    def _find_short(self, name: Name) -> Figure | None:
        word = name.key[0]
        if name.title or word in PLACES or word in ORGANISATIONS or is_given_name(word):
            return None
        return None if _PLACED.search(self._text, max(0, name.start - 6), name.start) else self.cast.find_short(name)


def _is_person(text: str, name: Name) -> bool:
    """Whether the words around a name speak of a person: `the spokeswoman Zolta Quy`, `Zolta Quy, 34,`."""
    before = read_words(text, max(0, name.start - 40), name.start)
    if before and before[-1].end == name.start - 1 and is_person_noun(before[-1].folded):
        return True
    described = read_after(text, name.end)
    role = fold_words(described.role) if described is not None and described.role is not None else ()
    return bool(set(role) - CLOSED["either-nouns"]) or _PERSONAL.match(text, name.end) is not None


def _read_names(text: str, matches: Sequence[Match]) -> tuple[list[Name], list[tuple[Match, str]]]:
    """The names that the registry lacks; and the matches that stand, each with the title before it."""
    names: list[Name] = []
    titles: dict[int, str] = {}
    dropped: set[int] = set()
    at = 0
    body = _end_of_headline(text)
    for run in find_runs(text):
        if run[-1].end <= body or (len(run) > 2 and all(token.text.isupper() for token in run)):
            continue
        while at < len(matches) and matches[at].end <= run[0].start:
            at += 1
        last = at
        while last < len(matches) and matches[last].start < run[-1].end:
            last += 1
        group: list[Token] = []
        for token in run:
            match = next(
                (n for n in range(at, last) if matches[n].start < token.end and token.start < matches[n].end), -1
            )
            if match < 0 or match in dropped or _is_surname(matches[match], group):
                dropped.add(match)
                group.append(token)
                continue
            _close_group(text, group, matches[match], names, titles)
            group = []
        _close_group(text, group, None, names, titles)
    return names, [(m, titles.get(m.start, "")) for n, m in enumerate(matches) if n not in dropped]


def _end_of_headline(text: str) -> int:
    """Where a first line in title case ends: its runs are no names; 0: there is none."""
    line = text[:300].partition("\n")[0]
    words = [word for word in line.split() if word[:1].isalpha()]
    if len(words) < 5 or len(line) in (300, len(text)):
        return 0
    return len(line) if sum(word[0].isupper() for word in words) > 0.7 * len(words) else 0


def _is_surname(match: Match, group: list[Token]) -> bool:
    """Whether a one-word body of the registry is here the surname of a person: `Grace Element`, `Mr Signal`."""
    if len(match.key) > 1 or not group or not isinstance(match.entries[0], Organisation):
        return False
    return is_given_name(group[-1].folded) or group[-1].folded in HONORIFICS


def _close_group(text: str, group: list[Token], match: Match | None, names: list[Name], titles: dict[int, str]) -> None:
    name = read_name(text, group) if group else None
    if name is None:
        return
    if match is not None and group[-1].end + 1 == match.start and name.kind == "title":
        titles[match.start] = name.text
    elif name.kind != "title":
        names.append(_read_joined(text, name))
        rest = [token for token in group if token.start > name.end]
        after = read_name(text, rest[1:]) if rest and rest[0].folded in ("of", "for") else None
        if after is not None and after.kind in ("organisation", "unknown"):
            names.append(replace(after, owner=True))


def _read_joined(text: str, name: Name) -> Name:
    """`Department for Homes` of `Department for Homes and Heat` with its second half."""
    after = _SECOND_HALF.match(text, name.end) if name.key[0] in _JOINED and {"for", "of"} & set(name.key) else None
    if after is None or is_given_name(fold_words(after.group(1))[0]):
        return name
    whole = text[name.start : after.end()]
    return replace(name, end=after.end(), text=whole, key=fold_words(whole))


def _choose(match: Match) -> Person | Organisation | Office:
    """Of several entries of one name a person is meant, else the first."""
    return next((entry for entry in match.entries if isinstance(entry, Person)), match.entries[0])


def _names_of_headline(line: str) -> Iterator[Name]:
    """Full names of two words in a headline, whose other words may have capitals too."""
    for run in find_runs(line):
        for first, second in pairwise(run):
            if is_given_name(first.folded) and not is_given_name(second.folded):
                name = read_name(line, [first, second])
                if name is not None and name.kind == "person" and len(name.key) == 2:
                    yield name


def _from_registry(name: Name, registry: Registry, used: Set[str], cast: Cast) -> Figure | None:
    """The person of that surname in the registry, where the text names a body or office of theirs too."""
    for person in registry.find_surname(name.key[-1]):
        own = {role.office or role.organisation for role in person.roles}
        own |= {registry.organisation_of(role) for role in person.roles}
        if own & used and not set(person.honorifics) & {"Lord", "Baroness", "Viscount"}:
            figure = cast.named(person.id) or cast.add_entry(person, name.key)
            figure.exact = False
            return figure
    return None


def _add_part(name: Name, cast: Cast) -> Figure | None:
    """A figure of one word, unless the word is a common noun that begins a sentence."""
    word = name.key[0]
    titled = bool(set(fold_words(name.title)) & HONORIFICS.keys()) or bool(name.title)
    common = word in DOCUMENTS or word in UTTERANCES or word in ORGANISATIONS
    if not titled and (common or is_person_noun(word) or is_plural_of_persons(word)):
        return None
    figure = cast.add_name(name)
    if titled or ((is_given_name(word) or word in SURNAMES) and word not in PLACES):
        figure.kind = "person"
        figure.gender = figure.gender or name.gender or gender_of_name(word)
    figure.exact = figure.exact and not titled
    return figure
