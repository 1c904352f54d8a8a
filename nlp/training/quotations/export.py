"""Makes the shipped model: python -m nlp.training.quotations.export WEIGHTS... --out FOLDER.

Several weights are averaged first.
"""

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

import torch

from nlp.components.quotations.labels import Role, begin
from nlp.components.quotations.onnx_network import LINKER, TAGGER, TOKENIZER
from nlp.training.encoder.published import make_bge
from nlp.training.encoder.rounding import FINE_WEIGHTS, round_products
from nlp.training.quotations.averaging import average_weights
from nlp.training.quotations.network import Linker, Tagger
from nlp.training.quotations.train import load_tokenizer, make_parts

CAUTION: dict[Role, float] = {"content": 0.0, "cue": 0.3, "source": -0.9}
"""What is taken from the scores of these roles: chosen for these weights on PolNeAR's development part."""


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


def export_tagger(tagger: Tagger, path: Path) -> None:
    """The tagger with weights and products in int8: fine weights, as these gain more here than fine inputs."""
    ids = torch.randint(1000, 20000, (2, 32))
    windows, pieces = torch.export.Dim("windows"), torch.export.Dim("pieces", max=510)
    axes = {0: windows, 1: pieces}
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            tagger,
            (ids, torch.ones_like(ids)),
            str(plain),
            input_names=["ids", "mask"],
            output_names=["scores", "states"],
            dynamic_shapes={"ids": axes, "mask": axes},
            dynamo=True,
            external_data=False,
        )
        round_products(plain, path, "ids", FINE_WEIGHTS)


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
