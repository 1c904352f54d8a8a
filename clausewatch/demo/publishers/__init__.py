"""Spiders for the publishers of the fictional web: `CLAUSEWATCH_PUBLISHERS=clausewatch.demo.publishers`."""
