"""Alembic's scripts: how the ledger's tables came about, step by step."""
