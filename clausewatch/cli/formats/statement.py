"""A statement and a hit as JSON, in the shape that scripts rely on."""

from clausewatch.index.shapes import hit_to_json, statement_to_json

__all__ = ["hit_to_json", "statement_to_json"]
