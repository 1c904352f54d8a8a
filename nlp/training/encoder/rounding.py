"""Rounds the products of an ONNX network to int8 with a scale of its own for each row of what comes in.

onnxruntime's dynamic quantisation gives all texts of a batch one scale, so that the vector of a text depends on its
company, and one large number coarsens all the rest. With a scale a row (LLM.int8, Dettmers et al., NeurIPS 2022, there
called vector-wise) it does not. The graph says it in standard operators. Either weights or inputs get 7 bits of the 8,
as processors without VNNI add up pairs of products in 16 bits.
"""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

OPSET = 21


@dataclass(frozen=True, slots=True)
class Levels:
    """The largest whole number of weights and of inputs; one above what stands for 0 in the unsigned inputs."""

    weights: int
    inputs: int


FINE_INPUTS = Levels(weights=63, inputs=127)
FINE_WEIGHTS = Levels(weights=127, inputs=63)


def round_products(plain: Path, path: Path, shape_of: str, levels: Levels) -> None:
    """Write the network `plain` to `path`, rounded; `shape_of` names an input with the texts and pieces as axes."""
    with tempfile.TemporaryDirectory() as folder:
        tables = Path(folder) / "tables.onnx"
        quantize_dynamic(
            str(plain), str(tables), weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["Gather"]
        )
        model = onnx.load(str(tables))
    rounding = _Rounding(model.graph, shape_of, levels)
    nodes = [new for node in model.graph.node for new in rounding.replace(node)]
    kept = [each for each in model.graph.initializer if each.name not in rounding.replaced]
    for field, values in ((model.graph.node, [*rounding.first, *nodes]), (model.graph.initializer, kept)):
        del field[:]
        field.extend(values)
    model.graph.initializer.extend(rounding.constants.values())
    for opset in model.opset_import:
        if not opset.domain:
            opset.version = max(opset.version, OPSET)
    onnx.checker.check_model(model)
    onnx.save(model, str(path))


class _Rounding:
    """Gives the nodes that stand for a node; what several products read is rounded once."""

    def __init__(self, graph: onnx.GraphProto, shape_of: str, levels: Levels) -> None:
        self._weights = {each.name: each for each in graph.initializer}
        self._levels = levels
        self._rounded: dict[str, tuple[str, str]] = {}
        self.replaced: set[str] = set()
        self.constants: dict[str, onnx.TensorProto] = {}
        self.first = [helper.make_node("Shape", [shape_of], ["rounding_rows"])]
        self._shapes: set[int] = set()

    def replace(self, node: onnx.NodeProto) -> Iterator[onnx.NodeProto]:
        """The node itself, or what computes its product in whole numbers."""
        if node.op_type != "MatMul" or node.input[1] not in self._weights:
            yield node
            return
        given, name = node.input
        weights = numpy_helper.to_array(self._weights[name])
        self.replaced.add(name)
        if given not in self._rounded:
            yield from self._round(given, weights.shape[0])
        numbers, scale = self._rounded[given]
        steps = np.maximum(np.abs(weights).max(axis=0), 1e-12) / self._levels.weights
        whole = np.round(weights / steps).astype(np.int8)
        yield self._node("MatMulInteger", [numbers, self._keep(f"{name}_int8", whole), self._middle()], f"{name}_sums")
        yield helper.make_node("Cast", [f"{name}_sums"], [f"{name}_float"], to=onnx.TensorProto.FLOAT)
        yield self._node("Mul", [f"{name}_float", scale], f"{name}_by_row")
        yield self._node("Mul", [f"{name}_by_row", self._keep(f"{name}_steps", steps)], f"{name}_scaled")
        yield self._node("Reshape", [f"{name}_scaled", self._shape(weights.shape[1])], node.output[0])

    def _round(self, given: str, width: int) -> Iterator[onnx.NodeProto]:
        """Rows of the input as numbers around the middle, and the scale of each row."""
        flat, steps = f"{given}_flat", f"{given}_steps"
        last, largest = self._keep("last_axis", np.array([-1])), self._keep("part", np.float32(1 / self._levels.inputs))
        yield self._node("Reshape", [given, self._keep(f"rows_of_{width}", np.array([-1, width]))], flat)
        yield self._node("Abs", [flat], f"{given}_abs")
        yield helper.make_node("ReduceMax", [f"{given}_abs", last], [f"{given}_largest"], keepdims=0)
        yield self._node("Mul", [f"{given}_largest", largest], f"{given}_part")
        yield self._node("Add", [f"{given}_part", self._keep("no_zero", np.float32(1e-8))], steps)
        yield self._node("Shape", [steps], f"{given}_count")
        yield self._node("Expand", [self._middle(), f"{given}_count"], f"{given}_middles")
        inputs = [flat, steps, f"{given}_middles"]
        yield helper.make_node("QuantizeLinear", inputs, [f"{given}_int8"], axis=0)
        yield self._node("Unsqueeze", [steps, last], f"{given}_scale")
        self._rounded[given] = f"{given}_int8", f"{given}_scale"

    def _shape(self, width: int) -> str:
        name = f"shape_of_{width}"
        if width not in self._shapes:
            self._shapes.add(width)
            inputs = ["rounding_rows", self._keep(f"width_{width}", np.array([width]))]
            self.first.append(helper.make_node("Concat", inputs, [name], axis=0))
        return name

    def _middle(self) -> str:
        return self._keep("middle", np.uint8(self._levels.inputs + 1))

    def _keep(self, name: str, value: NDArray[np.generic] | np.generic) -> str:
        name = f"rounding_{name}"
        self.constants[name] = numpy_helper.from_array(np.asarray(value), name)
        return name

    def _node(self, kind: str, inputs: list[str], output: str) -> onnx.NodeProto:
        return helper.make_node(kind, inputs, [output])
