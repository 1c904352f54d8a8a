"""Copies of a page and of a statement: nearly the same words, and nothing that would change what they say."""

from nlp.copies.documents import are_copies, document_keys
from nlp.copies.statements import is_repeated, statement_keys

__all__ = ["are_copies", "document_keys", "is_repeated", "statement_keys"]
