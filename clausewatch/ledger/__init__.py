"""What happened and what is true: fetches, versions, statements, corrections, rules and alerts."""

# Some tables stand in a file of their own: without it the metadata would lack them.
from clausewatch.ledger import crawl_tables as crawl_tables
from clausewatch.ledger import ingest_tables as ingest_tables
from clausewatch.ledger.database import Ledger, open_ledger

__all__ = ["Ledger", "open_ledger"]
