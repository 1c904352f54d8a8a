"""Measures what the annotator finds against gold data."""
