"""Published encoders of sentences, as torch modules."""

import importlib
from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from tokenizers import Tokenizer
from torch import Tensor
from transformers import BertConfig, BertModel


def load_minilm(package: str) -> tuple[BertModel, Tokenizer]:
    """Encoder and tokenizer that an installed package brings in its folder `model`."""
    folder = Path(str(importlib.import_module(package).__file__)).parent / "model"
    bert = BertModel.from_pretrained(str(folder), add_pooling_layer=False, attn_implementation="eager")
    return bert, Tokenizer.from_file(str(folder / "tokenizer.json"))


def make_bge(layers: int = 12) -> BertModel:
    """The shape of bge-small-en-v1.5 with so many layers, its weights by chance."""
    config = BertConfig(
        vocab_size=30522, hidden_size=384, num_hidden_layers=layers, num_attention_heads=12, intermediate_size=1536,
        attention_probs_dropout_prob=0.0,
    )  # fmt: skip
    config._attn_implementation = "eager"  # noqa: SLF001
    return BertModel(config, add_pooling_layer=False)


def load_tuned(path: Path, weights: Path | None) -> BertModel:
    """bge-small-en-v1.5 from its ONNX file, with the weights to which `nlp.training.encoder.contrast` tuned it."""
    bert = load_bge(path)
    if weights:
        bert.load_state_dict(torch.load(weights, weights_only=True))
    return bert


def load_bge(path: Path, layers: int = 12) -> BertModel:
    """The lowest layers of bge-small-en-v1.5 from its ONNX file; `KeyError` where the file has not all its weights."""
    graph = onnx.load(str(path)).graph
    arrays = {one.name: torch.tensor(numpy_helper.to_array(one).copy()) for one in graph.initializer}
    # Matrices have lost their names in the file, but the nodes that multiply by them tell where they belong.
    matrices = {
        node.name.strip("/").removesuffix("/MatMul").replace("/", ".") + ".weight": arrays[node.input[1]].T
        for node in graph.node
        if node.op_type == "MatMul" and node.input[1] in arrays
    }
    bert = make_bge(layers)
    weights: dict[str, Tensor] = {
        name: arrays[name] if name in arrays else matrices[name] for name in bert.state_dict()
    }
    bert.load_state_dict(weights)
    return bert
