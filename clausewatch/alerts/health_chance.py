"""How likely it is that something happens so seldom, where its share is known from a sample only."""

from math import comb, exp, lgamma


def fewer_chance(known: int, of: int, most: int, number: int) -> float:
    """The probability of at most `most` successes in a `number` of tries, after `known` of `of` tries before
    (beta-binomial, with Jeffreys' prior): a small sample may look better than what it was drawn from.
    """
    won, lost = known + 0.5, of - known + 0.5
    return sum(
        comb(number, k) * exp(_log_beta(won + k, lost + number - k) - _log_beta(won, lost)) for k in range(most + 1)
    )


def _log_beta(one: float, other: float) -> float:
    return lgamma(one) + lgamma(other) - lgamma(one + other)
