"""Comparing the registry with official registers, and writing what differs."""
