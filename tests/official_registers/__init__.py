"""Fictional answers of the official registers, in the shapes that theirs have, and a registry to compare with them."""
