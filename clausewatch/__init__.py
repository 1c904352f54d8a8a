"""Follow one clause of a law: who said what about it, where they stand, and what changed."""

__version__ = "0.1.0"
