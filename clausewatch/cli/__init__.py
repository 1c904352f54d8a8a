"""The `clausewatch` command."""

from clausewatch.cli.main import main

__all__ = ["main"]
