"""Which annotator read which version, so that what an older one found can be found again."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "annotations",
        sa.Column("version", sa.String(length=20), nullable=False),
        sa.Column("annotator", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name="fk_annotations_version_versions"),
        sa.PrimaryKeyConstraint("version", name="pk_annotations"),
    )
    op.create_index("ix_annotations_annotator", "annotations", ["annotator"])
