"""Copies of pages and statements: what is one, and how well it is found."""
