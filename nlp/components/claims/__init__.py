"""Statements that themselves deny or announce a change of the speaker's position."""

from nlp.components.claims.detector import detect_change_claim

__all__ = ["detect_change_claim"]
