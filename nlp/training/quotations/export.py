"""Makes the shipped model: python -m nlp.training.quotations.export WEIGHTS... --out FOLDER.

Several weights are averaged first: runs that began at the same encoder meet in one better model (Wortsman et al.,
Model soups, ICML 2022).
"""

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor

from nlp.components.quotations.labels import Role, begin
from nlp.components.quotations.onnx_network import LINKER, TAGGER, TOKENIZER
from nlp.training.encoder.published import make_bge
from nlp.training.quotations.network import Linker, Tagger
from nlp.training.quotations.train import load_tokenizer, make_parts

CAUTION: dict[Role, float] = {"content": 0.6, "cue": 0.6, "source": -0.3}
"""What is taken from the scores of these roles: chosen on PolNeAR's development part, where it gains 0.9 of F1."""


EXACT = 9
"""Products at the end of the network that are not rounded: those of the last layer and of the labels."""


def average_weights(paths: Sequence[Path]) -> dict[str, Tensor]:
    """The mean of the weights of several runs."""
    runs = [torch.load(path, weights_only=True) for path in paths]
    return {
        name: torch.stack([run[name] for run in runs]).mean(0) if weight.is_floating_point() else weight
        for name, weight in runs[0].items()
    }


def load_parts(paths: Sequence[Path]) -> tuple[Tagger, Linker]:
    """Tagger and linker with the mean weights, ready to run; an encoder of as many layers as these have."""
    weights = average_weights(paths)
    layers = len({name.split(".")[4] for name in weights if name.startswith("tagger.encoder.encoder.layer.")})
    tagger, linker, both = make_parts(make_bge(layers))
    both.load_state_dict(weights)
    both.eval()
    with torch.no_grad():
        for role, caution in CAUTION.items():
            tagger.head.bias[begin(role) : begin(role) + 2] -= caution
    return tagger, linker


def list_products(path: str) -> list[str]:
    """Names of the products of matrices in an ONNX file, in their order."""
    return [node.name for node in onnx.load(path).graph.node if node.op_type in ("MatMul", "Gemm")]


def export_tagger(tagger: Tagger, path: Path) -> None:
    """The tagger with int8 weights but for the last ones; `reduce_range` because AVX2 adds up pairs in 16 bits."""
    ids = torch.randint(1000, 20000, (2, 32))
    windows, pieces = torch.export.Dim("windows"), torch.export.Dim("pieces", max=510)
    axes = {0: windows, 1: pieces}
    with tempfile.TemporaryDirectory() as folder:
        plain = str(Path(folder) / "plain.onnx")
        torch.onnx.export(
            tagger,
            (ids, torch.ones_like(ids)),
            plain,
            input_names=["ids", "mask"],
            output_names=["scores", "states"],
            dynamic_shapes={"ids": axes, "mask": axes},
            dynamo=True,
            external_data=False,
        )
        quantize_dynamic(
            plain, str(path), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
            nodes_to_exclude=list_products(plain)[-EXACT:], op_types_to_quantize=["MatMul", "Gather", "Gemm"],
        )  # fmt: skip


def export_linker(linker: Linker, path: Path, width: int) -> None:
    """The linker as it is: it is small, and its work is done once a window."""
    contents, cues, sources = (torch.randn(n, 2 * width) for n in (5, 4, 3))
    pairs = [torch.zeros(n, m, 3, dtype=torch.int64) for n, m in ((5, 4), (5, 3), (4, 3))]
    n, m, k = (torch.export.Dim(name) for name in ("n", "m", "k"))
    torch.onnx.export(
        linker,
        (contents, cues, sources, *pairs),
        str(path),
        input_names=["contents", "cues", "sources", "content_cue", "content_source", "cue_source"],
        output_names=["to_cue", "to_source", "cue_to_source", "content_alone", "cue_alone"],
        dynamic_shapes=({0: n}, {0: m}, {0: k}, {0: n, 1: m}, {0: n, 1: k}, {0: m, 1: k}),
        dynamo=True,
        external_data=False,
    )


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path, nargs="+", help="weights.pt of one or more runs")
    parser.add_argument("--out", type=Path, required=True, help="folder of the shipped model")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    tagger, linker = load_parts(options.weights)
    export_tagger(tagger, options.out / TAGGER)
    export_linker(linker, options.out / LINKER, tagger.encoder.config.hidden_size)
    load_tokenizer().save(str(options.out / TOKENIZER))


if __name__ == "__main__":
    main()
