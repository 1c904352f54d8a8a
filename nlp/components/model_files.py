"""Opens the files of a shipped model; a `ModelError` names the folder and the file that is missing or broken."""

import json
from pathlib import Path

import onnxruntime
from onnxruntime.capi.onnxruntime_pybind11_state import Fail, InvalidArgument, InvalidGraph, InvalidProtobuf
from tokenizers import Tokenizer

from clausewatch.errors import ModelError


def read_model(path: Path) -> bytes:
    """The content of a file."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise ModelError(f"{_name(path)}: {error.strerror}") from error


def open_network(path: Path, content: bytes, threads: int) -> onnxruntime.InferenceSession:
    """The network of a file's content, ready to run on so many threads."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
    except (Fail, InvalidArgument, InvalidGraph, InvalidProtobuf) as error:
        raise ModelError(f"{_name(path)}: is no ONNX model") from error


def open_tokenizer(path: Path) -> Tokenizer:
    """The tokenizer of a JSON file, which neither pads nor cuts."""
    text = read_model(path).decode(errors="replace")
    try:
        content = json.loads(text)
    except ValueError as error:
        raise ModelError(f"{_name(path)}: is no tokenizer: {error}") from error
    if not isinstance(content, dict) or "model" not in content:
        raise ModelError(f"{_name(path)}: is no tokenizer")
    tokenizer = Tokenizer.from_str(text)
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def _name(path: Path) -> str:
    return f"model {path.parent.name}/{path.name}"
