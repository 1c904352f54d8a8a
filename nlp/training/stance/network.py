"""The encoder in training: the base encoder untouched, and a branch that reads a text against a proposition."""

import copy
import importlib
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import BertModel

LABELS = 3
SHARED = 3
"""Layers that both branches share and that are never trained."""


def load_bert(package: str) -> tuple[BertModel, Tokenizer]:
    """The encoder and tokenizer that an installed package brings in its folder `model`."""
    folder = Path(str(importlib.import_module(package).__file__)).parent / "model"
    bert = BertModel.from_pretrained(str(folder), add_pooling_layer=False, attn_implementation="eager")
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return bert, tokenizer


class BranchedEncoder(nn.Module):
    """Ids, mask and kinds (texts, pieces) in; kinds are 1 on the text of a pair and 0 elsewhere."""

    def __init__(self, bert: BertModel, shared: int = SHARED) -> None:
        super().__init__()
        self.embeddings = bert.embeddings
        self.lower = bert.encoder.layer[:shared]
        self.upper = bert.encoder.layer[shared:]
        self.branch = copy.deepcopy(self.upper)
        self.verdict = nn.Linear(bert.config.hidden_size, LABELS)
        for part in (self.embeddings, self.lower, self.upper):
            part.requires_grad_(False)

    def train(self, mode: bool = True) -> "BranchedEncoder":
        """Dropout only in the parts that are trained."""
        super().train(mode)
        for part in (self.embeddings, self.lower, self.upper):
            part.eval()
        return self

    def read(self, ids: Tensor, mask: Tensor, kinds: Tensor) -> tuple[Tensor, Tensor]:
        """States after the shared layers, and the mask as the layers take it."""
        blocked = (1.0 - mask[:, None, None, :].to(torch.float32)) * -1e4
        states: Tensor = self.embeddings(input_ids=ids, token_type_ids=kinds)
        return _through(self.lower, states, blocked), blocked

    def meaning(self, states: Tensor, mask: Tensor, blocked: Tensor) -> Tensor:
        """The base encoder's unit vectors (texts, width)."""
        return _mean(_through(self.upper, states, blocked), mask)

    def position(self, states: Tensor, mask: Tensor, blocked: Tensor, kinds: Tensor) -> Tensor:
        """Unit vectors (texts, width) of the texts as they were read against their propositions."""
        return _mean(_through(self.branch, states, blocked), mask * kinds)

    def judge(self, positions: Tensor) -> Tensor:
        """Scores (texts, labels) for, against and neither."""
        scores: Tensor = self.verdict(positions * positions.shape[-1] ** 0.5)
        return scores

    def forward(self, ids: Tensor, mask: Tensor, kinds: Tensor) -> tuple[Tensor, Tensor]:
        """What is exported: meanings (texts, width), and positions with their probabilities (texts, width + 3)."""
        states, blocked = self.read(ids, mask, kinds)
        positions = self.position(states, mask, blocked, kinds)
        verdicts = torch.softmax(self.judge(positions), dim=1)
        return self.meaning(states, mask, blocked), torch.cat([positions, verdicts], dim=1)


def _through(layers: nn.ModuleList, states: Tensor, blocked: Tensor) -> Tensor:
    for layer in layers:
        states = layer(states, blocked)
    return states


def _mean(states: Tensor, mask: Tensor) -> Tensor:
    weights = mask.unsqueeze(-1).to(states.dtype)
    mean = (states * weights).sum(1) / weights.sum(1).clamp(min=1.0)
    return nn.functional.normalize(mean, dim=1)
