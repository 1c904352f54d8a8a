"""Tests of clausewatch.extract."""
