"""Reads the cast of a text: full names first, then the surnames and short forms that go back to them."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from clausewatch.models import Span
from nlp.components.speakers.cast import Cast
from nlp.components.speakers.entries import Match
from nlp.components.speakers.figures import Figure
from nlp.components.speakers.lexicon import (
    DOCUMENTS,
    HONORIFICS,
    ORGANISATIONS,
    PLACES,
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
from nlp.components.speakers.words import fold_words, read_words


_PERSONAL = re.compile(r",? who(?:se)?\b|, (?:aged )?\d\d,")


def read_cast(
    text: str, title: str, matches: Sequence[Match], registry: Registry, quoted: Sequence[Span]
) -> Cast:
    """The figures of a text; `matches` are names of the registry in it, `quoted` the spans of quotations, in order."""
    cast = Cast()
    begins = [start for start, _ in quoted]

    def is_quoted(place: int) -> bool:
        at = bisect_right(begins, place) - 1
        return at >= 0 and place < quoted[at][1]

    names, kept = _read_names(text, matches)
    for match, before in kept:
        figure = cast.add_entry(_choose(match), match.key)
        cast.mention(figure, match.start, match.end, is_quoted(match.start), before)
    parts = []
    for name in names:
        if len(name.key) == 1:
            parts.append(name)
            continue
        if name.kind == "unknown":
            if name.key[0].endswith(("ing", "ed")) and len(name.key) == 2:
                parts.append(replace(name, start=name.end - len(name.text.split()[-1]), key=name.key[1:]))
                continue
            if _is_person(text, name):
                name = replace(name, kind="person")  # noqa: PLW2901
        partial = name.kind == "unknown" or set(fold_words(name.title)) & HONORIFICS.keys()
        figure = (cast.find_part(name, name.start) if partial else None) or cast.add_name(name)
        cast.mention(figure, name.start, name.end, is_quoted(name.start), name.title)
    lower = {word for word in {name.key[0] for name in parts} if re.search(rf"\b{re.escape(word)}\b", text)}
    surnames = {name.key[0] for name in parts if name.kind == "unknown"} - lower
    cast.tell_people(surnames)
    for name in _names_of_headline(f"{title}\n{text[: _end_of_headline(text)]}"):
        if name.key[-1] in surnames and not cast.knows_surname(name.key[-1]):
            cast.add_name(name)
    used = {entry.id for match in matches for entry in match.entries}
    for name in parts:
        found = cast.find_part(name, name.start) or _from_registry(name, registry, used, cast) or _add_part(name, cast)
        if found is not None:
            cast.mention(found, name.start, name.end, is_quoted(name.start), name.title)
    cast.close()
    return cast


def _is_person(text: str, name: Name) -> bool:
    """Whether the words around a name speak of a person: `the spokeswoman Zolta Quy`, `Zolta Quy, 34,`."""
    before = read_words(text, max(0, name.start - 40), name.start)
    if before and before[-1].end == name.start - 1 and is_person_noun(before[-1].folded):
        return True
    described = read_after(text, name.end)
    return (described is not None and described.role is not None) or _PERSONAL.match(text, name.end) is not None


def _read_names(text: str, matches: Sequence[Match]) -> tuple[list[Name], list[tuple[Match, str]]]:
    """The names that the registry lacks; and the matches that stand, each with the title before it."""
    names: list[Name] = []
    titles: dict[int, str] = {}
    dropped: set[int] = set()
    at = 0
    body = _end_of_headline(text)
    for run in find_runs(text):
        if run[-1].end <= body:
            continue
        while at < len(matches) and matches[at].end <= run[0].start:
            at += 1
        last = at
        while last < len(matches) and matches[last].start < run[-1].end:
            last += 1
        group: list[Token] = []
        for token in run:
            match = next((n for n in range(at, last) if matches[n].start < token.end and token.start < matches[n].end), -1)
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


def _close_group(
    text: str, group: list[Token], match: Match | None, names: list[Name], titles: dict[int, str]
) -> None:
    name = read_name(text, group) if group else None
    if name is None:
        return
    if match is not None and group[-1].end + 1 == match.start and name.kind == "title":
        titles[match.start] = name.text
    elif name.kind != "title":
        names.append(name)


def _choose(match: Match) -> Person | Organisation | Office:
    """Of several entries of one name a person is meant, else the first."""
    return next((entry for entry in match.entries if isinstance(entry, Person)), match.entries[0])


def _names_of_headline(line: str) -> Iterator[Name]:
    """Full names of two words in a headline, whose other words may have capitals too."""
    for run in find_runs(line):
        for first, second in zip(run, run[1:], strict=False):
            if is_given_name(first.folded) and not is_given_name(second.folded):
                name = read_name(line, [first, second])
                if name is not None and name.kind == "person" and len(name.key) == 2:
                    yield name


def _from_registry(name: Name, registry: Registry, used: Iterable[str], cast: Cast) -> Figure | None:
    """The person of that surname in the registry, where the text names a body or office of theirs too."""
    for person in registry.find_surname(name.key[-1]):
        own = {role.office or role.organisation for role in person.roles}
        own |= {registry.organisation_of(role) for role in person.roles}
        if own & set(used) and not set(person.honorifics) & {"Lord", "Baroness", "Viscount"}:
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
    if titled or (is_given_name(word) and word not in PLACES):
        figure.kind = "person"
        figure.gender = figure.gender or name.gender or gender_of_name(word)
    figure.exact = figure.exact and not titled
    return figure
