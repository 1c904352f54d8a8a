"""Found statements as JSON Lines: one line each."""

import json
from typing import TextIO

from clausewatch.cli.formats.statement import hit_to_json
from clausewatch.index.protocol import SearchResult


def write_json(result: SearchResult, stream: TextIO) -> None:
    """The statement with its document and snippet, one line a hit."""
    stream.writelines(json.dumps(hit_to_json(hit), ensure_ascii=False) + "\n" for hit in result.hits)
