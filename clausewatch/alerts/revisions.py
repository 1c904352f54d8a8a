"""Which quotations of a page changed with its content."""

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from clausewatch.ledger.changes import compared_words
from clausewatch.ledger.statements import speaker_key
from clausewatch.models import Document, Model, Statement

SAME_QUOTATION = 0.5
"""Share of equal words (Ratcliff and Obershelp's) from which a new quotation is the old one with other words."""
KINSHIP = 0.1
"""How much less is enough for the same speaker, and again where it stands in place of the same paragraphs."""
PARAGRAPH_BREAK = "\n\n"


class QuotationChange(Model):
    """A quotation of the older version whose words are no longer there, one that only the newer version has, or one
    that the newer version has from somebody else.
    """

    speaker: str | None
    before: str | None
    """None: it is new."""
    after: str | None
    """None: it is gone."""
    new_speaker: str | None = None
    """Whose words they are in the newer version, where it has them from somebody else; none: nobody else."""

    @property
    def is_reworded(self) -> bool:
        """Whether it is in both versions, in other words."""
        return None not in (self.before, self.after) and _join_words(self.before or "") != _join_words(self.after or "")


def compare_quotations(
    old: Document, old_statements: Sequence[Statement], new: Document, new_statements: Sequence[Statement]
) -> tuple[QuotationChange, ...]:
    """The quotations that changed: reworded or gone ones in the old order, those that are attributed otherwise, then
    those that are new.
    """
    missing, added = _not_in(new, old_statements), _not_in(old, new_statements)
    left, right = _find_edits(old.text, new.text)
    successors = _pair(
        [_Candidate(one, old.text, left) for one in missing], [_Candidate(one, new.text, right) for one in added]
    )
    taken = set(successors.values())
    return (
        *(_change(one, added[successors[place]] if place in successors else None) for place, one in enumerate(missing)),
        *_find_reattributed(
            [_Candidate(one, old.text, left) for one in old_statements if one not in missing],
            [_Candidate(one, new.text, right) for one in new_statements if one not in added],
        ),
        *(_change(None, one) for place, one in enumerate(added) if place not in taken),
    )


def _not_in(document: Document, statements: Sequence[Statement]) -> list[Statement]:
    """Those with a part whose words do not follow each other anywhere in the document."""
    words = f" {_join_words(document.text)} "
    return [s for s in statements if any(f" {part} " not in words for part in _read_parts(s))]


def _read_parts(statement: Statement) -> list[str]:
    """The words of each part; a part of marks alone has none."""
    return [words for part in statement.text.split(" … ") if (words := _join_words(part))]


def _join_words(text: str) -> str:
    return " ".join(compared_words(text))


def _find_edits(old: str, new: str) -> tuple[list[int], list[int]]:
    """For each paragraph of both texts the number of the edit that it is part of; 0: it stayed as it was."""
    before, after = ([_join_words(part) for part in text.split(PARAGRAPH_BREAK)] for text in (old, new))
    numbers = [0] * len(before), [0] * len(after)
    for number, (kind, *bounds) in enumerate(SequenceMatcher(None, before, after, autojunk=False).get_opcodes(), 1):
        if kind != "equal":
            numbers[0][bounds[0] : bounds[1]] = [number] * (bounds[1] - bounds[0])
            numbers[1][bounds[2] : bounds[3]] = [number] * (bounds[3] - bounds[2])
    return numbers


class _Candidate:
    """A statement with what it is compared by."""

    def __init__(self, statement: Statement, text: str, edits: Sequence[int]) -> None:
        self.statement = statement
        self.words = compared_words(statement.text)
        self.counts = Counter(self.words)
        self.speaker = speaker_key(statement)
        self.edit = edits[text.count(PARAGRAPH_BREAK, 0, statement.content[0][0])]
        places = (*statement.content[:1], *statement.source)
        self.is_touched = any(edits[text.count(PARAGRAPH_BREAK, 0, start)] for start, _ in places)

    def kinship(self, other: "_Candidate") -> float:
        """What speaker and place say for one having become the other."""
        is_same_speaker = self.speaker is not None and self.speaker == other.speaker
        return KINSHIP * (is_same_speaker + (self.edit == other.edit != 0))


def _pair(missing: Sequence[_Candidate], added: Sequence[_Candidate]) -> dict[int, int]:
    """The successor's place for the place of each old statement that has one; the most alike find each other first."""
    scored = ((-_score(one, other), a, b) for a, one in enumerate(missing) for b, other in enumerate(added))
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, a, b in sorted(each for each in scored if each[0] <= -SAME_QUOTATION):
        if a not in found and b not in taken:
            found[a] = b
            taken.add(b)
    return found


def _score(one: _Candidate, other: _Candidate) -> float:
    """How surely an old statement became a new one; 0 where it surely did not."""
    kinship = one.kinship(other)
    # As many equal words as there could be in any order: most pairs are told apart by this alone.
    most = 2 * (one.counts & other.counts).total() / (len(one.words) + len(other.words))
    if most + kinship < SAME_QUOTATION:
        return 0.0
    return SequenceMatcher(None, one.words, other.words, autojunk=False).ratio() + kinship


def _find_reattributed(before: Sequence[_Candidate], after: Sequence[_Candidate]) -> Iterator[QuotationChange]:
    """Quotations of the same words that are somebody else's now. Only where the paragraph of the words or of their
    source was edited: what is read otherwise for what stands elsewhere may be the reader's doing.
    """
    there = _group_by_words(after)
    for words, said in _group_by_words(before).items():
        said_now = there.get(words, [])
        left, right = _leave_out(said, said_now), _leave_out(said_now, said)
        for one, other in zip(left, right, strict=False):
            if one.is_touched and other.is_touched and _is_somebody_else(one.statement, other.statement):
                yield _change(one.statement, other.statement)


def _group_by_words(candidates: Sequence[_Candidate]) -> dict[tuple[str, ...], list[_Candidate]]:
    groups: dict[tuple[str, ...], list[_Candidate]] = {}
    for one in candidates:
        groups.setdefault(tuple(one.words), []).append(one)
    return groups


def _leave_out(candidates: Sequence[_Candidate], others: Sequence[_Candidate]) -> list[_Candidate]:
    """Without those of speakers that are among the others'."""
    known = {other.speaker for other in others}
    return [one for one in candidates if one.speaker not in known]


def _is_somebody_else(one: Statement, other: Statement) -> bool:
    """Whether both speakers are known, and neither is the other by a part of the name."""
    if one.speaker is None or other.speaker is None or speaker_key(one) == speaker_key(other):
        return False
    names = [set(compared_words(speaker.name)) for speaker in (one.speaker, other.speaker)]
    return not (names[0] <= names[1] or names[1] <= names[0])


def _change(before: Statement | None, after: Statement | None) -> QuotationChange:
    speakers = [one.speaker.name for one in (before, after) if one is not None and one.speaker is not None]
    is_other = before is not None and after is not None and _is_somebody_else(before, after)
    return QuotationChange(
        speaker=next(iter(speakers), None),
        before=before and before.text,
        after=after and after.text,
        new_speaker=speakers[-1] if is_other else None,
    )
