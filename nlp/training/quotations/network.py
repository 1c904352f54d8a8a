"""The network: an encoder that labels word pieces, and a linker that says which spans belong together."""

import torch
from torch import Tensor, nn
from transformers import BertModel

from nlp.components.quotations.labels import LABELS
from nlp.components.quotations.pairs import BETWEEN, DISTANCES, PARAGRAPHS

IMPOSSIBLE = -1e4


class Tagger(nn.Module):
    """Ids and mask (windows, pieces) to label scores (windows, pieces, labels) and states (windows, pieces, width)."""

    def __init__(self, encoder: BertModel) -> None:
        super().__init__()
        self.encoder = encoder
        self.dropout = nn.Dropout(0.1)
        self.head = nn.Linear(encoder.config.hidden_size, len(LABELS))

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Scores and states."""
        states = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        return self.head(self.dropout(states)), states


class Biaffine(nn.Module):
    """Score of each of the ones belonging to each of the others, with a bias for where they stand."""

    def __init__(self, states: int, width: int) -> None:
        super().__init__()
        self.one = nn.Sequential(nn.Linear(2 * states, width), nn.GELU(), nn.Dropout(0.2))
        self.other = nn.Sequential(nn.Linear(2 * states, width), nn.GELU(), nn.Dropout(0.2))
        self.product = nn.Parameter(torch.zeros(width, width))
        nn.init.xavier_uniform_(self.product)
        self.alone = nn.Linear(width, 1)
        self.distance = nn.Embedding(DISTANCES, 1)
        self.paragraph = nn.Embedding(PARAGRAPHS, 1)
        self.between = nn.Embedding(BETWEEN, 1)
        for table in (self.distance, self.paragraph, self.between):
            nn.init.zeros_(table.weight)

    def forward(self, ones: Tensor, others: Tensor, features: Tensor) -> Tensor:
        """Span states (n, 2 * states), (m, 2 * states) and features (n, m, 3) to scores (n, m)."""
        right = self.other(others)
        bias = self.distance(features[..., 0]) + self.paragraph(features[..., 1]) + self.between(features[..., 2])
        return self.one(ones) @ self.product @ right.T + self.alone(right).T + bias.squeeze(-1)


class Linker(nn.Module):
    """States of content, cue and source spans to the scores of what they may belong to.

    Gives contents to cues (n, m), contents to sources (n, k), cues to sources (m, k), and the scores of belonging to
    nothing for contents (n) and cues (m).
    """

    def __init__(self, states: int, width: int = 160) -> None:
        super().__init__()
        self.content_cue = Biaffine(states, width)
        self.content_source = Biaffine(states, width)
        self.cue_source = Biaffine(states, width)
        self.content_alone = nn.Linear(2 * states, 1)
        self.cue_alone = nn.Linear(2 * states, 1)

    def forward(
        self,
        contents: Tensor,
        cues: Tensor,
        sources: Tensor,
        content_cue: Tensor,
        content_source: Tensor,
        cue_source: Tensor,
    ) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """The span states, then the features of `pairs` for the three kinds of pairs."""
        return (
            self.content_cue(contents, cues, content_cue),
            self.content_source(contents, sources, content_source),
            self.cue_source(cues, sources, cue_source),
            self.content_alone(contents).squeeze(-1),
            self.cue_alone(cues).squeeze(-1),
        )
