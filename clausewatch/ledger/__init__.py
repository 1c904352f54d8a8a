"""What happened and what is true: fetches, versions, statements, corrections, rules and alerts."""

from clausewatch.ledger.database import Ledger, open_ledger

__all__ = ["Ledger", "open_ledger"]
