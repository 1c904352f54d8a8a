"""Groups of what is nearly the same: subjects of statements and versions, each led by the first that was seen.

A group is told, listed and counted under its leader. Who belongs to it is decided once and kept, so that an alert of
it is never told under another subject later.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from clausewatch.ledger.statements import read_statements
from clausewatch.ledger.tables import CopyKeyRow, CopyRow, CorrectionRow, DocumentRow, StatementRow
from clausewatch.ledger.upsert import in_lots, upsert
from clausewatch.models import Statement

LOCK = 7_302_226_116
"""PostgreSQL advisory lock of whoever looks for the group of something."""
MOST_CANDIDATES = 50
"""Groups that one statement or page is compared with."""
CROWDED = 200
"""Leaders that have a key in common, as those of a template have: it tells nothing, and no more get it."""


class Leader(NamedTuple):
    """The first of a group; `words` by which others are compared with it, where the ledger has them nowhere else."""

    id: str
    keys: tuple[int, ...]
    words: str | None = None


def lock_groups(session: Session) -> None:
    """Let nobody else look for a group until the transaction ends, as two at once would each lead one of their own.

    Take it before anything is written. On SQLite a transaction that may write has it already.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})


def read_leaders(session: Session, members: Collection[str]) -> dict[str, str]:
    """The leader of each that is in a group; one that was never looked at has none."""
    found: dict[str, str] = {}
    for lot in in_lots(sorted(members)):
        rows = session.execute(select(CopyRow.member, CopyRow.leader).where(CopyRow.member.in_(lot)))
        found.update((row.member, row.leader) for row in rows)
    return found


def find_sharing(session: Session, keys: Collection[int]) -> dict[int, list[str]]:
    """The leaders that have each key, by id."""
    found: dict[int, list[str]] = {}
    for lot in in_lots(sorted(keys)):
        chosen = select(CopyKeyRow.key, CopyKeyRow.leader).where(CopyKeyRow.key.in_(lot))
        for key, leader in session.execute(chosen.order_by(CopyKeyRow.key, CopyKeyRow.leader)):
            found.setdefault(key, []).append(leader)
    return found


def drop_crowded(leader: Leader, sharing: Mapping[int, Sequence[str]]) -> Leader:
    """The same without the keys that are crowded already."""
    return leader._replace(keys=tuple(key for key in leader.keys if len(sharing.get(key, ())) < CROWDED))


def rank_candidates(keys: Iterable[int], sharing: Mapping[int, Sequence[str]]) -> list[str]:
    """The leaders that have the most of these keys, at most `MOST_CANDIDATES`; of as many the first by id."""
    shared = Counter(leader for key in keys for leader in sharing.get(key, ()))
    ranked = sorted(shared, key=lambda leader: (-shared[leader], leader))
    return ranked[:MOST_CANDIDATES]


def read_words(session: Session, leaders: Collection[str]) -> dict[str, str]:
    """What the leaders say, where that is kept with them."""
    found: dict[str, str] = {}
    for lot in in_lots(sorted(leaders)):
        chosen = select(CopyRow.member, CopyRow.words).where(CopyRow.member.in_(lot), CopyRow.words.is_not(None))
        found.update((row.member, row.words) for row in session.execute(chosen))
    return found


def save_groups(session: Session, members: Iterable[tuple[str, str]], leaders: Sequence[Leader]) -> None:
    """Keep new groups, and new members of any group with their leaders."""
    rows = [{"member": one.id, "leader": one.id, "words": one.words} for one in leaders]
    rows += [{"member": member, "leader": leader, "words": None} for member, leader in members]
    upsert(session, CopyRow, rows, ("member",))
    keys = [{"key": key, "leader": one.id} for one in leaders for key in dict.fromkeys(one.keys)]
    upsert(session, CopyKeyRow, keys, ("key", "leader"), changes={"key": CopyKeyRow.key})


def list_members(session: Session, leaders: Collection[str]) -> dict[str, list[str]]:
    """All that each group has, its leader among them, by id."""
    found = {leader: [leader] for leader in leaders}
    for lot in in_lots(sorted(leaders)):
        chosen = select(CopyRow.member, CopyRow.leader).where(CopyRow.leader.in_(lot), CopyRow.member != CopyRow.leader)
        for member, leader in session.execute(chosen.order_by(CopyRow.member)):
            found[leader].append(member)
    return found


def list_current(session: Session, versions: Collection[str]) -> list[str]:
    """Those of the versions that are the current ones of their documents, by document."""
    found: list[str] = []
    for lot in in_lots(sorted(versions)):
        chosen = select(DocumentRow.version).where(DocumentRow.version.in_(lot)).order_by(DocumentRow.id)
        found += [str(version) for version in session.scalars(chosen)]
    return found


def read_repeated(session: Session, subjects: Collection[str]) -> dict[str, list[Statement]]:
    """The statements of current versions that the models found under each subject, as corrected, by id."""
    corrected = select(CorrectionRow.id).where(CorrectionRow.document == StatementRow.document).exists()
    columns = (StatementRow.id, StatementRow.subject, StatementRow.version, StatementRow.body, corrected)
    chosen = select(*columns).join(DocumentRow, DocumentRow.version == StatementRow.version)
    found: dict[str, list[Statement]] = {}
    for lot in in_lots(sorted(subjects)):
        rows = session.execute(chosen.where(StatementRow.subject.in_(lot)).order_by(StatementRow.id)).all()
        put_right = _read_corrected(session, {row.version for row in rows if row[-1]})
        for name, subject, _, body, _ in rows:
            statement = put_right.get(name) or Statement.model_validate_json(body)
            found.setdefault(subject, []).append(statement)
    return found


def _read_corrected(session: Session, versions: Iterable[str]) -> dict[str, Statement]:
    return dict(_iterate_corrected(session, versions))


def _iterate_corrected(session: Session, versions: Iterable[str]) -> Iterator[tuple[str, Statement]]:
    for version in sorted(versions):
        yield from ((statement.id, statement) for statement in read_statements(session, version))
