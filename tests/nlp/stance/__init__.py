"""Stances: heads, their cache, the classifier and the component."""
