"""Compares the registry of speakers with official registers, and writes what differs into its files."""
