"""Bring the tables of a database up to this version of Clausewatch."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from clausewatch.errors import LedgerError

HEAD = "0008"
"""The newest migration; kept here so that opening a ledger that has it need not load Alembic."""
MIGRATIONS = Path(__file__).parent / "migrations"
LOCK = 7_302_226_115
"""PostgreSQL advisory lock that one migrating process holds."""


def read_revision(connection: Connection) -> str | None:
    """The newest migration that a database has; none: it has no tables yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision


def migrate(connection: Connection) -> None:
    """Run the missing migrations within the transaction of `connection`. A database of a newer Clausewatch is
    a `LedgerError`. Several processes may call it at once: one does the work, the others wait for it.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
    revision = read_revision(connection)
    if revision == HEAD:
        return
    # Alembic takes a third of a second to import, which only the first opening needs.
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if revision is not None and revision not in known:
        raise LedgerError(
            f"the ledger was made by a newer Clausewatch (its tables are version {revision}, this one knows {HEAD}): "
            "upgrade Clausewatch, or name another with --database"
        )
    command.upgrade(config, "head")
