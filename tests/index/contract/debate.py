"""A small debate among people and bodies that do not exist."""

from datetime import UTC, datetime

from clausewatch.index.protocol import IndexEntry
from tests.index.contract.examples import make_entry, make_speaker

CLAUSE, AGE = "encryption-clause", "age-assurance"

MOOR = make_speaker("Ada Moor", id="ada-moor", role="chief executive", organisation="Openline", category="platform")
RENN = make_speaker(
    "Sir Tobias Renn", id="tobias-renn", role="minister", organisation="Department for Order", category="government"
)
QUILL = make_speaker("Baroness Quill", id="quill", role="peer", organisation="House of Peers", category="parliament")
CALDER = make_speaker("Calder Office", id="calder-office", kind="organisation", category="regulator")
LANTERN = make_speaker("Bea O’Dowd-Fell", role="director", organisation="Lantern Trust", category="child-safety")
SORENSEN = make_speaker("Imke Sørénsen", organisation="University of Halden", category="expert")
FIRMS = make_speaker("four messaging firms", kind="collective", category="platform", members=("Openline", "Pigeonpost"))


def list_debate() -> list[IndexEntry]:
    """Nine statements in seven documents, about two targets."""
    return [*_list_officials(), *_list_society()]


def _list_officials() -> list[IndexEntry]:
    return [
        make_entry(
            "post",
            "The power would break encryption for everybody, and we will leave rather than comply",
            speaker=MOOR,
            stances=[(CLAUSE, "AGAINST")],
            at=datetime(2024, 2, 1, 9, tzinfo=UTC),
            title="Messaging boss threatens to walk",
        ),
        make_entry(
            "post",
            "it will only be used where technically feasible",
            place=90,
            kind="indirect",
            speaker=RENN,
            stances=[(CLAUSE, "FAVOR")],
            at=datetime(2024, 2, 1, 9, tzinfo=UTC),
            title="Messaging boss threatens to walk",
        ),
        make_entry(
            "speech",
            "Nothing has changed: the spy clause, as some call it, protects children and their privacy",
            kind="primary",
            speaker=RENN,
            stances=[(CLAUSE, "FAVOR"), (AGE, "FAVOR")],
            at=datetime(2024, 2, 29, 23, 30, tzinfo=UTC),
            title="Speech on safety",
            publisher="order-gov",
            official=True,
        ),
        make_entry(
            "peers",
            "My Lords, no technology that is feasible today can scan messages and keep them private",
            kind="mixed",
            speaker=QUILL,
            stances=[(CLAUSE, "AGAINST")],
            at=datetime(2024, 3, 4, 16, tzinfo=UTC),
            title="Online Harms Bill: second reading",
            publisher="peers-record",
            official=True,
        ),
        make_entry(
            "regulator",
            "We will consult on accredited technology before any notice is given",
            speaker=CALDER,
            stances=[(CLAUSE, "NONE")],
            at=datetime(2024, 3, 31, 23, 30, tzinfo=UTC),
            title="Consultation opens",
            publisher="calder-news",
            official=True,
        ),
    ]


def _list_society() -> list[IndexEntry]:
    return [
        make_entry(
            "trust",
            "Children cannot wait for perfect encryption policy",
            speaker=LANTERN,
            stances=[(CLAUSE, "FAVOR")],
            at=datetime(2024, 4, 2, tzinfo=UTC),
            title="Charity replies",
        ),
        make_entry(
            "expert",
            "Client-side scanning is a back door by another name",
            speaker=SORENSEN,
            stances=[(CLAUSE, "AGAINST")],
            at=datetime(2024, 4, 3, tzinfo=UTC),
            title="Cryptographers warn",
            publisher="byte-weekly",
        ),
        make_entry(
            "letter",
            "we urge peers to think again about private messages",
            speaker=FIRMS,
            stances=[(CLAUSE, "AGAINST")],
            at=datetime(2024, 4, 4, tzinfo=UTC),
            title="Open letter on encryption",
            publisher="byte-weekly",
        ),
        make_entry("rumour", "the vote may be delayed", kind="indirect", at=None, title="Diary"),
    ]
