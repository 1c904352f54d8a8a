"""The `clausewatch` command."""
