"""Marks what is not in English, so that nothing is looked for in it."""

from nlp.components.languages.marking import mark_languages
from nlp.components.languages.telling import ENGLISH

__all__ = ["ENGLISH", "mark_languages"]
