"""What is nearly the same put into one group, as it comes in: statements of one speaker, and pages."""

from collections.abc import Callable, Iterable, Sequence

from sqlalchemy.orm import Session

from clausewatch.errors import LedgerError
from clausewatch.ledger.copies import (
    Leader,
    drop_crowded,
    find_sharing,
    rank_candidates,
    read_leaders,
    read_words,
    save_groups,
)
from clausewatch.ledger.documents import read_version
from clausewatch.ledger.statements import speaker_key
from clausewatch.models import Document, Statement
from nlp.copies import are_copies, document_keys, is_repeated, statement_keys


def group_all(session: Session, document: Document, statements: Iterable[Statement]) -> None:
    """Find the groups of a version and of its statements, for good; what has one already keeps it.

    Hold `lock_groups` before anything else is written in this transaction.
    """
    group_statements(session, statements)
    group_document(session, document)


def group_statements(session: Session, statements: Iterable[Statement]) -> None:
    """Put each subject that is new into the group of a statement that it repeats, else make it lead one."""
    subjects = {statement.subject: statement for statement in statements}
    known = read_leaders(session, subjects)
    new = [
        Leader(subject, statement_keys(speaker_key(statement), statement.text), statement.text)
        for subject, statement in subjects.items()
        if subject not in known
    ]
    _group(session, new, lambda one, other: is_repeated(str(one.words), other), read_words)


def group_document(session: Session, document: Document) -> None:
    """Put a version that is new into the group of a version that it is a copy of, else make it lead one."""
    if document.version in read_leaders(session, [document.version]):
        return
    leader = Leader(document.version, document_keys(document.text))
    _group(session, [leader], lambda _, other: are_copies(document.text, other), _read_texts)


def _group(
    session: Session,
    new: Sequence[Leader],
    is_same: Callable[[Leader, str], bool],
    read: Callable[[Session, set[str]], dict[str, str]],
) -> None:
    """Groups for what is new, each in turn held against the leaders that share a key with it, new ones among them."""
    sharing = find_sharing(session, {key for one in new for key in one.keys})
    ranked = {one.id: rank_candidates(one.keys, sharing) for one in new}
    words = read(session, {leader for leaders in ranked.values() for leader in leaders})
    leaders: list[Leader] = []
    members: list[tuple[str, str]] = []
    fresh: dict[int, list[str]] = {}
    for one in new:
        candidates = (*ranked[one.id], *rank_candidates(one.keys, fresh))
        found = next((name for name in candidates if name in words and is_same(one, words[name])), None)
        if found is not None:
            members.append((one.id, found))
            continue
        leaders.append(drop_crowded(one, sharing))
        for key in one.keys:
            fresh.setdefault(key, []).append(one.id)
        if one.words is not None:
            words[one.id] = one.words
    save_groups(session, members, leaders)


def _read_texts(session: Session, versions: set[str]) -> dict[str, str]:
    found = {}
    for version in sorted(versions):
        try:
            found[version] = read_version(session, version).text
        except LedgerError:
            # Groups outlive what they name.
            continue
    return found
