"""Targets: files, matching and the component."""
