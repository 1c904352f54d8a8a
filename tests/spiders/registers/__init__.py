"""Asking official registers."""
