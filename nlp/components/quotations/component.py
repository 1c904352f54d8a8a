"""The spaCy component `quotation_tagger`: finds who said what, in which words of the text."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from tokenizers import Tokenizer

from nlp.attribution import Attribution, read_text
from nlp.components.quotations.assembly import assemble
from nlp.components.quotations.links import Network
from nlp.components.quotations.nested import NestedReader
from nlp.components.quotations.onnx_network import load_network
from nlp.components.quotations.reader import Task, read_windows
from nlp.components.quotations.windows import Pieces, cut_windows, read_pieces, special_ids

MODEL = Path(__file__).resolve().parents[2] / "models" / "quotations"
LENGTH = 256
"""Most word pieces that are read together; as in training."""
PIECES_AT_ONCE = 1024
"""More would take more memory, and more time: these just fit into a processor's own."""


class QuotationTagger:
    """Sets `doc._.attributions`; speaker and stance are left to the components after it."""

    def __init__(self, network: Network, tokenizer: Tokenizer, length: int = LENGTH) -> None:
        self._network = network
        self._tokenizer = tokenizer
        self._length = length
        self._start, self._separator = special_ids(tokenizer)
        self._nested = NestedReader(network, length, self._start, self._separator, PIECES_AT_ONCE)

    def __call__(self, doc: Doc) -> Doc:
        """One document."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], batch_size: int = 16) -> Iterator[Doc]:
        """Documents in their order; windows of `batch_size` documents are sorted by length and read together."""
        waiting = iter(docs)
        while batch := list(islice(waiting, batch_size)):
            for doc, attributions in zip(batch, self.find(map(read_text, batch)), strict=True):
                doc._.attributions = attributions
                yield doc

    def find(self, texts: Iterable[str]) -> list[tuple[Attribution, ...]]:
        """The attributions of each text, in the order of their contents."""
        cut = [(text, *self._cut(text)) for text in texts]
        found = iter(read_windows([task for _, _, tasks in cut for task in tasks], self._network, PIECES_AT_ONCE))
        return [
            self._add_nested(text, pieces, assemble(text, pieces, [(window, next(found)) for _, window in tasks]))
            for text, pieces, tasks in cut
        ]

    def _add_nested(self, text: str, pieces: Pieces, found: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
        nested = self._nested.find(text, pieces, found)
        return tuple(sorted((*found, *nested), key=lambda attribution: attribution.content))

    def _cut(self, text: str) -> tuple[Pieces, list[Task]]:
        pieces = read_pieces(text, self._tokenizer)
        windows = cut_windows(pieces, self._length, self._start, self._separator)
        return pieces, [(pieces, window) for window in windows]


@Language.factory("quotation_tagger", default_config={"model": str(MODEL), "threads": 1})
def make_quotation_tagger(nlp: Language, name: str, model: str, threads: int) -> QuotationTagger:
    """The component with the weights of a folder and so many threads; `ModelError` when the weights are broken."""
    del nlp, name
    return QuotationTagger(*load_network(Path(model), threads))
