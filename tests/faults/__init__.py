"""Killed at any point and run again: the same final state."""
