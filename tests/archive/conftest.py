"""Processes for the tests of the archive."""

from tests.servers.processes import processes

__all__ = ["processes"]
