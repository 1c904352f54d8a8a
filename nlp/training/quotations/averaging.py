"""The mean of the weights of several runs that went on from the same ones.

They meet in one better model (Wortsman et al., Model soups, ICML 2022).
"""

from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor


def average_weights(paths: Sequence[Path]) -> dict[str, Tensor]:
    """The mean by name; whole numbers are those of the first."""
    runs = [torch.load(path, weights_only=True) for path in paths]
    return {
        name: torch.stack([run[name] for run in runs]).mean(0) if weight.is_floating_point() else weight
        for name, weight in runs[0].items()
    }
