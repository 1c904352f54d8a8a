"""Turns the confidence with which a rule names a speaker into how often such a speaker is the right one."""

from math import exp, log

SLOPE, OFFSET = 0.33, 2.41
"""By `python -m nlp.training.speakers nlp/evaluation/gold`."""
SUREST = 0.99
"""No rule is surer than this."""


def calibrate(confidence: float) -> float:
    """The chance (0 to 1) that the speaker is right; a logistic curve over the log-odds (Platt, 1999)."""
    bounded = min(max(confidence, 0.01), SUREST)
    return round(min(1 / (1 + exp(-(SLOPE * log(bounded / (1 - bounded)) + OFFSET))), SUREST), 2)
