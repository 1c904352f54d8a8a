"""The words of a text and the pairs that they stand in, weighed by how rare they are in the examples.

A vector of the encoder says what a text is about better than how it takes sides; the words that people take sides
with tell more about it the more examples there are (tf-idf beside a meaning: Wang and Manning, Baselines and Bigrams,
ACL 2012, for how far words alone go).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer

from nlp.components.encoder.encoder import CHARACTERS
from nlp.components.stance.values import Doubles

LONGEST = 2
"""Words of a term."""
FEWEST_TEXTS = 2
"""Examples that a term has to stand in."""
FULLY_HEARD = 2000
"""Examples from which on the words of a text weigh `MOST`; before, they weigh less in proportion, as a few examples
tell more of their own words than of what words mean."""
MOST = 0.9
"""Weight of the words beside a vector of length one; this and `FULLY_HEARD` were chosen on the encryption clause and so
that targets with 30 examples a label lose nothing."""


@dataclass(frozen=True)
class Wording:
    """Terms in the order of their columns, how rare each is (terms), and how much words weigh beside the vector."""

    terms: tuple[str, ...]
    rarity: Doubles
    weight: float

    @cached_property
    def _reader(self) -> TfidfVectorizer:
        reader = _make_reader().set_params(vocabulary={term: column for column, term in enumerate(self.terms)})
        reader.idf_ = self.rarity
        return reader

    def weigh(self, texts: Sequence[str]) -> csr_matrix:
        """Weights of the terms in each text (texts, terms): rows as long as `weight`, or empty without a known term."""
        if not self.terms or not texts:
            return csr_matrix((len(texts), len(self.terms)))
        return csr_matrix(self._reader.transform([text[:CHARACTERS] for text in texts]) * self.weight)


def learn_wording(texts: Sequence[str]) -> Wording:
    """The terms of the examples."""
    reader = _make_reader()
    try:
        reader.fit([text[:CHARACTERS] for text in texts])
    except ValueError:  # no term stands in two of them
        return Wording((), np.zeros(0), 0.0)
    return Wording(tuple(reader.get_feature_names_out()), reader.idf_, MOST * min(1.0, len(texts) / FULLY_HEARD))


def _make_reader() -> TfidfVectorizer:
    return TfidfVectorizer(ngram_range=(1, LONGEST), min_df=FEWEST_TEXTS, sublinear_tf=True)
