"""Open the ledger's database, on SQLite or PostgreSQL, and give out transactions."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from sqlite3 import SQLITE_BUSY, OperationalError
from time import monotonic, sleep

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from clausewatch.errors import LedgerError
from clausewatch.ledger.failures import explain_failures, show_url
from clausewatch.ledger.migrate import HEAD, migrate, read_revision

BUSY_TIMEOUT_S = 30
BUSY_PAUSE_S = 0.05
PRIMARY_CODE = 0xFF
"""The bits of SQLite's error codes that are not about details."""
CONNECT_TIMEOUT_S = 10
READS = "clausewatch_reads"
"""Execution option of connections that only read."""
BACKENDS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}


class Ledger:
    """An open database. Threads may share it; a forked process must open its own."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reader = engine.execution_options(**{READS: True})

    @property
    def url(self) -> str:
        """The database's URL without its password."""
        return show_url(self._engine.url)

    @contextmanager
    def begin(self) -> Iterator[Session]:
        """A transaction that may write: committed at the end, rolled back on an error. On SQLite one at a time."""
        with explain_failures(self._engine.url), Session(self._engine) as session, session.begin():
            yield session

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A transaction that only reads, and holds up no writer; to write in it is a `LedgerError`."""
        with explain_failures(self._engine.url), Session(self._reader) as session, session.begin():
            yield session

    def close(self) -> None:
        """Close the connections."""
        self._engine.dispose()


def _write_ahead(cursor: DBAPICursor) -> None:
    """Turn the write-ahead log on: SQLite does not wait by itself for another connection that does so just now."""
    give_up = monotonic() + BUSY_TIMEOUT_S
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
        except OperationalError as error:
            if error.sqlite_errorcode & PRIMARY_CODE != SQLITE_BUSY or monotonic() > give_up:
                raise
            sleep(BUSY_PAUSE_S)
        else:
            return


def _prepare_sqlite(engine: Engine) -> None:
    """Transactions as SQLAlchemy's documentation has them for pysqlite: begun by us, not by the driver."""

    @event.listens_for(engine, "connect")
    def _on_connect(connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
        del record
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_S * 1000}")
        cursor.execute("PRAGMA foreign_keys = ON")
        _write_ahead(cursor)
        # Safe against a killed process; a power cut may lose the last commits, never the file's soundness.
        cursor.execute("PRAGMA synchronous = NORMAL")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        reads = bool(connection.get_execution_options().get(READS))
        connection.exec_driver_sql(f"PRAGMA query_only = {reads}")
        # Taking the write lock at once, as a reader that turns writer can be refused without any waiting.
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def _prepare_postgres(engine: Engine) -> None:
    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        # Not the driver's own option, whose undoing would make a server writable that was set to read-only.
        if connection.get_execution_options().get(READS):
            connection.exec_driver_sql("SET TRANSACTION READ ONLY")


def _parse(url: str) -> URL:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise LedgerError("database: not a URL; give sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME") from error
    driver = BACKENDS.get(parsed.get_backend_name())
    if driver is None:
        raise LedgerError(f"database {show_url(parsed)}: only sqlite and postgresql+psycopg are supported")
    if driver == "sqlite" and parsed.database in (None, "", ":memory:"):
        raise LedgerError("database: a ledger in memory would be lost, and no crawl could write to it; name a file")
    return parsed.set(drivername=driver)


def _make_engine(url: URL) -> Engine:
    if url.get_backend_name() == "sqlite":
        if not str(url.database).startswith("file:"):
            Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(url)
        _prepare_sqlite(engine)
        return engine
    wait = {} if "connect_timeout" in url.query else {"connect_timeout": CONNECT_TIMEOUT_S}
    engine = create_engine(url, pool_pre_ping=True, connect_args=wait)
    _prepare_postgres(engine)
    return engine


def open_ledger(url: str) -> Ledger:
    """The ledger at an SQLAlchemy URL (`sqlite:///FILE`, `postgresql+psycopg://...`), its tables made or migrated.

    `LedgerError` says what was wrong with the URL, the file, the server or its version.
    """
    parsed = _parse(url)
    try:
        engine = _make_engine(parsed)
    except (ModuleNotFoundError, NoSuchModuleError) as error:
        raise LedgerError("database: PostgreSQL needs the driver: pip install 'clausewatch[postgres]'") from error
    except OSError as error:
        raise LedgerError(f"ledger {show_url(parsed)}: its folder cannot be made: {error.strerror}") from error
    ledger = Ledger(engine)
    with ExitStack() as undo:
        undo.callback(ledger.close)
        _bring_up_to_date(ledger)
        undo.pop_all()
    return ledger


def _bring_up_to_date(ledger: Ledger) -> None:
    # Looking first, so that a ledger that may only be read can be opened and read.
    with ledger.read() as session:
        current = read_revision(session.connection()) == HEAD
    if not current:
        with ledger.begin() as session:
            migrate(session.connection())
