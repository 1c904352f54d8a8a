"""What `clausewatch search` found, for people (table) and for programs (json, csv, rss)."""

from clausewatch.cli.formats.csv import write_csv
from clausewatch.cli.formats.json import write_json
from clausewatch.cli.formats.rss import write_rss
from clausewatch.cli.formats.table import write_table

__all__ = ["write_csv", "write_json", "write_rss", "write_table"]
