"""Where quotations were really said, and who spoke for which body, by which primary statements are found."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "voices",
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=False),
        sa.Column("is_body", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("body", "speaker", name="pk_voices"),
    )
    op.create_index("ix_voices_speaker", "voices", ["speaker"])
    op.create_table(
        "origins",
        sa.Column("statement", sa.String(length=20), nullable=False),
        sa.Column("spoken", sa.String(length=20), nullable=True),
        sa.Column("verdict", sa.String(length=16), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["statement"], ["statements.id"], name="fk_origins_statement_statements", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["spoken"], ["statements.id"], name="fk_origins_spoken_statements", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("statement", name="pk_origins"),
    )
    op.create_index("ix_origins_spoken", "origins", ["spoken"])
    op.create_index("ix_origins_verdict", "origins", ["verdict"])
