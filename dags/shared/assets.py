"""What the DAGs make and wait for, so that Airflow's asset graph shows the flow."""

from airflow.sdk import Asset

GROUP = "clausewatch"
DOCUMENTS = Asset("clausewatch-documents", uri="x-clausewatch://ledger/documents", group=GROUP)
"""Pages in the archive and document versions in the ledger."""
STATEMENTS = Asset("clausewatch-statements", uri="x-clausewatch://ledger/statements", group=GROUP)
"""Statements in the ledger and in the index."""
