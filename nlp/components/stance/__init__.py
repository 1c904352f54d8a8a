"""Where a text stands on a target, by a small head trained from the examples in the target's file."""

from nlp.components.stance.classifier import StanceClassifier, load_classifier
from nlp.components.stance.values import StanceInput, StanceResult

__all__ = ["StanceClassifier", "StanceInput", "StanceResult", "load_classifier"]
