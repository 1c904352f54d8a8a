"""The cast of a text: its figures by name, and every mention of them in order."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from nlp.components.speakers.figures import Figure, FigureKind, Mention
from nlp.components.speakers.lexicon import CLOSED, HONORIFICS, PEERAGE
from nlp.components.speakers.names import Name
from nlp.components.speakers.registry import Entry, surname_of
from nlp.components.speakers.schema import Gender, Office, Person
from nlp.components.speakers.words import fold_words

SETTLED = 1500
"""Code points after which a surname may pass to another person of that name."""
NAMESAKES = 40
"""Figures of one surname that are told apart."""
_FIRMS = CLOSED["company-endings"] | CLOSED["product-endings"] | CLOSED["company-words"]
FARTHEST = 80
"""Names that are looked back upon for a pronoun."""


class Cast:
    """Build it with `read_cast`."""

    def __init__(self) -> None:
        self.figures: list[Figure] = []
        self.mentions: list[Mention] = []
        self._starts: list[int] = []
        self._entries: dict[str, Figure] = {}
        self._last: dict[str, list[Figure]] = defaultdict(list)
        self._first: dict[str, list[Figure]] = defaultdict(list)
        self._keys: dict[tuple[str, ...], Figure] = {}
        self._acronyms: dict[str, Figure] = {}
        self._begins: dict[str, list[Figure]] = defaultdict(list)

    def within(self, start: int, end: int) -> list[Mention]:
        """The mentions that share a code point with a span."""
        first = bisect_left(self._starts, start)
        while first and self.mentions[first - 1].end > start:
            first -= 1
        return self.mentions[first : bisect_left(self._starts, end)]

    def before(self, place: int) -> Iterator[Mention]:
        """The mentions that end before a place, nearest first."""
        number = bisect_right(self._starts, place)
        for at in range(number - 1, max(-1, number - 1 - FARTHEST), -1):
            if self.mentions[at].end <= place:
                yield self.mentions[at]

    def knows_surname(self, word: str) -> bool:
        """Whether somebody of that folded surname is named in full."""
        return word in self._last

    def people(self, most: int | None = None) -> Iterator[Figure]:
        """The people, in the order of their first full names; of so many figures at most."""
        return (figure for figure in self.figures[:most] if figure.kind == "person")

    def named(self, entry: str) -> Figure | None:
        """The figure that is an entry of the registry."""
        return self._entries.get(entry)

    def add_entry(self, entry: Entry, key: tuple[str, ...]) -> Figure:
        """The figure of an entry, new or known."""
        figure = self._entries.get(entry.id)
        if figure is None:
            kind = "person" if isinstance(entry, Person) else "office" if isinstance(entry, Office) else "organisation"
            gender = entry.gender if isinstance(entry, Person) else None
            figure = Figure(entry.name, fold_words(entry.name), kind, entry, gender)  # type: ignore[arg-type]
            self._entries[entry.id] = figure
            self._index(figure, surname_of(entry) if isinstance(entry, Person) else None)
        if isinstance(entry, Person) and key not in self._keys:
            self._keys[key] = figure
        return figure

    def add_name(self, name: Name) -> Figure:
        """The figure of a full name, new or known."""
        key = name.key
        known = self._keys.get(key) or self._same_person(name)
        if known is not None and len(key) == 1 and not is_compatible(known.gender, name.gender):
            return self._add_namesake(known, name)
        if known is not None:
            if known.kind == "unknown":
                known.kind = "person" if name.kind == "person" else known.kind
            known.gender = known.gender or name.gender
            return known
        kind: FigureKind = "organisation" if name.kind == "title" else name.kind
        figure = Figure(name.text, name.key, kind, gender=name.gender)
        self._index(figure)
        self._keys.setdefault(key, figure)
        return figure

    def _add_namesake(self, known: Figure, name: Name) -> Figure:
        """`Mr Pell met Ms Pell`: both are called with their titles from then on."""
        key = (*name.key, str(name.gender))
        if key not in self._keys:
            titled = next((mention.title for mention in known.mentions if mention.title), "")
            known.name = f"{titled} {known.name}" if titled and len(known.key) == 1 else known.name
            self._index(figure := Figure(f"{name.title} {name.text}".strip(), name.key, "person", gender=name.gender))
            self._keys[key] = figure
        return self._keys[key]

    def find_known(self, name: Name, place: int) -> Figure | None:
        """The figure of a name that stands where names are not noted."""
        return self._keys.get(name.key) or self._same_person(name) or self.find_part(name, place)

    def find_part(self, name: Name, place: int) -> Figure | None:
        """The figure that a surname, a given name or an acronym means: the one named last before the place."""
        address = [word for word in fold_words(name.title) if word in HONORIFICS]
        gender = next((HONORIFICS[word] for word in address if HONORIFICS[word]), None)
        size = len(name.key)
        last = self._last.get(surname_in(name.key), ())[:NAMESAKES]
        found = [f for f in last if size == 1 or f.key[-size:] == name.key]
        if not found and set(address) <= {"sir", "dame"}:
            found = [f for f in self._first.get(name.key[0], ())[:NAMESAKES] if f.key[:size] == name.key]
        found = [f for f in found if is_compatible(f.gender, gender)]
        if found:
            figure = _choose(found, place)
            if address and figure.kind == "unknown":
                figure.kind = "person"
            figure.gender = figure.gender or gender
            figure.settled = place if not address or figure.settled is None else figure.settled
            return figure
        return self._acronyms.get(name.key[0]) if size == 1 and name.text.isupper() else None

    def find_short(self, name: Name) -> Figure | None:
        """The one firm that a word alone is short for: `Quillchat` of `Quillchat Messenger`; a town is not short for
        its council.
        """
        found = self._begins.get(name.key[0], ())
        return found[0] if len(found) == 1 and found[0].kind == "organisation" else None

    def tell_people(self, surnames: set[str]) -> None:
        """Those of two or three words that the text calls by the last word alone are people."""
        for figure in self.figures:
            if figure.kind == "unknown" and len(figure.key) in (2, 3) and surname_in(figure.key) in surnames:
                figure.kind = "person"
                self._first[figure.key[0]].append(figure)

    def mention(self, figure: Figure, start: int, end: int, quoted: bool, title: str = "") -> None:
        """Note a place; `close` puts all of them in order."""
        found = Mention(start, end, figure, quoted, title)
        figure.mentions.append(found)
        self.mentions.append(found)

    def close(self) -> None:
        """Put the mentions in order."""
        self.mentions.sort(key=lambda mention: mention.start)
        self._starts = [mention.start for mention in self.mentions]

    def _same_person(self, name: Name) -> Figure | None:
        """`Donald J. Trump` is `Donald Trump`, `Lady Kidron` may be `Beeban Kidron`."""
        if len(name.key) < 2:
            return None
        peer = name.key[0] in PEERAGE
        for figure in self._last.get(surname_in(name.key), ())[:NAMESAKES]:
            if figure.key[0] == name.key[0]:
                return figure
            if (peer or figure.key[0] in PEERAGE) and figure.gender == name.gender and name.gender:
                return figure
        return None

    def _index(self, figure: Figure, surname: str | None = None) -> None:
        self.figures.append(figure)
        self._keys.setdefault(figure.key, figure)
        if figure.entry is None and len(figure.key) > 1 and figure.key[-1] in _FIRMS:
            self._begins[figure.key[0]].append(figure)
        if figure.kind in ("person", "unknown") and len(figure.key) > 1:
            self._last[surname or surname_in(figure.key)].append(figure)
            if figure.kind == "person":
                self._first[figure.key[0]].append(figure)
        elif len(figure.key) > 2 or (figure.kind == "organisation" and len(figure.key) > 1):
            small = {"of", "for", "the", "and"}
            self._acronyms.setdefault("".join(w[0] for w in figure.key if w not in small), figure)


def surname_in(key: tuple[str, ...]) -> str:
    """The word of a folded name that a later form of address goes on with: `Lord X of Y` is X."""
    if key[0] in PEERAGE and "of" in key[2:]:
        return key[key.index("of", 2) - 1]
    return key[-2] if len(key) > 2 and key[-1] in {"jr", "sr", "ii", "iii"} else key[-1]


def is_compatible(one: Gender | None, other: Gender | None) -> bool:
    """Whether two genders may be one person's; what is not known hinders nothing."""
    return one is None or other is None or one == other


def _choose(figures: Sequence[Figure], place: int) -> Figure:
    """Of several of one name: whom the short form meant lately, else who was named last, else the first."""
    settled = [f for f in figures if f.settled is not None and place - SETTLED < f.settled < place]
    if len(figures) > 1 and settled:
        return max(settled, key=lambda figure: figure.settled or 0)

    def last_named(figure: Figure) -> int:
        return max((m.start for m in figure.mentions[-100:] if m.start < place), default=-1)

    return max(figures, key=last_named)
