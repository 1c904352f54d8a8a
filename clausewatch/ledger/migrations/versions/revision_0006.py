"""Which statements and pages are nearly the same, and the keys by which the next one is found to be."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "copies",
        sa.Column("member", sa.String(length=20), nullable=False),
        sa.Column("leader", sa.String(length=20), nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("member", name="pk_copies"),
    )
    op.create_index("ix_copies_leader", "copies", ["leader"])
    op.create_table(
        "copy_keys",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("leader", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["leader"], ["copies.member"], name="fk_copy_keys_leader_copies"),
        sa.PrimaryKeyConstraint("key", "leader", name="pk_copy_keys"),
        sqlite_with_rowid=False,
    )
